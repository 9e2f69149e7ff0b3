import { toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';

export interface FinishedLesson {
  enrolmentId: string;
  lessonId: string;
  alternative: boolean;
  now: Date;
}

/** What a person has finished, lesson by lesson. */
export const lessonRepository = (trx: Db) => ({
  /** Answers whether it was not finished before; the first date and the first route stay. */
  async finish({ enrolmentId, lessonId, alternative, now }: FinishedLesson): Promise<boolean> {
    const at = toColumn(now);
    const rows: unknown[] = await trx('lesson_progress')
      .insert({
        enrolment_id: enrolmentId,
        lesson_id: lessonId,
        opened_at: at,
        done_at: at,
        alternative,
      })
      .onConflict(['enrolment_id', 'lesson_id'])
      .ignore()
      .returning('lesson_id');
    if (rows.length === 0) return false;
    await trx('enrolments')
      .where('id', enrolmentId)
      .whereNull('started_at')
      .update({ started_at: at });
    return true;
  },
});
