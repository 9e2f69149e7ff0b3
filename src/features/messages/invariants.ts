import type { Knex } from 'knex';
import { z } from 'zod';
import { batches } from '../../db/batches.ts';
import { Instant, toColumn } from '../../db/columns.ts';
import type { View } from '../../db/dialect/dialect.ts';
import { idsOf, type Invariant } from '../../db/invariant.ts';
import { DAY, MINUTE } from '../../lib/clock.ts';
import { readAnswerId } from '../assessment/removed-answers.ts';
import { CARE_DAYS } from './retention.ts';

type Db = View['db'];

const Erasure = z.object({ at: Instant, details: z.string() });
const Mark = z.object({
  id: z.string(),
  kind: z.string().nullable(),
  object_id: z.string().nullable(),
  marked_by: z.string().nullable(),
  marked_at: Instant.nullable(),
  referred_on: z.string().nullable(),
});
type Mark = z.output<typeof Mark>;
const CareThread = z.object({ id: z.string(), created_at: Instant });
const LOOKED_BACK = 60;
const MARKED_WITHIN = 10 * MINUTE;

/** What holds of conversations, of texts that tell of violence lived, and of messages of care. */
export const messageInvariants: Invariant[] = [
  {
    key: 'verify.threadOwners',
    broken: ({ db }) =>
      idsOf(
        db('threads as t')
          .leftJoin('enrolments as e', 'e.id', 't.enrolment_id')
          .leftJoin('attempts as a', 'a.id', 't.attempt_id')
          .whereRaw('(e.person_id <> t.person_id or a.person_id <> t.person_id)')
          .orWhereRaw('(t.attempt_id is not null and a.id is null)'),
        't.id',
      ),
  },
  {
    key: 'verify.removedTexts',
    broken: ({ db }) =>
      idsOf(db('messages').whereRaw('(body_sealed is null) <> (removed_at is not null)')),
  },
  { key: 'verify.disclosures', broken: wrongMarks },
  {
    key: 'verify.disclosuresOver',
    async *broken({ db }) {
      const due = await dueAt(db, 'disclosures', CARE_DAYS * DAY);
      if (due !== null) yield* idsOf(db('disclosures').where('marked_at', '<=', due));
    },
  },
  { key: 'verify.careMessages', broken: wrongCare },
  {
    key: 'verify.messagesOfClosed',
    async *broken({ db }) {
      const due = await dueAt(db, 'messagesOfClosedAccounts', 0);
      if (due === null) return;
      const closed = db('people').select('id').where('status', 'closed');
      yield* idsOf(
        db('threads').whereIn('person_id', closed.clone().where('closed_at', '<=', due)),
      );
    },
  },
];

/**
 * Until when something had to begin that the last erasure found over: a machine that was off, or a backup from long ago,
 * keeps nothing for longer than it could know. Null before the first erasure.
 */
async function dueAt(db: Db, rule: string, kept: number): Promise<string | null> {
  const rows: unknown[] = await db('audit_events')
    .select('at', 'details')
    .where('action', 'data.erased')
    .orderBy('position', 'desc')
    .limit(LOOKED_BACK);
  const last = rows
    .map((row) => Erasure.parse(row))
    .find(({ details }) => rule in (JSON.parse(details) as object));
  return last === undefined ? null : toColumn(new Date(last.at.getTime() - DAY - kept));
}

/** A mark stands on a text that is there, or is nothing but a day. */
async function* wrongMarks({ db }: View): AsyncIterable<string> {
  for await (const rows of batches(db('disclosures'), ['id'])) {
    for (const row of rows) {
      const mark = Mark.parse(row);
      if (!(await isSound(db, mark))) yield mark.id;
    }
  }
}

async function isSound(db: Db, mark: Mark): Promise<boolean> {
  const { kind, object_id: id, marked_by: by, marked_at: at, referred_on: day } = mark;
  if (day !== null) return [kind, id, by, at].every((one) => one === null);
  if (id === null || by === null || at === null) return false;
  if (kind === 'message') {
    const there: unknown = await db('messages').where({ id }).whereNotNull('body_sealed').first();
    return there !== undefined;
  }
  const name = kind === 'answer' ? readAnswerId(id) : null;
  if (name === null) return false;
  const one = { attempt_id: name.attemptId, item_id: name.itemId };
  const there: unknown = await db('attempt_answers').where(one).whereNull('removed_at').first();
  const graded: unknown = await db('attempt_grades').where(one).first();
  return there !== undefined && graded !== undefined;
}

/**
 * A message of care is in nobody's course, holds no text and nobody's answer, and came with a mark at that moment. Which
 * mark, and whose, is written nowhere: the log says only that there was one.
 */
async function* wrongCare({ db }: View): AsyncIterable<string> {
  const care = (): Knex.QueryBuilder => db('threads').where('kind', 'care');
  const written = db('messages').select('thread_id');
  yield* idsOf(
    care().where((wrong) => {
      void wrong
        .whereNotNull('enrolment_id')
        .orWhereNotNull('subject')
        .orWhereNotNull('about_kind')
        .orWhereIn('id', written);
    }),
  );
  const due = await dueAt(db, 'careMessages', CARE_DAYS * DAY);
  if (due !== null) yield* idsOf(care().where('last_at', '<=', due));
  for await (const rows of batches(care().select('id', 'created_at'), ['id'])) {
    for (const row of rows) {
      const { id, created_at: at } = CareThread.parse(row);
      const marked: unknown = await db('audit_events')
        .where('action', 'disclosure.marked')
        .where('at', '>=', toColumn(at))
        .where('at', '<=', toColumn(new Date(at.getTime() + MARKED_WITHIN)))
        .first('position');
      if (marked === undefined) yield id;
    }
  }
}
