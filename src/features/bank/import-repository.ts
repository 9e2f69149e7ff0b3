import { z } from 'zod';
import { BATCH } from '../../db/batches.ts';
import { Instant, toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { BankItem } from './bank.ts';
import { SOURCE_NAMES, type SourceName } from './formats/format.ts';
import type { Coming, Import, Staged } from './import.ts';
import { ITEM_COLUMNS, toBankItem } from './item-repository.ts';
import { packed, unpacked } from './packed.ts';
import { bankNamed } from './texts.ts';

const Row = z
  .object({
    id: z.string(),
    bank_id: z.string(),
    made_by: z.string().nullable(),
    made_at: Instant,
    status: z.enum(['read', 'adding', 'added', 'undone', 'forgotten']),
    format: z.enum(SOURCE_NAMES),
    file_name: z.string(),
    added: z.number().nullable(),
  })
  .transform((row): Import => ({
    id: row.id,
    bankId: row.bank_id,
    madeBy: row.made_by,
    madeAt: row.made_at,
    status: row.status,
    format: row.format,
    fileName: row.file_name,
    added: row.added,
  }));

/** Without what was read, which may have megabytes. */
const COLUMNS = [
  'id',
  'bank_id',
  'made_by',
  'made_at',
  'status',
  'format',
  'file_name',
  'added',
] as const;

/** Our own JSON, a day old at most; thousands of questions are not checked again while pages wait. */
const StagedRow = z.object({ staged: z.string().nullable() });
const Count = z.object({ count: z.coerce.number() });
const Ids = z.array(z.object({ id: z.string() }));
const Opened = z.array(z.object({ id: z.string(), name: z.string(), file_name: z.string() }));
const Marks = z.array(z.object({ mark: z.string(), item_id: z.string() }));
const Numbers = z.array(z.object({ fingerprint: z.string(), number: z.number() }));

/** Rows of imports, and of the questions that came with them. */
export const importRepository = (db: Db) => ({
  async byId(id: string): Promise<Import | null> {
    const row: unknown = await db('bank_imports').where('id', id).first(COLUMNS);
    return row === undefined ? null : Row.parse(row);
  },

  async stagedOf(id: string): Promise<Staged | null> {
    const row: unknown = await db('bank_imports').where('id', id).first('staged');
    const text = row === undefined ? null : StagedRow.parse(row).staged;
    return text === null ? null : unpacked<Staged>(text);
  },

  async stage(
    one: { id: string; bankId: string; madeBy: string; format: SourceName; fileName: string },
    staged: Staged,
    now: Date,
  ): Promise<void> {
    // Sent twice, it was read twice and says the same.
    const row = {
      id: one.id,
      bank_id: one.bankId,
      made_by: one.madeBy,
      made_at: toColumn(now),
      status: 'read',
      format: one.format,
      file_name: one.fileName,
      staged: await packed(staged),
    };
    await db('bank_imports').insert(row).onConflict('id').ignore();
  },

  /** Puts another reading in the place of the one that waits. */
  async restage(id: string, staged: Staged): Promise<void> {
    await db('bank_imports')
      .where({ id, status: 'read' })
      .update({ staged: await packed(staged) });
  },

  /** Keeps what was chosen, packed, while it comes into the bank; false when the import does not wait to be decided about any more. */
  async begin(id: string, { text, count }: { text: string; count: number }): Promise<boolean> {
    const changed = await db('bank_imports')
      .where({ id, status: 'read' })
      .update({ status: 'adding', added: count, staged: text });
    return changed > 0;
  },

  async comingOf(id: string): Promise<Coming | null> {
    const row: unknown = await db('bank_imports').where({ id, status: 'adding' }).first('staged');
    const text = row === undefined ? null : StagedRow.parse(row).staged;
    return text === null ? null : unpacked<Coming>(text);
  },

  /** An import in a state, locked until the transaction ends. */
  async lock(id: string, status: Import['status']): Promise<Import | null> {
    const row: unknown = await db('bank_imports').where({ id, status }).forUpdate().first(COLUMNS);
    return row === undefined ? null : Row.parse(row);
  },

  /** Those whose questions are still coming in. */
  async unfinished(): Promise<string[]> {
    const rows: unknown = await db('bank_imports').where('status', 'adding').select('id');
    return Ids.parse(rows).map(({ id }) => id);
  },

  /** How many questions came with an import so far. */
  async itemsOf(id: string): Promise<number> {
    const row: unknown = await db('bank_items')
      .where('import_id', id)
      .count({ count: '*' })
      .first();
    return Count.parse(row).count;
  },

  /** Marks an import as added, undone or forgotten; false when it was not in the state `from` any more. */
  async move(
    id: string,
    from: Import['status'],
    to: Import['status'],
    added?: number,
  ): Promise<boolean> {
    const changed = await db('bank_imports')
      .where({ id, status: from })
      .update({ status: to, staged: null, ...(added === undefined ? {} : { added }) });
    return changed > 0;
  },

  /**
   * Erases the banks that were opened for one of these files and hold nothing else: made in the moment in which the file was
   * read and called after it, without a question ever. Answers which.
   */
  async eraseOpenedFor(ids: readonly string[]): Promise<string[]> {
    const rows: unknown = await db('banks as b')
      .join('bank_imports as i', 'i.bank_id', 'b.id')
      .whereIn('i.id', [...ids])
      .where({ 'i.status': 'forgotten', 'b.next_number': 1 })
      .where('b.created_at', db.ref('i.made_at'))
      .whereNotExists((others) =>
        others
          .select(db.raw('1'))
          .from('bank_imports as o')
          .where('o.bank_id', db.ref('b.id'))
          .whereNot('o.status', 'forgotten'),
      )
      .forUpdate('b')
      .select('b.id', 'b.name', 'i.file_name');
    const banks = Opened.parse(rows)
      .filter(({ name, file_name: file }) => name === bankNamed(file))
      .map(({ id }) => id);
    await db('bank_imports').whereIn('bank_id', banks).delete();
    await db('banks').whereIn('id', banks).delete();
    return banks;
  },

  /** The numbers of the questions in use of a bank that say what these fingerprints say. */
  async numbersOf(
    bankId: string,
    fingerprints: readonly string[],
  ): Promise<ReadonlyMap<string, number>> {
    const numbers = new Map<string, number>();
    for (let from = 0; from < fingerprints.length; from += BATCH) {
      const rows: unknown = await db('bank_items')
        .where('bank_id', bankId)
        .whereNull('retired_at')
        .whereIn('fingerprint', fingerprints.slice(from, from + BATCH))
        .select('fingerprint', 'number');
      for (const { fingerprint, number } of Numbers.parse(rows)) numbers.set(fingerprint, number);
    }
    return numbers;
  },

  /** The questions in use of a bank that have a mark, by the mark; `most` of each. */
  async sharing(
    bankId: string,
    marks: readonly string[],
    most: number,
  ): Promise<ReadonlyMap<string, readonly string[]>> {
    const sharing = new Map<string, string[]>();
    for (let from = 0; from < marks.length; from += BATCH) {
      const some = marks.slice(from, from + BATCH);
      const rows: unknown = await db('bank_item_marks as m')
        .join('bank_items as i', 'i.id', 'm.item_id')
        .where('m.bank_id', bankId)
        .whereNull('i.retired_at')
        .whereIn('m.mark', some)
        .limit(BATCH * most)
        .select('m.mark', 'm.item_id');
      for (const { mark, item_id: id } of Marks.parse(rows)) {
        const ids = sharing.get(mark) ?? [];
        if (ids.length < most) sharing.set(mark, [...ids, id]);
      }
    }
    return sharing;
  },

  /** These questions as they stand now. */
  async documents(ids: readonly string[]): Promise<BankItem[]> {
    const items: BankItem[] = [];
    for (let from = 0; from < ids.length; from += BATCH) {
      const rows: unknown = await db('bank_items as i')
        .join('bank_item_versions as v', (join) => {
          join.on('v.item_id', 'i.id').andOn('v.number', 'i.version');
        })
        .whereIn('i.id', ids.slice(from, from + BATCH))
        .select(ITEM_COLUMNS);
      items.push(...z.array(z.unknown()).parse(rows).map(toBankItem));
    }
    return items;
  },

  /** Whether each question of an import is as it came, and in no course. */
  async isUntouched(importId: string): Promise<boolean> {
    const touched: unknown = await db('bank_items as i')
      .where('i.import_id', importId)
      .where((any) => {
        void any
          .where('i.version', '>', 1)
          .orWhereNotNull('i.retired_at')
          .orWhereExists(db('bank_uses as u').select('u.item_id').whereRaw('u.item_id = i.id'));
      })
      .first('i.id');
    return touched === undefined;
  },

  /** Erases the questions that came with an import. */
  async eraseItems(importId: string): Promise<void> {
    for (;;) {
      const rows: unknown = await db('bank_items')
        .where('import_id', importId)
        .limit(BATCH)
        .select('id');
      const ids = Ids.parse(rows).map(({ id }) => id);
      if (ids.length === 0) return;
      await db('bank_item_marks').whereIn('item_id', ids).delete();
      await db('bank_item_versions').whereIn('item_id', ids).delete();
      await db('bank_items').whereIn('id', ids).delete();
    }
  },
});
