import type { Database } from '../../db/connection.ts';
import type { Clock } from '../../lib/clock.ts';
import { auditWriter } from './audit.ts';
import { refusedActs } from './refused-acts.ts';
import { sealing } from './seals.ts';

interface Needs {
  database: Database;
  clock: Clock;
  limit: Parameters<typeof refusedActs>[0]['limit'];
}

export function auditServices({ database: { db, dialect }, clock, limit }: Needs) {
  const audit = auditWriter(clock, dialect.engine);
  return {
    audit,
    recordRefusal: refusedActs({ db, audit, limit }),
    sealLog: sealing(db, clock, dialect.engine),
  };
}
