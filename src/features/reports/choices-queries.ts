import { z } from 'zod';
import type { Reads } from '../../db/dialect/dialect.ts';
import { SIDES } from '../../lib/actor.ts';
import type { Funds } from './funds.ts';

/** A course, state, institution, network or municipality as it can be chosen in a report, or stands in its rows. */
export interface Choice {
  kind: 'course' | 'state' | 'institution' | 'network' | 'municipality';
  id: string;
  /** Slug of a course, path of an institution. */
  code: string;
  es: string;
  en: string;
  stateCode: string | null;
  side: (typeof SIDES)[number] | null;
  level: string | null;
}

/** A cohort of a course, and the place of its institution. */
export interface CohortChoice {
  id: string;
  name: string;
  courseId: string;
  side: (typeof SIDES)[number];
  path: string;
  stateCode: string | null;
  cvegeo: string | null;
}

const CohortRow = z
  .object({
    id: z.string(),
    name: z.string(),
    course_id: z.string(),
    side: z.enum(SIDES),
    path: z.string(),
    state_code: z.string().nullable(),
    cvegeo: z.string().nullable(),
  })
  .transform(({ course_id, state_code, ...row }): CohortChoice => ({
    ...row,
    courseId: course_id,
    stateCode: state_code,
  }));

const Row = z
  .object({
    kind: z.enum(['course', 'state', 'institution', 'network', 'municipality']),
    id: z.string(),
    code: z.string(),
    es: z.string(),
    en: z.string(),
    state_code: z.string().nullable(),
    side: z.enum(SIDES).nullable(),
    level: z.string().nullable(),
  })
  .transform(({ state_code, ...row }): Choice => ({ ...row, stateCode: state_code }));

const Path = z.object({ path: z.string() });
const FundOf = z.object({ id: z.string(), fund: z.string() });
const FundOfState = z
  .object({ fund: z.string(), state_code: z.string() })
  .transform(({ fund, state_code: stateCode }) => ({ fund, stateCode }));

const COURSES = `
  select 'course' as kind, c.id as id, c.slug as code, v.title_es as es, v.title_en as en,
         null as state_code, null as side, null as level
    from courses c join course_versions v on v.id = c.current_version_id`;
const STATES = `
  select 'state' as kind, code as id, code as code, name as es, name as en, code as state_code, null as side, null as level
    from states`;
const INSTITUTIONS = `
  select 'institution' as kind, id, path as code, short_name as es, short_name as en, state_code, side, level
    from institutions`;
const NETWORKS = `
  select 'network' as kind, id, code, name as es, name as en, state_code, null as side, null as level from networks`;
const COHORTS = `
  select c.id, c.name, c.course_id, c.side, i.path, i.state_code, i.cvegeo
    from cohorts c join institutions i on i.id = c.institution_id`;
const MUNICIPALITIES = `
  select 'municipality' as kind, m.cvegeo as id, m.cvegeo as code, m.name as es, m.name as en,
         m.state_code as state_code, null as side, null as level
    from municipalities m`;

export const choiceQueries = (reads: Reads) => {
  const all = async (sql: string, bindings: string[]): Promise<Choice[]> =>
    (await reads.all(sql, bindings)).map((row) => Row.parse(row));
  return {
    /** Courses, states and institutions, and what lies in one state. */
    choices(stateCode: string | null): Promise<Choice[]> {
      const country = [COURSES, STATES, INSTITUTIONS];
      const inState = [
        `${NETWORKS} where state_code = ?`,
        `${MUNICIPALITIES} where m.state_code = ?`,
      ];
      return stateCode === null
        ? all(country.join(' union all '), [])
        : all([...country, ...inState].join(' union all '), [stateCode, stateCode]);
    },

    network: (id: string): Promise<Choice[]> => all(`${NETWORKS} where id = ?`, [id]),

    /** Those of one course, or all. */
    async cohorts(courseId: string | null): Promise<CohortChoice[]> {
      const rows =
        courseId === null
          ? await reads.all(COHORTS, [])
          : await reads.all(`${COHORTS} where c.course_id = ?`, [courseId]);
      return rows.map((row) => CohortRow.parse(row));
    },

    /** The fund of each network. */
    async funds(): Promise<Funds> {
      const rows = await reads.all(
        `select id, coalesce(funding_source, '') as fund from networks`,
        [],
      );
      return Object.fromEntries(
        rows.map((row) => FundOf.parse(row)).map(({ id, fund }) => [id, fund]),
      );
    },

    /** The funds of the networks of each state. */
    async fundsByState(): Promise<{ fund: string; stateCode: string }[]> {
      const rows = await reads.all(
        `select distinct funding_source as fund, state_code from networks where funding_source is not null`,
        [],
      );
      return rows.map((row) => FundOfState.parse(row));
    },

    /** Path of the institution that followed, by the path of the one that ended. */
    async successors(): Promise<Map<string, string>> {
      const rows = await reads.all(
        `select i.path as path, s.path as next from institutions i join institutions s on s.id = i.successor_id`,
        [],
      );
      const pairs = z.array(z.object({ path: z.string(), next: z.string() })).parse(rows);
      return new Map(pairs.map(({ path, next }) => [path, next]));
    },

    /** Paths of the military and naval regions. */
    async regions(): Promise<Set<string>> {
      const rows = await reads.all(
        `select path from institutions where type in ('military-region', 'naval-region')`,
        [],
      );
      return new Set(rows.map((row) => Path.parse(row).path));
    },

    /** All of a kind, or those of a state, to name the rows of a report. */
    named(kind: 'network' | 'municipality', stateCode: string | null): Promise<Choice[]> {
      const [sql, column] =
        kind === 'network' ? [NETWORKS, 'state_code'] : [MUNICIPALITIES, 'm.state_code'];
      return stateCode === null ? all(sql, []) : all(`${sql} where ${column} = ?`, [stateCode]);
    },
  };
};
export type ChoiceQueries = ReturnType<typeof choiceQueries>;
