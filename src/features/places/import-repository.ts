import { z } from 'zod';
import { Instant, json, toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { ListedMunicipality } from './ageeml.ts';
import { PlaceOutcome, type PlaceImport } from './place-import.ts';

const Listed = z.array(z.object({ cvegeo: z.string(), name: z.string() }));
const Row = z
  .object({
    id: z.string(),
    made_at: Instant,
    file_name: z.string(),
    taken_at: Instant.nullable(),
    outcome: json(PlaceOutcome).nullable(),
  })
  .transform((row): PlaceImport => ({
    id: row.id,
    madeAt: row.made_at,
    fileName: row.file_name,
    takenAt: row.taken_at,
    outcome: row.outcome,
  }));
const ListedRow = z.object({ listed: json(Listed).nullable() }).optional();
const COLUMNS = ['id', 'made_at', 'file_name', 'taken_at', 'outcome'];

/** Lists that were brought. Works on a pool or inside a transaction. */
export const placeImportRepository = (db: Db) => ({
  add: (
    one: { id: string; madeBy: string; madeAt: Date; fileName: string },
    listed: readonly ListedMunicipality[],
  ): Promise<unknown> =>
    db('place_imports').insert({
      id: one.id,
      made_by: one.madeBy,
      made_at: toColumn(one.madeAt),
      file_name: one.fileName,
      listed: JSON.stringify(listed),
    }),

  async byId(id: string): Promise<PlaceImport | null> {
    const row: unknown = await db('place_imports').where('id', id).first(COLUMNS);
    return row === undefined ? null : Row.parse(row);
  },

  /** What a list says, while it waits; null once it was decided about. */
  async listed(id: string): Promise<ListedMunicipality[] | null> {
    const row: unknown = await db('place_imports').where('id', id).first('listed');
    return ListedRow.parse(row)?.listed ?? null;
  },

  /** Those that were taken over, the newest first. */
  async taken(limit: number): Promise<PlaceImport[]> {
    const rows: unknown = await db('place_imports')
      .whereNotNull('taken_at')
      .orderBy([{ column: 'taken_at', order: 'desc' }, { column: 'id' }])
      .limit(limit)
      .select(COLUMNS);
    return z.array(Row).parse(rows);
  },

  /** False when another one has decided about it. */
  async take(id: string, outcome: PlaceOutcome, now: Date): Promise<boolean> {
    const changed = await db('place_imports')
      .where({ id })
      .whereNotNull('listed')
      .update({ listed: null, taken_at: toColumn(now), outcome: JSON.stringify(outcome) });
    return changed > 0;
  },

  forget: (id: string): Promise<unknown> =>
    db('place_imports').where({ id }).whereNotNull('listed').delete(),
});
