import { toColumn } from '../../db/columns.ts';
import type { Retention } from '../../db/retention.ts';

/**
 * A session that has ended opens nothing any more, and still says when and with what somebody was here; a letter that could
 * not be sent in time says to whom it went.
 */
export const accountRetention: Retention[] = [
  {
    name: 'sessions',
    what: 'retention.sessions.what',
    until: 'retention.sessions.until',
    times: {},
    due: (now) => ({
      sql: 'select id_hash as id from sessions where expires_at <= ?',
      bindings: [toColumn(now)],
    }),
    erase: (trx, ids, now) =>
      trx('sessions')
        .whereIn('id_hash', [...ids])
        .where('expires_at', '<=', toColumn(now))
        .delete(),
  },
  {
    name: 'letters',
    what: 'retention.letters.what',
    until: 'retention.letters.until',
    times: {},
    due: (now) => ({
      sql: 'select id from mail_outbox where expires_at <= ?',
      bindings: [toColumn(now)],
    }),
    erase: (trx, ids) =>
      trx('mail_outbox')
        .whereIn('id', [...ids])
        .delete(),
  },
];
