import { z } from 'zod';
import { toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Reads } from '../../db/dialect/dialect.ts';

export interface NewFile {
  id: string;
  attemptId: string;
  itemId: string;
  name: string;
  bytes: Buffer;
}

const ContentRow = z.object({ content: z.string() });
const NamedRow = z.object({ id: z.string(), name: z.string() });

/** Pictures handed in with an attempt, inside a transaction. */
export const fileRepository = (trx: Db) => ({
  async add({ id, attemptId, itemId, name, bytes }: NewFile, now: Date): Promise<void> {
    await trx('attempt_files').insert({
      id,
      attempt_id: attemptId,
      item_id: itemId,
      name,
      content: bytes.toString('base64'),
      added_at: toColumn(now),
    });
  },

  async remove(attemptId: string, id: string): Promise<void> {
    await trx('attempt_files').where({ attempt_id: attemptId, id }).delete();
  },
});

/** What is read of them, outside any transaction. */
export const fileQueries = (reads: Reads) => ({
  /** The bytes of a picture of this attempt; null when it has none of this id. */
  async content(attemptId: string, id: string): Promise<Buffer | null> {
    const [row] = await reads.all(
      'select content from attempt_files where attempt_id = ? and id = ?',
      [attemptId, id],
    );
    return row === undefined ? null : Buffer.from(ContentRow.parse(row).content, 'base64');
  },

  /** The names of the pictures of an attempt, by their ids. */
  async names(attemptId: string): Promise<Map<string, string>> {
    const rows = await reads.all('select id, name from attempt_files where attempt_id = ?', [
      attemptId,
    ]);
    return new Map(
      rows.map((row) => {
        const { id, name } = NamedRow.parse(row);
        return [id, name];
      }),
    );
  },
});
