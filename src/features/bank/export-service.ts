import type { Db } from '../../db/connection.ts';
import type { Dialect } from '../../db/dialect/dialect.ts';
import type { Actor } from '../../lib/actor.ts';
import type { Audit } from '../audit/audit.ts';
import type { Bank, ItemFilter } from './bank.ts';
import {
  remark,
  type BankItem,
  type Format,
  type FormatName,
  type ItemNote,
  type Written,
} from './formats/format.ts';
import { imagesOf } from './images.ts';
import type { ItemImages } from './item-images.ts';
import { searchQueries } from './search-queries.ts';
import { bankFor } from './service.ts';

interface Needs {
  db: Db;
  dialect: Dialect;
  audit: Audit;
  images: ItemImages;
}

/** What a format would make of questions, told before anybody takes the file. */
export interface Outlook {
  bank: Bank;
  items: number;
  notes: (ItemNote & { number: number })[];
}

/** The notes of a file are whole when it is. */
async function drain(chunks: AsyncIterable<unknown>): Promise<void> {
  const each = chunks[Symbol.asyncIterator]();
  while ((await each.next()).done !== true);
}

/** Questions as they leave a bank, in a format of other systems. */
export function exportService({ db, dialect, audit, images }: Needs) {
  /** Questions with their images, where the format carries any; where it does not, that they stay behind is noted. */
  async function* leaving(
    { bank, filter, format }: { bank: Bank; filter: ItemFilter; format: Format },
    seen: Map<string, number>,
    note: (one: ItemNote) => void,
  ): AsyncGenerator<BankItem> {
    for await (const items of searchQueries(db, dialect).documents(bank, filter)) {
      for (const { id, number, document, category } of items) {
        seen.set(id, number);
        const shown = imagesOf(document).length;
        const media = format.carriesImages === true ? await images.bytes(document) : [];
        if (shown > media.length)
          note({ itemId: id, left: false, remark: remark('formats.note.imagesLeft') });
        const { audio = [], ...item } = document;
        if (audio.length > 0)
          note({
            itemId: id,
            left: false,
            remark: remark('formats.note.audioLeft', { count: audio.length }),
          });
        yield { item, category, media };
      }
    }
  }

  /** Formats are loaded when the first bank leaves: what they bring along is large. */
  const write = async (
    bank: Bank,
    filter: ItemFilter,
    name: FormatName,
  ): Promise<{ format: Format; written: Written; seen: Map<string, number> }> => {
    const format = (await import('./formats-known.ts')).FORMATS[name];
    const seen = new Map<string, number>();
    const behind: ItemNote[] = [];
    const leave = leaving({ bank, filter, format }, seen, (one) => behind.push(one));
    const { chunks, notes } = format.write(leave);
    async function* whole(): AsyncGenerator<Buffer | string> {
      yield* chunks;
      notes.push(...behind);
    }
    return { format, written: { chunks: whole(), notes }, seen };
  };

  return {
    /** What would be lost on the way, without making the file. */
    async outlook(
      actor: Actor,
      bankId: string,
      { filter, format }: { filter: ItemFilter; format: FormatName | null },
    ): Promise<Outlook> {
      const bank = await bankFor(db, actor, bankId);
      if (format === null) return { bank, items: 0, notes: [] };
      const { written, seen } = await write(bank, filter, format);
      await drain(written.chunks);
      const notes = written.notes.map((note) => ({ ...note, number: seen.get(note.itemId) ?? 0 }));
      return { bank, items: seen.size, notes };
    },

    /** The file, made while it leaves. The look at the whole key leaves a trace. */
    async file(
      actor: Actor,
      bankId: string,
      { filter, format: name }: { filter: ItemFilter; format: FormatName },
    ): Promise<{ bank: Bank; format: Format; written: Written }> {
      const bank = await bankFor(db, actor, bankId);
      const { format, written } = await write(bank, filter, name);
      await db.transaction((trx) =>
        audit(trx, {
          actorId: actor.id,
          action: 'banks.exported',
          objectType: 'bank',
          objectId: bank.id,
          institutionPath: bank.institutionPath,
          details: { format: name },
        }),
      );
      return { bank, format, written };
    },

    /** The same for whoever works on the server itself. */
    fromServer: (bank: Bank, filter: ItemFilter, format: FormatName) => write(bank, filter, format),
  };
}
export type ExportService = ReturnType<typeof exportService>;
