import { z } from 'zod';
import { Instant } from '../../db/columns.ts';
import type { Reads } from '../../db/dialect/dialect.ts';
import { SIDES, type Actor } from '../../lib/actor.ts';
import type { CoursesOfPerson } from '../people/people-service.ts';
import { placeOf } from '../permissions/place-row.ts';
import { may } from '../permissions/policy.ts';
import type { CourseVersions } from '../courses/repository.ts';

const Row = z.object({
  id: z.string(),
  version_id: z.string(),
  course_id: z.string(),
  cohort_id: z.string().nullable(),
  cohort: z.string().nullable(),
  enrolled_on: z.string(),
  completed_on: z.string().nullable(),
  started_at: Instant.nullable(),
  begun: z.coerce.number(),
  institution_path: z.string().nullable(),
  network_id: z.string().nullable(),
  cvegeo: z.string().nullable(),
  state_code: z.string().nullable(),
  side: z.enum(SIDES),
});
type Row = z.output<typeof Row>;

const ScoreRow = z.object({ quiz_id: z.string(), score: z.number() });

/** Where she stands today, not on the day of enrolment: her progress goes with her when she changes institution. */
const ENROLMENTS = `
  select e.id, e.version_id, e.course_id, e.cohort_id, k.name as cohort, e.enrolled_on, e.completed_on, e.started_at,
         i.path as institution_path, p.network_id, p.cvegeo, p.state_code, p.side,
         (select count(*) from lesson_progress l where l.enrolment_id = e.id) as begun
    from enrolments e join people p on p.id = e.person_id
    left join institutions i on i.id = p.institution_id left join cohorts k on k.id = e.cohort_id
   where e.person_id = ? and e.status <> 'withdrawn' order by e.enrolled_at desc, e.id`;

const SCORES = `
  select quiz_id, max(score) as score from attempts
   where enrolment_id = ? and submitted_at is not null and score is not null group by quiz_id`;

/** A person's courses within the reader's scope: done or not; scores only where she may read grades. */
export const coursesOfPerson =
  ({ reads, versions }: { reads: Reads; versions: CourseVersions }): CoursesOfPerson =>
  async (actor, personId) => {
    const rows = z.array(Row).parse(await reads.all(ENROLMENTS, [personId]));
    const readable = rows.filter((row) => may(actor, 'people.read', placeOf(row)));
    return Promise.all(
      readable.map(async (row) => {
        const version = await versions.byId(row.version_id);
        return {
          title: version?.document.title ?? { es: '', en: '' },
          cohort: row.cohort,
          enrolledOn: row.enrolled_on,
          completedOn: row.completed_on,
          isStarted: row.started_at !== null || row.begun > 0,
          grade: await gradeOf(actor, row, version?.document.certificate.quizzes ?? []),
        };
      }),
    );

    async function gradeOf(
      reader: Actor,
      row: Row,
      quizzes: readonly string[],
    ): Promise<number | null | undefined> {
      if (!may(reader, 'grades.read', placeOf(row))) return undefined;
      const scores = z.array(ScoreRow).parse(await reads.all(SCORES, [row.id]));
      const required = scores.filter(({ quiz_id: quiz }) => quizzes.includes(quiz));
      if (required.length === 0) return null;
      return Math.min(...required.map(({ score }) => score)) / 10_000;
    }
  };
