import { z } from 'zod';
import { Instant, toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Binding, LongReads } from '../../db/dialect/dialect.ts';
import type { Actor } from '../../lib/actor.ts';
import { DAY, dayOf } from '../../lib/clock.ts';
import { instantAt } from '../../lib/local-time.ts';
import { scopeOf } from '../permissions/policy.ts';
import { ATTEMPTS, readAttempts } from './counting.ts';
import { NO_GROUP } from './gradebook-forms.ts';
import { LESSON_AFTER_DAYS, type Standing } from './needs.ts';
import { readWith, studentsOf } from './students.ts';

/** What was done last in an enrolment. */
export interface LastStep {
  kind: 'opened' | 'finished' | 'begun' | 'handedIn';
  /** The lesson or the quiz. */
  id: string;
  at: Date;
}

const startOf = (day: string): Date => instantAt(`${day}T00:00`, 'America/Mexico_City');

const later = (one: Date, other: Date | null): Date =>
  other !== null && other > one ? other : one;
const latest = (...instants: (Date | null)[]): Date | null =>
  instants.reduce(
    (last, one) => (one === null ? last : last === null ? one : later(last, one)),
    null,
  );

const counted = (joined: string | null): Map<string, number> => {
  const found = new Map<string, number>();
  for (const id of (joined ?? '').split(' ').filter(Boolean))
    found.set(id, (found.get(id) ?? 0) + 1);
  return found;
};

const Row = z
  .object({
    id: z.string(),
    person_id: z.string(),
    display_name: z.string(),
    group_name: z.string().nullable(),
    version_id: z.string(),
    deploys_on: z.string().nullable(),
    due_on: z.string().nullable(),
    starts_on: z.string().nullable(),
    enrolled_at: Instant,
    lesson_at: Instant.nullable(),
    attempt_at: Instant.nullable(),
    saved_at: Instant.nullable(),
    open_lessons: z.string().nullable(),
    attempts: z.string().nullable(),
    extra: z.string().nullable(),
  })
  .transform((row): Standing => ({
    enrolmentId: row.id,
    personId: row.person_id,
    name: row.display_name,
    group: row.group_name,
    versionId: row.version_id,
    deploysOn: row.deploys_on,
    dueOn: row.due_on,
    since: later(row.enrolled_at, row.starts_on === null ? null : startOf(row.starts_on)),
    lastAt: latest(row.lesson_at, row.attempt_at, row.saved_at),
    openLessons: (row.open_lessons ?? '').split(' ').filter(Boolean),
    attempts: readAttempts(row.attempts),
    extra: counted(row.extra),
  }));

/** What was done in the enrolment `e` and when; what was saved is asked of open attempts only, others were handed in later. */
const STANDS = `
  (select max(coalesce(l.done_at, l.opened_at)) from lesson_progress l where l.enrolment_id = e.id) as lesson_at,
  (select max(coalesce(a.submitted_at, a.started_at)) from attempts a where a.enrolment_id = e.id) as attempt_at,
  (select max(r.saved_at) from attempts a join attempt_answers r on r.attempt_id = a.id
    where a.enrolment_id = e.id and a.submitted_at is null) as saved_at,
  (select string_agg(x.quiz_id, ' ') from extra_attempts x where x.enrolment_id = e.id) as extra`;

const OPEN_LESSONS = `
  (select string_agg(l.lesson_id, ' ') from lesson_progress l
    where l.enrolment_id = e.id and l.done_at is null and l.opened_at <= ?) as open_lessons`;

const LessonRow = z.object({
  enrolment_id: z.string(),
  lesson_id: z.string(),
  opened_at: Instant,
  done_at: Instant.nullable(),
});
const AttemptRow = z.object({
  enrolment_id: z.string(),
  quiz_id: z.string(),
  started_at: Instant,
  submitted_at: Instant.nullable(),
});

/** Who has not finished. Reads beside the pages: a course may have very many people. */
export const needsQueries = (db: Db, reads: LongReads) => {
  const read = readWith(reads);
  return {
    /**
     * Those who have not finished a course that the actor teaches, of groups that have begun and are not over. Grants of
     * whoever reads answers name a course or a group, and each of them is looked up in an index.
     */
    async *unfinished(
      actor: Actor,
      { group, now }: { group: string | undefined; now: Date },
    ): AsyncGenerator<Standing> {
      const today = dayOf(now);
      const before = toColumn(new Date(now.getTime() - LESSON_AFTER_DAYS * DAY));
      const scope = scopeOf(actor, 'answers.read');
      const query = studentsOf(db, actor, 'answers.read')
        .where('e.status', 'active')
        .whereNull('e.completed_at')
        .whereNot('e.person_id', actor.id)
        .where((any) => {
          void any
            .whereIn(
              'e.cohort_id',
              scope.flatMap(({ cohortId }) => cohortId ?? []),
            )
            .orWhereIn(
              'e.course_id',
              scope.flatMap(({ courseId }) => courseId ?? []),
            );
        })
        .where((open) => void open.whereNull('k.ends_on').orWhere('k.ends_on', '>=', today))
        .where((begun) => void begun.whereNull('k.starts_on').orWhere('k.starts_on', '<=', today))
        .select('e.id', 'e.person_id', 'p.display_name', 'k.name as group_name', 'e.version_id')
        .select('k.deploys_on', db.raw('coalesce(e.due_on, k.due_on) as due_on'))
        .select('k.starts_on', 'e.enrolled_at')
        .select(db.raw(STANDS), db.raw(OPEN_LESSONS, [before]), db.raw(ATTEMPTS));
      if (group === NO_GROUP) void query.whereNull('e.cohort_id');
      else if (group !== undefined) void query.where('e.cohort_id', group);
      const { sql, bindings } = query.toSQL();
      for await (const rows of reads.parts(sql, bindings as Binding[]))
        for (const row of rows) yield Row.parse(row);
    },

    /** What each of these did last, by enrolment; nothing for who has not begun. */
    async lastSteps(enrolmentIds: readonly string[]): Promise<Map<string, LastStep>> {
      const found = new Map<string, LastStep>();
      const take = (enrolmentId: string, step: LastStep): void => {
        const known = found.get(enrolmentId);
        if (known === undefined || step.at > known.at) found.set(enrolmentId, step);
      };
      const ids = [...enrolmentIds];
      if (ids.length === 0) return found;
      const lessons = db('lesson_progress')
        .select('enrolment_id', 'lesson_id', 'opened_at', 'done_at')
        .whereIn('enrolment_id', ids)
        .orderBy(['enrolment_id', 'lesson_id']);
      for (const raw of await read(lessons)) {
        const row = LessonRow.parse(raw);
        take(row.enrolment_id, {
          kind: row.done_at === null ? 'opened' : 'finished',
          id: row.lesson_id,
          at: row.done_at ?? row.opened_at,
        });
      }
      const attempts = db('attempts')
        .select('enrolment_id', 'quiz_id', 'started_at', 'submitted_at')
        .whereIn('enrolment_id', ids)
        .orderBy(['enrolment_id', 'quiz_id', 'number']);
      for (const raw of await read(attempts)) {
        const row = AttemptRow.parse(raw);
        take(row.enrolment_id, {
          kind: row.submitted_at === null ? 'begun' : 'handedIn',
          id: row.quiz_id,
          at: row.submitted_at ?? row.started_at,
        });
      }
      return found;
    },
  };
};
