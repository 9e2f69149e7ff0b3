import type { Worker } from 'node:worker_threads';
import { startThread } from '../../lib/thread.ts';
import type { certificatePdf } from './document.ts';
import type { Drawn, Wish } from './document-thread.ts';

/** Draws a certificate, as `certificatePdf` does. */
export type DrawPdf = typeof certificatePdf;

/** The next certificate of a group comes sooner than that. */
const IDLE = 3_000;

interface Waiting {
  done: (pdf: Buffer) => void;
  fail: (error: Error) => void;
}

/**
 * Draws certificates in a thread of their own: one takes so long that every page would wait meanwhile. It ends once
 * nobody has asked for a while, and gives back what the library and the fonts hold.
 */
export function drawApart(): DrawPdf {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let ending: NodeJS.Timeout | undefined;
  let last = 0;

  const end = (): void => {
    void worker?.terminate();
    worker = undefined;
  };

  const start = (): Worker => {
    const started = startThread(import.meta.dirname, 'document-thread');
    const failAll = (error: Error): void => {
      if (worker === started) worker = undefined;
      for (const { fail } of waiting.values()) fail(error);
      waiting.clear();
    };
    started.on('message', (drawn: Drawn) => {
      const one = waiting.get(drawn.id);
      waiting.delete(drawn.id);
      if ('error' in drawn) one?.fail(new Error(drawn.error));
      else one?.done(Buffer.from(drawn.pdf));
      if (waiting.size > 0) return;
      started.unref();
      ending = setTimeout(end, IDLE).unref();
    });
    started.on('error', failAll);
    return started;
  };

  return (...given) =>
    new Promise((done, fail) => {
      clearTimeout(ending);
      worker ??= start();
      worker.ref();
      last += 1;
      waiting.set(last, { done, fail });
      worker.postMessage({ id: last, given } satisfies Wish);
    });
}
