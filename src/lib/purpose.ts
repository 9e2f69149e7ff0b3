import { HOUR, MINUTE } from './clock.ts';

/** Why somebody opens a list of names or takes a file along. The audit log keeps the word, so nobody writes a name there. */
export const PURPOSES = ['accompany', 'enrol', 'support', 'account', 'rights', 'security'] as const;
export type Purpose = (typeof PURPOSES)[number];

const LIST_LASTS = HOUR;
const FILE_LASTS = 10 * MINUTE;

/** What somebody said that she needs names for, and for what it still opens. */
export interface SaidPurpose {
  reason: Purpose;
  opensFiles: boolean;
}

/** The purpose that a session holds, at a moment: an hour for lists, ten minutes for files, and then it is asked again. */
export function purposeAt(
  said: { reason: Purpose; at: Date } | null,
  now: Date,
): SaidPurpose | null {
  if (said === null) return null;
  const age = now.getTime() - said.at.getTime();
  return age < LIST_LASTS ? { reason: said.reason, opensFiles: age < FILE_LASTS } : null;
}
