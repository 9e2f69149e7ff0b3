import type { Knex } from 'knex';
import { z } from 'zod';
import { Instant, json } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Dialect, Word } from '../../db/dialect/dialect.ts';
import { BLOOM } from '../courses/framework.ts';
import { DIFFICULTIES, ITEM_TYPES } from '../courses/item-document.ts';
import {
  ITEMS_PER_PAGE,
  type Bank,
  type BankItem,
  type ItemEntry,
  type ItemFilter,
} from './bank.ts';
import { ITEM_COLUMNS, toBankItem } from './item-repository.ts';
import { placesOf } from './repository.ts';
import { bankWord, wordsAsked } from './words.ts';

/** Up to here the found are counted; beyond, only that there are more. */
const COUNTED = 2_000;
const EXPORTED_AT_ONCE = 200;

const EntryRow = z
  .object({
    id: z.string(),
    number: z.number(),
    type: z.enum(ITEM_TYPES),
    title: z.string(),
    objective: z.string().nullable(),
    bloom: z.enum(BLOOM).nullable(),
    difficulty: z.enum(DIFFICULTIES).nullable(),
    form: z.enum(['A', 'B']).nullable(),
    tags: json(z.array(z.string())),
    retired_at: z.unknown(),
    updated_at: Instant,
  })
  .transform((row): ItemEntry => ({
    id: row.id,
    number: row.number,
    type: row.type,
    title: row.title,
    objective: row.objective,
    bloom: row.bloom,
    difficulty: row.difficulty,
    form: row.form,
    tags: row.tags,
    isRetired: row.retired_at !== null,
    updatedAt: row.updated_at,
  }));

const ENTRY_COLUMNS = [
  'id',
  'number',
  'type',
  'title',
  'objective',
  'bloom',
  'difficulty',
  'form',
  'tags',
  'retired_at',
  'updated_at',
];

const Place = z.object({ place: z.number() });
const FoundPlace = Place.extend({ total: z.coerce.number() });

/** The same condition for a walk through the bank in order, where the words are so common that few rows are passed by. */
function walk(query: Knex.QueryBuilder, column: string, words: readonly Word[]): Knex.QueryBuilder {
  const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
  for (const { text, isWhole } of words)
    void query.whereRaw(`(' ' || ?? || ' ') like ? escape '\\'`, [
      column,
      `% ${escaped(text)}${isWhole ? ' ' : ''}%`,
    ]);
  return query;
}

export interface Found {
  entries: ItemEntry[];
  total: number;
  /** There are more than `total`. */
  isMore: boolean;
}

/** The questions of a bank that a search and its filters leave. */
export const searchQueries = (db: Db, dialect: Dialect) => {
  /** The questions of a bank that are in use, or those that are not: these carry a word that says so. */
  const itemsOf = (bank: Bank, { retired }: ItemFilter): Knex.QueryBuilder =>
    db('bank_items')
      .whereBetween('place', placesOf(bank.ordinal))
      .modify((query) => {
        if (!retired) void query.whereNull('retired_at');
      });

  /** The same by the index of words alone: beside the range of places, the planner would not know which to take. */
  const foundIn = (bank: Bank, { retired }: ItemFilter, words: readonly Word[]) => {
    const all = [{ text: bankWord(bank.ordinal), isWhole: true }, ...words];
    const { sql, bindings } = dialect.hasWords('bank_items', 'words', 'place', all);
    return db('bank_items')
      .whereRaw(sql, bindings)
      .modify((query) => {
        if (!retired) void query.whereNull('retired_at');
      });
  };

  /** A page of those that the index of words finds, and how many it finds: no more than `most` are looked for. */
  const placesWith = async (
    bank: Bank,
    filter: ItemFilter,
    { skip, most }: { skip: number; most: number },
  ): Promise<{ places: number[]; total: number }> => {
    const words = wordsAsked(filter);
    const found = words.length === 0 ? itemsOf(bank, filter) : foundIn(bank, filter, words);
    void found.select('place').limit(most);
    const rows: unknown = await db
      .withMaterialized('found', found)
      .from('found')
      .select('place', db.raw('count(*) over () as total'))
      .orderBy('place')
      .offset(skip)
      .limit(ITEMS_PER_PAGE);
    const page = z.array(FoundPlace).parse(rows);
    if (page.length === 0 && skip > 0) {
      const { total } = await placesWith(bank, filter, { skip: 0, most });
      return { places: [], total };
    }
    return { places: page.map(({ place }) => place), total: page[0]?.total ?? 0 };
  };

  return {
    /**
     * A page of a bank's questions in their order. The index of words answers first: where few have them, these are sorted and
     * counted; where many do, the bank is walked in order until the page is full.
     */
    async list(bank: Bank, filter: ItemFilter, page: number): Promise<Found> {
      const skip = (page - 1) * ITEMS_PER_PAGE;
      const { places, total } = await placesWith(bank, filter, { skip, most: COUNTED + 1 });
      const isMore = total > COUNTED;
      const query = isMore
        ? walk(itemsOf(bank, filter), 'words', wordsAsked(filter)).offset(skip)
        : db('bank_items').whereIn('place', places);
      const rows: unknown = await query
        .select(ENTRY_COLUMNS)
        .orderBy('place')
        .limit(ITEMS_PER_PAGE);
      return { entries: z.array(EntryRow).parse(rows), total: Math.min(total, COUNTED), isMore };
    },

    /** The questions that a filter leaves, whole, some at a time and in their order. */
    async *documents(bank: Bank, filter: ItemFilter): AsyncGenerator<BankItem[]> {
      const words = wordsAsked(filter);
      let [after] = placesOf(bank.ordinal);
      const [, last] = placesOf(bank.ordinal);
      for (;;) {
        const query = db('bank_items as i')
          .join('bank_item_versions as v', (join) => {
            join.on('v.item_id', 'i.id').andOn('v.number', 'i.version');
          })
          .where('i.place', '>', after)
          .where('i.place', '<=', last)
          .orderBy('i.place')
          .limit(EXPORTED_AT_ONCE)
          .select([...ITEM_COLUMNS, 'i.place']);
        if (!filter.retired) void query.whereNull('i.retired_at');
        const found: unknown = await walk(query, 'i.words', words);
        const rows = z.array(Place.loose()).parse(found);
        if (rows.length > 0) yield rows.map(toBankItem);
        const end = rows.at(-1);
        if (end === undefined || rows.length < EXPORTED_AT_ONCE) return;
        after = end.place;
      }
    },
  };
};
