import { toColumn } from '../../db/columns.ts';
import type { Retention } from '../../db/retention.ts';
import { HOUR } from '../../lib/clock.ts';
import { importRepository } from './import-repository.ts';
import { STAGED_LIVES } from './import-service.ts';

/** What was read of a file of questions and never added, with the bank that was opened for it alone. */
export const bankRetention: Retention[] = [
  {
    name: 'readQuestions',
    what: 'retention.readQuestions.what',
    until: 'retention.readQuestions.until',
    times: { hours: STAGED_LIVES / HOUR },
    due: (now) => ({
      sql: `select id from bank_imports where status = 'read' and made_at <= ?`,
      bindings: [toColumn(new Date(now.getTime() - STAGED_LIVES))],
    }),
    erase: async (trx, ids) => {
      await trx('bank_imports')
        .whereIn('id', [...ids])
        .where('status', 'read')
        .update({ status: 'forgotten', staged: null });
      await importRepository(trx).eraseOpenedFor(ids);
    },
  },
];
