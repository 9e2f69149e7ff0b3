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
  type BankEntry,
  type BankItem,
  type ItemEntry,
  type ItemFilter,
  type ItemVersion,
} from './bank.ts';
import { ITEM_COLUMNS, toBankItem } from './item-repository.ts';
import { BANK_COLUMNS, BankRow, banksWithPlaces, placesOf, toBank } from './repository.ts';
import { bankWord, wordsAsked } from './words.ts';

/** Up to here the found are counted; beyond, only that there are more. */
const COUNTED = 2_000;
const OF_IMPORT = 1_000;
const BANKS = 300;
const EXPORTED_AT_ONCE = 200;
const OFFERED_FROM = 1_000;
const OFFERED = 100;

const ListedRow = BankRow.extend({ items: z.coerce.number(), updated_at: Instant }).transform(
  ({ items, updated_at: updatedAt, ...row }): BankEntry => ({ ...toBank(row), items, updatedAt }),
);

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

const VersionRow = z
  .object({
    number: z.number(),
    made_at: Instant,
    made_by: z.string().nullable(),
    note: z.string().nullable(),
  })
  .transform((row): ItemVersion => ({
    number: row.number,
    madeAt: row.made_at,
    madeBy: row.made_by,
    note: row.note,
  }));

const UsedRow = z.object({
  objective: z.string().nullable(),
  topic: z.string().nullable(),
  tags: json(z.array(z.string())),
});

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

/** What lists and pages of banks show. */
export const bankQueries = (db: Db, dialect: Dialect) => {
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
    /** All banks by name, with how many questions each has. */
    async banks(): Promise<BankEntry[]> {
      const rows: unknown = await banksWithPlaces(db)
        .select(BANK_COLUMNS)
        .select('b.updated_at')
        .select(
          db('bank_items as n')
            .whereRaw('n.bank_id = b.id')
            .whereNull('n.retired_at')
            .count('*')
            .as('items'),
        )
        .orderBy('b.updated_at', 'desc')
        .limit(BANKS);
      return z.array(ListedRow).parse(rows);
    },

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

    /** Questions by id, in the order of the bank. */
    async byIds(bankId: string, ids: readonly string[]): Promise<BankItem[]> {
      const items: BankItem[] = [];
      for (let from = 0; from < ids.length; from += EXPORTED_AT_ONCE) {
        const rows: unknown = await db('bank_items as i')
          .join('bank_item_versions as v', (join) => {
            join.on('v.item_id', 'i.id').andOn('v.number', 'i.version');
          })
          .where('i.bank_id', bankId)
          .whereIn('i.id', ids.slice(from, from + EXPORTED_AT_ONCE))
          .select(ITEM_COLUMNS);
        items.push(...z.array(z.unknown()).parse(rows).map(toBankItem));
      }
      return items.sort((one, other) => one.number - other.number);
    },

    /** The questions in use that came with an import. */
    async ofImport(bankId: string, importId: string): Promise<BankItem[]> {
      const rows: unknown = await db('bank_items')
        .where({ bank_id: bankId, import_id: importId })
        .whereNull('retired_at')
        .orderBy('place')
        .limit(OF_IMPORT)
        .select('id');
      return this.byIds(
        bankId,
        z
          .array(z.object({ id: z.string() }))
          .parse(rows)
          .map(({ id }) => id),
      );
    },

    /** Pairs of questions in use that share a mark: they may say the same. */
    async alike(bankId: string, most: number): Promise<BankItem[][]> {
      const rows: unknown = await db('bank_item_marks as m')
        .join('bank_items as i', 'i.id', 'm.item_id')
        .where('m.bank_id', bankId)
        .whereNull('i.retired_at')
        .whereIn(
          'm.mark',
          db('bank_item_marks')
            .where('bank_id', bankId)
            .groupBy('mark')
            .havingRaw('count(*) > 1')
            .select('mark'),
        )
        .orderBy('m.mark')
        .limit(most * 8)
        .select('m.mark', 'm.item_id');
      const marked = z.array(z.object({ mark: z.string(), item_id: z.string() })).parse(rows);
      const groups = new Map<string, string[]>();
      for (const { mark, item_id: id } of marked)
        groups.set(mark, [...(groups.get(mark) ?? []), id]);
      const pairs = new Map<string, [string, string]>();
      for (const ids of groups.values()) {
        ids.slice(1).forEach((id, at) => {
          const pair: [string, string] = [ids[at] ?? id, id].sort() as [string, string];
          pairs.set(pair.join(' '), pair);
        });
      }
      const some = [...pairs.values()].slice(0, most);
      const items = new Map(
        (await this.byIds(bankId, [...new Set(some.flat())])).map((item) => [item.id, item]),
      );
      return some.map((pair) =>
        pair.flatMap((id) => items.get(id) ?? []).sort((one, other) => one.number - other.number),
      );
    },

    /** The states of a question, the newest first. */
    async versions(itemId: string): Promise<ItemVersion[]> {
      const rows: unknown = await db('bank_item_versions as v')
        .leftJoin('people as p', (join) => {
          join.on('p.id', 'v.made_by').andOnVal('p.status', '<>', 'closed');
        })
        .where('v.item_id', itemId)
        .orderBy('v.number', 'desc')
        .select('v.number', 'v.made_at', 'p.display_name as made_by', 'v.note');
      return z.array(VersionRow).parse(rows);
    },

    /** Objectives, topics and tags that the first questions of a bank have, to be offered by its filters. */
    async used(bank: Bank): Promise<{ objectives: string[]; topics: string[]; tags: string[] }> {
      const rows: unknown = await db('bank_items')
        .whereBetween('place', placesOf(bank.ordinal))
        .orderBy('place')
        .limit(OFFERED_FROM)
        .select('objective', 'topic', 'tags');
      const used = z.array(UsedRow).parse(rows);
      const each = (values: (string | null)[]): string[] =>
        [...new Set(values.filter((value) => value !== null))]
          .sort((one, other) => one.localeCompare(other, 'es'))
          .slice(0, OFFERED);
      return {
        objectives: each(used.map(({ objective }) => objective)),
        topics: each(used.map(({ topic }) => topic)),
        tags: each(used.flatMap(({ tags }) => tags)),
      };
    },
  };
};
