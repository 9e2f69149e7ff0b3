import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import type { Dialect } from '../../db/dialect/dialect.ts';
import type { Actor } from '../../lib/actor.ts';
import { toColumn } from '../../db/columns.ts';
import type { Bank, BankItem, ItemFilter } from './bank.ts';
import type { ItemImages } from './item-images.ts';
import { mayUseBank } from './access.ts';
import { ITEM_COLUMNS, toBankItem } from './item-repository.ts';
import { bankQueries } from './queries.ts';
import { searchQueries } from './search-queries.ts';
import { bankRepository } from './repository.ts';
import { bankFor } from './service.ts';

/** Which questions of a bank somebody takes: one, those of an import, or those that a search leaves. */
export type Pick =
  | { kind: 'item'; id: string }
  | { kind: 'import'; id: string }
  | { kind: 'found'; filter: ItemFilter };

/** More than this is no course any more. */
export const MOST_TAKEN = 300;

/** A question as its bank has it now, and the version of it that a draft took. */
export interface NewerItem {
  bank: Bank;
  item: BankItem;
  taken: number;
}

interface Needs {
  db: Db;
  dialect: Dialect;
  images: ItemImages;
}

/** Questions on their way into a course. */
export const bankPicks = ({ db, dialect, images }: Needs) => ({
  /** The images and recordings of questions, by name: the digests of their bytes. */
  images: (items: readonly BankItem[]): Promise<ReadonlyMap<string, string>> =>
    images.digests(items.map(({ document }) => document)),

  /** The questions in use that a pick means, in the order of the bank; the first ones where there are too many. */
  async items(
    actor: Actor,
    bankId: string,
    pick: Pick,
  ): Promise<{ bank: Bank; items: BankItem[] }> {
    const bank = await bankFor(db, actor, bankId);
    const queries = bankQueries(db);
    if (pick.kind === 'item') return { bank, items: await queries.byIds(bank.id, [pick.id]) };
    if (pick.kind === 'import') return { bank, items: await queries.ofImport(bank.id, pick.id) };
    const items: BankItem[] = [];
    for await (const some of searchQueries(db, dialect).documents(bank, pick.filter)) {
      items.push(...some);
      if (items.length >= MOST_TAKEN) break;
    }
    return { bank, items: items.slice(0, MOST_TAKEN) };
  },

  /** Questions that a draft took from banks within her reach and that are newer there now, in the order of the banks. */
  async newer(actor: Actor, draftId: string): Promise<NewerItem[]> {
    const rows: unknown = await db('bank_uses as u')
      .join('bank_items as i', 'i.id', 'u.item_id')
      .join('bank_item_versions as v', (join) => {
        join.on('v.item_id', 'i.id').andOn('v.number', 'i.version');
      })
      .where('u.draft_id', draftId)
      .where('i.version', '>', db.ref('u.version'))
      .whereNull('i.retired_at')
      .orderBy('i.place')
      .limit(MOST_TAKEN)
      .select([...ITEM_COLUMNS, 'u.version as taken']);
    const found = z
      .array(z.looseObject({ taken: z.number() }))
      .parse(rows)
      .map((row) => ({ item: toBankItem(row), taken: row.taken }));
    const banks = new Map<string, Bank>();
    for (const id of new Set(found.map(({ item }) => item.bankId))) {
      const bank = await bankRepository(db).byId(id);
      if (bank !== null && mayUseBank(actor, bank)) banks.set(id, bank);
    }
    return found.flatMap(({ item, taken }) => {
      const bank = banks.get(item.bankId);
      return bank === undefined ? [] : [{ bank, item, taken }];
    });
  },

  /** Notes which version of each question a draft has now. */
  async noteUses(trx: Db, draftId: string, items: readonly BankItem[], now: Date): Promise<void> {
    for (const { id, version } of items) {
      await trx('bank_uses')
        .insert({ draft_id: draftId, item_id: id, version, taken_at: toColumn(now) })
        .onConflict(['draft_id', 'item_id'])
        .merge();
    }
  },
});
export type BankPicks = ReturnType<typeof bankPicks>;
