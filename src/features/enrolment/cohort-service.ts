import type { Db } from '../../db/connection.ts';
import { toColumn } from '../../db/columns.ts';
import type { Actor, Side } from '../../lib/actor.ts';
import { dayOf, type Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import { pickAll, type Finder } from '../../lib/pick.ts';
import { isFine, type Problems } from '../../lib/problems.ts';
import { newId } from '../../lib/random-code.ts';
import type { Audit } from '../audit/audit.ts';
import { saidBy } from '../audit/said.ts';
import { may, mayAnywhere } from '../permissions/policy.ts';
import type { CohortForm, NewCohortForm } from './cohort-forms.ts';
import { setInstructors } from './cohort-instructors.ts';
import { isBehindWallFrom, peopleNamed, teachersAmong, type NamedPerson } from './cohort-people.ts';
import type { CohortPlaces } from './cohort-places.ts';
import { cohortQueries, MEMBERS_PER_PAGE } from './cohort-queries.ts';
import type { Cohort, CohortSaved, CohortSheet, LineProblem } from './cohort-sheets.ts';
import { institutionPlace } from './institution-place.ts';

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
  places: CohortPlaces;
  find: { institutions: Finder; courses: Finder };
}

/** Below this a number would point at somebody. */
const FEW = 5;

export const seesCohorts = (actor: Actor): boolean =>
  mayAnywhere(actor, 'cohorts.manage') || mayAnywhere(actor, 'enrolments.create');

const seesCohort = (actor: Actor, cohort: Cohort): boolean =>
  may(actor, 'cohorts.manage', cohort.place) || may(actor, 'enrolments.create', cohort.place);

