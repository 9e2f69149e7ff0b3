import { bounded, Exceeded } from './apart-bounded.ts';
import { Refusal } from './errors.ts';
import type { smallWorkbookTables } from './workbook.ts';

const apart = bounded<typeof smallWorkbookTables>(
  [import.meta.dirname, 'workbook', 'smallWorkbookTables'],
  {
    patience: 45_000,
    memory: 900_000_000,
    waiting: 6,
    busy: () => new Refusal('unavailable', 'upload.wait', {}, 60),
  },
);

/** `smallWorkbookTables` beside the pages, since a file may be made to take long; which is told as `slow`. */
export async function workbookTablesApart(
  bytes: Buffer,
): Promise<Awaited<ReturnType<typeof smallWorkbookTables>> | 'slow'> {
  try {
    return await apart(bytes);
  } catch (error) {
    if (error instanceof Exceeded) return 'slow';
    throw error;
  }
}
