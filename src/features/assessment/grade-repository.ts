import { z } from 'zod';
import { Instant, toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Grade } from './grade.ts';

export const GradeRow = z
  .object({
    item_id: z.string(),
    earned: z.number(),
    out_of: z.number(),
    comment: z.string().nullable(),
    grader_id: z.string(),
    given_at: Instant,
  })
  .transform((row): Grade => ({
    itemId: row.item_id,
    credit: { of: row.out_of, earned: row.earned },
    comment: row.comment,
    graderId: row.grader_id,
    at: row.given_at,
  }));

/** The grades of attempts, in the order in which they were given. */
export const gradeRepository = (db: Db) => ({
  async of(attemptId: string): Promise<Grade[]> {
    const rows: unknown[] = await db('attempt_grades')
      .where('attempt_id', attemptId)
      .orderBy(['item_id', 'number']);
    return rows.map((row) => GradeRow.parse(row));
  },

  /** Adds a grade after those that there are. The attempt has to be locked. */
  async add(attemptId: string, grade: Grade): Promise<void> {
    const row: unknown = await db('attempt_grades')
      .where({ attempt_id: attemptId, item_id: grade.itemId })
      .max({ last: 'number' })
      .first();
    const { last } = z.object({ last: z.coerce.number() }).parse(row);
    await db('attempt_grades').insert({
      attempt_id: attemptId,
      item_id: grade.itemId,
      number: last + 1,
      earned: grade.credit.earned,
      out_of: grade.credit.of,
      comment: grade.comment,
      grader_id: grade.graderId,
      given_at: toColumn(grade.at),
    });
  },
});
