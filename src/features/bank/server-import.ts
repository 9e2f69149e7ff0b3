import type { Db } from '../../db/connection.ts';
import type { Dialect } from '../../db/dialect/dialect.ts';
import { Exceeded } from '../../lib/apart-bounded.ts';
import type { Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import type { Audit } from '../audit/audit.ts';
import type { Bank } from './bank.ts';
import type { Remark, SourceName, SourcePlace } from './formats/format.ts';
import type { Staged } from './import.ts';
import { marked } from './import-marking.ts';
import type { ImportReading } from './import-reading.ts';
import { imagesOf } from './images.ts';
import { itemRepository, newItemId } from './item-repository.ts';
import type { KeepImages } from './kept-images.ts';
import { bankRepository } from './repository.ts';

interface Needs {
  db: Db;
  dialect: Dialect;
  clock: Clock;
  audit: Audit;
  readImport: ImportReading;
  keepImages: KeepImages;
}

/** What became of a file that was brought in on the server. */
export interface FromServer {
  added: number;
  repeated: number;
  problems: Staged['problems'];
  notes: { place: SourcePlace | null; remark: Remark }[];
}

/** Adds the questions of a file for whoever works on the server itself; a bank that is only a name is made once there are any. */
export const serverImport =
  ({ db, dialect, clock, audit, readImport, keepImages }: Needs) =>
  async (
    into: Bank | string,
    { input, format: name }: { input: Buffer; format: SourceName },
  ): Promise<FromServer> => {
    const read = await readImport({ input, format: name }).catch((error: unknown) => {
      throw error instanceof Exceeded ? new Refusal('invalid', 'bank.tooMuch') : error;
    });
    if (read === null) throw new Error('A format that was named is always read');
    const { told, images } = read;
    const notesOf = (items: Staged['items']): FromServer['notes'] => [
      ...told.notes.map((remark) => ({ place: null, remark })),
      ...items.flatMap(({ place, notes }) => notes.map((remark) => ({ place, remark }))),
    ];
    if (told.items.length === 0)
      return { added: 0, repeated: 0, problems: told.problems, notes: notesOf([]) };
    const shown = new Set(told.items.flatMap(({ item }) => imagesOf(item).map((one) => one.name)));
    const note = await keepImages(new Map([...images].filter(([image]) => shown.has(image))));
    return db.transaction(async (trx) => {
      await dialect.byKeys(trx);
      const now = clock();
      const banks = bankRepository(trx);
      const bank =
        typeof into === 'string'
          ? await banks.byId(
              await banks.add({ name: into, ownerId: null, institutionId: null }, now),
            )
          : into;
      if (bank === null) throw new Error('The bank is not there');
      await note(trx);
      const staged = await marked(trx, bank, told);
      const chosen = staged.items.filter(({ repeats }) => repeats === null);
      const first = await banks.takeNumbers(bank.id, chosen.length);
      const items = chosen.map(({ item, category, found }) => ({
        item: { ...item, id: newItemId() },
        category,
        found,
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
        notes: notesOf(staged.items),
      };
    });
  };
