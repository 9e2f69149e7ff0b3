import type { Worker } from 'node:worker_threads';
import { restingThread, startThread } from '../../lib/thread.ts';
import type { certificatePdf } from './document.ts';
import type { Drawn, Wish } from './document-thread.ts';

/** Draws a certificate, as `certificatePdf` does. */
export type DrawPdf = typeof certificatePdf;

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
  let last = 0;

  const start = (): Worker => {
    const started = startThread(import.meta.dirname, 'document-thread');
    started.on('message', (drawn: Drawn) => {
      const one = waiting.get(drawn.id);
      waiting.delete(drawn.id);
      if ('error' in drawn) one?.fail(new Error(drawn.error));
      else one?.done(Buffer.from(drawn.pdf));
      if (waiting.size === 0) thread.rest();
    });
    return started;
  };
  const thread = restingThread(start, (error) => {
    for (const { fail } of waiting.values()) fail(error);
    waiting.clear();
  });

  return (...given) =>
    new Promise((done, fail) => {
      last += 1;
      waiting.set(last, { done, fail });
      thread.wake().postMessage({ id: last, given } satisfies Wish);
    });
}
