import type { Knex } from 'knex';
import { z } from 'zod';
import { Instant } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import { NOTICES, type NoticeKind } from '../enrolment/notices.ts';
import { PlaceColumns, placeOf } from '../permissions/place-row.ts';
import { scopeOf } from '../permissions/policy.ts';
import { withinScope } from '../permissions/scope-filter.ts';
import { OF_STANDING, STANDING } from '../permissions/standing.ts';
import type { Thread } from './thread.ts';

export const THREADS_PER_PAGE = 30;

const ABOUT = ['lesson', 'quiz', 'course'] as const;
const isAbout = (kind: string | null): kind is (typeof ABOUT)[number] =>
  ABOUT.some((one) => one === kind);
const isNotice = (kind: string | null): kind is NoticeKind => NOTICES.some((one) => one === kind);

const Row = PlaceColumns.extend({
  id: z.string(),
  person_id: z.string(),
  display_name: z.string(),
  person_status: z.string(),
  enrolment_id: z.string().nullable(),
  enrolment_status: z.string().nullable(),
  version_id: z.string().nullable(),
  kind: z.enum(['question', 'letter', 'care', 'notice']),
  about_kind: z.enum([...ABOUT, ...NOTICES]).nullable(),
  about_id: z.string().nullable(),
  attempt_id: z.string().nullable(),
  subject: z.string().nullable(),
  last_at: Instant,
  unread_since: Instant.nullable(),
  waits_since: Instant.nullable(),
}).transform((row): Thread => ({
  id: row.id,
  personId: row.person_id,
  personName: row.display_name,
  enrolmentId: row.enrolment_id,
  versionId: row.version_id,
  kind: row.kind,
  about: isAbout(row.about_kind) ? { kind: row.about_kind, id: row.about_id ?? '' } : null,
  notice: isNotice(row.about_kind) ? { what: row.about_kind, slug: row.about_id ?? '' } : null,
  attemptId: row.attempt_id,
  subject: row.subject,
  lastAt: row.last_at,
  unreadSince: row.unread_since,
  waitsSince: row.waits_since,
  place: placeOf(row),
  isShared:
    row.kind !== 'care' &&
    row.kind !== 'notice' &&
    row.person_status === 'active' &&
    row.enrolment_status !== null &&
    row.enrolment_status !== 'withdrawn',
}));

const COLUMNS = [
  't.id',
  't.person_id',
  'p.display_name',
  'p.status as person_status',
  't.enrolment_id',
  'e.status as enrolment_status',
  'e.version_id',
  't.kind',
  't.about_kind',
  't.about_id',
  't.attempt_id',
  't.subject',
  't.last_at',
  't.unread_since',
  't.waits_since',
  ...STANDING,
];

const threads = (db: Db): Knex.QueryBuilder =>
  db('threads as t')
    .join('people as p', 'p.id', 't.person_id')
    .leftJoin('institutions as i', 'i.id', 'p.institution_id')
    .leftJoin('enrolments as e', 'e.id', 't.enrolment_id');

const Total = z.object({ total: z.coerce.number() });

/** Conversations, as their two ends list them. Works on a pool or inside a transaction. */
export const threadQueries = (db: Db) => {
  /** Those of the people whom the actor accompanies now; never her own. */
  const accompanied = (actor: Actor): Knex.QueryBuilder =>
    withinScope(threads(db), scopeOf(actor, 'answers.read'), OF_STANDING)
      .whereNot('t.kind', 'care')
      .whereNot('t.person_id', actor.id)
      .where('p.status', 'active')
      .whereNot('e.status', 'withdrawn');

  const page = async (
    query: Knex.QueryBuilder,
    number: number,
  ): Promise<{ entries: Thread[]; more: boolean }> => {
    const rows = (await query
      .select(COLUMNS)
      .limit(THREADS_PER_PAGE + 1)
      .offset((number - 1) * THREADS_PER_PAGE)) as unknown[];
    const entries = rows.map((row) => Row.parse(row));
    return { entries: entries.slice(0, THREADS_PER_PAGE), more: entries.length > THREADS_PER_PAGE };
  };

  return {
    async byId(id: string): Promise<Thread | null> {
      const row: unknown = await threads(db).select(COLUMNS).where('t.id', id).first();
      return row === undefined ? null : Row.parse(row);
    },

    /** Whether an attempt at this quiz was made in this enrolment. */
    async hasAttempt(id: string, enrolmentId: string, quizId: string): Promise<boolean> {
      const one = { id, enrolment_id: enrolmentId, quiz_id: quizId };
      const row: unknown = await db('attempts').where(one).first('id');
      return row !== undefined;
    },

    /** A person's own, the newest first. */
    async ofPerson(personId: string, number: number) {
      return page(
        threads(db)
          .where('t.person_id', personId)
          .orderBy([{ column: 't.last_at', order: 'desc' }, { column: 't.id' }]),
        number,
      );
    },

    /** Those that wait for an answer, the oldest first; or all, the newest first. */
    async ofCompanion(actor: Actor, { waiting, number }: { waiting: boolean; number: number }) {
      const query = accompanied(actor);
      if (waiting) void query.whereNotNull('t.waits_since').orderBy('t.waits_since');
      else void query.orderBy('t.last_at', 'desc');
      return page(query.orderBy('t.id'), number);
    },

    /** How many wait for an answer of whoever accompanies them. */
    async waiting(actor: Actor): Promise<number> {
      const query = accompanied(actor).whereNotNull('t.waits_since');
      return Total.parse(await query.count({ total: 't.id' }).first()).total;
    },
  };
};
