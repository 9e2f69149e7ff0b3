import { z } from 'zod';
import { Instant, toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';

/** What somebody opposes: letters to many, and figures beyond the least that a public course accounts for. */
export interface Opposition {
  mailings: boolean;
  statistics: boolean;
}

const Row = z.object({
  no_mailings_since: Instant.nullable(),
  no_statistics_since: Instant.nullable(),
});

const rowOf = async (db: Db, personId: string): Promise<z.output<typeof Row>> =>
  Row.parse(
    await db('people')
      .select('no_mailings_since', 'no_statistics_since')
      .where('id', personId)
      .first(),
  );

export async function oppositionOf(db: Db, personId: string): Promise<Opposition> {
  const row = await rowOf(db, personId);
  return {
    mailings: row.no_mailings_since !== null,
    statistics: row.no_statistics_since !== null,
  };
}

/** In figures she is somebody who did not say. */
const UNSAID = { sex: 'no_dice', rank_band: null, age_group: null };

/**
 * Keeps what she opposes, from the day she first did. Whoever opposes figures counts as one in totals and in places, and
 * nowhere by sex, rank or optional answers: those of her enrolments go, and her answers are withdrawn. Answers whether
 * anything changed.
 */
export async function setOpposition(
  trx: Db,
  personId: string,
  wanted: Opposition,
  now: Date,
): Promise<boolean> {
  const before = await rowOf(trx, personId);
  const since = (held: Date | null, wants: boolean): string | null =>
    wants ? toColumn(held ?? now) : null;
  const after = {
    no_mailings_since: since(before.no_mailings_since, wanted.mailings),
    no_statistics_since: since(before.no_statistics_since, wanted.statistics),
  };
  const begins = wanted.statistics && before.no_statistics_since === null;
  const changed =
    wanted.mailings !== (before.no_mailings_since !== null) ||
    wanted.statistics !== (before.no_statistics_since !== null);
  if (!changed) return false;
  await trx('people').where('id', personId).update(after);
  if (wanted.mailings) await trx('people').where('id', personId).update({ digest_email: false });
  if (begins) {
    await trx('enrolments').where('person_id', personId).update(UNSAID);
    await trx('optional_answers')
      .where('person_id', personId)
      .whereNull('withdrawn_at')
      .update({ value_sealed: null, withdrawn_at: toColumn(now) });
  }
  return true;
}
