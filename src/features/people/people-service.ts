import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import { Refusal } from '../../lib/errors.ts';
import { dayOf, type Clock } from '../../lib/clock.ts';
import type { Audit } from '../audit/audit.ts';
import { saidBy } from '../audit/said.ts';
import { bandsOf } from '../institutions/rank-bands.ts';
import { ranksOn } from '../institutions/rank-repository.ts';
import { officesOf } from '../permissions/offices.ts';
import { peopleQueries, PER_PAGE } from './people-queries.ts';
import { tellsBand, placesOf, reaches } from './people-scope.ts';
import type { CourseOfPerson, PeopleFilter, PersonEntry, PersonSheet } from './people-sheets.ts';
import { mayAnywhere, mayFreeze, mayRecover, type Place } from '../permissions/policy.ts';
import { secondFactorRepository } from '../sign-in/second-factor-repository.ts';

/** Port to learning: the courses of a person that the actor may read, with scores only where she may read those too. */
export type CoursesOfPerson = (actor: Actor, personId: string) => Promise<CourseOfPerson[]>;

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
  coursesOf: CoursesOfPerson;
}

export interface PeopleList {
  entries: PersonEntry[];
  total: number;
  pages: number;
}

const unknown = (): Refusal => new Refusal('not-found', 'error.notFound');

/** Whether somebody may open the pages of people at all. */
export const meetsPeople = (actor: Actor): boolean =>
  mayAnywhere(actor, 'people.read') || mayAnywhere(actor, 'people.freeze');

/** Reading people by name. Every look leaves a trace in the same transaction: who, which filters, how many names. */
export function peopleService({ db, clock, audit, coursesOf }: Needs) {
  return {
    async list(actor: Actor, filter: PeopleFilter, page: number): Promise<PeopleList> {
      return db.transaction(async (trx) => {
        const { entries, total } = await peopleQueries(trx).list(actor, filter, page);
        await audit(trx, {
          actorId: actor.id,
          action: 'people.listed',
          objectType: 'people',
          objectId: null,
          institutionPath: actor.institutionPath,
          details: {
            rows: entries.length,
            page,
            ...saidBy(actor),
            searched: filter.search !== '',
            network: filter.network,
            institution: filter.institution,
            municipality: filter.municipality,
            status: filter.status,
          },
        });
        return { entries, total, pages: Math.max(1, Math.ceil(total / PER_PAGE)) };
      });
    },

    /** What the actor may know of one person, and what she may do for her. */
    async sheet(actor: Actor, personId: string): Promise<PersonSheet> {
      const places = await placesOf(db, personId);
      const person = await peopleQueries(db).person(personId);
      if (person === null || !isVisible(actor, places, person.isFrozen)) throw unknown();
      const readsNames = reaches(actor, 'people.read', places);
      const isHerself = actor.id === personId;
      const offices = await officesOf(db, personId, clock());
      const hasBand = readsNames && bandsOf(person.side).length > 0;
      const tellBand = tellsBand(actor, person, places);
      const courses = readsNames ? await coursesOf(actor, personId) : null;
      await db.transaction((trx) =>
        audit(trx, {
          actorId: actor.id,
          action: 'people.opened',
          objectType: 'person',
          objectId: personId,
          institutionPath: person.institutionPath,
          details: { courses: courses?.length ?? 0 },
        }),
      );
      return {
        person,
        courses,
        showsBand: hasBand,
        ranks: tellBand ? await ranksOn(db, person.institutionPath, dayOf(clock())) : [],
        may: {
          tellBand,
          freeze: !isHerself && mayFreeze(actor, places, offices),
          endSessions: !isHerself && reaches(actor, 'people.end-sessions', places),
          askRecovery:
            !isHerself &&
            !person.isFrozen &&
            (reaches(actor, 'people.ask-recovery', places) ||
              reaches(actor, 'people.confirm-recovery', places)),
          resetSecondFactor:
            !isHerself &&
            !person.isFrozen &&
            mayRecover(actor, places, offices.length > 0) &&
            (await secondFactorRepository(db).isOn(personId)),
          giveExtraTime: !person.isFrozen && reaches(actor, 'answers.grade', places),
          answerRights: !isHerself && reaches(actor, 'rights.answer', places),
          giveRoles:
            !isHerself &&
            !person.isFrozen &&
            (reaches(actor, 'grants.give', places) || reaches(actor, 'grants.delegate', places)),
        },
      };
    },
  };
}
export type PeopleService = ReturnType<typeof peopleService>;

/** Who is under protection exists only for those who may protect her. */
export const isVisible = (actor: Actor, places: readonly Place[], isFrozen: boolean): boolean =>
  reaches(actor, 'people.freeze', places) ||
  (!isFrozen &&
    (reaches(actor, 'people.read', places) || reaches(actor, 'people.end-sessions', places)));
