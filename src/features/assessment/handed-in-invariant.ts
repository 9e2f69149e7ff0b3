import { z } from 'zod';
import { batches } from '../../db/batches.ts';
import type { View } from '../../db/dialect/dialect.ts';
import { PIECE } from './file-repository.ts';
import { handedInBy } from './item-by-hand.ts';
import { readResponse } from './repository.ts';
import { readSnapshot } from './snapshot.ts';

const AttemptRow = z.object({ id: z.string(), snapshot: z.string() });
const AnswerRow = z.object({ attempt_id: z.string(), item_id: z.string(), response: z.string() });
const FileRow = z.object({
  id: z.string(),
  attempt_id: z.string(),
  item_id: z.string(),
  bytes: z.coerce.number(),
  first: z.coerce.number(),
  more: z.coerce.number().nullable(),
});

const FILES_AT_ONCE = 100;

/** How many characters so many bytes take, each piece in base64 of its own. */
export function lettersOf(bytes: number): number {
  const rest = bytes % PIECE;
  return ((bytes - rest) / 3) * 4 + Math.ceil(rest / 3) * 4;
}

/** What lies there has the bytes that its row says, and some answer names it; what an answer names lies there. */
export async function* strayFiles({ db }: View): AsyncIterable<string> {
  yield* withoutBytes(db);
  yield* unnamed(db);
}

async function* withoutBytes(db: View['db']): AsyncIterable<string> {
  const files = db('attempt_files as f').select(
    'f.id',
    'f.attempt_id',
    'f.item_id',
    'f.bytes',
    db.raw('length(f.content) as first'),
    db.raw(
      '(select sum(length(p.content)) from attempt_file_parts p where p.file_id = f.id) as more',
    ),
  );
  for await (const rows of batches(files, ['f.id'], FILES_AT_ONCE))
    for (const row of rows) {
      const { id, bytes, first, more } = FileRow.parse(row);
      if (first + (more ?? 0) !== lettersOf(bytes)) yield id;
    }
}

async function* unnamed(db: View['db']): AsyncIterable<string> {
  const attempts = db('attempts')
    .select('id', 'snapshot')
    .whereNull('answers_erased_at')
    .where((some) => {
      for (const type of ['file', 'oral']) void some.orWhereLike('snapshot', `%"type":"${type}"%`);
      void some.orWhereExists(db('attempt_files').where('attempt_id', db.ref('attempts.id')));
    });
  for await (const rows of batches(attempts, ['id'])) {
    const found = rows.map((row) => AttemptRow.parse(row));
    const ids = found.map(({ id }) => id);
    const types = new Map(
      found.flatMap(({ id, snapshot }) =>
        readSnapshot(snapshot).items.map((item): [string, string] => [
          `${id} ${item.id}`,
          item.type,
        ]),
      ),
    );
    const answers: unknown[] = await db('attempt_answers').whereIn('attempt_id', ids);
    const named = new Set(
      answers.flatMap((row) => {
        const { attempt_id: attempt, item_id: item, response } = AnswerRow.parse(row);
        const type = types.get(`${attempt} ${item}`) ?? '';
        return handedInBy(type, readResponse(response)).map((id) => `${attempt} ${item} ${id}`);
      }),
    );
    const files: unknown[] = await db('attempt_files')
      .select('id', 'attempt_id', 'item_id')
      .whereIn('attempt_id', ids);
    const there = new Set(
      files.map((row) => {
        const {
          id,
          attempt_id: attempt,
          item_id: item,
        } = FileRow.pick({
          id: true,
          attempt_id: true,
          item_id: true,
        }).parse(row);
        return `${attempt} ${item} ${id}`;
      }),
    );
    for (const one of named) if (!there.has(one)) yield one;
    for (const one of there) if (!named.has(one)) yield one;
  }
}
