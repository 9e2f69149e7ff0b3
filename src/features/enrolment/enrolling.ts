import { z } from 'zod';
import { toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import { dayOf, type Clock } from '../../lib/clock.ts';
import { newId } from '../../lib/random-code.ts';
import type { Sealer } from '../../lib/sealed.ts';
import type { CourseVersion } from '../courses/repository.ts';
import { ageGroupsOn } from './age-group.ts';
import type { OnStepDone } from './completion.ts';
import { enrolmentRepository } from './repository.ts';
import { membersOf } from './room.ts';
import { snapshotsOf } from './snapshot.ts';

/** Somebody who is to study a course. */
export interface Wish {
  personId: string;
  version: CourseVersion;
  cohortId: string | null;
}

/**
 * Enrols people who are in none of these courses, inside the caller's transaction, which has asked whether it may. Each
 * enrolment keeps who she is that day. Answers the id of each by person; whoever was enrolled at the same moment by somebody
 * else is not among them. All wishes of one call are for one course.
 */
export type EnrolMany = (trx: Db, wishes: readonly Wish[]) => Promise<Map<string, string>>;

/**
 * Enrols somebody inside the caller's transaction: whoever may do so has been asked before. Taking up again a course that
 * she had left keeps all she had done. Answers whether anything changed.
 */
export type EnrolPerson = (trx: Db, wish: Wish) => Promise<boolean>;

interface Needs {
  clock: Clock;
  seal: Sealer;
  onStepDone: OnStepDone;
}

const Made = z.array(z.object({ id: z.string(), person_id: z.string() }));
const Capacity = z.object({ capacity: z.number().nullable() });
const BATCH = 100;

/** Writes enrolments: of one person, or of many at once. */
export function enrolling({ clock, seal, onStepDone }: Needs): {
  enrolMany: EnrolMany;
  enrolPerson: EnrolPerson;
} {
  const rowsOf = async (trx: Db, wishes: readonly Wish[]) => {
    const now = clock();
    const day = dayOf(now);
    const ids = wishes.map(({ personId }) => personId);
    const [snapshots, ageGroups] = [
      await snapshotsOf(trx, ids),
      await ageGroupsOn(trx, seal, { personIds: ids, day }),
    ];
    return wishes.map(({ personId, version, cohortId }) => ({
      id: newId(),
      course_id: version.courseId,
      version_id: version.id,
      cohort_id: cohortId,
      cycle: 1,
      status: 'active',
      enrolled_at: toColumn(now),
      enrolled_on: day,
      age_group: ageGroups.get(personId) ?? null,
      ...snapshots.get(personId),
    }));
  };

  const enrolMany: EnrolMany = async (trx, wishes) => {
    const made = new Map<string, string>();
    for (let from = 0; from < wishes.length; from += BATCH) {
      const rows: unknown = await trx('enrolments')
        .insert(await rowsOf(trx, wishes.slice(from, from + BATCH)))
        .onConflict(['person_id', 'course_id', 'cycle'])
        .ignore()
        .returning(['id', 'person_id']);
      for (const { id, person_id: personId } of Made.parse(rows)) made.set(personId, id);
    }
    return made;
  };

  return {
    enrolMany,
    enrolPerson: async (trx, wish) => {
      const repository = enrolmentRepository(trx);
      const known = await repository.newest(wish.personId, wish.version.courseId);
      if (known === null) return (await enrolMany(trx, [wish])).size > 0;
      if (known.status !== 'withdrawn') return false;
      await repository.resume(known);
      if (known.cohortId !== null) await leaveIfFull(trx, known.id, known.cohortId);
      // An attempt that was open when she left may have been passed meanwhile: then nothing is left to do.
      await onStepDone(trx, known.id);
      return true;
    },
  };
}

/** The place that she gave up when she left may be somebody else's now: then she studies outside the cohort. */
async function leaveIfFull(trx: Db, enrolmentId: string, cohortId: string): Promise<void> {
  const { capacity } = Capacity.parse(
    await trx('cohorts').select('capacity').where('id', cohortId).first(),
  );
  if (capacity === null || (await membersOf(trx, cohortId)) <= capacity) return;
  await trx('enrolments').where('id', enrolmentId).update({ cohort_id: null, due_on: null });
}
