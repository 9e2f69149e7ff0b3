import { toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import { HOUR, type Clock } from '../../lib/clock.ts';
import type { Audit } from '../audit/audit.ts';

const ACTION = 'audit.read';

interface Look {
  action: string | null;
  from: string | null;
  to: string | null;
  by: string | null;
  about: string | null;
}

/**
 * Writes down that somebody looked into the log, and for what: once an hour for each person and filter, so that turning
 * pages does not bury what she came to read.
 */
export const auditLogLooks =
  ({ db, clock, audit }: { db: Db; clock: Clock; audit: Audit }) =>
  async (actor: Actor, { action, from, to, by, about }: Look): Promise<void> => {
    const people = by === null && about === null ? {} : { by, person: about };
    const details = { action, from, to, ...people };
    const since = toColumn(new Date(clock().getTime() - HOUR));
    await db.transaction(async (trx) => {
      const before: unknown = await trx('audit_events')
        .select('position')
        .where({ actor_id: actor.id, action: ACTION, details: JSON.stringify(details) })
        .where('at', '>', since)
        .first();
      if (before !== undefined) return;
      await audit(trx, {
        actorId: actor.id,
        action: ACTION,
        objectType: 'audit',
        objectId: null,
        institutionPath: actor.institutionPath,
        details,
      });
    });
  };
