import type { Db } from '../../db/connection.ts';
import type { MessageKey } from '../../i18n/translate.ts';
import type { Actor } from '../../lib/actor.ts';
import { DAY, type Clock } from '../../lib/clock.ts';
import { Exceeded } from '../../lib/apart-bounded.ts';
import { Refusal } from '../../lib/errors.ts';
import { newId } from '../../lib/random-code.ts';
import type { Audit } from '../audit/audit.ts';
import type { Bank } from './bank.ts';
import { fingerprint } from './formats/fingerprint.ts';
import {
  remark,
  type FormatName,
  type ReadResult,
  type Remark,
  type SourcePlace,
} from './formats/format.ts';
import { FORMATS } from './formats-known.ts';
import type { Import, Staged } from './import.ts';
import { importRepository } from './import-repository.ts';
import { itemRepository, newItemId } from './item-repository.ts';
import { readQuestionsApart, readTablesApart } from './read-apart.ts';
import { bankRepository } from './repository.ts';
import { bankFor } from './service.ts';

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
}

/** What was read of a file waits so long for its owner. */
export const STAGED_LIVES = DAY;

export type Read = { ok: true; id: string } | { ok: false; problem: MessageKey };

export interface ImportSheet {
  bank: Bank;
  one: Import;
  staged: Staged | null;
  mayUndo: boolean;
}

/** What became of a file that was brought in on the server. */
export interface FromServer {
  added: number;
  repeated: number;
  problems: Staged['problems'];
  notes: { place: SourcePlace | null; remark: Remark }[];
}

