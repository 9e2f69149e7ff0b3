import type { Db } from '../../db/connection.ts';
import type { MessageKey } from '../../i18n/translate.ts';
import type { Actor } from '../../lib/actor.ts';
import { DAY, type Clock } from '../../lib/clock.ts';
import { Exceeded } from '../../lib/apart-bounded.ts';
import { Refusal } from '../../lib/errors.ts';
import { digest, idOfSending, newId } from '../../lib/random-code.ts';
import type { Audit } from '../audit/audit.ts';
import type { Bank } from './bank.ts';
import type { SourceName } from './formats/format.ts';
import { described, imagesOf } from './images.ts';
import type { Coming, Import, Staged } from './import.ts';
import type { ImportAdding } from './import-adding.ts';
import { marked } from './import-marking.ts';
import type { ImportReading } from './import-reading.ts';
import { importRepository } from './import-repository.ts';
import { foundBy } from './found.ts';
import { newItemId, type NewItem } from './item-repository.ts';
import type { KeepImages } from './kept-images.ts';
import { eachInTurns, packed, withHead } from './packed.ts';
import { readTablesApart } from './read-apart.ts';
import type { Told } from './told.ts';
import { bankRepository } from './repository.ts';
import { bankFor, type BankService } from './service.ts';
import type { StagedImages } from './staged-images.ts';
import { bankNamed } from './texts.ts';

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
  readImport: ImportReading;
  staged: StagedImages;
  adding: ImportAdding;
  keepImages: KeepImages;
  banks: BankService;
}

/** What was read of a file waits so long for its owner. */
export const STAGED_LIVES = DAY;

export type Read = { ok: true; bankId: string; id: string } | { ok: false; problem: MessageKey };

export interface ImportSheet {
  bank: Bank;
  one: Import;
  staged: Staged | null;
  mayUndo: boolean;
}

/** What whoever looked at an import decided about it. */
export interface Decided {
  /** Whether what the bank has already stays out. */
  skipRepeated: boolean;
  /** The places of others that stay out. */
  skip: ReadonlySet<number>;
  /** What is seen in images that did not say it, by their names. */
  alts: ReadonlyMap<string, string>;
}

/** A file that was refused whole says why; where single questions were not understood, nothing in it was recognised. */
function whyNothing({ problems }: Told): MessageKey {
  const [only, ...others] = problems;
  const isSaid = only?.text === '' && others.length === 0 && REFUSALS.has(only.reason.key);
  return isSaid ? only.reason.key : 'bank.unknownFormat';
}
const REFUSALS: ReadonlySet<MessageKey> = new Set<MessageKey>([
  'formats.problem.doctype',
  'formats.problem.swollen',
  'formats.problem.tooWide',
  'formats.problem.workbook',
]);

const chosenOf = (waiting: Staged | null, { skipRepeated, skip }: Decided): Staged['items'] =>
  (waiting?.items ?? []).filter(
    ({ repeats }, at) => !(skipRepeated && repeats !== null) && !skip.has(at),
  );

/** What a document says outside its tables stays when these are read anew. */
function withWritten({ items, problems, notes }: Staged, tables: Told): Told {
  const written = <T extends { place: { sheet: string | null } }>(all: readonly T[]): T[] =>
    all.filter(({ place }) => place.sheet === null);
  const kept = written(items).map((one) => ({ ...one, media: [] }));
  return {
    items: [...kept, ...tables.items],
    problems: [...written(problems), ...tables.problems],
    notes,
    found: [...kept.map(({ item, found }) => found ?? foundBy(item)), ...tables.found],
  };
}

