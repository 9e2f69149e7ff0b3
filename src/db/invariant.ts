import type { MessageKey } from '../i18n/translate.ts';
import { batches } from './batches.ts';
import type { View } from './dialect/dialect.ts';
import type { Knex } from 'knex';

/** Something that is always true of the data, with the way to prove it. Features know their own. */
export interface Invariant {
  /** The sentence that says it. */
  key: MessageKey;
  /** The ids of what breaks it: never names, scores or texts. Reads in batches, whatever the size of the database. */
  broken(view: View): AsyncIterable<string>;
}

/** The ids that a query finds, for rules that SQL alone can tell. */
export async function* idsOf(query: Knex.QueryBuilder, column = 'id'): AsyncIterable<string> {
  const name = column.slice(column.indexOf('.') + 1);
  for await (const rows of batches(query.select(column), [column])) {
    for (const row of rows) yield String(row[name]);
  }
}
