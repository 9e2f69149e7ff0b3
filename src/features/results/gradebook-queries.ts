import type { Knex } from 'knex';
import { z } from 'zod';
import { Instant } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Binding, LongReads } from '../../db/dialect/dialect.ts';
import type { Actor } from '../../lib/actor.ts';
import { slices } from '../../lib/rows.ts';
import { toSearchText } from '../../lib/search-text.ts';
import { FACTS, FactsRow, toFacts } from '../enrolment/facts.ts';
import type { ProgressFacts } from '../enrolment/completion.ts';
import { PlaceColumns, placeOf } from '../permissions/place-row.ts';
import { scopeOf, type Place } from '../permissions/policy.ts';
import { withinScope } from '../permissions/scope-filter.ts';
import { ATTEMPTS, readAttempts, type GradedAttempt } from './counting.ts';
import { NO_GROUP, type GradebookQuery } from './gradebook-forms.ts';
import { STANDING } from '../permissions/standing.ts';
import { readWith, studentsOf } from './students.ts';

/** A person in a course, with all that she has answered there. */
export interface GradebookRow {
  enrolmentId: string;
  personId: string;
  name: string;
  group: string | null;
  versionId: string;
  isStarted: boolean;
  completedOn: string | null;
  facts: ProgressFacts;
  attempts: GradedAttempt[];
  place: Place;
}

/** Which students of a course: filters, the quiz that `resultado` is about among them. */
export interface Wanted {
  courseId: string;
  quizId: string | null;
  query: GradebookQuery;
}

/** Reading the attempts of so many takes a few milliseconds. */
const ROWS_AT_ONCE = 100;

const Row = PlaceColumns.extend(FactsRow.shape)
  .extend({
    id: z.string(),
    person_id: z.string(),
    display_name: z.string(),
    group_name: z.string().nullable(),
    version_id: z.string(),
    started_at: Instant.nullable(),
    completed_on: z.string().nullable(),
    attempts: z.string().nullable(),
  })
  .transform((row): GradebookRow => {
    const attempts = readAttempts(row.attempts);
    return {
      enrolmentId: row.id,
      personId: row.person_id,
      name: row.display_name,
      group: row.group_name,
      versionId: row.version_id,
      isStarted: row.started_at !== null || attempts.length > 0,
      completedOn: row.completed_on,
      facts: toFacts(row),
      attempts,
      place: placeOf(row),
    };
  });

const Total = z.object({ total: z.coerce.number() });
const Group = z.object({ id: z.string(), name: z.string() });
const GroupOfCourse = Group.extend({ course_id: z.string() }).transform(
  ({ id, name, course_id: courseId }) => ({ id, name, courseId }),
);
const MOST_GROUPS = 500;

const OF_GROUP = {
  side: 'k.side',
  institutionPath: 'i.path',
  stateCode: 'i.state_code',
  cvegeo: 'i.cvegeo',
  courseId: 'k.course_id',
  cohortId: 'k.id',
};

const HAS_BEGUN = '(e.started_at is not null or e.tried_on is not null)';
const anAttempt = (condition: string): string =>
  `exists (select 1 from attempts a where a.enrolment_id = e.id and a.quiz_id = ?${condition})`;
const PASSED = anAttempt(' and a.passed = true');

/** Gradebooks. Reads beside the pages: a course may have very many people. */
export const gradebookQueries = (db: Db, reads: LongReads) => {
  const read = readWith(reads);

  const students = (actor: Actor, { courseId, quizId, query }: Wanted): Knex.QueryBuilder => {
    const { grupo, avance, resultado, q } = query;
    const found = studentsOf(db, actor, 'grades.read').where('e.course_id', courseId);
    if (grupo === NO_GROUP) void found.whereNull('e.cohort_id');
    else if (grupo !== undefined) void found.where('e.cohort_id', grupo);
    if (avance === 'termino') void found.whereNotNull('e.completed_on');
    if (avance === 'en-curso') void found.whereNull('e.completed_on').whereRaw(HAS_BEGUN);
    if (avance === 'sin-iniciar') void found.whereRaw(`not ${HAS_BEGUN}`);
    if (quizId !== null) {
      if (resultado === 'aprobo') void found.whereRaw(PASSED, [quizId]);
      if (resultado === 'no-aprobo') {
        void found
          .whereRaw(anAttempt(' and a.passed = false'), [quizId])
          .whereRaw(`not ${PASSED}`, [quizId]);
      }
      if (resultado === 'por-calificar') {
        void found.whereRaw(anAttempt(' and a.submitted_at is not null and a.score is null'), [
          quizId,
        ]);
      }
      if (resultado === 'sin-intento') void found.whereRaw(`not ${anAttempt('')}`, [quizId]);
    }
    for (const word of toSearchText(q).split(' ').filter(Boolean).slice(0, 8))
      void found.whereLike('p.search_text', `%${word}%`);
    return found;
  };

  const byName = (actor: Actor, wanted: Wanted): Knex.QueryBuilder =>
    students(actor, wanted)
      .select('e.id', 'e.person_id', 'p.display_name', 'k.name as group_name', 'e.version_id')
      .select('e.started_at', 'e.completed_on', ...STANDING)
      .select(db.raw(FACTS), db.raw(ATTEMPTS))
      .orderBy([{ column: 'p.search_text' }, { column: 'e.id' }]);

  return {
    async count(actor: Actor, wanted: Wanted): Promise<number> {
      const [row] = await read(students(actor, wanted).count({ total: 'e.id' }));
      return Total.parse(row).total;
    },

    /** A page of them, by name. */
    async page(
      actor: Actor,
      wanted: Wanted,
      { limit, offset }: { limit: number; offset: number },
    ): Promise<GradebookRow[]> {
      const rows = await read(byName(actor, wanted).limit(limit).offset(offset));
      return rows.map((row) => Row.parse(row));
    },

    /** All of them, by name, some at a time as they are found. */
    async *all(actor: Actor, wanted: Wanted): AsyncGenerator<GradebookRow[]> {
      const { sql, bindings } = byName(actor, wanted).toSQL();
      for await (const rows of slices(reads.parts(sql, bindings as Binding[]), ROWS_AT_ONCE))
        yield rows.map((row) => Row.parse(row));
    },

    /** The groups that the actor may ask for, of one course or of all, the newest first. */
    async groups(
      actor: Actor,
      courseId: string | null,
    ): Promise<{ id: string; name: string; courseId: string }[]> {
      const query = withinScope(
        db('cohorts as k').join('institutions as i', 'i.id', 'k.institution_id'),
        scopeOf(actor, 'grades.read'),
        OF_GROUP,
      );
      if (courseId !== null) void query.where('k.course_id', courseId);
      const rows = await read(
        query
          .select('k.id', 'k.name', 'k.course_id')
          .orderBy([{ column: 'k.starts_on', order: 'desc' }, { column: 'k.id' }])
          .limit(MOST_GROUPS),
      );
      return rows.map((row) => GroupOfCourse.parse(row));
    },
  };
};
