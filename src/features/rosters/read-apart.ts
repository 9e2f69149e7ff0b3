import { bounded } from '../../lib/apart-bounded.ts';
import { Refusal } from '../../lib/errors.ts';
import type { readTable, ReadTable } from './read-table.ts';

/** So much is read within some milliseconds, sooner than another process begins. */
const SMALL = 60_000;

const apart = bounded<typeof readTable>([import.meta.dirname, 'read-table', 'readTable'], {
  patience: 45_000,
  memory: 900_000_000,
  waiting: 6,
  busy: () => new Refusal('unavailable', 'upload.wait', {}, 60),
});

/** `readTable` beside the pages: a file may be made to take long. Throws `Exceeded` then. What is small is read at once. */
export const readTableApart = async (bytes: Buffer): Promise<ReadTable> =>
  bytes.length <= SMALL ? (await import('./read-table.ts')).readTable(bytes) : apart(bytes);
