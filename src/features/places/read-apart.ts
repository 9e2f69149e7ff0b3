import { bounded } from '../../lib/apart-bounded.ts';
import { Refusal } from '../../lib/errors.ts';
import type { ReadAgeeml } from './ageeml.ts';
import type { readList } from './read-list.ts';

/** So much is read within some milliseconds, sooner than another process begins. */
const SMALL = 600_000;

const apart = bounded<typeof readList>([import.meta.dirname, 'read-list', 'readList'], {
  patience: 45_000,
  memory: 900_000_000,
  waiting: 3,
  busy: () => new Refusal('unavailable', 'upload.wait', {}, 60),
});

/** `readList` beside the pages: the list of localities is large. Throws `Exceeded` when it takes too much. */
export const readAgeemlApart = async (bytes: Buffer): Promise<ReadAgeeml> =>
  bytes.length <= SMALL ? (await import('./read-list.ts')).readList(bytes) : apart(bytes);
