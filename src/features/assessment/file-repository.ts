import { z } from 'zod';
import { toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Reads } from '../../db/dialect/dialect.ts';
import type { HandedIn } from './handed-in.ts';

/** How many bytes a piece of a file holds; only the last is shorter. A picture is always one. */
export const PIECE = 60_000;

export type NewFile = HandedIn & { attemptId: string };

const Row = z
  .object({
    id: z.string(),
    item_id: z.string(),
    name: z.string(),
    type: z.string(),
    bytes: z.number(),
    seconds: z.number().nullable(),
  })
  .transform(({ item_id: itemId, ...row }): HandedIn => ({ ...row, itemId }));
const ContentRow = z.object({ content: z.string() });

const COLUMNS = 'id, item_id, name, type, bytes, seconds';

/** Files handed in with an attempt, inside a transaction. */
export const fileRepository = (trx: Db) => ({
  /** Keeps a file piece by piece, so that it is never here as a whole. */
  async add(file: NewFile, pieces: AsyncIterable<Buffer>, now: Date): Promise<void> {
    let number = 0;
    for await (const piece of pieces) {
      const content = piece.toString('base64');
      if (number === 0)
        await trx('attempt_files').insert({
          id: file.id,
          attempt_id: file.attemptId,
          item_id: file.itemId,
          name: file.name,
          type: file.type,
          bytes: file.bytes,
          seconds: file.seconds,
          content,
          added_at: toColumn(now),
        });
      else await trx('attempt_file_parts').insert({ file_id: file.id, number, content });
      number += 1;
    }
  },

  async remove(attemptId: string, id: string): Promise<void> {
    const own = trx('attempt_files').select('id').where({ attempt_id: attemptId, id });
    await trx('attempt_file_parts').whereIn('file_id', own).delete();
    await trx('attempt_files').where({ attempt_id: attemptId, id }).delete();
  },

  /** Takes away all files of attempts. */
  async removeAll(attemptIds: readonly string[]): Promise<void> {
    const theirs = trx('attempt_files')
      .select('id')
      .whereIn('attempt_id', [...attemptIds]);
    await trx('attempt_file_parts').whereIn('file_id', theirs).delete();
    await trx('attempt_files')
      .whereIn('attempt_id', [...attemptIds])
      .delete();
  },
});

/** What is read of them, outside any transaction. */
export const fileQueries = (reads: Reads) => {
  const piece = async (id: string, number: number): Promise<Buffer> => {
    const [row] =
      number === 0
        ? await reads.all('select content from attempt_files where id = ?', [id])
        : await reads.all(
            'select content from attempt_file_parts where file_id = ? and number = ?',
            [id, number],
          );
    return row === undefined
      ? Buffer.alloc(0)
      : Buffer.from(ContentRow.parse(row).content, 'base64');
  };

  return {
    /** The files of an attempt by their ids. */
    async of(attemptId: string): Promise<Map<string, HandedIn>> {
      const rows = await reads.all(`select ${COLUMNS} from attempt_files where attempt_id = ?`, [
        attemptId,
      ]);
      return new Map(rows.map((row) => Row.parse(row)).map((file) => [file.id, file]));
    },

    /** A file of this attempt; null when it has none of this id. */
    async find(attemptId: string, id: string): Promise<HandedIn | null> {
      const [row] = await reads.all(
        `select ${COLUMNS} from attempt_files where attempt_id = ? and id = ?`,
        [attemptId, id],
      );
      return row === undefined ? null : Row.parse(row);
    },

    /** Its bytes from `start` to `end`, both included, piece by piece. */
    async *bytes({ id }: HandedIn, start: number, end: number): AsyncGenerator<Buffer> {
      for (let number = Math.floor(start / PIECE); number * PIECE <= end; number += 1) {
        const from = Math.max(0, start - number * PIECE);
        const part = (await piece(id, number)).subarray(from, end + 1 - number * PIECE);
        if (part.length === 0) return;
        yield part;
      }
    },
  };
};