/** Bringing questions into a bank: read and shown first, then added, and taken back while untouched. */
export function importService({
  db,
  clock,
  audit,
  readImport,
  staged,
  adding,
  keepImages,
  banks: known,
}: Needs) {
  /** Nobody decides about it any more. */
  const isOver = ({ status, madeAt }: Import): boolean =>
    status === 'forgotten' ||
    (status === 'read' && clock().getTime() - madeAt.getTime() > STAGED_LIVES);

  const importFor = async (
    handle: Db,
    actor: Actor,
    bankId: string,
    id: string,
  ): Promise<{ bank: Bank; one: Import }> => {
    const bank = await bankFor(handle, actor, bankId);
    const one = await importRepository(handle).byId(id);
    if (one?.bankId !== bank.id || one.madeBy !== actor.id || isOver(one))
      throw new Refusal('not-found', 'error.notFound');
    return { bank, one };
  };

  return {
    /**
     * Reads a file or a pasted text, and keeps what was understood for its owner to look at. Without a bank one of her own is
     * opened, called after the file, as soon as something in it was understood.
     */
    async read(
      actor: Actor,
      bankId: string | null,
      given: {
        input: Buffer | string;
        fileName: string;
        format: SourceName | null;
        sendKey?: string | undefined;
      },
    ): Promise<Read> {
      const into = bankId === null ? null : await bankFor(db, actor, bankId);
      const { fileName, sendKey, input } = given;
      const said = [digest(input.toString('latin1')), given.format, fileName];
      const begun = sendKey === undefined ? undefined : idOfSending(sendKey, said);
      const sending = idOfSending(begun, actor.id, into?.id ?? null);
      const before = await importRepository(db).byId(sending);
      if (before !== null && !isOver(before) && before.status !== 'undone')
        return { ok: true, bankId: before.bankId, id: before.id };
      const read = await readImport(given).catch((error: unknown) => {
        if (error instanceof Exceeded) return 'exceeded' as const;
        throw error;
      });
      if (read === 'exceeded') return { ok: false, problem: 'bank.tooMuch' };
      if (read === null) return { ok: false, problem: 'bank.unknownFormat' };
      const { format, told, sheets, images } = read;
      if (into === null && told.items.length + sheets.length === 0)
        return { ok: false, problem: whyNothing(told) };
      // What was declined, taken back or forgotten is read anew.
      const id = before === null ? sending : newId();
      await staged.put(id, images);
      const now = clock();
      const opened = { name: bankNamed(fileName), isInstitutions: false, sendKey: begun };
      const bank = into ?? (await bankFor(db, actor, await known.open(actor, opened, now)));
      const one = { id, bankId: bank.id, madeBy: actor.id, format: format ?? 'gift', fileName };
      const found = { ...(await marked(db, bank, told)), sheets };
      await importRepository(db).stage(one, found, now);
      return { ok: true, bankId: bank.id, id };
    },

    async sheet(actor: Actor, bankId: string, id: string): Promise<ImportSheet> {
      const { bank, one } = await importFor(db, actor, bankId, id);
      const imports = importRepository(db);
      const found = one.status === 'read' ? await imports.stagedOf(id) : null;
      const mayUndo = one.status === 'added' && (await imports.isUntouched(id));
      return { bank, one, staged: found, mayUndo };
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
      const found = one.status === 'read' ? await imports.stagedOf(id) : null;
      if (found === null) throw new Refusal('conflict', 'bank.importOver');
      const sheets = change(found.sheets);
      const tables = await readTablesApart(sheets, one.format === 'docx').catch(
        (error: unknown) => {
          throw error instanceof Exceeded ? new Refusal('invalid', 'bank.tooMuch') : error;
        },
      );
      const result = one.format === 'docx' ? withWritten(found, tables) : tables;
      await imports.restage(id, { ...(await marked(db, bank, result)), sheets });
    },

    /** Where an image of what was read lies until its owner decides. */
    async imageFolder(actor: Actor, bankId: string, id: string): Promise<string> {
      const { one } = await importFor(db, actor, bankId, id);
      if (one.status !== 'read') throw new Refusal('not-found', 'error.notFound');
      return staged.folderOf(id);
    },

    /**
     * Adds what was read, without what its owner leaves out. Adding again changes nothing, or goes on with what was stopped.
     * Answers how many.
     */
    async add(actor: Actor, bankId: string, id: string, decided: Decided): Promise<number> {
      const { one: before } = await importFor(db, actor, bankId, id);
      const waiting = before.status === 'read' ? await importRepository(db).stagedOf(id) : null;
      const chosen = chosenOf(waiting, decided);
      const names = chosen.flatMap(({ item }) => imagesOf(item).map(({ name }) => name));
      const note = await keepImages(await staged.take(id, new Set(names)));
      const items = await eachInTurns(chosen, ({ item, category, found }): NewItem => {
        const whole = described(item, decided.alts);
        const by = whole === item ? found : undefined;
        return { item: { ...whole, id: newItemId() }, category, found: by };
      });
      const packedItems = await packed({
        items: items.map(({ item, category }) => ({ item, category })),
      });
      const begun = await db.transaction(
        async (trx): Promise<{ added: number; coming?: Coming }> => {
          const { bank, one } = await importFor(trx, actor, bankId, id);
          if (one.status === 'adding' || one.status === 'added') return { added: one.added ?? 0 };
          if (waiting === null) throw new Refusal('conflict', 'bank.importOver');
          const first = await bankRepository(trx).takeNumbers(bank.id, chosen.length);
          const text = withHead(packedItems, { first });
          if (!(await importRepository(trx).begin(id, { text, count: chosen.length })))
            throw new Refusal('conflict', 'bank.importOver');
          await note(trx);
          return { added: chosen.length, coming: { first, items } };
        },
      );
      await adding.finish(id, begun.coming);
      await staged.remove(id);
      return begun.added;
    },

    /** Forgets what was read, and the bank that was opened for it alone. Answers whether the bank is still there. */
    async discard(actor: Actor, bankId: string, id: string): Promise<boolean> {
      const isKept = await db.transaction(async (trx) => {
        const { one } = await importFor(trx, actor, bankId, id);
        const imports = importRepository(trx);
        if (one.status !== 'read' || !(await imports.move(id, 'read', 'forgotten'))) return true;
        const [erased] = await imports.eraseOpenedFor([id]);
        if (erased === undefined) return true;
        await audit(trx, {
          actorId: actor.id,
          action: 'banks.erased',
          objectType: 'bank',
          objectId: erased,
        });
        return false;
      });
      await staged.remove(id);
      return isKept;
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
