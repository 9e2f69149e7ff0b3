import type { Db } from '../../db/connection.ts';
import type { Dialect } from '../../db/dialect/dialect.ts';
import type { Actor } from '../../lib/actor.ts';
import type { Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import { idOfSending } from '../../lib/random-code.ts';
import type { Audit } from '../audit/audit.ts';
import { lockPerson } from '../permissions/lock-person.ts';
import { mayGiveToInstitution, mayUseBank, opensBanks } from './access.ts';
import type { Bank, BankEntry, BankItem, ItemFilter } from './bank.ts';
import { itemRepository } from './item-repository.ts';
import { bankQueries } from './queries.ts';
import { bankRepository } from './repository.ts';
import { ALIKE, likeness, wordSet } from './sameness.ts';
import { searchQueries, type Found } from './search-queries.ts';

interface Needs {
  db: Db;
  dialect: Dialect;
  clock: Clock;
  audit: Audit;
}

/** A bank within somebody's reach. To others it does not exist. */
export async function bankFor(db: Db, actor: Actor, id: string): Promise<Bank> {
  const bank = await bankRepository(db).byId(id);
  if (bank === null || !mayUseBank(actor, bank)) throw new Refusal('not-found', 'error.notFound');
  return bank;
}

/** So many pairs are looked at; whoever has retired some sees the next ones. */
const PAIRS = 200;

export interface Alike {
  one: BankItem;
  other: BankItem;
  /** The share of common words, from 0 to 1. */
  share: number;
}

export interface BankSheet extends Found {
  bank: Bank;
  /** Those of the page whose images nobody described yet. */
  unfinished: ReadonlySet<string>;
  used: { objectives: string[]; topics: string[]; tags: string[] };
}

/** Banks: making them, and looking for questions in them. */
export function bankService({ db, dialect, clock, audit }: Needs) {
  return {
    /** The banks within her reach, those that were worked on last first. */
    async list(actor: Actor): Promise<BankEntry[]> {
      const banks = await bankQueries(db).banks();
      return banks.filter((bank) => mayUseBank(actor, bank));
    },

    /** Makes a bank; the same sending makes one. */
    async open(
      actor: Actor,
      {
        name,
        isInstitutions,
        sendKey,
      }: { name: string; isInstitutions: boolean; sendKey?: string | undefined },
      now = clock(),
    ): Promise<string> {
      if (!opensBanks(actor) || (isInstitutions && !mayGiveToInstitution(actor)))
        throw new Refusal('not-found', 'error.notFound');
      return db.transaction(async (trx) => {
        const institutionId = isInstitutions ? actor.institutionId : null;
        const id = idOfSending(sendKey, actor.id, name, institutionId);
        const bank = { id, name, ownerId: actor.id, institutionId };
        if (sendKey !== undefined) {
          await lockPerson(trx, actor.id);
          if ((await bankRepository(trx).byId(id)) !== null) return id;
        }
        await bankRepository(trx).add(bank, now);
        await audit(trx, {
          actorId: actor.id,
          action: 'banks.opened',
          objectType: 'bank',
          objectId: id,
          institutionPath: isInstitutions ? actor.institutionPath : null,
        });
        return id;
      });
    },

    /** A bank for the command line: by its name or id. */
    async named(name: string): Promise<Bank[]> {
      return bankRepository(db).named(name);
    },

    async bank(actor: Actor, id: string): Promise<Bank> {
      return bankFor(db, actor, id);
    },

    async rename(actor: Actor, id: string, name: string): Promise<void> {
      const bank = await bankFor(db, actor, id);
      await bankRepository(db).rename(bank.id, name, clock());
    },

    /** Questions in use that say the same or nearly, two by two, the most alike first. */
    async duplicates(actor: Actor, id: string): Promise<{ bank: Bank; pairs: Alike[] }> {
      const bank = await bankFor(db, actor, id);
      const found = await bankQueries(db).alike(bank.id, PAIRS);
      const pairs = found.flatMap(([one, other]) => {
        if (one === undefined || other === undefined) return [];
        const share = likeness(wordSet(one.document), wordSet(other.document));
        return share < ALIKE ? [] : [{ one, other, share }];
      });
      return { bank, pairs: pairs.sort((one, other) => other.share - one.share) };
    },

    /** A page of a bank's questions. */
    async sheet(actor: Actor, id: string, filter: ItemFilter, page: number): Promise<BankSheet> {
      const bank = await bankFor(db, actor, id);
      const found = await searchQueries(db, dialect).list(bank, filter, page);
      const unfinished = await itemRepository(db).unfinished(found.entries.map((one) => one.id));
      return { bank, ...found, unfinished, used: await bankQueries(db).used(bank) };
    },
  };
}
export type BankService = ReturnType<typeof bankService>;
