import { toColumn } from '../../db/columns.ts';
import type { Clock } from '../../lib/clock.ts';
import { newId } from '../../lib/random-code.ts';
import type { TellPerson } from '../enrolment/notices.ts';

/**
 * Puts a line into somebody's inbox that nobody wrote: which sentence it is, and about what. Nobody else takes part in it,
 * and it is read in her language. What she has not read yet is told once.
 */
export const tellPerson =
  (clock: Clock): TellPerson =>
  async (trx, { personId, what, subject, slug }) => {
    const at = toColumn(clock());
    const same = { person_id: personId, kind: 'notice', about_kind: what, about_id: slug, subject };
    const told = await trx('threads')
      .where(same)
      .whereNotNull('unread_since')
      .update({ last_at: at });
    if (told > 0) return;
    await trx('threads').insert({
      id: newId(),
      ...same,
      created_at: at,
      last_at: at,
      unread_since: at,
    });
  };
