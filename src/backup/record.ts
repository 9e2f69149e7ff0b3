import { openDatabase } from '../db/connection.ts';
import type { Dialect } from '../db/dialect/dialect.ts';
import { auditWriter, type AuditEvent } from '../features/audit/audit.ts';
import type { Clock } from '../lib/clock.ts';

/** Notes in the audit log what the server's operator did with a backup, which is known by its digest. */
export async function record(
  { dialect, clock }: { dialect: Dialect; clock: Clock },
  action: 'backup.made' | 'backup.restored',
  sha256: string,
  details: NonNullable<AuditEvent['details']>,
): Promise<void> {
  const database = openDatabase(dialect);
  try {
    const audit = auditWriter(clock, dialect.engine);
    await database.db.transaction((trx) =>
      audit(trx, { actorId: null, action, objectType: 'backup', objectId: sha256, details }),
    );
  } finally {
    await database.close();
  }
}
