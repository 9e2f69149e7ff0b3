import type { Knex } from 'knex';

/** The bank of a question becomes one of its words: what others have is not looked at in a search. */
export async function up(db: Knex): Promise<void> {
  const ordinal = db.raw("words || ' _k' || cast(place / ? as integer)", [2 ** 32]);
  await db('bank_items').update({ words: ordinal });
}
