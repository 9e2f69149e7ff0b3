import type { Knex } from 'knex';
import type { MessageKey } from '../i18n/translate.ts';
import type { Binding } from './dialect/dialect.ts';

/**
 * Something that is kept for a written time and then erased. The page for people and the job that erases read the same rule,
 * so that neither can say what the other does not. Features know their own.
 */
export interface Retention {
  /** Names it in the audit log. */
  name: string;
  /** The sentences that say what it is and until when it is kept. */
  what: MessageKey;
  until: MessageKey;
  /** The numbers in these sentences: the constants that `due` counts with. */
  times: Record<string, number>;
  /** Finds the `id` of what is over. Asked beside the pages, so it may read many rows. */
  due(now: Date): { sql: string; bindings: Binding[] };
  /** Erases these, if they are still there. */
  erase(trx: Knex, ids: readonly string[], now: Date): Promise<unknown>;
}
