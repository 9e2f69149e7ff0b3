import { fork, type ChildProcess } from 'node:child_process';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Done, Wish } from './apart-process.ts';
import { Refusal } from './errors.ts';

interface Limits {
  /** How long it stays when nobody asks, in milliseconds: somebody may read one report after the other. */
  rest: number;
  /** How long anybody waits for an answer, in milliseconds. */
  patience: number;
  /** How many wait at most. */
  most: number;
}
const LIMITS: Limits = { rest: 5_000, patience: 20_000, most: 100 };

/** Work that takes and gives what can be sent: no functions, no instances. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Work = (...given: any[]) => Promise<unknown>;

interface Waiting {
  tell: (answer: unknown) => void;
  fail: (error: Error) => void;
  clock: NodeJS.Timeout;
}

/** All that a drawing needs of the environment; no secret goes along. */
const ENVIRONMENT = ['PATH', 'HOME', 'TMPDIR', 'TZ', 'NODE_ENV'];
const SOURCE = extname(import.meta.filename);
/** Small rather than swift: one thread of V8's own, since each keeps memory, and WebAssembly as it is first compiled. */
const FLAGS =
  SOURCE === '.js'
    ? ['--max-semi-space-size=4', '--max-old-space-size=256', '--v8-pool-size=1', '--liftoff-only']
    : ['--import', import.meta.resolve('tsx')];

const begin = (): ChildProcess =>
  fork(join(import.meta.dirname, `apart-process${SOURCE}`), {
    execArgv: FLAGS,
    env: Object.fromEntries(ENVIRONMENT.map((name) => [name, process.env[name]])),
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });

function tryLater(why: string): Refusal {
  const refusal = new Refusal('unavailable', 'error.unavailable', {}, 5);
  refusal.cause = new Error(why);
  return refusal;
}

/** A process that begins when something is asked of it and ends when it has rested for a while. */
export interface Workshop {
  ask: (file: string, name: string, given: unknown[]) => Promise<unknown>;
  /** Of the process, while there is one. */
  pid: () => number | undefined;
}

/** Whoever waits when the process ends by itself, or is too slow, is told to come back; the next one gets another process. */
export function workshop(limits: Partial<Limits> = {}): Workshop {
  const { rest, patience, most } = { ...LIMITS, ...limits };
  const waiting = new Map<number, Waiting>();
  let current: ChildProcess | undefined;
  let resting: NodeJS.Timeout | undefined;
  let last = 0;

  const settle = (id: number): Waiting | undefined => {
    const one = waiting.get(id);
    clearTimeout(one?.clock);
    waiting.delete(id);
    return one;
  };

  const lose = (lost: ChildProcess): void => {
    if (current !== lost) return;
    current = undefined;
    clearTimeout(resting);
    for (const id of [...waiting.keys()]) settle(id)?.fail(tryLater('the drawing process ended'));
  };

  /** Keeps no server alive meanwhile. */
  const letRest = (child: ChildProcess): void => {
    child.unref();
    child.channel?.unref();
    resting = setTimeout(() => {
      current = undefined;
      child.disconnect();
    }, rest).unref();
  };

  const start = (): ChildProcess => {
    const child = begin();
    child.on('message', (done: Done) => {
      const one = settle(done.id);
      if ('error' in done) one?.fail(new Error(done.error));
      else one?.tell(done.answer);
      if (current === child && waiting.size === 0) letRest(child);
    });
    for (const end of ['error', 'exit'] as const)
      child.on(end, () => {
        lose(child);
      });
    return child;
  };

  return {
    ask: (file, name, given) =>
      new Promise((tell, fail) => {
        if (waiting.size >= most) throw tryLater('too many drawings wait');
        clearTimeout(resting);
        const child = (current ??= start());
        child.ref();
        child.channel?.ref();
        const id = (last += 1);
        const clock = setTimeout(() => child.kill('SIGKILL'), patience);
        waiting.set(id, { tell, fail, clock });
        // What cannot be sent because the process has just ended is told by its end.
        child.send({ id, file, name, given } satisfies Wish, () => undefined);
      }),
    pid: () => current?.pid,
  };
}

/** One for the whole server: what is drawn takes turns, and its memory is there once. */
const shared = workshop();

/**
 * A function of a module, run in a process of its own: it takes so long that every page would wait meanwhile, and the system
 * gets back all the memory that its libraries and fonts took, which the end of a thread does not achieve. `folder` and `file`
 * name the module, without its extension; work that takes longer than a page may wait for has a workshop of its own.
 */
export function apart<F extends Work>(
  folder: string,
  file: string,
  name: string,
  where: Workshop = shared,
): (...given: Parameters<F>) => ReturnType<F> {
  const address = pathToFileURL(join(folder, `${file}${SOURCE}`)).href;
  return (...given) => where.ask(address, name, given) as ReturnType<F>;
}
