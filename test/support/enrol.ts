import { toColumn } from '../../src/db/columns.ts';
import type { Db } from '../../src/db/connection.ts';
import { CAST, type CastName } from '../../src/demo/cast.ts';
import { dayOf } from '../../src/lib/clock.ts';
import { NOW } from './clock.ts';

interface Enrol {
  name: CastName;
  slug: string;
  cohortId?: string;
}

/** Puts a person of the cast into the current version of a course, as if she had enrolled this morning. */
export async function enrol(db: Db, { name, slug, cohortId }: Enrol): Promise<string> {
  const course = (await db('courses').where('slug', slug).first()) as {
    id: string;
    current_version_id: string;
  };
  const person = CAST[name];
  const id = `e-${name}-${slug}`;
  await db('enrolments').insert({
    id,
    person_id: person.id,
    course_id: course.id,
    version_id: course.current_version_id,
    cohort_id: cohortId ?? null,
    cycle: 1,
    status: 'active',
    enrolled_at: toColumn(NOW),
    enrolled_on: dayOf(NOW),
    cvegeo: person.cvegeo,
    state_code: person.cvegeo.slice(0, 2),
    sex: person.sex,
    side: person.side,
  });
  return id;
}

/** Marks lessons of an enrolment as finished. */
export async function finishLessons(
  db: Db,
  enrolmentId: string,
  lessons: readonly string[],
): Promise<void> {
  for (const lesson of lessons) {
    await db('lesson_progress').insert({
      enrolment_id: enrolmentId,
      lesson_id: lesson,
      opened_at: toColumn(NOW),
      done_at: toColumn(NOW),
      alternative: false,
    });
  }
}
