import { z } from 'zod';
import { Instant, json } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Bank, BankEntry, BankItem, ItemVersion } from './bank.ts';
import { ITEM_COLUMNS, toBankItem } from './item-repository.ts';
import { BANK_COLUMNS, BankRow, banksWithPlaces, placesOf, toBank } from './repository.ts';

const OF_IMPORT = 1_000;
const BANKS = 300;
const READ_AT_ONCE = 200;
const OFFERED_FROM = 1_000;
const OFFERED = 100;

const ListedRow = BankRow.extend({ items: z.coerce.number(), updated_at: Instant }).transform(
  ({ items, updated_at: updatedAt, ...row }): BankEntry => ({ ...toBank(row), items, updatedAt }),
);

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

/** What lists and pages of banks show. */
export const bankQueries = (db: Db) => ({
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

  /** Questions by id, in the order of the bank. */
  async byIds(bankId: string, ids: readonly string[]): Promise<BankItem[]> {
    const items: BankItem[] = [];
    for (let from = 0; from < ids.length; from += READ_AT_ONCE) {
      const rows: unknown = await db('bank_items as i')
        .join('bank_item_versions as v', (join) => {
          join.on('v.item_id', 'i.id').andOn('v.number', 'i.version');
        })
        .where('i.bank_id', bankId)
        .whereIn('i.id', ids.slice(from, from + READ_AT_ONCE))
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
    for (const { mark, item_id: id } of marked) groups.set(mark, [...(groups.get(mark) ?? []), id]);
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
});
