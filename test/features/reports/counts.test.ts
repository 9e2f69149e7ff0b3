import { expect } from 'chai';
import { toColumn } from '../../../src/db/columns.ts';
import type { Binding, LongReads } from '../../../src/db/dialect/dialect.ts';
import { addCohort, personRow } from '../../../src/demo/factories.ts';
import { chance, type Chance } from '../../../src/demo/random.ts';
import type { Clause } from '../../../src/features/permissions/policy.ts';
import { DIMENSIONS } from '../../../src/features/reports/dimensions.ts';
import { addCounts, noCounts, type Counts } from '../../../src/features/reports/counts.ts';
import { parsePeriod } from '../../../src/features/reports/period.ts';
import { everybody, reportQueries, type Selection } from '../../../src/features/reports/queries.ts';
import { everywhere } from '../../../src/features/reports/scope.ts';
import { SIDES } from '../../../src/lib/actor.ts';
import { planOf } from '../../support/plan.ts';
import { castDatabase, engine, type TestDatabase } from '../../support/database.ts';
import { rowByRow } from './row-by-row.ts';
import { inBatches } from './seed.ts';

const SEED = 13_250_131;
const PEOPLE = 150;
const PLACES = [
  { state_code: '15', cvegeo: '15033' },
  { state_code: '15', cvegeo: '15106' },
  { state_code: '20', cvegeo: '20067' },
  { state_code: '20', cvegeo: null },
  { state_code: null, cvegeo: null },
];
const PATHS = ['/imef-15/', '/imef-15/imm-15033/', '/imef-20/', '/imef-150/', null];
const COURSES = ['course-a', 'course-b'];
const SEXES = ['mujer', 'hombre', 'no_dice'];
const AGES = ['18-24', '25-34'];
const RANKS = ['operativo', 'tropa'];

/** What is known of one enrolment, in the columns of its row. */
type Fact = ReturnType<typeof invent>;

const day = (luck: Chance): string => {
  const at = new Date(Date.UTC(2026, 0, 1 + luck.below(330)));
  return at.toISOString().slice(0, 10);
};
const instant = (luck: Chance): string =>
  `${day(luck)}T${luck.happens(0.5) ? '05' : '18'}:00:00.000Z`;
const perhaps = <T>(luck: Chance, share: number, value: T): T | null =>
  luck.happens(share) ? value : null;

const cohortOf = (courseId: string): string => `cohort-${courseId}`;

function invent(luck: Chance, personId: string, courseId: string) {
  const withdrawn = luck.happens(0.2);
  return {
    id: `${courseId}-${personId}`,
    person_id: personId,
    course_id: courseId,
    status: withdrawn ? 'withdrawn' : 'active',
    enrolled_on: day(luck),
    withdrawn_at: withdrawn ? instant(luck) : null,
    started_at: perhaps(luck, 0.6, instant(luck)),
    completed_on: perhaps(luck, 0.5, day(luck)),
    certified_on: perhaps(luck, 0.6, day(luck)),
    certified_until: perhaps(luck, 0.5, day(luck)),
    institution_path: luck.pick(PATHS),
    network_id: perhaps(luck, 0.4, 'mucpaz-15033-01'),
    cohort_id: perhaps(luck, 0.3, cohortOf(courseId)),
    sex: luck.pick(SEXES),
    age_group: perhaps(luck, 0.6, luck.pick(AGES)),
    rank_band: perhaps(luck, 0.6, luck.pick(RANKS)),
    side: luck.pick(SIDES),
    ...luck.pick(PLACES),
  };
}

/** The definitions of the figures, said once more, row by row. */
function countsOf(fact: Fact, attemptedAt: string | undefined, { cutOff }: Selection): Counts {
  const before = toColumn(cutOff.before);
  const by = (on: string | null): boolean => on !== null && on <= cutOff.day;
  const begun = fact.started_at ?? attemptedAt;
  const completed = by(fact.completed_on);
  const inForce = fact.certified_until === null || fact.certified_until >= cutOff.day;
  return {
    enrolled: 1,
    started: Number((begun !== undefined && begun < before) || completed),
    completed: Number(completed),
    certified: Number(completed && by(fact.certified_on) && inForce),
  };
}

