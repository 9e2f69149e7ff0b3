import { z } from 'zod';
import { toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import { toSearchText } from '../../lib/search-text.ts';
import type { Act, Change } from './acts-repository.ts';

const Enrolment = z
  .object({ status: z.string(), started_at: z.unknown(), cohort_id: z.string().nullable() })
  .optional();

/** Values that are still as the import wrote them, as they were before it. */
function toRestore(change: Change, now: Record<string, unknown>): Record<string, string | null> {
  return Object.fromEntries(
    Object.entries(change)
      .filter(([column, { after }]) => now[column] === after)
      .map(([column, { before }]) => [column, before]),
  );
}

async function person(trx: Db, { personId, change }: Act): Promise<boolean> {
  if (change === null) return false;
  const row: Record<string, unknown> | undefined = await trx('people')
    .where('id', personId)
    .whereNot('status', 'closed')
    .first([...Object.keys(change), 'username']);
  if (row === undefined) return false;
  const columns = toRestore(change, row);
  // What is searched by follows the name.
  delete columns['search_text'];
  const name = columns['display_name'];
  if (typeof name === 'string')
    columns['search_text'] = toSearchText(`${name} ${String(row['username'])}`);
  if (Object.keys(columns).length === 0) return false;
  await trx('people').where('id', personId).update(columns);
  return true;
}

async function enrolment(trx: Db, { kind, objectId, change }: Act, now: Date): Promise<boolean> {
  const id = objectId ?? '';
  const found = Enrolment.parse(
    await trx('enrolments').where('id', id).first('status', 'started_at', 'cohort_id'),
  );
  if (found === undefined) return false;
  const cohort = change?.['cohort_id'] ?? null;
  const leaves = cohort !== null && found.cohort_id === cohort.after;
  if (kind === 'cohort') {
    if (leaves) await trx('enrolments').where('id', id).update({ cohort_id: cohort.before });
    return leaves;
  }
  if (kind === 'enrolment-resumed') {
    // A step since then is hers to keep.
    const at = change?.['at']?.after ?? '';
    const stepped: unknown = await trx('lesson_progress')
      .where('enrolment_id', id)
      .where('opened_at', '>', at)
      .first('lesson_id');
    if (found.status !== 'active' || stepped !== undefined) return false;
    await trx('enrolments')
      .where('id', id)
      .update({
        status: 'withdrawn',
        withdrawn_at: toColumn(now),
        ...(leaves ? { cohort_id: cohort.before } : {}),
      });
    return true;
  }
  if (found.status !== 'active' || found.started_at !== null) return false;
  const attempt: unknown = await trx('attempts').where('enrolment_id', id).first('id');
  if (attempt !== undefined) return false;
  await trx('enrolments').where('id', id).delete();
  return true;
}

/** Takes back one thing that an import did to somebody who had an account; false where it was changed or used since. */
export async function restored(trx: Db, act: Act, now: Date): Promise<boolean> {
  switch (act.kind) {
    case 'changed':
      return person(trx, act);
    case 'membership': {
      const gone = await trx('memberships')
        .where('id', act.objectId ?? '')
        .whereNull('to_on')
        .delete();
      return gone > 0;
    }
    case 'membership-ended': {
      const again = await trx('memberships')
        .where('id', act.objectId ?? '')
        .update({ to_on: null });
      return again > 0;
    }
    case 'enrolment':
    case 'enrolment-resumed':
    case 'cohort':
      return enrolment(trx, act, now);
    case 'person':
    case 'stayed':
      return false;
  }
}
