import { bounded, Exceeded } from '../../../lib/apart-bounded.ts';
import { Refusal } from '../../../lib/errors.ts';
import type { Arrived, Examined, examine } from './examine.ts';

/** How long one file may take, and how much memory. */
const PATIENCE = 30_000;
const MOST_MEMORY = 700_000_000;
/** As many as hand something in at the same moment in one room. */
const MOST_WAITING = 60;
/** The disk is what failed; from the other process only the words of it come. */
const NO_ROOM = /\bE(?:NOSPC|DQUOT|ROFS|IO)\b/;

/** Looks through files one after the other in a process of their own, without secrets, which is ended when one takes too much. */
export function examiningApart(): (arrived: Arrived) => Promise<Examined> {
  const examineOne = bounded<typeof examine>([import.meta.dirname, 'examine', 'examine'], {
    patience: PATIENCE,
    memory: MOST_MEMORY,
    waiting: MOST_WAITING,
    busy: () => new Refusal('unavailable', 'upload.wait', {}, 60),
  });
  return async (arrived) => {
    try {
      return await examineOne(arrived);
    } catch (error) {
      if (NO_ROOM.test(String(error))) throw new Refusal('unavailable', 'uploads.noRoom', {}, 600);
      if (!(error instanceof Exceeded)) throw error;
      return { ok: false, why: [error.isHeavy ? 'file.tooHeavy' : 'file.tooSlow'] };
    }
  };
}
