import type { Knex } from 'knex';
import { z } from 'zod';
import { toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import { Refusal } from '../../lib/errors.ts';
import { newId } from '../../lib/random-code.ts';
import type { Bank } from './bank.ts';

/** The places of a bank's items lie between its ordinal and the next one, times this. */
export const PLACES = 2 ** 32;

/** From and to, both included. */
export const placesOf = (ordinal: number): [number, number] => [
  ordinal * PLACES,
  (ordinal + 1) * PLACES - 1,
];

export const placeOf = (ordinal: number, number: number): number => ordinal * PLACES + number;

/** The bank that a place belongs to. */
export const ordinalOf = (place: number): number => Math.floor(place / PLACES);

/** A bank as its row says it, with its place. */
export const BankRow = z.object({
  id: z.string(),
  name: z.string(),
  ordinal: z.number(),
  owner_id: z.string().nullable(),
  owner_name: z.string().nullable(),
  institution: z.string().nullable(),
  institution_path: z.string().nullable(),
});

export const toBank = (row: z.output<typeof BankRow>): Bank => ({
  id: row.id,
  name: row.name,
  ordinal: row.ordinal,
  ownerId: row.owner_id,
  ownerName: row.owner_name,
  institution: row.institution,
  institutionPath: row.institution_path,
});

const Row = BankRow.transform(toBank);

export const banksWithPlaces = (db: Db): Knex.QueryBuilder =>
  db('banks as b')
    .leftJoin('people as p', (join) => {
      join.on('p.id', 'b.owner_id').andOnVal('p.status', '<>', 'closed');
    })
    .leftJoin('institutions as i', 'i.id', 'b.institution_id');

export const BANK_COLUMNS = [
  'b.id',
  'b.name',
  'b.ordinal',
  'b.owner_id',
  'p.display_name as owner_name',
  'i.short_name as institution',
  'i.path as institution_path',
];

const TRIES = 50;
const NextNumber = z.object({ next_number: z.number() });

/** Rows of banks. */
export const bankRepository = (db: Db) => ({
  async byId(id: string): Promise<Bank | null> {
    const row: unknown = await banksWithPlaces(db).select(BANK_COLUMNS).where('b.id', id).first();
    return row === undefined ? null : Row.parse(row);
  },

  /** Banks of this name, or with this id. */
  async named(name: string): Promise<Bank[]> {
    const rows: unknown = await banksWithPlaces(db)
      .select(BANK_COLUMNS)
      .where((any) => any.where('b.name', name).orWhere('b.id', name))
      .orderBy('b.ordinal');
    return z.array(Row).parse(rows);
  },

  async add(
    bank: { id?: string; name: string; ownerId: string | null; institutionId: string | null },
    now: Date,
  ): Promise<string> {
    const { id = newId() } = bank;
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const { last } = await db('banks').max({ last: 'ordinal' }).first<{ last: number | null }>();
      const row = {
        id,
        ordinal: (last ?? 0) + 1,
        name: bank.name,
        owner_id: bank.ownerId,
        institution_id: bank.institutionId,
        next_number: 1,
        created_at: toColumn(now),
        updated_at: toColumn(now),
      };
      // Somebody else may have taken the ordinal meanwhile.
      const added: unknown[] = await db('banks')
        .insert(row)
        .onConflict('ordinal')
        .ignore()
        .returning('id');
      if (added.length > 0) return id;
    }
    throw new Refusal('unavailable', 'error.unavailable', {}, 5);
  },

  async rename(id: string, name: string, now: Date): Promise<void> {
    await db('banks')
      .where('id', id)
      .update({ name, updated_at: toColumn(now) });
  },

  async touch(id: string, now: Date): Promise<void> {
    await db('banks')
      .where('id', id)
      .update({ updated_at: toColumn(now) });
  },

  /** Takes numbers for so many new items; keeps others waiting until the transaction ends. Answers the first. */
  async takeNumbers(id: string, count: number): Promise<number> {
    const row: unknown = await db('banks').where('id', id).forUpdate().first('next_number');
    const { next_number: first } = NextNumber.parse(row);
    await db('banks')
      .where('id', id)
      .update({ next_number: first + count });
    return first;
  },
});
