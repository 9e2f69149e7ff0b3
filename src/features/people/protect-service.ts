import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import type { Clock } from '../../lib/clock.ts';
import { Refusal, type RefusalKind } from '../../lib/errors.ts';
import type { MessageKey } from '../../i18n/translate.ts';
import type { Audit, AuditEvent } from '../audit/audit.ts';
import { isLastAdministrator } from '../permissions/grants-repository.ts';
import { peopleQueries } from './people-queries.ts';
import { officesOf } from '../permissions/offices.ts';
import { placesOf, reaches } from './people-scope.ts';
import { isVisible } from './people-service.ts';
import type { PersonRecord } from './people-sheets.ts';
import { mayFreeze, mayRecover, type Place } from '../permissions/policy.ts';
import type { Action } from '../permissions/rights.ts';
import { secondFactorRepository } from '../sign-in/second-factor-repository.ts';
import { endSessionsOf } from '../accounts/session-list-service.ts';

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
}

interface Denied {
  kind: RefusalKind;
  key: MessageKey;
}
type Work = (
  trx: Db,
  person: PersonRecord,
  places: readonly Place[],
) => Promise<AuditEvent['details'] | Denied>;

const isDenied = (outcome: AuditEvent['details'] | Denied): outcome is Denied =>
  outcome !== undefined && 'kind' in outcome && 'key' in outcome;

/** What protects or helps one person. Each act, and each refusal of one, leaves a trace in its own transaction. */
export function protectService({ db, clock, audit }: Needs) {
  async function act(
    actor: Actor,
    personId: string,
    { action, event }: { action: Action; event: string },
    work: Work,
  ): Promise<void> {
    const denied = await db.transaction(async (trx): Promise<Denied | null> => {
      const person = await peopleQueries(trx).person(personId);
      const places = person === null ? [] : await placesOf(trx, personId);
      const outcome =
        person === null ||
        !isVisible(actor, places, person.isFrozen) ||
        !reaches(actor, action, places)
          ? { kind: 'not-found' as const, key: 'error.notFound' as const }
          : actor.id === personId
            ? { kind: 'conflict' as const, key: 'people.notYourself' as const }
            : await work(trx, person, places);
      await audit(trx, {
        actorId: actor.id,
        action: isDenied(outcome) ? `${event}-refused` : event,
        objectType: 'person',
        objectId: person === null ? null : personId,
        institutionPath: person?.institutionPath ?? null,
        details: isDenied(outcome) ? { reason: outcome.key } : (outcome ?? {}),
      });
      return isDenied(outcome) ? outcome : null;
    });
    if (denied !== null) throw new Refusal(denied.kind, denied.key).recorded();
  }

  const OUTRANKED: Denied = { kind: 'forbidden', key: 'people.reachesFurther' };
  const isOutranked = async (
    trx: Db,
    actor: Actor,
    personId: string,
    places: readonly Place[],
  ): Promise<boolean> => !mayFreeze(actor, places, await officesOf(trx, personId, clock()));

  return {
    /**
     * Freezes and hides in one act: her sessions are dead at once, nobody can sign in as her, and she is in no list except
     * for those who may freeze. Her certificates stay valid. Refused for whoever holds an office that reaches further than
     * the actor. Harmless to repeat.
     */
    freeze: (actor: Actor, personId: string, reason: string): Promise<void> =>
      act(
        actor,
        personId,
        { action: 'people.freeze', event: 'people.frozen' },
        async (trx, _person, places) => {
          if (await isOutranked(trx, actor, personId, places)) return OUTRANKED;
          if (await isLastAdministrator(trx, personId, clock())) {
            return { kind: 'conflict', key: 'grants.lastAdministrator' };
          }
          await trx('people')
            .where({ id: personId, status: 'active' })
            .update({ status: 'frozen' });
          const sessions = await endSessionsOf(trx, personId);
          return { reason, sessions };
        },
      ),

    /** Ends the protection: she can sign in again, with her own password. */
    unfreeze: (actor: Actor, personId: string, reason: string): Promise<void> =>
      act(
        actor,
        personId,
        { action: 'people.freeze', event: 'people.unfrozen' },
        async (trx, _person, places) => {
          if (await isOutranked(trx, actor, personId, places)) return OUTRANKED;
          await trx('people')
            .where({ id: personId, status: 'frozen' })
            .update({ status: 'active' });
          return { reason };
        },
      ),

    /** Ends every session of a person: for a lost or taken phone. */
    endSessions: (actor: Actor, personId: string): Promise<void> =>
      act(
        actor,
        personId,
        { action: 'people.end-sessions', event: 'people.sessions-ended' },
        async (trx) => ({ sessions: await endSessionsOf(trx, personId) }),
      ),

    /**
     * Takes a second factor off the account of somebody who lost it, and ends her sessions; she is told when she signs in.
     * Whoever may help her to a new password may do this, and nobody for herself. Her password stays as it is.
     */
    resetSecondFactor: (actor: Actor, personId: string, reason: string): Promise<void> =>
      act(
        actor,
        personId,
        { action: 'people.confirm-recovery', event: 'second-factor.reset' },
        async (trx, person, places) => {
          const offices = await officesOf(trx, personId, clock());
          if (!mayRecover(actor, places, offices.length > 0)) {
            return { kind: 'forbidden', key: 'recovery.needsAdministrator' };
          }
          const repository = secondFactorRepository(trx);
          if (person.isFrozen || !(await repository.isOn(personId))) {
            return { kind: 'conflict', key: 'people.secondFactorIsOff' };
          }
          await repository.drop(personId);
          await repository.noteReset(personId, actor.id, clock());
          return { reason, sessions: await endSessionsOf(trx, personId) };
        },
      ),

    /** Gives extra time in quizzes, in percent of their limit; 0 takes it back. Quizzes that began keep their deadline. */
    giveExtraTime: (actor: Actor, personId: string, percent: number): Promise<void> =>
      act(
        actor,
        personId,
        { action: 'answers.grade', event: 'people.extra-time' },
        async (trx, person) => {
          await trx('people').where('id', personId).update({ extra_time_percent: percent });
          return { before: person.extraTimePercent, after: percent };
        },
      ),
  };
}
export type ProtectService = ReturnType<typeof protectService>;