function isSelected(
  fact: Fact,
  { scopes, cutOff, narrowing, sex, ageGroup, rankBand, period }: Selection,
): boolean {
  const within = (where: Omit<Clause, 'sides' | 'cohortId'>): boolean =>
    (where.institutionPath === null ||
      (fact.institution_path?.startsWith(where.institutionPath) ?? false)) &&
    (where.stateCode === null || where.stateCode === fact.state_code) &&
    (where.cvegeo === null || where.cvegeo === fact.cvegeo) &&
    (where.networkId === null || where.networkId === fact.network_id) &&
    (where.courseId === null || where.courseId === fact.course_id);
  return (
    fact.enrolled_on <= cutOff.day &&
    (fact.withdrawn_at === null || fact.withdrawn_at >= toColumn(cutOff.before)) &&
    scopes.every((clauses) =>
      clauses.some((clause) => clause.sides.includes(fact.side) && within(clause)),
    ) &&
    within(narrowing) &&
    (narrowing.side === null || narrowing.side === fact.side) &&
    (narrowing.fund === null || (narrowing.fund === 'FOBAM' && fact.network_id !== null)) &&
    (narrowing.cohortId === null || narrowing.cohortId === fact.cohort_id) &&
    (sex === null || sex === fact.sex) &&
    (ageGroup === null || ageGroup === fact.age_group) &&
    (rankBand === null || rankBand === fact.rank_band) &&
    (period === null || (fact.enrolled_on >= period.from && fact.enrolled_on <= period.to))
  );
}

const where = (luck: Chance) => ({
  institutionPath: perhaps(luck, 0.2, luck.pick(['/imef-15/', '/imef-20/'])),
  stateCode: perhaps(luck, 0.2, luck.pick(['15', '20'])),
  cvegeo: perhaps(luck, 0.1, '15033'),
  networkId: perhaps(luck, 0.1, 'mucpaz-15033-01'),
  courseId: perhaps(luck, 0.2, luck.pick(COURSES)),
});

function select(luck: Chance): Selection {
  const clauses = Array.from({ length: 1 + luck.below(2) }, (): Clause => {
    const sides = SIDES.filter(() => luck.happens(0.8));
    return { sides, ...where(luck), cohortId: null };
  });
  const before = new Date(Date.UTC(2026, 4 + luck.below(7), 1, 6));
  return {
    scopes: luck.happens(0.8) ? [clauses] : [],
    cutOff: { day: new Date(before.getTime() - 7 * 3_600_000).toISOString().slice(0, 10), before },
    narrowing: {
      ...where(luck),
      side: perhaps(luck, 0.2, luck.pick(SIDES)),
      fund: perhaps(luck, 0.1, luck.pick(['FOBAM', 'FASP'])),
      cohortId: perhaps(luck, 0.1, cohortOf(luck.pick(COURSES))),
    },
    sex: perhaps(luck, 0.2, luck.pick(SEXES)),
    ageGroup: perhaps(luck, 0.1, luck.pick(AGES)),
    rankBand: perhaps(luck, 0.1, luck.pick(RANKS)),
    period: parsePeriod(luck.pick(['2026', '2026-II', '2026-T2', '2026-05', 'all'])),
  };
}

/** The text that the database groups a fact by, as dimensions.ts says in SQL. */
const KEYS: Record<keyof typeof DIMENSIONS, (fact: Fact) => string> = {
  course: (fact) => fact.course_id,
  cohort: (fact) => fact.cohort_id ?? '',
  institution: (fact) => fact.institution_path ?? '',
  region: (fact) => fact.institution_path ?? '',
  state: (fact) => fact.state_code ?? '',
  municipality: (fact) => fact.cvegeo ?? fact.state_code ?? '',
  fund: (fact) => fact.network_id ?? '',
  network: (fact) => fact.network_id ?? '',
  sex: (fact) => fact.sex,
  age: (fact) => fact.age_group ?? '',
  rank: (fact) => `${fact.side}/${fact.rank_band ?? ''}`,
  side: (fact) => fact.side,
  period: (fact) => fact.enrolled_on.slice(0, 7),
};
const GROUPINGS = Object.keys(DIMENSIONS) as (keyof typeof DIMENSIONS)[];

