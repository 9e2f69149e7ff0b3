import { bounded } from '../../lib/apart-bounded.ts';
import { Refusal } from '../../lib/errors.ts';
import { isZip } from '../../lib/workbook.ts';
import type { readTable, ReadTable } from './read-table.ts';

/** So much text is read within some milliseconds, sooner than another process begins. */
const SMALL = 60_000;

const apart = bounded<typeof readTable>([import.meta.dirname, 'read-table', 'readTable'], {
  patience: 45_000,
  memory: 900_000_000,
  waiting: 6,
  busy: () => new Refusal('unavailable', 'upload.wait', {}, 60),
});

/**
 * `readTable` beside the pages: a file may be made to take long. Throws `Exceeded` then. Short text is read at once; a workbook is not,
 * since a few bytes of it may stand for more cells than there is memory.
 */
export const readTableApart = async (bytes: Buffer): Promise<ReadTable> =>
  bytes.length <= SMALL && !isZip(bytes)
    ? (await import('./read-table.ts')).readTable(bytes)
    : apart(bytes);
