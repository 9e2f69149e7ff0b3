import { z } from 'zod';
import { Instant, toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import { isHeld } from '../../db/held.ts';
import { toSearchText } from '../../lib/search-text.ts';
import type { Act, Change } from './acts-repository.ts';

const Enrolment = z
  .object({
    status: z.string(),
    started_at: z.unknown(),
    cohort_id: z.string().nullable(),
    due_on: z.string().nullable(),
  })
  .optional();
type Enrolment = NonNullable<z.output<typeof Enrolment>>;

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
    await trx('enrolments').where('id', id).first('status', 'started_at', 'cohort_id', 'due_on'),
  );
  if (found === undefined) return false;
  const group = groupBefore(change, found);
  if (kind === 'cohort') {
    if (group !== null) await trx('enrolments').where('id', id).update(group);
    return group !== null;
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
        ...group,
      });
    return true;
  }
  if (found.status !== 'active' || found.started_at !== null) return false;
  const attempt: unknown = await trx('attempts').where('enrolment_id', id).first('id');
  if (attempt !== undefined) return false;
  await trx('enrolments').where('id', id).delete();
  return true;
}

/** The group and the date of before, while she is in the one where an import put her; null otherwise. */
function groupBefore(
  change: Change | null,
  now: Enrolment,
): Partial<Record<'cohort_id' | 'due_on', string | null>> | null {
  if (change?.['cohort_id']?.after !== now.cohort_id) return null;
  const { cohort_id = null, due_on } = toRestore(change, { ...now });
  return { cohort_id, ...(due_on === undefined ? {} : { due_on }) };
}

/** What she had asked for before an import gave her a place is asked again. */
async function askAgain(trx: Db, { change }: Act): Promise<void> {
  await trx('cohort_requests')
    .where({ id: change?.['request']?.before ?? '', state: 'entered' })
    .update({ state: 'asked', turn: null, decided_at: null, decided_by: null });
}

/** Takes somebody off the waiting list where an import put her, or back to having asked; false where she waits no more. */
export async function turnTaken(trx: Db, { objectId, change }: Act): Promise<boolean> {
  const waiting = trx('cohort_requests').where({ id: objectId ?? '', state: 'waiting' });
  const count = await (change?.['state'] === undefined
    ? waiting.delete()
    : waiting.update({ state: 'asked', turn: null }));
  return count > 0;
}

const Entered = z
  .object({
    cohort_id: z.string(),
    decided_at: Instant,
    enrolment_id: z.string(),
  })
  .optional();

/** Takes the place back that came of a turn which an import gave; false where none came of it, or where it was used since. */
async function placeOfTurn(trx: Db, act: Act, now: Date): Promise<boolean> {
  const { objectId, change } = act;
  const entered = Entered.parse(
    await trx('cohort_requests as r')
      .join('enrolments as e', (join) => {
        join.on('e.person_id', 'r.person_id').andOn('e.cohort_id', 'r.cohort_id');
      })
      .where({ 'r.id': objectId ?? '', 'r.state': 'entered' })
      .whereNot('e.status', 'withdrawn')
      .first('r.cohort_id', 'r.decided_at', 'e.id as enrolment_id'),
  );
  if (entered === undefined) return false;
  const before = change?.['status']?.before;
  const isGone = await enrolment(
    trx,
    {
      ...act,
      kind: before == null ? 'enrolment' : before === 'withdrawn' ? 'enrolment-resumed' : 'cohort',
      objectId: entered.enrolment_id,
      change: {
        cohort_id: { before: change?.['cohort_id']?.before ?? null, after: entered.cohort_id },
        due_on: { before: change?.['due_on']?.before ?? null, after: null },
        at: { before: null, after: toColumn(entered.decided_at) },
      },
    },
    now,
  );
  if (!isGone) return false;
  const request = trx('cohort_requests').where('id', objectId ?? '');
  await (change?.['state'] === undefined
    ? request.delete()
    : request.update({ state: 'asked', turn: null, decided_at: null, decided_by: null }));
  return true;
}

/** Takes back one thing that an import did to somebody who had an account; false where it was changed or used since. */
export async function restored(trx: Db, act: Act, now: Date): Promise<boolean> {
  try {
    return await trx.transaction((inner) => restoring(inner, act, now));
  } catch (error) {
    if (isHeld(error)) return false;
    throw error;
  }
}

async function restoring(trx: Db, act: Act, now: Date): Promise<boolean> {
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
    case 'cohort': {
      const isDone = await enrolment(trx, act, now);
      if (isDone) await askAgain(trx, act);
      return isDone;
    }
    case 'request':
      return placeOfTurn(trx, act, now);
    case 'person':
    case 'stayed':
      return false;
  }
}
