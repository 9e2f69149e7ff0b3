import { randomBytes } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import { BATCH } from '../../db/batches.ts';
import { json, toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import { ItemDocument } from '../courses/item-document.ts';
import type { Bank, BankItem } from './bank.ts';
import { ordinalOf, placeOf } from './repository.ts';
import { foundBy, type Found } from './found.ts';
import { ownWords, UNFINISHED, wordsIn } from './words.ts';

/** The name of an item for ever, in banks, course files and answers. */
export const newItemId = (): string => `r-${randomBytes(8).toString('hex')}`;

/** So few that no page waits long for their statements. */
const ADDED_AT_ONCE = 25;

const Row = z
  .object({
    id: z.string(),
    bank_id: z.string(),
    number: z.number(),
    version: z.number(),
    document: json(ItemDocument),
    category: json(z.array(z.string())),
    retired_at: z.unknown(),
  })
  .transform((row): BankItem => ({
    id: row.id,
    bankId: row.bank_id,
    number: row.number,
    version: row.version,
    document: row.document,
    category: row.category,
    isRetired: row.retired_at !== null,
  }));

/** Reads a stored item. */
export const toBankItem = (row: unknown): BankItem => Row.parse(row);

export const ITEM_COLUMNS = [
  'i.id',
  'i.bank_id',
  'i.number',
  'i.version',
  'v.document',
  'i.category',
  'i.retired_at',
];

/** What stands beside a question, so that it is listed and found. */
export const describing = (
  item: ItemDocument,
  { title, words, fingerprint }: Found,
  { isRetired, ordinal }: { isRetired: boolean; ordinal: number },
) => ({
  type: item.type,
  title,
  objective: item.objective,
  bloom: item.bloom,
  pillar: item.pillar,
  topic: item.topic,
  difficulty: item.difficulty,
  form: item.form,
  tags: JSON.stringify(item.tags),
  words: wordsIn(words, isRetired, ordinal),
  fingerprint,
});

const marksFor = (bankId: string, id: string, { marks }: Found) =>
  marks.map((mark) => ({ bank_id: bankId, mark, item_id: id }));

interface Change {
  by: string | null;
  now: Date;
  note?: string | null;
}

/** A question that comes into a bank under its new id. */
export interface NewItem {
  item: ItemDocument;
  /** The folders in which another system keeps it. */
  category: readonly string[];
  /** What it is found by, where that was worked out before. */
  found?: Found | undefined;
}

/** Says in which bank an item is, as places say it. */
async function ordinalFor(db: Db, id: string): Promise<number> {
  const row: unknown = await db('bank_items').where('id', id).first('place');
  return ordinalOf(z.object({ place: z.number() }).parse(row).place);
}

/** Rows of items, of their versions and of what they are found by. */
export const itemRepository = (db: Db) => ({
  async byId(id: string): Promise<BankItem | null> {
    const row: unknown = await db('bank_items as i')
      .join('bank_item_versions as v', (join) => {
        join.on('v.item_id', 'i.id').andOn('v.number', 'i.version');
      })
      .where('i.id', id)
      .first(ITEM_COLUMNS);
    return row === undefined ? null : Row.parse(row);
  },

  async documentOf(id: string, version: number): Promise<ItemDocument | null> {
    const row: unknown = await db('bank_item_versions')
      .where({ item_id: id, number: version })
      .first('document');
    return row === undefined
      ? null
      : z.object({ document: json(ItemDocument) }).parse(row).document;
  },

  /** Those of these questions whose images nobody described yet. */
  async unfinished(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const rows: unknown = await db('bank_items')
      .whereIn('id', [...ids])
      .whereRaw(`' ' || words || ' ' like ? escape '!'`, [`% !${UNFINISHED} %`])
      .select('id');
    return new Set(
      z
        .array(z.object({ id: z.string() }))
        .parse(rows)
        .map(({ id }) => id),
    );
  },

  /**
   * Adds items in their order, with numbers from `first`. Their ids are new ones already. Pages have their turn between some
   * and the next.
   */
  async add(
    bank: Bank,
    first: number,
    items: readonly NewItem[],
    { by, now, importId = null }: Change & { importId?: string | null },
  ): Promise<void> {
    for (let from = 0; from < items.length; from += ADDED_AT_ONCE) {
      if (from > 0) await nextTurn();
      const some = items
        .slice(from, from + ADDED_AT_ONCE)
        .map((one) => ({ ...one, found: one.found ?? foundBy(one.item) }));
      const within = { isRetired: false, ordinal: bank.ordinal };
      await db('bank_items').insert(
        some.map(({ item, category, found }, at) => ({
          id: item.id,
          bank_id: bank.id,
          number: first + from + at,
          place: placeOf(bank.ordinal, first + from + at),
          version: 1,
          category: JSON.stringify(category),
          import_id: importId,
          updated_at: toColumn(now),
          ...describing(item, found, within),
        })),
      );
      await db('bank_item_versions').insert(
        some.map(({ item }) => ({
          item_id: item.id,
          number: 1,
          document: JSON.stringify(item),
          made_at: toColumn(now),
          made_by: by,
        })),
      );
      const marks = some.flatMap(({ item, found }) => marksFor(bank.id, item.id, found));
      for (let at = 0; at < marks.length; at += BATCH)
        await db('bank_item_marks').insert(marks.slice(at, at + BATCH));
    }
  },

  /** Keeps a new state of an item. Answers false when another came first. */
  async change(
    { id, bankId, version, isRetired }: BankItem,
    item: ItemDocument,
    { by, now, note = null }: Change,
  ): Promise<boolean> {
    const found = foundBy(item);
    const changed = await db('bank_items')
      .where({ id, version })
      .update({
        version: version + 1,
        updated_at: toColumn(now),
        ...describing(item, found, { isRetired, ordinal: await ordinalFor(db, id) }),
      });
    if (changed === 0) return false;
    await db('bank_item_versions').insert({
      item_id: id,
      number: version + 1,
      document: JSON.stringify(item),
      made_at: toColumn(now),
      made_by: by,
      note,
    });
    await db('bank_item_marks').where('item_id', id).delete();
    const marks = marksFor(bankId, id, found);
    if (marks.length > 0) await db('bank_item_marks').insert(marks);
    return true;
  },

  /** Takes an item out of use, or back into it; answers whether it was not so before. */
  async retire({ id, document }: BankItem, isRetired: boolean, now: Date): Promise<boolean> {
    const before = db('bank_items').where('id', id);
    const changed = await (
      isRetired ? before.whereNull('retired_at') : before.whereNotNull('retired_at')
    ).update({
      retired_at: isRetired ? toColumn(now) : null,
      words: wordsIn(ownWords(document), isRetired, await ordinalFor(db, id)),
      updated_at: toColumn(now),
    });
    return changed > 0;
  },
});