describe('the counts of reports', () => {
  let test: TestDatabase;
  const luck = chance(SEED);
  const facts: Fact[] = [];
  /** When the opening test was tried, by enrolment. */
  const attempted = new Map<string, string>();
  before(async () => {
    test = await castDatabase();
    const { db } = test.database;
    const made_at = '2025-12-01T00:00:00.000Z';
    const people = Array.from({ length: PEOPLE }, (_, at) => `person-${String(at)}`);
    await inBatches(
      db,
      'people',
      people.map((id) =>
        personRow({
          id,
          username: id,
          displayName: id,
          passwordHash: '-',
          sex: 'mujer',
          side: 'community',
          createdAt: new Date(made_at),
        }),
      ),
    );
    for (const id of COURSES) {
      await db('courses').insert({ id, slug: id, code: id, created_at: made_at });
      await db('course_versions').insert({
        id: `v-${id}`,
        course_id: id,
        number: 1,
        digest: 'x',
        published_at: made_at,
        title_es: id,
        title_en: id,
        search_text: id,
        document: '{}',
      });
      await addCohort(db, {
        id: cohortOf(id),
        name: id,
        courseId: id,
        institutionId: 'imef-15',
        side: 'community',
        startsOn: '2026-01-01',
        instructorIds: [],
        createdAt: new Date(made_at),
      });
      for (const person of people) if (luck.happens(0.8)) facts.push(invent(luck, person, id));
    }
    await inBatches(
      db,
      'enrolments',
      facts.map((fact) => ({
        ...fact,
        version_id: `v-${fact.course_id}`,
        cycle: 1,
        enrolled_at: `${fact.enrolled_on}T12:00:00.000Z`,
      })),
    );
    for (const { id } of facts) if (luck.happens(0.3)) attempted.set(id, instant(luck));
    const attempts = facts.flatMap(({ id, person_id }) => {
      const attempt = { id: `a-${id}`, enrolment_id: id, person_id, quiz_id: 'q', number: 1 };
      const started_at = attempted.get(id);
      return started_at === undefined ? [] : [{ ...attempt, snapshot: '{}', started_at }];
    });
    await inBatches(db, 'attempts', attempts);
  });
  after(() => test.drop());

  it(`are what is counted row by row, whatever is asked (seed ${String(SEED)})`, async () => {
    const queries = reportQueries(test.database.db, test.database.longReads);
    let counted = 0;
    for (let time = 0; time < 60; time += 1) {
      const selection = select(luck);
      const some = facts.filter((fact) => isSelected(fact, selection));
      const groupings = GROUPINGS.filter(() => luck.happens(0.25)).slice(0, 3);
      const expected = new Map<string, Counts>();
      for (const fact of some) {
        const key = groupings.map((name) => KEYS[name](fact)).join('|');
        const sum = addCounts(
          expected.get(key) ?? noCounts,
          countsOf(fact, attempted.get(fact.id), selection),
        );
        expected.set(key, sum);
      }
      if (groupings.length === 0 && some.length === 0) expected.set('', noCounts);
      const expressions = groupings.map((name) => DIMENSIONS[name].expression);
      const people = new Set(some.map(({ person_id }) => person_id)).size;
      for (const given of [selection, rowByRow(selection)]) {
        const found = await queries.countsBy(given, expressions);
        const asked = `${groupings.join()} of ${JSON.stringify(given)}`;
        expect(
          new Map(found.map(({ keys, counts }) => [keys.join('|'), counts])),
          asked,
        ).to.deep.equal(expected);
        expect(await queries.people(given), asked).to.equal(people);
      }
      counted += some.length;
    }
    expect(counted, 'not all of them empty').to.be.greaterThan(500);
  });

  it('are read of the rows in one pass, on SQLite from two indexes alone and in their order', async () => {
    const plans: string[] = [];
    const { db, longReads } = test.database;
    const explained: LongReads = {
      ...longReads,
      async all(sql: string, bindings: readonly Binding[]) {
        plans.push(await planOf(test, sql, bindings));
        return longReads.all(sql, bindings);
      },
    };
    const queries = reportQueries(db, explained);
    const clause: Clause = { ...everywhere, sides: ['police', 'military'], cohortId: null };
    const selection = rowByRow({
      scopes: [[clause]],
      cutOff: { day: '2026-10-31', before: new Date('2026-11-01T06:00:00Z') },
      narrowing: everywhere,
      ...everybody,
      period: null,
    });
    for (const name of GROUPINGS) await queries.countsBy(selection, [DIMENSIONS[name].expression]);
    await queries.people(selection);
    expect(plans).to.have.length(GROUPINGS.length + 1);
    for (const plan of plans) {
      expect(plan).not.to.include('certificates');
      if (engine === 'postgres') expect(plan.match(/ on enrolments\b/g)).to.have.length(1);
      else expect(plan).to.match(IN_ORDER);
    }
  });
});

/** Nothing of a row of the table is needed, and what is counted is not sorted before. */
const IN_ORDER =
  /^CO-ROUTINE \w\nSCAN e USING COVERING INDEX enrolments_(counts|people)_index\n(?!USE TEMP B-TREE)/;
