import { z } from 'zod';
import { Flag, toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import { newId } from '../../lib/random-code.ts';
import { toSearchText } from '../../lib/search-text.ts';
import { RANK_BANDS } from './rank-bands.ts';
import { idsAlong, ranksWithin, type Rank } from './ranks.ts';

const Row = z
  .object({
    id: z.string(),
    institution_id: z.string(),
    name: z.string(),
    band: z.enum(RANK_BANDS),
    valid_from: z.string().nullable(),
    valid_to: z.string().nullable(),
    source: z.string().nullable(),
    unverified: Flag,
  })
  .transform((row): Rank => ({
    id: row.id,
    institutionId: row.institution_id,
    name: row.name,
    band: row.band,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    source: row.source,
    isUnverified: row.unverified,
  }));

const columnsOf = ({ name, band, validFrom, validTo, source, isUnverified }: NewRank) => ({
  name,
  search_text: toSearchText(name),
  band,
  valid_from: validFrom,
  valid_to: validTo,
  source,
  unverified: isUnverified,
});

/** The ranks that the institution at the end of a path has on a day. */
export const ranksOn = async (db: Db, path: string | null, day: string): Promise<Rank[]> =>
  path === null ? [] : ranksWithin(path, day, await rankRepository(db).of(idsAlong(path)));

/** What somebody says of a rank. */
export type NewRank = Omit<Rank, 'id' | 'institutionId'>;

/** The catalogue of ranks. Works on a pool or inside a transaction. */
export const rankRepository = (db: Db) => ({
  /** Those of these institutions; of all where none is named. In the order in which they came in. */
  async of(institutionIds?: readonly string[]): Promise<Rank[]> {
    const query = db('institution_ranks').orderBy(['recorded_at', 'id']);
    if (institutionIds !== undefined) void query.whereIn('institution_id', [...institutionIds]);
    return z.array(Row).parse(await query.select());
  },

  async add(institutionId: string, ranks: readonly NewRank[], now: Date): Promise<void> {
    if (ranks.length === 0) return;
    await db('institution_ranks').insert(
      ranks.map((rank, at) => ({
        id: newId(),
        institution_id: institutionId,
        ...columnsOf(rank),
        // One millisecond apart: ranks of a scheme keep its order.
        recorded_at: toColumn(new Date(now.getTime() + at)),
      })),
    );
  },

  change: (id: string, rank: NewRank): Promise<unknown> =>
    db('institution_ranks').where({ id }).update(columnsOf(rank)),

  remove: (id: string): Promise<unknown> => db('institution_ranks').where({ id }).delete(),
});
