import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Audit } from '../audit/audit.ts';
import { isLastAdministrator } from '../permissions/grants-repository.ts';
import { officesOf } from '../permissions/offices.ts';
import { personalActs, type Denied } from './personal-acts.ts';
import { mayFreeze, mayRecover, type Place } from '../permissions/policy.ts';
import { secondFactorRepository } from '../sign-in/second-factor-repository.ts';
import { endSessionsOf } from '../accounts/session-list-service.ts';

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
}

/** What protects or helps one person. */
export function protectService({ db, clock, audit }: Needs) {
  const act = personalActs({ db, audit });

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
