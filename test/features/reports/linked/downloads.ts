import { expect } from 'chai';
import { openSolver, type Program } from '../../../../src/features/reports/linear.ts';
import {
  GROUP_NAMES,
  GROUPS,
  type GroupBy,
  type ReportQuery,
} from '../../../../src/features/reports/filters.ts';
import { NONE } from '../../../../src/features/reports/dimensions.ts';
import { parsePeriod } from '../../../../src/features/reports/period.ts';
import type { Report } from '../../../../src/features/reports/report.ts';
import type { ReportAction } from '../../../../src/features/reports/service.ts';
import type { Actor, Grant, Side } from '../../../../src/lib/actor.ts';
import { seeded } from '../../../../src/lib/seeded.ts';
import type { TestApp } from '../../../support/app.ts';
import type { Group } from '../seed.ts';

const K = 10;
/** Of which this country has none. */
const OUTSIDE: readonly GroupBy[] = ['cohort', 'institution', 'region', 'fund', 'network'];
const PLACES = ['15033', '15035', '20067', '20043', '20079', '11020'];
const MONTHS = ['2026-01', '2026-03', '2026-05', '2026-08', '2026-09'];
const AGES = ['18-24', null, '25-34', '25-34', null, '18-24'] as const;
const SEXES = ['mujer', 'hombre'] as const;

/** A country of small groups: six municipalities of three states, women and men, five months; with ages, two of three tell them. */
export function country({ hasAges = false } = {}): Group[] {
  const random = seeded(45);
  const groups: Group[] = [];
  for (const cvegeo of PLACES) {
    for (const month of MONTHS) {
      for (const sex of SEXES) {
        if (random() < 0.25) continue;
        const enrolled =
          groups.length === 0 ? 20 : 1 + Math.floor(random() * (random() < 0.4 ? 8 : 30));
        const started = Math.round(enrolled * (0.6 + 0.4 * random()));
        const completed = Math.round(started * random());
        groups.push({
          name: `g${String(groups.length)}`,
          side: 'community',
          sex,
          cvegeo,
          on: `${month}-10`,
          enrolled,
          started,
          completed,
          certified: completed,
          ...(hasAges ? { ages: AGES.slice(groups.length % AGES.length) } : {}),
        });
      }
    }
  }
  return groups;
}

/** Somebody of SESNSP on a side of the wall, with these grants. */
export const readerWith = (
  side: Side,
  ...grants: (Pick<Grant, 'role'> & Partial<Grant>)[]
): Actor =>
  ({
    id: 'lucia',
    side,
    institutionPath: '/sspc/sesnsp/',
    grants: grants.map((grant, at) => ({
      id: `g-${String(at)}`,
      institutionPath: null,
      stateCode: null,
      cvegeo: null,
      networkId: null,
      courseId: null,
      cohortId: null,
      ...grant,
    })),
  }) as unknown as Actor;

/** What a reader of tables does not know: how many there are of each course, place, month and sex. */
export interface Atom {
  course: string;
  cvegeo: string;
  month: string;
  sex: string;
  /** Null: she has told none. */
  age: string | null;
}

const inPeriod = (month: string, id: string): boolean => {
  const period = parsePeriod(id);
  return period !== null && `${month}-10` >= period.from && `${month}-10` <= period.to;
};

/** Whether a figure of a report, in the row of a node or in the total, counts an atom. */
function counts(
  atom: Atom,
  { query, groupBy }: Report,
  courseId: string,
  node: string | null,
): boolean {
  if (query.curso !== undefined && atom.course !== courseId) return false;
  if (query.estado !== undefined && !atom.cvegeo.startsWith(query.estado)) return false;
  if (query.municipio !== undefined && atom.cvegeo !== query.municipio) return false;
  if (query.sexo !== undefined && atom.sex !== query.sexo) return false;
  if (query.edad !== undefined && atom.age !== query.edad) return false;
  if (query.periodo !== undefined && !inPeriod(atom.month, query.periodo)) return false;
  switch (node === null ? null : groupBy) {
    case 'course':
      return atom.course === node;
    case 'state':
      return atom.cvegeo.slice(0, 2) === node;
    case 'municipality':
      return atom.cvegeo === node;
    case 'sex':
      return atom.sex === node;
    case 'age':
      return (atom.age ?? NONE) === node;
    case 'period':
      return atom.month === node;
    default:
      return true;
  }
}

/** Every filter that somebody may set; each list with the choice of nothing. */
const FILTERS = {
  places: [
    ...['15', '20', '11'].map((estado) => ({ estado })),
    ...PLACES.map((municipio) => ({ municipio })),
  ],
  sexes: SEXES.map((sexo) => ({ sexo })),
  periods: ['2026', '2026-I', '2026-II', '2026-T1', '2026-T2', '2026-T3', ...MONTHS],
};

interface Reading {
  reader: Actor;
  /** On the page, in files, and what of the country each of them counts. */
  ways: readonly { action: ReportAction; reaches: (atom: Atom) => boolean }[];
  /** Whom she counts herself, since she may list them by name. */
  lists: (atom: Atom) => boolean;
  /** Sides and periods that she chooses, beside none. */
  sides?: readonly NonNullable<ReportQuery['lado']>[];
  periods?: readonly string[];
  /** Ages that she chooses, beside none. */
  ages?: readonly NonNullable<ReportQuery['edad']>[];
}

export interface Told {
  tables: Record<ReportAction, number>;
  /** Counts that one table hides and another shows. */
  contradictions: string[];
  hidden: number;
  /** Counts from 1 to 9 that she may not know and tells to less than ten. */
  close: string[];
}

