import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import type { Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import type { Language } from '../../lib/localized.ts';
import { pickAll, type Choice, type Finder } from '../../lib/pick.ts';
import { isFine, type Problems } from '../../lib/problems.ts';
import type { Sealer } from '../../lib/sealed.ts';
import { closeAccountOf, hashOfNobody } from '../accounts/account-closing.ts';
import type { Audit } from '../audit/audit.ts';
import { peopleQueries } from '../people/people-queries.ts';
import { placesOf, reaches } from '../people/people-scope.ts';
import { isVisible } from '../people/people-service.ts';
import type { PersonRecord } from '../people/people-sheets.ts';
import { isLastAdministrator } from '../permissions/grants-repository.ts';
import { officesOf } from '../permissions/offices.ts';
import { lockPerson } from '../permissions/lock-person.ts';
import { mayFreeze, mayAnywhere, type Place } from '../permissions/policy.ts';
import type { DataRequest, RequestKind } from './data-request.ts';
import { dataRequestRepository } from './data-request-repository.ts';
import type { DataRequestService } from './data-request-service.ts';
import { setOpposition } from './opposition.ts';
import { packageRepository } from './package-repository.ts';
import { rectify, type Rectification } from './rectification.ts';

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
  seal: Sealer;
  dueOn: DataRequestService['dueOn'];
  find: { municipalities: Finder };
}

/** What an answer does beside saying something; the new values are for a rectification. */
export interface Answer extends Omit<Rectification, 'cvegeo'> {
  decision: 'answered' | 'refused';
  words: string | null;
  /** A municipality, as it was typed. */
  municipality: string | null;
}

/** Answered; or sent back, with what the words for a municipality may mean. */
export type Answered =
  { ok: true } | { ok: false; problems: Problems; choices: Record<string, Choice[]> };

export const answersRights = (actor: Actor): boolean => mayAnywhere(actor, 'rights.answer');

const unknown = (): Refusal => new Refusal('not-found', 'error.notFound');

