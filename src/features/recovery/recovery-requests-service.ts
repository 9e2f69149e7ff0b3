import { toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { MessageKey } from '../../i18n/translate.ts';
import type { Actor } from '../../lib/actor.ts';
import type { Clock } from '../../lib/clock.ts';
import { Refusal, type RefusalKind } from '../../lib/errors.ts';
import { newId, newTypedCode } from '../../lib/random-code.ts';
import type { Sealer } from '../../lib/sealed.ts';
import { toSearchText } from '../../lib/search-text.ts';
import type { Audit, AuditEvent } from '../audit/audit.ts';
import { lockPerson } from '../permissions/lock-person.ts';
import { may, mayRecover, scopeOf, type Place } from '../permissions/policy.ts';
import type { Action } from '../permissions/rights.ts';
import { CODE_LIVES, recoveryCodes } from './recovery-codes.ts';
import { foldUsername } from '../../lib/username.ts';
import {
  recoveryQueries,
  REQUEST_LIVES,
  type RecoverablePerson,
  type RecoveryRequest,
} from './recovery-queries.ts';

const LIST = 200;
const FOUND = 30;

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
  seal: Sealer;
}

export interface RecoveryDesk {
  /** What this person may confirm; requests that she made are not among them. */
  waiting: RecoveryRequest[];
  /** What she asked for and is alive. */
  asked: RecoveryRequest[];
  people: RecoverablePerson[];
}

/** The code, to be handed over once; only its digest is kept. */
export interface IssuedCode {
  code: string;
  expiresAt: Date;
}

interface Denied {
  kind: RefusalKind;
  key: MessageKey;
}
type Outcome<T> = { done: T } | { denied: Denied };

const unknown: Denied = { kind: 'not-found', key: 'error.notFound' };
const reaches = (actor: Actor, action: Action, places: readonly Place[]): boolean =>
  places.some((place) => may(actor, action, place));

