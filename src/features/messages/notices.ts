import { toColumn } from '../../db/columns.ts';
import type { Clock } from '../../lib/clock.ts';
import { newId } from '../../lib/random-code.ts';
import type { TellPerson } from '../enrolment/notices.ts';

/**
 * Puts a line into somebody's inbox that nobody wrote: which sentence it is, and about what. Nobody else takes part in it,
 * and it is read in her language.
 */
export const tellPerson =
  (clock: Clock): TellPerson =>
  async (trx, { personId, what, subject, slug }) => {
    const at = toColumn(clock());
    await trx('threads').insert({
      id: newId(),
      person_id: personId,
      kind: 'notice',
      about_kind: what,
      about_id: slug,
      subject,
      created_at: at,
      last_at: at,
      unread_since: at,
    });
  };
