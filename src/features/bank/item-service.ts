import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import type { Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import type { Audit } from '../audit/audit.ts';
import type { MediaFile } from '../content/media-file.ts';
import { addMedia } from '../content/repository.ts';
import { MOST_AUDIO, type ItemAudio } from '../courses/item-audio.ts';
import type { ItemDocument } from '../courses/item-document.ts';
import type { Bank, BankItem, ItemVersion } from './bank.ts';
import { itemRepository, newItemId } from './item-repository.ts';
import { bankQueries } from './queries.ts';
import { bankRepository } from './repository.ts';
import { bankFor } from './service.ts';

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
}

export interface ItemSheet {
  bank: Bank;
  item: BankItem;
  versions: ItemVersion[];
}

/** The questions of a bank, one by one. */
export function itemService({ db, clock, audit }: Needs) {
  const itemFor = async (
    handle: Db,
    actor: Actor,
    bankId: string,
    itemId: string,
  ): Promise<{ bank: Bank; item: BankItem }> => {
    const bank = await bankFor(handle, actor, bankId);
    const item = await itemRepository(handle).byId(itemId);
    if (item?.bankId !== bank.id) throw new Refusal('not-found', 'error.notFound');
    return { bank, item };
  };

  const keep = async (
    actor: Actor,
    { bankId, itemId, version }: { bankId: string; itemId: string; version: number },
    document: ItemDocument,
    note: string | null,
    media: readonly MediaFile[] = [],
  ): Promise<boolean> =>
    db.transaction(async (trx) => {
      await addMedia(trx, media);
      const { bank, item } = await itemFor(trx, actor, bankId, itemId);
      if (item.version !== version) return false;
      const change = { by: actor.id, now: clock(), note };
      const isKept = await itemRepository(trx).change(item, { ...document, id: itemId }, change);
      if (!isKept) return false;
      await bankRepository(trx).touch(bank.id, clock());
      return true;
    });

  return {
    async item(actor: Actor, bankId: string, itemId: string): Promise<ItemSheet> {
      const { bank, item } = await itemFor(db, actor, bankId, itemId);
      return { bank, item, versions: await bankQueries(db).versions(itemId) };
    },

    /** Adds a question; answers its id. */
    async add(actor: Actor, bankId: string, document: ItemDocument): Promise<string> {
      return db.transaction(async (trx) => {
        const bank = await bankFor(trx, actor, bankId);
        const first = await bankRepository(trx).takeNumbers(bank.id, 1);
        const id = newItemId();
        const change = { by: actor.id, now: clock() };
        await itemRepository(trx).add(
          bank,
          first,
          [{ item: { ...document, id }, category: [] }],
          change,
        );
        await bankRepository(trx).touch(bank.id, clock());
        return id;
      });
    },

    /** Keeps a new version; false when somebody else kept one since `version`. */
    change: keep,

    /** Keeps other recordings with a question, as a version of its own. */
    async changeAudio(
      actor: Actor,
      { bankId, itemId }: { bankId: string; itemId: string },
      change: (audio: readonly ItemAudio[]) => ItemAudio[],
      media: readonly MediaFile[],
    ): Promise<void> {
      const { item } = await itemFor(db, actor, bankId, itemId);
      const { audio = [], ...document } = item.document;
      const after = change(audio);
      if (after.length > MOST_AUDIO) throw new Refusal('conflict', 'itemAudio.full');
      const next = after.length === 0 ? document : { ...document, audio: after };
      const { version } = item;
      if (!(await keep(actor, { bankId, itemId, version }, next, null, media)))
        throw new Refusal('conflict', 'bank.changedMeanwhile');
    },

    /** Takes questions out of use, or back. They stay in courses that have them. */
    async retire(actor: Actor, bankId: string, itemId: string, isRetired: boolean): Promise<void> {
      await db.transaction(async (trx) => {
        const { bank, item } = await itemFor(trx, actor, bankId, itemId);
        if (item.isRetired === isRetired) return;
        if (!(await itemRepository(trx).retire(item, isRetired, clock()))) return;
        await bankRepository(trx).touch(bank.id, clock());
        await audit(trx, {
          actorId: actor.id,
          action: isRetired ? 'banks.item-retired' : 'banks.item-restored',
          objectType: 'bank-item',
          objectId: itemId,
          institutionPath: bank.institutionPath,
        });
      });
    },

    /** An earlier version beside the newest. */
    async compared(
      actor: Actor,
      { bankId, itemId, number }: { bankId: string; itemId: string; number: number },
    ): Promise<{ bank: Bank; item: BankItem; earlier: ItemDocument }> {
      const { bank, item } = await itemFor(db, actor, bankId, itemId);
      const earlier = await itemRepository(db).documentOf(itemId, number);
      if (earlier === null) throw new Refusal('not-found', 'error.notFound');
      return { bank, item, earlier };
    },

    /** Makes an earlier version the newest again; nothing of what was between is lost. */
    async goBack(
      actor: Actor,
      { bankId, itemId, number }: { bankId: string; itemId: string; number: number },
      note: string,
    ): Promise<void> {
      const { item } = await itemFor(db, actor, bankId, itemId);
      const earlier = await itemRepository(db).documentOf(itemId, number);
      if (earlier === null) throw new Refusal('not-found', 'error.notFound');
      const { version } = item;
      if (!(await keep(actor, { bankId, itemId, version }, earlier, note)))
        throw new Refusal('conflict', 'bank.changedMeanwhile');
    },
  };
}
export type ItemService = ReturnType<typeof itemService>;
