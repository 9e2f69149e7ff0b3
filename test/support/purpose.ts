import type { Db } from '../../src/db/connection.ts';
import { digest } from '../../src/lib/random-code.ts';
import type { Browser } from './browser.ts';

/** Far enough that the clock of no test comes there. */
const FOR_GOOD = { reason: 'support', at: '2999-01-01T00:00:00.000Z' };

/** As if the person of this browser had said what she needs names for, so that lists and files open at once. */
export async function hasPurpose(db: Db, browser: Browser): Promise<void> {
  const signed = decodeURIComponent(browser.cookies.get('sid') ?? '');
  const idHash = digest(signed.slice(2, signed.lastIndexOf('.')));
  const row = await db('sessions')
    .where('id_hash', idHash)
    .first<{ data: string } | undefined>('data');
  if (row === undefined) return;
  const data = { ...(JSON.parse(row.data) as object), purpose: FOR_GOOD };
  await db('sessions')
    .where('id_hash', idHash)
    .update({ data: JSON.stringify(data) });
}
