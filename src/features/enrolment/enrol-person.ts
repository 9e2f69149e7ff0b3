import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import { dayOf, type Clock } from '../../lib/clock.ts';
import type { Sealer } from '../../lib/sealed.ts';
import { ageGroupOn } from './age-group.ts';
import { membersOf, type EnrolPerson } from './cohort-places.ts';
import type { OnStepDone } from './completion.ts';
import { enrolmentRepository } from './repository.ts';

/**
 * Enrols somebody inside the caller's transaction: whoever may do so has been asked before. Taking up again a course that
 * she had left keeps all she had done. Answers whether anything changed.
 */
export const enrolPersonIn =
  ({
    clock,
    seal,
    onStepDone,
  }: {
    clock: Clock;
    seal: Sealer;
    onStepDone: OnStepDone;
  }): EnrolPerson =>
  async (trx, { personId, version, cohortId }) => {
    const repository = enrolmentRepository(trx);
    const known = await repository.newest(personId, version.courseId);
    if (known === null) {
      return repository.add({
        personId,
        courseId: version.courseId,
        versionId: version.id,
        cohortId,
        ageGroup: await ageGroupOn(trx, seal, { personId, day: dayOf(clock()) }),
        now: clock(),
      });
    }
    if (known.status !== 'withdrawn') return false;
    await repository.resume(known);
    if (known.cohortId !== null) await leaveIfFull(trx, known.id, known.cohortId);
    // An attempt that was open when she left may have been passed meanwhile: then nothing is left to do.
    await onStepDone(trx, known.id);
    return true;
  };

const Capacity = z.object({ capacity: z.number().nullable() });

/** The place that she gave up when she left may be somebody else's now: then she studies outside the cohort. */
async function leaveIfFull(trx: Db, enrolmentId: string, cohortId: string): Promise<void> {
  const { capacity } = Capacity.parse(
    await trx('cohorts').select('capacity').where('id', cohortId).first(),
  );
  if (capacity === null || (await membersOf(trx, cohortId)) <= capacity) return;
  await trx('enrolments').where('id', enrolmentId).update({ cohort_id: null, due_on: null });
}
