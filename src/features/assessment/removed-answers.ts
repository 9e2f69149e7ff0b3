import { z } from 'zod';
import { toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { ItemType } from '../courses/item-document.ts';
import { fileRepository } from './file-repository.ts';

/** One answer of one attempt. */
export interface AnswerName {
  attemptId: string;
  itemId: string;
}

const File = z.object({ id: z.string() });
const NAME = /^([A-Za-z0-9_-]{1,64})\.([a-z0-9-]{1,80})$/;

/** The one text that names an answer, as it stands in addresses. */
export const answerIdOf = ({ attemptId, itemId }: AnswerName): string => `${attemptId}.${itemId}`;

/** Null where it names none. */
export function readAnswerId(id: string): AnswerName | null {
  const [, attemptId, itemId] = NAME.exec(id) ?? [];
  return attemptId === undefined || itemId === undefined ? null : { attemptId, itemId };
}

const WRITTEN: ReadonlySet<ItemType> = new Set<ItemType>([
  'essay',
  'oral',
  'file',
  'shorttext',
  'number',
  'gaps',
]);

/** Whether an answer to such an item can say something of the person's own. */
export const isOwnWords = (type: ItemType): boolean => WRITTEN.has(type);

/** Whether what was answered was taken away. */
export async function isRemoved(db: Db, { attemptId, itemId }: AnswerName): Promise<boolean> {
  const row: unknown = await db('attempt_answers')
    .where({ attempt_id: attemptId, item_id: itemId })
    .whereNotNull('removed_at')
    .first('item_id');
  return row !== undefined;
}

/**
 * Takes answers away for good: texts, pictures, what was said about them, and the digests from which they could be guessed.
 * Each must have a grade, which stays, so that no score changes.
 */
export async function removeAnswers(
  trx: Db,
  answers: readonly AnswerName[],
  now: Date,
): Promise<void> {
  for (const { attemptId, itemId } of answers) {
    const one = { attempt_id: attemptId, item_id: itemId };
    await trx('attempt_answers')
      .where(one)
      .update({ response: '[]', removed_at: toColumn(now) });
    const files = z.array(File).parse(await trx('attempt_files').select('id').where(one));
    for (const { id } of files) await fileRepository(trx).remove(attemptId, id);
    await trx('attempt_grades').where(one).update({ comment: null });
    await trx('save_receipts').where('attempt_id', attemptId).delete();
    await trx('attempts').where('id', attemptId).update({ submission_digest: null });
  }
}
