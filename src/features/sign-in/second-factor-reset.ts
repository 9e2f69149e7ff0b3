import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Audit } from '../audit/audit.ts';
import { secondFactorRepository } from './second-factor-repository.ts';
import { endSessionsOf } from '../accounts/session-list-service.ts';
import { foldUsername } from '../../lib/username.ts';

const Row = z.object({ id: z.string() }).optional();

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
}

/**
 * Takes a second factor off an account from the server: the way back for the only administrator, whom nobody on the platform
 * may help. False when no open account of that name has one.
 */
export const serverReset =
  ({ db, clock, audit }: Needs) =>
  (username: string): Promise<boolean> =>
    db.transaction(async (trx) => {
      const row: unknown = await trx('people')
        .select('id')
        .where({ username: foldUsername(username), status: 'active' })
        .first();
      const person = Row.parse(row);
      const repository = secondFactorRepository(trx);
      if (person === undefined || !(await repository.isOn(person.id))) return false;
      await repository.drop(person.id);
      await repository.noteReset(person.id, null, clock());
      const sessions = await endSessionsOf(trx, person.id);
      await audit(trx, {
        actorId: null,
        action: 'second-factor.reset',
        objectType: 'person',
        objectId: person.id,
        details: { reason: 'server', sessions },
      });
      return true;
    });