/** Cohorts: making and running them, and reading who attends. */
export function cohortService({ db, clock, audit, places, find }: Needs) {
  const cohortFor = async (handle: Db, actor: Actor, id: string): Promise<Cohort> => {
    const cohort = await cohortQueries(handle).byId(id);
    if (cohort === null || !seesCohort(actor, cohort)) {
      throw new Refusal('not-found', 'error.notFound');
    }
    return cohort;
  };

  /** The instructors that a form names. A person of the forces teaches no community cohort, and nobody names herself. */
  const instructorsFrom = async (
    actor: Actor,
    side: Side | null,
    usernames: readonly string[],
    already: ReadonlySet<string>,
  ): Promise<{ people: NamedPerson[]; lines: LineProblem[] }> => {
    const found = await peopleNamed(db, usernames);
    const ids = [...found.values()].map(({ id }) => id);
    const teachers = await teachersAmong(db, ids, dayOf(clock()));
    const people: NamedPerson[] = [];
    const lines: LineProblem[] = [];
    for (const username of usernames) {
      const person = found.get(username);
      // Otherwise naming a trainee would tell that she exists, and show who she is on the cohort's page.
      const isTrainee = person !== undefined && !teachers.has(person.id) && !already.has(person.id);
      const isOutOfReach =
        person === undefined ||
        isBehindWallFrom(actor, person) ||
        !may(actor, 'cohorts.manage', person.place);
      if (person === undefined || (isTrainee && isOutOfReach)) {
        lines.push({ username, key: 'cohorts.unknownPerson' });
      } else if (person.id === actor.id && !already.has(person.id)) {
        lines.push({ username, key: 'cohorts.notYourself' });
      } else if (side === 'community' && person.side !== 'community') {
        lines.push({ username, key: 'cohorts.instructorAcross' });
      } else people.push(person);
    }
    return { people, lines };
  };

  return {
    async list(actor: Actor, search: string, page: number) {
      return cohortQueries(db).list(actor, search, page);
    },

    /** One cohort with the people whom the reader may read by name. The look leaves a trace in the same transaction. */
    async sheet(actor: Actor, id: string, page: number): Promise<CohortSheet> {
      return db.transaction(async (trx) => {
        const cohort = await cohortFor(trx, actor, id);
        const queries = cohortQueries(trx);
        const { members, readable } = await queries.attendance(actor, id, page);
        const size = await queries.size(id);
        const unread = size - readable;
        await audit(trx, {
          actorId: actor.id,
          action: 'cohorts.attendance-read',
          objectType: 'cohort',
          objectId: id,
          institutionPath: cohort.place.institutionPath,
          details: { rows: members.length, page, ...saidBy(actor) },
        });
        return {
          cohort,
          instructors: await queries.instructors(id),
          members,
          readable,
          pages: Math.max(1, Math.ceil(readable / MEMBERS_PER_PAGE)),
          total: unread === 0 || unread >= FEW ? size : null,
          may: {
            manage: may(actor, 'cohorts.manage', cohort.place),
            enrol: may(actor, 'enrolments.create', cohort.place),
            openPeople: mayAnywhere(actor, 'people.read'),
            invite: may(actor, 'people.invite', cohort.place),
            write: may(actor, 'answers.read', cohort.place),
          },
        };
      });
    },

    /** Opens a cohort. Its side of the wall is its institution's. */
    async open(actor: Actor, form: NewCohortForm): Promise<CohortSaved> {
      const { ids, problems, choices } = await pickAll({
        curso: { typed: form.curso, find: find.courses },
        institucion: { typed: form.institucion, find: find.institutions },
      });
      Object.assign(problems, wrongDates(form));
      const at = ids.institucion === null ? null : await institutionPlace(db, ids.institucion);
      if (
        at !== null &&
        ids.curso !== null &&
        !may(actor, 'cohorts.manage', { ...at, courseId: ids.curso })
      ) {
        problems['institucion'] = ['cohorts.institutionOutOfReach'];
      }
      const side = at?.side ?? null;
      const named = await instructorsFrom(actor, side, form.instructores, new Set());
      if (named.lines.length > 0) problems['instructores'] = ['cohorts.someNot'];
      const { curso, institucion } = ids;
      if (!isFine(problems) || curso === null || institucion === null || at === null) {
        return { ok: false, problems, choices, lines: named.lines };
      }
      const id = newId();
      await db.transaction(async (trx) => {
        await trx('cohorts').insert({
          id,
          course_id: curso,
          institution_id: institucion,
          side: at.side,
          created_at: toColumn(clock()),
          ...columnsOf(form),
        });
        await audit(trx, event(actor, 'cohorts.opened', id, at.institutionPath));
        await setInstructors(trx, {
          cohortId: id,
          people: named.people,
          by: actor,
          now: clock(),
          audit,
        });
      });
      return { ok: true, id };
    },

    /** Changes dates, name and instructors. Course, institution and side stay. */
    async edit(actor: Actor, id: string, form: CohortForm): Promise<CohortSaved> {
      const cohort = await cohortFor(db, actor, id);
      if (!may(actor, 'cohorts.manage', cohort.place)) {
        throw new Refusal('not-found', 'error.notFound');
      }
      const problems = wrongDates(form);
      const known = new Set((await cohortQueries(db).instructors(id)).map((one) => one.id));
      const named = await instructorsFrom(actor, cohort.side, form.instructores, known);
      if (named.lines.length > 0) problems['instructores'] = ['cohorts.someNot'];
      if (!isFine(problems)) return { ok: false, problems, choices: {}, lines: named.lines };
      await db.transaction(async (trx) => {
        await trx('cohorts').where('id', id).update(columnsOf(form));
        await audit(trx, event(actor, 'cohorts.changed', id, cohort.place.institutionPath));
        await setInstructors(trx, {
          cohortId: id,
          people: named.people,
          by: actor,
          now: clock(),
          audit,
        });
        await dropShorterDates(trx, id, form.limite ?? null);
        // It may hold more now, or go on for longer.
        await places.fill(trx, id);
      });
      return { ok: true, id };
    },

    /** The cohort and its instructors, for the form that changes them. */
    async forEditing(actor: Actor, id: string) {
      const cohort = await cohortFor(db, actor, id);
      if (!may(actor, 'cohorts.manage', cohort.place)) {
        throw new Refusal('not-found', 'error.notFound');
      }
      return { cohort, instructors: await cohortQueries(db).instructors(id) };
    },
  };
}
export type CohortService = ReturnType<typeof cohortService>;

const columnsOf = (form: CohortForm) => ({
  name: form.nombre,
  starts_on: form.inicia,
  ends_on: form.termina ?? null,
  due_on: form.limite ?? null,
  deploys_on: form.despliegue ?? null,
  mission: form.mision ?? null,
  capacity: form.cupo ?? null,
  category: form.categoria ?? null,
  asks_open: form.solicitudes,
});

/** Who had more time than the others has no date of her own once the cohort's is as late. */
async function dropShorterDates(trx: Db, cohortId: string, dueOn: string | null): Promise<void> {
  const own = trx('enrolments').where('cohort_id', cohortId).whereNotNull('due_on');
  await (dueOn === null ? own : own.where('due_on', '<=', dueOn)).update({ due_on: null });
}

function wrongDates({ inicia, termina, limite, despliegue }: CohortForm): Problems {
  const problems: Problems = {};
  for (const [field, day] of Object.entries({ termina, limite, despliegue })) {
    if (day !== undefined && day < inicia) problems[field] = ['cohorts.beforeStart'];
  }
  return problems;
}

const event = (actor: Actor, action: string, id: string, institutionPath: string | null) => ({
  actorId: actor.id,
  action,
  objectType: 'cohort' as const,
  objectId: id,
  institutionPath,
});
