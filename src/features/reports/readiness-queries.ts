import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import type { LongReads } from '../../db/dialect/dialect.ts';
import type { Actor } from '../../lib/actor.ts';
import { FACTS, FactsRow, toFacts } from '../enrolment/facts.ts';
import { scopeOf } from '../permissions/policy.ts';
import { ENROLMENT_PLACE, withinScope } from '../permissions/scope-filter.ts';
import { UN_CATEGORIES } from '../enrolment/cohort-sheets.ts';
import type { CategoryCount } from './parity.ts';
import { readWith } from './selected.ts';
import type { Deploying } from './readiness.ts';

/** One person of a group that deploys. */
export interface DeployingRow extends Deploying {
  versionId: string;
  cohort: { id: string; name: string; deploysOn: string; mission: string | null };
}

const Row = FactsRow.extend({
  display_name: z.string(),
  sex: z.string(),
  version_id: z.string(),
  certified_on: z.string().nullable(),
  certified_until: z.string().nullable(),
  cohort_id: z.string(),
  cohort: z.string(),
  deploys_on: z.string(),
  mission: z.string().nullable(),
}).transform(({ lessons, quizzes, ...row }): DeployingRow => ({
  name: row.display_name,
  sex: row.sex,
  facts: toFacts({ lessons, quizzes }),
  certifiedOn: row.certified_on,
  certifiedUntil: row.certified_until,
  versionId: row.version_id,
  cohort: {
    id: row.cohort_id,
    name: row.cohort,
    deploysOn: row.deploys_on,
    mission: row.mission,
  },
}));

const CategoryRow = z.object({
  category: z.enum(UN_CATEGORIES).nullable(),
  women: z.coerce.number(),
  people: z.coerce.number(),
});

const Month = z.object({ month: z.string() });

/** People of groups with a day of deployment, of those whom the actor may list by name. Whoever is frozen or has left is not there. */
export const readinessQueries = (db: Db, reads: LongReads) => {
  const read = readWith(reads);
  /** In groups that deploy on that day or later. */
  const deploying = (actor: Actor, from: string) =>
    withinScope(
      db('enrolments as e')
        .join('cohorts as k', 'k.id', 'e.cohort_id')
        .join('people as p', 'p.id', 'e.person_id')
        .where('p.status', 'active')
        .whereNot('e.status', 'withdrawn')
        .where('k.deploys_on', '>=', from),
      scopeOf(actor, 'people.read'),
      ENROLMENT_PLACE,
    );
  return {
    /** Months (YYYY-MM) in which groups will deploy, the next one first. */
    async months(actor: Actor, today: string): Promise<string[]> {
      const query = deploying(actor, today)
        .select({ month: db.raw('substr(k.deploys_on, 1, 7)') })
        .groupByRaw('substr(k.deploys_on, 1, 7)')
        .orderBy('month');
      return (await read(query)).map((row) => Month.parse(row).month);
    },

    /** Certificates of people whom the actor may list that are in force on one day and expire before another. */
    async expiring(actor: Actor, from: string, before: string): Promise<number> {
      const query = withinScope(
        db('enrolments as e')
          .whereNot('e.status', 'withdrawn')
          .where('e.certified_until', '>=', from)
          .where('e.certified_until', '<', before)
          .count({ count: '*' }),
        scopeOf(actor, 'people.read'),
        ENROLMENT_PLACE,
      );
      const [row] = await read(query);
      return z.object({ count: z.coerce.number() }).parse(row).count;
    },

    /** Women and people with a certificate in force on the day of their group, by its category; each counts once in it. */
    async readySince(actor: Actor, from: string): Promise<CategoryCount[]> {
      const query = deploying(actor, from)
        .whereRaw('e.certified_on <= k.deploys_on')
        .whereRaw('(e.certified_until is null or e.certified_until >= k.deploys_on)')
        .select('k.category')
        .countDistinct({ people: 'e.person_id' })
        .select(db.raw(`count(distinct case when e.sex = 'mujer' then e.person_id end) as women`))
        .groupBy('k.category');
      return (await read(query)).map((row) => CategoryRow.parse(row));
    },

    /** Everybody who deploys in a month, by group and name. */
    async of(actor: Actor, month: string, today: string): Promise<DeployingRow[]> {
      const query = deploying(actor, today)
        .whereBetween('k.deploys_on', [`${month}-01`, `${month}-31`])
        .select('p.display_name', 'e.sex', 'e.version_id', 'e.certified_on', 'e.certified_until')
        .select('e.cohort_id', 'k.name as cohort', 'k.deploys_on', 'k.mission', db.raw(FACTS))
        .orderBy(['k.deploys_on', 'k.name', 'k.id', 'p.search_text', 'e.id']);
      return (await read(query)).map((row) => Row.parse(row));
    },
  };
};
