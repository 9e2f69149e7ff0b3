import { z } from 'zod';
import { toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import type { Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import { digest, newTypedCode } from '../../lib/random-code.ts';
import type { Sealer } from '../../lib/sealed.ts';
import type { Audit } from '../audit/audit.ts';
import { may } from '../permissions/policy.ts';
import { cohortDoorQueries, type Applicant } from './cohort-door-queries.ts';
import { reasonPlace } from './cohort-door-service.ts';
import type { CohortPlaces } from './cohort-places.ts';
import type { TellPerson } from './notices.ts';
import { cohortQueries } from './cohort-queries.ts';
import type { Cohort } from './cohort-sheets.ts';

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
  seal: Sealer;
  places: CohortPlaces;
  tell: TellPerson;
}

/** What somebody decides about a request. */
export type Decision = { approve: true } | { approve: false; reason: string };

/** Who wants to come in, as somebody sees it who decides. */
export interface Doorway {
  asking: Applicant[];
  waiting: Applicant[];
  /** Whether there are more whose names are not within reach. */
  more: boolean;
  /** The key, to be written on a board; null when there is none, or it is not for this reader. */
  key: string | null;
}

const Key = z.object({ key_sealed: z.string().nullable() });
const keyPlace = (cohortId: string): string => `cohorts ${cohortId} key`;
const unknown = (): Refusal => new Refusal('not-found', 'error.notFound');

/** The door of a cohort from inside: deciding about requests, and its key. */
export function cohortDecisionsService({ db, clock, audit, seal, places, tell }: Needs) {
  const cohortFor = async (handle: Db, actor: Actor, id: string): Promise<Cohort> => {
    const cohort = await cohortQueries(handle).byId(id);
    if (cohort === null || !may(actor, 'enrolments.create', cohort.place)) throw unknown();
    return cohort;
  };
  const event = (actor: Actor, action: string, { id, place }: Cohort, details = {}) => ({
    actorId: actor.id,
    action,
    objectType: 'cohort' as const,
    objectId: id,
    institutionPath: place.institutionPath,
    details,
  });

  return {
    /** Names of those who ask and wait; the look at them is part of the look at the cohort's list. */
    async doorway(actor: Actor, cohort: Cohort): Promise<Doorway | null> {
      if (!may(actor, 'enrolments.create', cohort.place)) return null;
      const { asking, waiting, total } = await cohortDoorQueries(db).applicants(actor, cohort);
      const { key_sealed: sealed } = Key.parse(
        await db('cohorts').select('key_sealed').where('id', cohort.id).first(),
      );
      return {
        asking,
        waiting,
        more: total > asking.length + waiting.length,
        key: sealed === null ? null : seal.open(sealed, keyPlace(cohort.id)),
      };
    },

    /**
     * Approves or declines a request. Approved where there is no room, she goes to the end of the waiting list. Declined,
     * she reads the reason. Decided already, nothing more happens.
     */
    async decide(actor: Actor, id: string, requestId: string, decision: Decision): Promise<void> {
      await db.transaction(async (trx) => {
        const cohort = await cohortFor(trx, actor, id);
        const held = await places.hold(trx, id);
        const { asking } = await cohortDoorQueries(trx).applicants(actor, cohort);
        const request = asking.find((one) => one.id === requestId);
        if (request === undefined || held === null) {
          const known: unknown = await trx('cohort_requests')
            .where({ id: requestId, cohort_id: id })
            .whereNot('state', 'asked')
            .first('id');
          if (known === undefined) throw unknown();
          throw new Refusal('conflict', 'cohorts.decidedAlready');
        }
        const { personId } = request;
        const about = { personId, subject: held.name, slug: held.slug };
        const decided = { decided_at: toColumn(clock()), decided_by: actor.id };
        if (decision.approve) {
          const became = await places.take(trx, held, personId);
          await trx('cohort_requests').where('id', requestId).update(decided);
          if (became === 'in-another' || became === 'already')
            await trx('cohort_requests').where('id', requestId).update({ state: 'left' });
          if (became === 'entered') await tell(trx, { ...about, what: 'cohort-place' });
        } else {
          const sealed = seal.seal(decision.reason, reasonPlace(requestId));
          await trx('cohort_requests')
            .where('id', requestId)
            .update({ ...decided, state: 'declined', reason_sealed: sealed });
          await tell(trx, { ...about, what: 'cohort-declined' });
        }
        const action = decision.approve ? 'cohorts.request-approved' : 'cohorts.request-declined';
        await audit(trx, event(actor, action, cohort, { person: personId }));
      });
    },

    /** Makes a new key; the one before opens nothing any more. */
    async makeKey(actor: Actor, id: string): Promise<void> {
      await db.transaction(async (trx) => {
        const cohort = await cohortFor(trx, actor, id);
        const key = newTypedCode();
        await trx('cohorts')
          .where('id', id)
          .update({ key_digest: digest(key), key_sealed: seal.seal(key, keyPlace(id)) });
        await audit(trx, event(actor, 'cohorts.key-made', cohort));
      });
    },

    /** Takes the key away: nobody comes in with it any more. */
    async dropKey(actor: Actor, id: string): Promise<void> {
      await db.transaction(async (trx) => {
        const cohort = await cohortFor(trx, actor, id);
        await trx('cohorts').where('id', id).update({ key_digest: null, key_sealed: null });
        await audit(trx, event(actor, 'cohorts.key-dropped', cohort));
      });
    },
  };
}
export type CohortDecisionsService = ReturnType<typeof cohortDecisionsService>;
