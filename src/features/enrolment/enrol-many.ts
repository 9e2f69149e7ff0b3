import { toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import { dayOf } from '../../lib/clock.ts';
import { newId } from '../../lib/random-code.ts';
import type { CourseVersion } from '../courses/repository.ts';
import { snapshotsOf } from './snapshot.ts';

export interface NewInCourse {
  personId: string;
  version: CourseVersion;
  cohortId: string | null;
}

/**
 * Enrols people who are in none of these courses, inside the caller's transaction, which has asked whether it may. Answers the id
 * of each enrolment, in the same order.
 */
export async function enrolMany(
  trx: Db,
  wishes: readonly NewInCourse[],
  now: Date,
): Promise<string[]> {
  if (wishes.length === 0) return [];
  const snapshots = new Map(
    (await snapshotsOf(trx, [...new Set(wishes.map(({ personId }) => personId))])).map((one) => [
      one.person_id,
      one,
    ]),
  );
  const rows = wishes.map(({ personId, version, cohortId }) => ({
    id: newId(),
    course_id: version.courseId,
    version_id: version.id,
    cohort_id: cohortId,
    cycle: 1,
    status: 'active',
    enrolled_at: toColumn(now),
    enrolled_on: dayOf(now),
    ...snapshots.get(personId),
  }));
  await trx('enrolments').insert(rows);
  return rows.map(({ id }) => id);
}
