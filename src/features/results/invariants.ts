import { z } from 'zod';
import { batches } from '../../db/batches.ts';
import type { View } from '../../db/dialect/dialect.ts';
import { idsOf, type Invariant } from '../../db/invariant.ts';
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

/** What waits for a decision was passed before, and only what was decided about names who did. */
const undecided = ({ db }: View): AsyncIterable<string> =>
  idsOf(
    db('attempt_corrections as x')
      .join('attempts as a', 'a.id', 'x.attempt_id')
      .where((wrong) => {
        void wrong
          .whereNotIn('x.state', ['applied', 'held', 'kept'])
          .orWhereNull('a.submitted_at')
          .orWhereRaw(
            `x.state = 'held' and (x.decided_by is not null or coalesce(x.old_passed, false) = false)`,
          )
          .orWhereRaw(`x.state = 'kept' and x.decided_by is null`);
      }),
    'x.attempt_id',
  );

/** Nobody grades what is still being answered, and no grade is more than all or less than nothing. */
const strangeGrades = ({ db }: View): AsyncIterable<string> =>
  idsOf(
    db('attempt_grades as g')
      .join('attempts as a', 'a.id', 'g.attempt_id')
      .where((wrong) => {
        void wrong
          .whereNull('a.submitted_at')
          .orWhere('g.earned', '<', 0)
          .orWhere('g.out_of', '<', 1)
          .orWhereRaw('g.earned > g.out_of');
      }),
    'g.attempt_id',
  );

const givenForNothing = ({ db }: View): AsyncIterable<string> =>
  idsOf(
    db('extra_attempts as x').whereNotExists(
      db('attempts as a')
        .select('a.id')
        .whereRaw('a.enrolment_id = x.enrolment_id and a.quiz_id = x.quiz_id'),
    ),
    'x.id',
  );

/** What holds of corrections, grades and attempts that were given; that each score follows from them is a rule of attempts. */
export const resultInvariants: Invariant[] = [
  { key: 'verify.corrections', broken: passedBy },
  { key: 'verify.decisions', broken: undecided },
  { key: 'verify.grades', broken: strangeGrades },
  { key: 'verify.extraAttempts', broken: givenForNothing },
];
