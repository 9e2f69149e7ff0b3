import type { Db } from '../../db/connection.ts';
import { Refusal } from '../../lib/errors.ts';

/**
 * Makes acts about one person wait for each other until the transaction ends, so that what one looked for stays true. Rows that
 * only point to her go in meanwhile: their writers may hold what such an act waits for.
 */
export async function lockPerson(trx: Db, id: string): Promise<void> {
  await trx('people').select('id').where('id', id).forNoKeyUpdate().first();
}

/** The same before something of hers is kept; refused once her account is closed, so that nothing stays behind it. */
export async function lockOpenAccount(trx: Db, id: string): Promise<void> {
  const row: unknown = await trx('people')
    .where({ id })
    .whereNot('status', 'closed')
    .forNoKeyUpdate()
    .first('id');
  if (row === undefined) throw new Refusal('not-found', 'error.notFound');
}