/** Asking for a recovery and confirming it: always two different people, neither of them the one who recovers. */
export function recoveryRequestsService({ db, clock, audit, seal }: Needs) {
  const codes = recoveryCodes(seal);

  /** Does the work in a transaction; a refusal is written down in the same one and thrown afterwards. */
  async function audited<T>(
    actor: Actor,
    event: Pick<AuditEvent, 'action' | 'objectType' | 'objectId'>,
    work: (trx: Db) => Promise<Outcome<T>>,
  ): Promise<T> {
    const outcome = await db.transaction(async (trx) => {
      const result = await work(trx);
      const refused = 'denied' in result;
      await audit(trx, {
        ...event,
        actorId: actor.id,
        institutionPath: actor.institutionPath,
        action: refused ? `${event.action}-refused` : event.action,
        details: refused ? { reason: result.denied.key } : {},
      });
      return result;
    });
    if ('denied' in outcome) throw new Refusal(outcome.denied.kind, outcome.denied.key).recorded();
    return outcome.done;
  }

  const mayAsk = (actor: Actor, places: readonly Place[]): boolean =>
    reaches(actor, 'people.ask-recovery', places) ||
    reaches(actor, 'people.confirm-recovery', places);

  /** The account of somebody with an office opens what the office opens: only those who give offices confirm it. */
  async function whyNotConfirm(trx: Db, actor: Actor, personId: string): Promise<Denied | null> {
    const queries = recoveryQueries(trx);
    const places = await queries.placesOf(personId);
    if (personId === actor.id || !reaches(actor, 'people.confirm-recovery', places)) return unknown;
    return mayRecover(actor, places, await queries.holdsOffice(personId, clock()))
      ? null
      : { kind: 'forbidden', key: 'recovery.needsAdministrator' };
  }

  async function searched(
    queries: ReturnType<typeof recoveryQueries>,
    actor: Actor,
    search: string,
    typed: string,
  ): Promise<RecoverablePerson[]> {
    const asking = scopeOf(actor, 'people.ask-recovery');
    const confirming = scopeOf(actor, 'people.confirm-recovery');
    const byName = [...asking, ...scopeOf(actor, 'people.read')];
    const found = await queries.people(byName, search, FOUND);
    const named = await queries.personNamed(confirming, foldUsername(typed));
    return [...named.filter(({ id }) => found.every((person) => person.id !== id)), ...found];
  }

  return {
    /**
     * The desk of somebody who helps others. Who confirms without reading names finds a person by her exact user name
     * alone. Without a search it lists only the members of her own network. */
    async desk(actor: Actor, typed: string): Promise<RecoveryDesk> {
      const queries = recoveryQueries(db);
      const now = clock();
      const asking = scopeOf(actor, 'people.ask-recovery');
      const confirming = scopeOf(actor, 'people.confirm-recovery');
      const search = toSearchText(typed);
      const people =
        search === ''
          ? await queries.people(asking, '', LIST)
          : await searched(queries, actor, search, typed);
      const waiting = await queries.waiting(confirming, now);
      const desk = {
        waiting: waiting.filter(
          (request) => request.askedBy !== actor.id && request.personId !== actor.id,
        ),
        asked: await queries.askedBy(actor.id, now),
        people: people.filter((person) => person.id !== actor.id),
      };
      const count = desk.waiting.length + desk.people.length;
      if (count > 0) {
        await db.transaction((trx) =>
          audit(trx, {
            actorId: actor.id,
            action: 'people.listed',
            objectType: 'recoveries',
            objectId: null,
            institutionPath: actor.institutionPath,
            details: { count },
          }),
        );
      }
      return desk;
    },

    /** Asks for a code for somebody within reach. Answers false when a request is waiting already. */
    ask: (actor: Actor, personId: string): Promise<boolean> =>
      audited(
        actor,
        { action: 'recovery.asked', objectType: 'person', objectId: personId },
        async (trx): Promise<Outcome<boolean>> => {
          const places = await recoveryQueries(trx).placesOf(personId);
          if (personId === actor.id || !mayAsk(actor, places)) return { denied: unknown };
          await lockPerson(trx, personId);
          const now = clock();
          const open: unknown = await trx('recoveries')
            .select('id')
            .where({ person_id: personId, channel: 'code' })
            .whereNull('confirmed_at')
            .whereNull('refused_at')
            .where('asked_at', '>', toColumn(new Date(now.getTime() - REQUEST_LIVES)))
            .first();
          if (open !== undefined) return { done: false };
          await trx('recoveries').insert({
            id: newId(),
            person_id: personId,
            channel: 'code',
            attempts: 0,
            asked_by: actor.id,
            asked_at: toColumn(now),
          });
          return { done: true };
        },
      ),

    /** Confirms what somebody else asked for, and answers the code. Codes given before for that person die. */
    confirm: (actor: Actor, id: string): Promise<IssuedCode> =>
      audited(
        actor,
        { action: 'recovery.confirmed', objectType: 'recovery', objectId: id },
        async (trx): Promise<Outcome<IssuedCode>> => {
          const request = await recoveryQueries(trx).request(id);
          if (request === null) return { denied: unknown };
          const denied = await whyNotConfirm(trx, actor, request.personId);
          if (denied !== null) return { denied };
          if (request.askedBy === actor.id) {
            return { denied: { kind: 'forbidden', key: 'recovery.otherMustConfirm' } };
          }
          const now = clock();
          const stale = now.getTime() - request.askedAt.getTime() >= REQUEST_LIVES;
          if (request.confirmedBy !== null || stale) {
            return { denied: { kind: 'conflict', key: 'recovery.notWaiting' } };
          }
          const code = newTypedCode();
          const expiresAt = new Date(now.getTime() + CODE_LIVES);
          const confirmed = await trx('recoveries')
            .where('id', id)
            .whereNull('confirmed_at')
            .whereNull('refused_at')
            .update({
              confirmed_by: actor.id,
              confirmed_at: toColumn(now),
              code_digest: codes.digest(request.personId, code),
              expires_at: toColumn(expiresAt),
            });
          if (confirmed === 0) return { denied: { kind: 'conflict', key: 'recovery.notWaiting' } };
          await trx('recoveries')
            .where({ person_id: request.personId, channel: 'code' })
            .whereNot({ id })
            .whereNotNull('confirmed_at')
            .whereNull('used_at')
            .whereNull('refused_at')
            .update({ refused_at: toColumn(now) });
          return { done: { code, expiresAt } };
        },
      ),

    /** Withdraws a request or an unused code: the asker, whoever may confirm it, or the person herself. */
    refuse: (actor: Actor, id: string): Promise<void> =>
      audited(
        actor,
        { action: 'recovery.cancelled', objectType: 'recovery', objectId: id },
        async (trx): Promise<Outcome<void>> => {
          const request = await recoveryQueries(trx).request(id);
          if (request === null) return { denied: unknown };
          const isHers = request.askedBy === actor.id || request.personId === actor.id;
          const denied = isHers ? null : await whyNotConfirm(trx, actor, request.personId);
          if (denied !== null) return { denied };
          const refused = await trx('recoveries')
            .where('id', id)
            .whereNull('refused_at')
            .update({ refused_at: toColumn(clock()) });
          // Withdrawn by somebody else at the same moment, it is as if it had not been there.
          return refused === 0 ? { denied: unknown } : { done: undefined };
        },
      ),

    /** Whom the code that this person confirmed is for. */
    async confirmedBy(actor: Actor, id: string): Promise<RecoveryRequest> {
      const request = await recoveryQueries(db).request(id);
      if (request?.confirmedBy !== actor.id) throw new Refusal('not-found', 'error.notFound');
      return request;
    },
  };
}

export type RecoveryRequestsService = ReturnType<typeof recoveryRequestsService>;
