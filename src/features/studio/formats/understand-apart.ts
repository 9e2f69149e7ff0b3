import { bounded, Exceeded } from '../../../lib/apart-bounded.ts';
import { Refusal } from '../../../lib/errors.ts';
import { problem } from './problem.ts';
import type { Given, understand } from './understand.ts';
import type { Understood } from './understood.ts';

/** How long one file may take, and how much memory. */
const PATIENCE = 45_000;
const MOST_MEMORY = 900_000_000;
const MOST_WAITING = 6;
/** The disk is what failed; from the other process only the words of it come. */
const NO_ROOM = /\bE(?:NOSPC|DQUOT|ROFS|IO)\b/;

interface Options {
  patience?: number;
  memory?: number;
}

/**
 * Understands files one after the other in a process of their own, which is ended when one takes too long or too much memory;
 * that file is refused then, and the next one gets another process.
 */
export function understandingApart({ patience = PATIENCE, memory = MOST_MEMORY }: Options = {}) {
  const understandOne = bounded<typeof understand>(
    [import.meta.dirname, 'understand', 'understand'],
    {
      patience,
      memory,
      waiting: MOST_WAITING,
      busy: () => new Refusal('unavailable', 'upload.wait', {}, 60),
    },
  );
  return async (given: Given): Promise<Understood> => {
    try {
      return await understandOne(given);
    } catch (error) {
      if (NO_ROOM.test(String(error))) throw new Refusal('unavailable', 'uploads.noRoom', {}, 600);
      if (!(error instanceof Exceeded)) throw error;
      const key = error.isHeavy ? 'file.tooHeavy' : 'file.tooSlow';
      return { ok: false, name: given.name, reasons: [problem(key)] };
    }
  };
}
/** Tells what a file is and holds, wherever that is found out. */
export type UnderstandFile = typeof understand;
