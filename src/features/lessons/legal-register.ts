import { MINUTE, type Clock } from '../../lib/clock.ts';
import { remembered } from '../../lib/remembered.ts';
import type { LessonDocument } from '../courses/document.ts';
import type { ReformedLaw } from '../courses/legal-points.ts';

/** Port: the laws of which the lists of the content know a reform. */
export type ReadLaws = () => Promise<readonly ReformedLaw[]>;

/** Which laws were reformed. A process keeps them for a minute: they change seldom and stand behind many lessons. */
export function legalRegister({ read, clock }: { read: ReadLaws; clock: Clock }) {
  const load = remembered(clock, MINUTE, read);
  return {
    /** What the legal points of a lesson are held against; nothing is asked for a lesson without any. */
    lawsFor: async ({ legal }: Pick<LessonDocument, 'legal'>): Promise<readonly ReformedLaw[]> =>
      legal.length === 0 ? [] : load(),
  };
}
export type LegalRegister = ReturnType<typeof legalRegister>;