/** Requests about personal data, as those who answer them work on them. */
export function rightsDeskService({ db, clock, audit, seal, dueOn, find }: Needs) {
  /** The person, if the actor answers for her and may know that she is there. */
  async function personFor(
    handle: Db,
    actor: Actor,
    personId: string,
  ): Promise<{ person: PersonRecord; places: Place[] }> {
    const person = await peopleQueries(handle).person(personId);
    const places = person === null ? [] : await placesOf(handle, personId);
    const reached = reaches(actor, 'rights.answer', places);
    if (person === null || !reached || !isVisible(actor, places, person.isFrozen)) throw unknown();
    return { person, places };
  }

  async function requestFor(handle: Db, actor: Actor, id: string): Promise<DataRequest> {
    const request = await dataRequestRepository(handle, seal).byId(id);
    if (request === null) throw unknown();
    if (request.person.isClosed) {
      // Her account is gone; whoever reached her places still reads how it was answered.
      if (!reaches(actor, 'rights.answer', await placesOf(handle, request.person.id)))
        throw unknown();
    } else await personFor(handle, actor, request.person.id);
    return request;
  }

  const note = (trx: Db, actor: Actor, action: string, request: DataRequest, how = '') =>
    audit(trx, {
      actorId: actor.id,
      action,
      objectType: 'person',
      objectId: request.person.id,
      institutionPath: actor.institutionPath,
      details: { kind: request.kind, ...(how === '' ? {} : { how }) },
    });

  return {
    /** Those that wait, by their day, and the newest of the others. A list of names: it leaves a trace. */
    async list(actor: Actor): Promise<DataRequest[]> {
      return db.transaction(async (trx) => {
        const found = await dataRequestRepository(trx, seal).within(actor);
        await audit(trx, {
          actorId: actor.id,
          action: 'rights.listed',
          objectType: 'people',
          objectId: null,
          institutionPath: actor.institutionPath,
          details: { rows: found.length },
        });
        return found;
      });
    },

    async person(actor: Actor, personId: string): Promise<PersonRecord> {
      return (await personFor(db, actor, personId)).person;
    },

    async request(actor: Actor, id: string): Promise<DataRequest> {
      return requestFor(db, actor, id);
    },

    /** Writes down what somebody asked who came in person. A copy begins to be made at once. */
    async record(
      actor: Actor,
      personId: string,
      { kind, wish, language }: { kind: RequestKind; wish: string | null; language: Language },
    ): Promise<string> {
      const due = await dueOn();
      return db.transaction(async (trx) => {
        const { person } = await personFor(trx, actor, personId);
        const id = await dataRequestRepository(trx, seal).add({
          personId,
          kind,
          channel: 'in-person',
          askedBy: actor.id,
          now: clock(),
          dueOn: due,
          wish,
        });
        if (kind === 'access')
          await packageRepository(trx, seal).queue({
            requestId: id,
            personId,
            forOther: true,
            language,
          });
        await audit(trx, {
          actorId: actor.id,
          action: 'rights.asked',
          objectType: 'person',
          objectId: personId,
          institutionPath: person.institutionPath,
          details: { kind, how: 'in-person' },
        });
        return id;
      });
    },

    /** The copy for somebody who came in person: noted before the first byte leaves. */
    async fetchCopy(actor: Actor, id: string): Promise<AsyncIterable<Buffer>> {
      const now = clock();
      const request = await requestFor(db, actor, id);
      const made = request.package;
      const isThere = made?.isReady === true && made.forOther && (made.expiresAt ?? now) > now;
      if (!isThere) throw unknown();
      await db.transaction(async (trx) => {
        await packageRepository(trx, seal).noteDownload(made.id, now);
        await note(trx, actor, 'rights.package-fetched', request, 'in-person');
      });
      return packageRepository(db, seal).bytes(made.id);
    },

    /** Answers: does what was asked, or says why not. Nobody answers herself, nor takes an office that reaches further. */
    async answer(actor: Actor, id: string, answer: Answer): Promise<Answered> {
      const { municipality } = answer;
      const typed = answer.decision === 'refused' ? undefined : (municipality ?? undefined);
      const { ids, problems, choices } = await pickAll({
        municipio: { typed, find: find.municipalities },
      });
      if (!isFine(problems)) return { ok: false, problems, choices };
      const hash = await hashOfNobody();
      const now = clock();
      const denied = await db.transaction(async (trx): Promise<Refusal | null> => {
        const before = await requestFor(trx, actor, id);
        const { person: who, kind } = before;
        await lockPerson(trx, who.id);
        const isDone = answer.decision === 'answered';
        const refusal = await whyNot(trx, actor, before, isDone);
        if (refusal !== null) {
          await note(trx, actor, 'rights.answer-refused', before);
          return refusal;
        }
        const answered = await dataRequestRepository(trx, seal).answer(id, {
          by: actor.id,
          now,
          status: answer.decision,
          answer: answer.words,
        });
        if (!answered) return new Refusal('conflict', 'rights.answeredAlready');
        if (isDone && kind === 'rectification')
          await rectify(trx, who, { ...answer, cvegeo: ids.municipio });
        if (isDone && kind === 'opposition')
          await setOpposition(trx, who.id, { mailings: true, statistics: true }, now);
        if (isDone && kind === 'cancellation')
          await closeAccountOf(trx, who.id, { hash, by: actor.id, now });
        if (isDone && kind === 'cancellation')
          await trx('enrolments').where('person_id', who.id).update({ age_group: null });
        await note(trx, actor, isDone ? 'rights.answered' : 'rights.declined', before);
        return null;
      });
      if (denied !== null) throw denied.recorded();
      return { ok: true };
    },
  };

  async function whyNot(
    trx: Db,
    actor: Actor,
    { person, kind, status }: DataRequest,
    isDone: boolean,
  ): Promise<Refusal | null> {
    if (status !== 'open') return new Refusal('conflict', 'rights.answeredAlready');
    if (person.id === actor.id) return new Refusal('conflict', 'people.notYourself');
    if (!isDone || kind !== 'cancellation') return null;
    const places = await placesOf(trx, person.id);
    const offices = await officesOf(trx, person.id, clock());
    if (!mayFreeze(actor, places, offices))
      return new Refusal('forbidden', 'people.reachesFurther');
    return (await isLastAdministrator(trx, person.id, clock()))
      ? new Refusal('conflict', 'grants.lastAdministrator')
      : null;
  }
}
export type RightsDeskService = ReturnType<typeof rightsDeskService>;
