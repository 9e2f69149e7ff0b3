import { toColumn } from '../../db/columns.ts';
import type { Retention } from '../../db/retention.ts';
import { DAY, HOUR } from '../../lib/clock.ts';
import { STAGED_LIVES, UNDO_LIVES } from './roster.ts';

const before = (now: Date, time: number): string => toColumn(new Date(now.getTime() - time));

/** Tables that were read and never added, and what is kept to take one back. */
export const rosterRetention: Retention[] = [
  {
    name: 'readRosters',
    what: 'retention.readRosters.what',
    until: 'retention.readRosters.until',
    times: { hours: STAGED_LIVES / HOUR },
    due: (now) => ({
      sql: `select id from people_imports where status = 'read' and made_at <= ?`,
      bindings: [before(now, STAGED_LIVES)],
    }),
    erase: async (trx, ids) => {
      const over = await trx('people_imports')
        .whereIn('id', [...ids])
        .where('status', 'read')
        .pluck<string[]>('id');
      await trx('people_import_pieces').whereIn('import_id', over).delete();
      await trx('people_imports')
        .whereIn('id', over)
        .update({ status: 'forgotten', plan_sealed: null });
    },
  },
  {
    name: 'rosterActs',
    what: 'retention.rosterActs.what',
    until: 'retention.rosterActs.until',
    times: { days: UNDO_LIVES / DAY },
    due: (now) => ({
      sql: `select a.id from people_import_acts a join people_imports i on i.id = a.import_id
             where i.status in ('added', 'undone') and i.ended_at <= ?`,
      bindings: [before(now, UNDO_LIVES)],
    }),
    erase: (trx, ids) =>
      trx('people_import_acts')
        .whereIn('id', [...ids])
        .delete(),
  },
];
