import { bounded, Exceeded } from './apart-bounded.ts';
import { Refusal } from './errors.ts';
import type { workbookTables } from './workbook.ts';

const apart = bounded<typeof workbookTables>([import.meta.dirname, 'workbook', 'workbookTables'], {
  patience: 45_000,
  memory: 900_000_000,
  waiting: 6,
  busy: () => new Refusal('unavailable', 'upload.wait', {}, 60),
});

/** `workbookTables` beside the pages, since a file may be made to take long; null too where it takes too much. */
export async function workbookTablesApart(
  bytes: Buffer,
): Promise<Awaited<ReturnType<typeof workbookTables>>> {
  try {
    return await apart(bytes);
  } catch (error) {
    if (error instanceof Exceeded) return null;
    throw error;
  }
}
