import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';

/**
 * Starts a module of a folder in a thread of its own. Run from its sources, the thread has to be taught TypeScript first: it
 * does not inherit that.
 */
export function startThread(folder: string, name: string, workerData: unknown = null): Worker {
  const extension = extname(import.meta.filename);
  const file = join(folder, `${name}${extension}`);
  if (extension === '.js') return new Worker(file, { workerData });
  const teach = `import('tsx/esm/api').then(({ register }) => (register(), import(${JSON.stringify(file)})))`;
  return new Worker(teach, { eval: true, workerData });
}

/** Long enough for the next page of somebody who reads one report after the other. */
const REST = 5_000;

/** A thread that begins when it is needed, keeps no process alive while it rests, and ends when it has rested for a while. */
export interface RestingThread {
  /** The thread, to be asked something. */
  wake(): Worker;
  /** Nothing is asked of it any more. */
  rest(): void;
  end(): void;
}

/** `lost` is told when the thread ended by itself, whatever was asked of it. */
export function restingThread(
  start: () => Worker,
  lost: (error: Error) => void,
  longest = REST,
): RestingThread {
  let current: Worker | undefined;
  let resting: NodeJS.Timeout | undefined;

  const begin = (): Worker => {
    const begun = start();
    const gone = (error: Error): void => {
      if (current !== begun) return;
      current = undefined;
      lost(error);
    };
    begun.on('error', gone);
    begun.on('exit', () => {
      gone(new Error('A thread ended'));
    });
    return begun;
  };
  const end = (): void => {
    const ended = current;
    current = undefined;
    void ended?.terminate();
  };

  return {
    wake() {
      clearTimeout(resting);
      current ??= begin();
      current.ref();
      return current;
    },
    rest() {
      current?.unref();
      clearTimeout(resting);
      resting = setTimeout(end, longest).unref();
    },
    end,
  };
}
