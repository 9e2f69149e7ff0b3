import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import type { CourseVersions } from '../courses/repository.ts';
import { digestOfItem, type Correction, type KeyChange } from './correction.ts';
import type { LockedAttempt } from './repository.ts';

const Row = z
  .object({ id: z.string(), item_id: z.string(), change: z.string() })
  .transform((row): Correction => ({
    id: row.id,
    itemId: row.item_id,
    change: JSON.parse(row.change) as KeyChange,
  }));

const Applied = z.object({ attempt_id: z.string() });
const Meant = z.object({ item_digest: z.string() });

/** What of corrections stands on attempts. */
export const correctionRepository = (db: Db) => ({
  /** The corrections that were applied to each of these attempts, in the order in which they were made. */
  async appliedTo(attemptIds: readonly string[]): Promise<Map<string, Correction[]>> {
    const rows: unknown[] = await db('attempt_corrections as x')
      .join('score_corrections as c', 'c.id', 'x.correction_id')
      .select('x.attempt_id', 'c.id', 'c.item_id', 'c.change')
      .whereIn('x.attempt_id', [...attemptIds])
      .where('x.state', 'applied')
      .orderBy(['c.number', 'c.id']);
    const found = new Map<string, Correction[]>();
    for (const row of rows) {
      const { attempt_id: id } = Applied.parse(row);
      found.set(id, [...(found.get(id) ?? []), Row.parse(row)]);
    }
    return found;
  },

  /**
   * The corrections that an attempt has to take when it ends, and that it takes them is written down. Waits for a
   * correction that is being made, so that none passes it by.
   */
  async take(
    attempt: Pick<LockedAttempt, 'id' | 'enrolmentId' | 'snapshot'>,
    versions: Pick<CourseVersions, 'byId'>,
  ): Promise<Correction[]> {
    const { versionId } = attempt.snapshot;
    const course = db('course_versions').select('course_id').where('id', versionId);
    await db('courses').select('id').where('id', course.clone()).forKeyShare();
    const rows: unknown[] = await db('score_corrections')
      .where('course_id', course)
      .where((any) => {
        void any
          .whereNull('cohort_id')
          .orWhere(
            'cohort_id',
            db('enrolments').select('cohort_id').where('id', attempt.enrolmentId),
          );
      })
      .orderBy(['number', 'id']);
    if (rows.length === 0) return [];
    const document = (await versions.byId(versionId))?.document;
    const meant = rows.flatMap((row) => {
      const correction = Row.parse(row);
      const item = document?.items.find(({ id }) => id === correction.itemId);
      const isDrawn = attempt.snapshot.items.some(({ id }) => id === correction.itemId);
      const isSame = item !== undefined && digestOfItem(item) === Meant.parse(row).item_digest;
      return isDrawn && isSame ? [correction] : [];
    });
    if (meant.length > 0)
      await db('attempt_corrections').insert(
        meant.map(({ id }) => ({ attempt_id: attempt.id, correction_id: id, state: 'applied' })),
      );
    return meant;
  },
});
