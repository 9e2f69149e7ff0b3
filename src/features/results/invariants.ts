import { z } from 'zod';
import { batches } from '../../db/batches.ts';
import type { View } from '../../db/dialect/dialect.ts';
import type { Invariant } from '../../db/invariant.ts';
import { readSnapshot } from '../assessment/snapshot.ts';
import { courseVersions } from '../courses/repository.ts';
import { sameItem } from './correction-followers.ts';
import { within } from './correction-queries.ts';

const CorrectionRow = z.object({
  id: z.string(),
  course_id: z.string(),
  item_id: z.string(),
  item_digest: z.string(),
});
const AttemptRow = z.object({ id: z.string(), snapshot: z.string() });

/**
 * No attempt that drew an item as it was wrong is passed by, once its correction is finished. Corrections of a group are
 * left out: who belonged to it at that moment is not kept.
 */
async function* passedBy({ db, reads }: View): AsyncIterable<string> {
  const versions = courseVersions(reads);
  const rows: unknown[] = await db('score_corrections')
    .whereNotNull('finished_at')
    .whereNull('cohort_id')
    .orderBy(['course_id', 'number', 'id']);
  for (const row of rows) {
    const correction = CorrectionRow.parse(row);
    const drewSame = sameItem(versions, correction.item_id, correction.item_digest);
    const reach = { courseId: correction.course_id, cohortIds: null };
    const without = within(db, reach, correction.item_id)
      .whereNull('a.answers_erased_at')
      .whereNotExists(
        db('attempt_corrections as x')
          .select('x.attempt_id')
          .whereRaw('x.attempt_id = a.id')
          .where('x.correction_id', correction.id),
      )
      .select('a.id', 'a.snapshot');
    for await (const some of batches(without, ['a.id'])) {
      for (const one of some) {
        const { id, snapshot } = AttemptRow.parse(one);
        const { items, versionId } = readSnapshot(snapshot);
        const isDrawn = items.some((item) => item.id === correction.item_id);
        if (isDrawn && (await drewSame(versionId))) yield id;
      }
    }
  }
}

/** What holds of corrections; that each score has those that its attempt took is a rule of attempts. */
export const resultInvariants: Invariant[] = [{ key: 'verify.corrections', broken: passedBy }];