/** What somebody works out who takes every grouping, filter and closed period, with a linear program. */
export async function attackAll(
  app: TestApp,
  { reader, ways, lists, sides = [], periods = FILTERS.periods, ages = [] }: Reading,
): Promise<Told> {
  const { db } = app.database;
  const rows: {
    course_id: string;
    cvegeo: string;
    enrolled_on: string;
    sex: string;
    age_group: string | null;
    done: number;
  }[] = await db('enrolments')
    .where('enrolled_on', '<=', '2026-10-31')
    .select('course_id', 'cvegeo', 'enrolled_on', 'sex', 'age_group')
    .select(db.raw('case when completed_on is null then 0 else 1 end as done'));
  const slugs = await db('courses').select<{ id: string; slug: string }[]>('id', 'slug');
  const courses = [...new Set(rows.map((row) => row.course_id))];
  const allAges = [...new Set(rows.map((row) => row.age_group))];
  const slugOf = new Map(slugs.map(({ id, slug }) => [id, slug]));

  const atoms: Atom[] = courses.flatMap((course) =>
    PLACES.flatMap((cvegeo) =>
      MONTHS.flatMap((month) =>
        SEXES.flatMap((sex) => allAges.map((age) => ({ course, cvegeo, month, sex, age }))),
      ),
    ),
  );
  const keyOf = ({ course, cvegeo, month, sex, age }: Atom): string =>
    [course, cvegeo, month, sex, age ?? ''].join();
  const truth = new Map<string, { enrolled: number; completed: number }>();
  for (const row of rows) {
    const key = [
      row.course_id,
      row.cvegeo,
      row.enrolled_on.slice(0, 7),
      row.sex,
      row.age_group ?? '',
    ].join();
    const known = truth.get(key) ?? { enrolled: 0, completed: 0 };
    truth.set(key, {
      enrolled: known.enrolled + 1,
      completed: known.completed + row.done,
    });
  }
  const truthAt = atoms.map((atom) => truth.get(keyOf(atom)));

  const options: Partial<ReportQuery>[][] = [
    courses.map((id) => ({ curso: slugOf.get(id) ?? '' })),
    FILTERS.places,
    FILTERS.sexes,
    periods.map((periodo) => ({ periodo })),
    sides.map((lado) => ({ lado })),
    ages.map((edad) => ({ edad })),
  ];
  const combinations = options.reduce<Partial<ReportQuery>[]>(
    (some, list) => some.flatMap((one) => [one, ...list.map((more) => ({ ...one, ...more }))]),
    [{}],
  );
  const sums = new Map<string, { measure: string; places: number[]; value: number }>();
  const targets = new Map<string, { measure: string; places: number[]; where: string }>();
  const tables: Told['tables'] = { 'reports.read': 0, 'reports.export': 0 };
  for (const { action, reaches } of ways)
    for (const filters of combinations)
      for (const group of GROUPS) {
        if (OUTSIDE.includes(group)) continue;
        const query = { ...filters, por: GROUP_NAMES[group] } as ReportQuery;
        const report = await app.services.reports
          .completion(reader, action, query, 'es-MX')
          .catch(() => null);
        if (report === null || report.tooFine) continue;
        tables[action] += 1;
        const courseId = slugs.find(({ slug }) => slug === filters.curso)?.id ?? '';
        for (const { node, figures } of [
          { node: null, figures: report.total },
          ...report.rows.map((row) => ({ node: row.id, figures: row.figures })),
        ]) {
          const all = atoms.flatMap((atom, at) =>
            reaches(atom) && counts(atom, report, courseId, node) ? [at] : [],
          );
          const places = all.filter((at) => {
            const atom = atoms[at];
            return atom !== undefined && !lists(atom);
          });
          for (const measure of ['enrolled', 'completed'] as const) {
            const value = figures[measure];
            const sum = (some: readonly number[]): number =>
              some.reduce((total, at) => total + (truthAt[at]?.[measure] ?? 0), 0);
            const key = `${measure} ${places.join()}`;
            const [real, others] = [sum(all), sum(places)];
            const where = `${action}: ${measure} of ${JSON.stringify(query)} ${node ?? 'total'}`;
            if (value === null) {
              if (others > 0 && others < K) targets.set(key, { measure, places, where });
            } else {
              expect(value, where).to.equal(real);
              sums.set(key, { measure, places, value: others });
            }
          }
        }
      }

  const solve = await openSolver();
  const at = (measure: string, place: number): number =>
    place + (measure === 'completed' ? atoms.length : 0);
  const program: Program = {
    low: new Array<number>(2 * atoms.length).fill(0),
    high: new Array<number>(2 * atoms.length).fill(10_000),
    sums: [...sums.values()].map(({ measure, places, value }) => ({
      plus: places.map((place) => at(measure, place)),
      minus: [],
      value,
    })),
    pairs: atoms.map((_, place) => [at('completed', place), at('enrolled', place)] as const),
  };
  const close: string[] = [];
  solve(program, (maximise) => {
    for (const { measure, places, where } of targets.values()) {
      const mine = places.map((place) => at(measure, place));
      const sumOf = (weight: 1 | -1): number => {
        const found = maximise(new Map(mine.map((place) => [place, weight])));
        return found === null
          ? Number.NaN
          : mine.reduce((sum, place) => sum + (found[place] ?? 0), 0);
      };
      const width = sumOf(1) - sumOf(-1);
      if (!(width >= K - 1e-6)) close.push(`${where}: ${String(width)}`);
    }
  });
  return {
    tables,
    contradictions: [...targets].filter(([key]) => sums.has(key)).map(([, { where }]) => where),
    hidden: targets.size,
    close,
  };
}
