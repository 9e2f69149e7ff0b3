import type { Db } from '../../db/connection.ts';

/** Makes acts about one person wait for each other until the transaction ends, so that what one looked for stays true. */
export async function lockPerson(trx: Db, id: string): Promise<void> {
  await trx('people').select('id').where('id', id).forUpdate().first();
}
