import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import type { Database } from '../../db/connection.ts';
import { onceADay } from '../../db/daily-job.ts';
import type { Retention } from '../../db/retention.ts';
import type { Clock } from '../../lib/clock.ts';
import { accountRetention } from '../accounts/retention.ts';
import { assessmentRetention } from '../assessment/retention.ts';
import type { Audit } from '../audit/audit.ts';
import { certificateRetention } from '../certificates/retention.ts';
import { enrolmentRetention } from '../enrolment/retention.ts';
import { messageRetention } from '../messages/retention.ts';
import { bankRetention } from '../bank/retention.ts';
import { registrationRetention } from '../invitations/retention.ts';
import { recoveryRetention } from '../recovery/retention.ts';
import { placeRetention } from '../places/retention.ts';
import { rosterRetention } from '../rosters/retention.ts';
import { privacyRetention } from './retention.ts';
import { reportRetention } from '../reports/schedule-retention.ts';

/** Everything that is erased when its time is over. What stands in no rule is kept. */
export const RETENTION: readonly Retention[] = [
  ...assessmentRetention,
  ...enrolmentRetention,
  ...certificateRetention,
  ...messageRetention,
  ...recoveryRetention,
  ...bankRetention,
  ...rosterRetention,
  ...placeRetention,
  ...reportRetention,
  ...accountRetention,
  ...registrationRetention,
  ...privacyRetention,
];

const FOUND_AT_ONCE = 5_000;
const LIMIT = ' limit ?';
/** A transaction keeps other writers waiting on SQLite, so it erases little and then lets them pass. */
const ERASED_AT_ONCE = 50;
const PAUSE = 20;

const Id = z.object({ id: z.string() });

interface Needs {
  database: Pick<Database, 'db' | 'longReads'>;
  clock: Clock;
  audit: Audit;
}

/**
 * The job that erases, once a day in one of the processes. Safe to ask for at any moment and to stop at any moment: what
 * was not erased is found again. Answers whether it ran here.
 */
export function erasure({ database: { db, longReads }, clock, audit }: Needs) {
  async function eraseAll(rule: Retention, now: Date): Promise<number> {
    const { sql, bindings } = rule.due(now);
    let erased = 0;
    for (;;) {
      const rows = await longReads.all(sql + LIMIT, [...bindings, FOUND_AT_ONCE]);
      const ids = rows.map((row) => Id.parse(row).id);
      for (let at = 0; at < ids.length; at += ERASED_AT_ONCE) {
        const some = ids.slice(at, at + ERASED_AT_ONCE);
        await db.transaction((trx) => rule.erase(trx, some, now));
        await setTimeout(PAUSE);
      }
      erased += ids.length;
      if (ids.length < FOUND_AT_ONCE) return erased;
    }
  }

  return (): Promise<boolean> => {
    const now = clock();
    return onceADay(db, 'erasure', now, async () => {
      const details: Record<string, number> = {};
      try {
        for (const rule of RETENTION) details[rule.name] = await eraseAll(rule, now);
      } finally {
        await db.transaction((trx) =>
          audit(trx, {
            actorId: null,
            action: 'data.erased',
            objectType: 'retention',
            objectId: null,
            details,
          }),
        );
      }
    });
  };
}