/** Bringing questions into a bank: read and shown first, then added in one transaction, and taken back while untouched. */
export function importService({ db, clock, audit }: Needs) {
  const importFor = async (
    handle: Db,
    actor: Actor,
    bankId: string,
    id: string,
  ): Promise<{ bank: Bank; one: Import }> => {
    const bank = await bankFor(handle, actor, bankId);
    const one = await importRepository(handle).byId(id);
    const isOver =
      one?.status === 'read' && clock().getTime() - one.madeAt.getTime() > STAGED_LIVES;
    if (one?.bankId !== bank.id || one.madeBy !== actor.id || isOver || one.status === 'forgotten')
      throw new Refusal('not-found', 'error.notFound');
    return { bank, one };
  };

  const marked = async (
    handle: Db,
    bank: Bank,
    { items, problems, notes, fingerprints }: ReadResult & { fingerprints: readonly string[] },
  ): Promise<Staged> => {
    const known = await importRepository(handle).numbersOf(bank.id, [...new Set(fingerprints)]);
    const seen = new Set<string>();
    return {
      problems,
      notes,
      sheets: [],
      items: items.map(({ item, category, place, media, notes: read }, at) => {
        const told =
          media.length === 0
            ? read
            : [...read, remark('formats.note.imagesNotKept', { count: media.length })];
        const says = fingerprints[at] ?? '';
        const repeats = known.get(says) ?? (seen.has(says) ? 0 : null);
        seen.add(says);
        return { item, category, place, notes: told, repeats };
      }),
    };
  };

  return {
    /** Reads a file or a pasted text, and keeps what was understood for its owner to look at. */
    async read(
      actor: Actor,
      bankId: string,
      given: { input: Buffer | string; fileName: string; format: FormatName | null },
    ): Promise<Read> {
      const bank = await bankFor(db, actor, bankId);
      const read = await readQuestionsApart(given).catch((error: unknown) => {
        if (error instanceof Exceeded) return 'exceeded' as const;
        throw error;
      });
      if (read === 'exceeded') return { ok: false, problem: 'bank.tooMuch' };
      if (read === null) return { ok: false, problem: 'bank.unknownFormat' };
      const staged = { ...(await marked(db, bank, read)), sheets: read.sheets };
      const id = newId();
      const { fileName } = given;
      const one = {
        id,
        bankId: bank.id,
        madeBy: actor.id,
        format: read.format ?? 'gift',
        fileName,
      };
      await importRepository(db).stage(one, staged, clock());
      return { ok: true, id };
    },

    async sheet(actor: Actor, bankId: string, id: string): Promise<ImportSheet> {
      const { bank, one } = await importFor(db, actor, bankId, id);
      const imports = importRepository(db);
      const staged = one.status === 'read' ? await imports.stagedOf(id) : null;
      const mayUndo = one.status === 'added' && (await imports.isUntouched(id));
      return { bank, one, staged, mayUndo };
    },

    /** Reads the tables again as their owner put them right. */
    async reread(
      actor: Actor,
      bankId: string,
      id: string,
      change: (tables: Staged['sheets']) => Staged['sheets'],
    ): Promise<void> {
      const { bank, one } = await importFor(db, actor, bankId, id);
      const imports = importRepository(db);
      const staged = one.status === 'read' ? await imports.stagedOf(id) : null;
      if (staged === null) throw new Refusal('conflict', 'bank.importOver');
      const sheets = change(staged.sheets);
      const result = await readTablesApart(sheets).catch((error: unknown) => {
        throw error instanceof Exceeded ? new Refusal('invalid', 'bank.tooMuch') : error;
      });
      await imports.restage(id, { ...(await marked(db, bank, result)), sheets });
    },

    /** Adds what was read, all of it or what the bank has not yet. Adding again changes nothing. Answers how many. */
    async add(actor: Actor, bankId: string, id: string, skipRepeated: boolean): Promise<number> {
      return db.transaction(async (trx) => {
        const { bank, one } = await importFor(trx, actor, bankId, id);
        if (one.status === 'added') return one.added ?? 0;
        const imports = importRepository(trx);
        const staged = await imports.stagedOf(id);
        if (one.status !== 'read' || staged === null)
          throw new Refusal('conflict', 'bank.importOver');
        const chosen = staged.items.filter(({ repeats }) => repeats === null || !skipRepeated);
        if (!(await imports.move(id, 'read', 'added', chosen.length)))
          throw new Refusal('conflict', 'bank.importOver');
        const now = clock();
        const banks = bankRepository(trx);
        const first = await banks.takeNumbers(bank.id, chosen.length);
        const items = chosen.map(({ item, category }) => ({
          item: { ...item, id: newItemId() },
          category,
        }));
        await itemRepository(trx).add(bank, first, items, { by: actor.id, now, importId: id });
        await banks.touch(bank.id, now);
        await audit(trx, {
          actorId: actor.id,
          action: 'banks.imported',
          objectType: 'bank',
          objectId: bank.id,
          institutionPath: bank.institutionPath,
          details: { rows: chosen.length, format: one.format },
        });
        return chosen.length;
      });
    },

    /** Forgets what was read. */
    async discard(actor: Actor, bankId: string, id: string): Promise<void> {
      const { one } = await importFor(db, actor, bankId, id);
      if (one.status === 'read') await importRepository(db).move(id, 'read', 'forgotten');
    },

    /** Adds the questions of a file for whoever works on the server itself; a bank that is only a name is made. */
    async fromServer(
      into: Bank | string,
      { input, format: name }: { input: Buffer; format: FormatName },
    ): Promise<FromServer> {
      const result = await FORMATS[name].read(input);
      return db.transaction(async (trx) => {
        const now = clock();
        const banks = bankRepository(trx);
        const bank =
          typeof into === 'string'
            ? await banks.byId(
                await banks.add({ name: into, ownerId: null, institutionId: null }, now),
              )
            : into;
        if (bank === null) throw new Error('The bank is not there');
        const fingerprints = result.items.map(({ item }) => fingerprint(item));
        const staged = await marked(trx, bank, { ...result, fingerprints });
        const chosen = staged.items.filter(({ repeats }) => repeats === null);
        const first = await banks.takeNumbers(bank.id, chosen.length);
        const items = chosen.map(({ item, category }) => ({
          item: { ...item, id: newItemId() },
          category,
        }));
        await itemRepository(trx).add(bank, first, items, { by: null, now });
        await audit(trx, {
          actorId: null,
          action: 'banks.imported',
          objectType: 'bank',
          objectId: bank.id,
          institutionPath: bank.institutionPath,
          details: { rows: chosen.length, format: name },
        });
        return {
          added: chosen.length,
          repeated: staged.items.length - chosen.length,
          problems: staged.problems,
          notes: [
            ...staged.notes.map((remark) => ({ place: null, remark })),
            ...staged.items.flatMap(({ place, notes }) =>
              notes.map((remark) => ({ place, remark })),
            ),
          ],
        };
      });
    },

    /** Takes an import back, as long as none of its questions was changed or used. */
    async undo(actor: Actor, bankId: string, id: string): Promise<void> {
      await db.transaction(async (trx) => {
        const { bank, one } = await importFor(trx, actor, bankId, id);
        if (one.status === 'undone') return;
        const imports = importRepository(trx);
        if (!(await imports.isUntouched(id)) || !(await imports.move(id, 'added', 'undone')))
          throw new Refusal('conflict', 'bank.importUsed');
        await imports.eraseItems(id);
        await bankRepository(trx).touch(bank.id, clock());
        await audit(trx, {
          actorId: actor.id,
          action: 'banks.import-undone',
          objectType: 'bank',
          objectId: bank.id,
          institutionPath: bank.institutionPath,
          details: { rows: one.added ?? 0 },
        });
      });
    },
  };
}
export type ImportService = ReturnType<typeof importService>;
