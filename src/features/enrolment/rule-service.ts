import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import { Refusal } from '../../lib/errors.ts';
import { pickAll, type Choice, type Finder } from '../../lib/pick.ts';
import { isFine, type Problems } from '../../lib/problems.ts';
import type { Audit } from '../audit/audit.ts';
import { peopleWithin } from '../people/people-scope.ts';
import { may } from '../permissions/policy.ts';
import { PEOPLE_AT_ONCE, type RuleForm } from './cohort-forms.ts';
import { countTaken, type CohortPlaces } from './cohort-places.ts';
import { cohortQueries } from './cohort-queries.ts';
import type { Cohort } from './cohort-sheets.ts';

interface Needs {
  db: Db;
  audit: Audit;
  places: CohortPlaces;
  find: { institutions: Finder; municipalities: Finder; networks: Finder };
}

/** Whom a rule means. */
export interface Meant {
  people: { id: string; name: string; username: string }[];
  /** There are more than may come in at once: the rule has to be narrower. */
  tooMany: boolean;
}
export type Previewed =
  | { ok: true; cohort: Cohort; meant: Meant | null }
  | { ok: false; cohort: Cohort; problems: Problems; choices: Record<string, Choice[]> };
export type EnrolledByRule =
  { ok: true; added: number; waiting: number } | { ok: false; preview: Previewed };

const Row = z
  .object({ id: z.string(), display_name: z.string(), username: z.string() })
  .transform(({ display_name: name, ...row }) => ({ ...row, name }));
const Path = z.object({ path: z.string() });
const unknown = (): Refusal => new Refusal('not-found', 'error.notFound');

/**
 * Enrolling by rule: everybody of an institution, a network or a municipality, or of all that is said at once, on the side of
 * the cohort. It means those alone whom the actor may both read by name and enrol; who is in a cohort of the course stays.
 */
export function ruleService({ db, audit, places, find }: Needs) {
  const cohortFor = async (trx: Db, actor: Actor, id: string): Promise<Cohort> => {
    const cohort = await cohortQueries(trx).byId(id);
    if (cohort === null || !may(actor, 'enrolments.create', cohort.place)) throw unknown();
    return cohort;
  };

  const picked = (form: RuleForm) =>
    pickAll({
      institucion: { typed: form.institucion, find: find.institutions },
      red: { typed: form.red, find: find.networks },
      municipio: { typed: form.municipio, find: find.municipalities },
    });

  const meantBy = async (
    trx: Db,
    actor: Actor,
    cohort: Cohort,
    ids: Record<'institucion' | 'red' | 'municipio', string | null>,
  ): Promise<Meant> => {
    const query = trx('people as p')
      .leftJoin('institutions as i', 'i.id', 'p.institution_id')
      .select('p.id', 'p.display_name', 'p.username')
      .where({ 'p.status': 'active', 'p.side': cohort.side })
      .whereNotExists((inOne) => {
        void inOne
          .from('enrolments as x')
          .select('x.id')
          .whereRaw('x.person_id = p.id')
          .where('x.course_id', cohort.courseId)
          .whereNotNull('x.cohort_id')
          .whereNot('x.status', 'withdrawn');
      });
    peopleWithin(trx, query, actor, 'people.read');
    peopleWithin(trx, query, actor, 'enrolments.create');
    if (ids.red !== null) void query.where('p.network_id', ids.red);
    if (ids.municipio !== null) void query.where('p.cvegeo', ids.municipio);
    if (ids.institucion !== null) {
      const { path } = Path.parse(
        await trx('institutions').select('path').where('id', ids.institucion).first(),
      );
      // Paths end in `/`, and `0` follows it.
      void query.where('i.path', '>=', path).where('i.path', '<', `${path.slice(0, -1)}0`);
    }
    const rows = (await query
      .orderBy(['p.search_text', 'p.id'])
      .limit(PEOPLE_AT_ONCE + 1)) as unknown[];
    const people = rows.map((row) => Row.parse(row));
    return { people: people.slice(0, PEOPLE_AT_ONCE), tooMany: people.length > PEOPLE_AT_ONCE };
  };

  const preview = async (actor: Actor, id: string, form: RuleForm): Promise<Previewed> => {
    const { ids, problems, choices } = await picked(form);
    return db.transaction(async (trx): Promise<Previewed> => {
      const cohort = await cohortFor(trx, actor, id);
      if (!isFine(problems)) return { ok: false, cohort, problems, choices };
      if (Object.values(ids).every((one) => one === null)) return { ok: true, cohort, meant: null };
      const meant = await meantBy(trx, actor, cohort, ids);
      await audit(trx, {
        actorId: actor.id,
        action: 'cohorts.rule-previewed',
        objectType: 'cohort',
        objectId: id,
        institutionPath: cohort.place.institutionPath,
        details: { rows: meant.people.length },
      });
      return { ok: true, cohort, meant };
    });
  };

  return {
    /** Whom a rule means, by name, before anybody is enrolled. The look leaves a trace. */
    preview,

    /** Enrols those whom the rule meant when it was looked at; when they are others now, it shows them again instead. */
    async enrol(actor: Actor, id: string, form: RuleForm, seen: number): Promise<EnrolledByRule> {
      const { ids, problems } = await picked(form);
      const said = Object.values(ids).some((one) => one !== null);
      const done = await db.transaction(async (trx) => {
        const cohort = await cohortFor(trx, actor, id);
        const held = await places.hold(trx, id);
        if (held?.versionId == null) throw new Refusal('conflict', 'cohorts.isOver');
        if (!isFine(problems) || !said) return null;
        const { people, tooMany } = await meantBy(trx, actor, cohort, ids);
        if (tooMany || people.length !== seen || people.length === 0) return null;
        const meant = people.map((person) => person.id);
        const { added, waiting } = countTaken(await places.takeAll(trx, held, meant, actor));
        await audit(trx, {
          actorId: actor.id,
          action: 'cohorts.people-added',
          objectType: 'cohort',
          objectId: id,
          institutionPath: cohort.place.institutionPath,
          details: { added, waiting, named: people.length },
        });
        return { ok: true as const, added, waiting };
      });
      return done ?? { ok: false, preview: await preview(actor, id, form) };
    },
  };
}
export type RuleService = ReturnType<typeof ruleService>;
