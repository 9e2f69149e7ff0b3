import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import type { Audit } from '../audit/audit.ts';
import type { AttemptOwner } from './review-queries.ts';

interface Needs {
  db: Db;
  audit: Audit;
}

/** Leaves the trace of a look at somebody's answers: at a whole attempt, or at one question of it. */
export const noteReading = (
  { db, audit }: Needs,
  actor: Actor,
  owner: AttemptOwner,
  question?: string,
): Promise<void> =>
  db.transaction((trx) =>
    audit(trx, {
      actorId: actor.id,
      action: 'attempts.answers-read',
      objectType: 'attempt',
      objectId: owner.id,
      institutionPath: owner.institutionPath,
      details: { person: owner.personId, ...(question === undefined ? {} : { question }) },
    }),
  );
