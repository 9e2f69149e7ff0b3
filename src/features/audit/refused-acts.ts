import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import { Refusal } from '../../lib/errors.ts';
import type { Audit } from './audit.ts';

interface Needs {
  db: Db;
  audit: Audit;
  /** Beyond it one person's refusals are no longer written, so that nobody floods the log. */
  limit: { consume(key: string): Promise<void> };
}

/** Writes down that somebody tried what her permissions do not include. */
export const refusedActs =
  ({ db, audit, limit }: Needs) =>
  async ({
    actor,
    method,
    route,
  }: {
    actor: Actor;
    method: string;
    route: string;
  }): Promise<void> => {
    try {
      await limit.consume(actor.id);
    } catch (error) {
      if (error instanceof Refusal && error.kind === 'too-many') return;
      throw error;
    }
    await db.transaction((trx) =>
      audit(trx, {
        actorId: actor.id,
        action: 'access.refused',
        objectType: 'route',
        objectId: null,
        institutionPath: actor.institutionPath,
        details: { method, route },
      }),
    );
  };
