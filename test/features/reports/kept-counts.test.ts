import { expect } from 'chai';
import type { Db } from '../../../src/db/connection.ts';
import type { LongReads } from '../../../src/db/dialect/dialect.ts';
import { personRow } from '../../../src/demo/factories.ts';
import { chance, type Chance } from '../../../src/demo/random.ts';
import type { Clause } from '../../../src/features/permissions/policy.ts';
import { DIMENSIONS } from '../../../src/features/reports/dimensions.ts';
import { foldCounts, foldedDay } from '../../../src/features/reports/fold-counts.ts';
import { reportInvariants } from '../../../src/features/reports/invariants.ts';
import {
  lastClosedMonth,
  monthEndOf,
  parsePeriod,
  untilNow,
} from '../../../src/features/reports/period.ts';
import { reportQueries } from '../../../src/features/reports/queries.ts';
import type { Selection } from '../../../src/features/reports/selected.ts';
import { SIDES } from '../../../src/lib/actor.ts';
import { dayOf, DAY } from '../../../src/lib/clock.ts';
import { castDatabase, type TestDatabase } from '../../support/database.ts';
import { rowByRow } from './row-by-row.ts';
import { inBatches } from './seed.ts';

const SEED = 13_250_500;
const PEOPLE = 40;
const COURSES = ['course-a', 'course-b', 'course-c'];
const SEXES = ['mujer', 'hombre', 'no_dice'];
const AGES = ['18-24', '25-34'];
const RANKS = ['operativo', 'tropa'];
const STATES = ['15', '20'];
const PATHS = ['/imef-15/', '/imef-15/imm-15033/', '/imef-20/', null];
/** No moment of this world is the one in which a day ends. */
const BEGINNING = new Date('2026-02-10T18:00:30.000Z');
const STAGES = 36;
const ACTS = 25;

interface Standing {
  side: (typeof SIDES)[number];
  sex: string;
  age_group: string | null;
  rank_band: string | null;
  state_code: string | null;
  cvegeo: string | null;
  institution_path: string | null;
  network_id: string | null;
}

function standing(luck: Chance): Standing {
  const state = luck.happens(0.9) ? luck.pick(STATES) : null;
  return {
    side: luck.pick(SIDES),
    sex: luck.pick(SEXES),
    age_group: luck.happens(0.5) ? luck.pick(AGES) : null,
    rank_band: luck.happens(0.5) ? luck.pick(RANKS) : null,
    state_code: state,
    cvegeo: state === null || luck.happens(0.3) ? null : state === '15' ? '15033' : '20067',
    institution_path: luck.pick(PATHS),
    network_id: luck.happens(0.3) ? 'mucpaz-15033-01' : null,
  };
}

/** What happens to enrolments, in any order and at any date, as the product's own ways of writing do it. */
class World {
  now = BEGINNING;
  private readonly places: Standing[];
  private made = 0;
  private readonly db: Db;
  private readonly luck: Chance;
  constructor(db: Db, luck: Chance) {
    this.db = db;
    this.luck = luck;
    this.places = Array.from({ length: PEOPLE }, () => standing(luck));
  }

  /** Mostly today, at times long ago: records come in late. */
  private at(): string {
    const days = this.luck.happens(0.3) ? this.luck.below(100) : 0;
    return new Date(
      this.now.getTime() - days * DAY - this.luck.below(20) * 3_600_000,
    ).toISOString();
  }
  private day = (): string => dayOf(new Date(this.at()));

  private async some(where: Record<string, unknown> = {}): Promise<string> {
    const ids = await this.db('enrolments').where(where).orderBy('id').pluck<string[]>('id');
    return ids.length === 0 ? '' : this.luck.pick(ids);
  }

  private async change(values: Record<string, unknown>, where = {}): Promise<void> {
    await this.db('enrolments')
      .where('id', await this.some(where))
      .update(values);
  }

  private async enrol(): Promise<void> {
    const who = this.luck.below(PEOPLE);
    const course_id = this.luck.pick(COURSES);
    const person_id = `person-${String(who)}`;
    const [row] = await this.db('enrolments')
      .where({ person_id, course_id })
      .max({ last: 'cycle' });
    const cycle = ((row as { last: number | null } | undefined)?.last ?? 0) + 1;
    if (cycle > 1 && this.luck.happens(0.8)) return;
    const enrolled_at = this.at();
    await this.db('enrolments').insert({
      ...{
        id: `e-${String(this.made)}`,
        person_id,
        course_id,
        version_id: `v-${course_id}`,
        cycle,
      },
      ...{ status: 'active', enrolled_at, enrolled_on: dayOf(new Date(enrolled_at)) },
      ...this.places[who],
    });
    this.made += 1;
  }

  private async tryTest(): Promise<void> {
    const enrolment_id = await this.some();
    if (enrolment_id === '') return;
    const { person_id } = await this.db('enrolments')
      .where('id', enrolment_id)
      .first<{ person_id: string }>('person_id');
    await this.db('attempts').insert({
      ...{ id: `a-${String(this.made)}`, enrolment_id, person_id, quiz_id: 'q', number: this.made },
      ...{ snapshot: '{}', started_at: this.at() },
    });
    this.made += 1;
  }

  private async certify(): Promise<void> {
    const on = this.day();
    const until = new Date(Date.parse(on) + this.luck.below(120) * DAY).toISOString().slice(0, 10);
    const certified_until = this.luck.happens(0.7) ? until : null;
    await this.change({ certified_on: on, certified_until });
  }

  /** Two records of one person become one. */
  private async merge(): Promise<void> {
    const [one, other] = [this.luck.below(PEOPLE), this.luck.below(PEOPLE)];
    await this.db('enrolments')
      .where('person_id', `person-${String(one)}`)
      .update({
        person_id: `person-${String(other)}`,
        cycle: this.db.raw('cycle + ?', [(this.made += 100)]),
      });
  }

  private async cancel(): Promise<void> {
    const id = await this.some();
    await this.db('attempts').where('enrolment_id', id).delete();
    await this.db('enrolments').where('id', id).delete();
  }

  private readonly acts: [number, () => Promise<unknown>][] = [
    [30, () => this.enrol()],
    [10, () => this.tryTest()],
    [14, () => this.change({ started_at: this.at() }, { started_at: null })],
    [
      12,
      () =>
        this.change(
          { status: 'completed', completed_at: this.at(), completed_on: this.day() },
          { status: 'active' },
        ),
    ],
    [10, () => this.certify()],
    [2, () => this.change({ certified_on: null, certified_until: null })],
    [8, () => this.change({ status: 'withdrawn', withdrawn_at: this.at() })],
    [3, () => this.change({ status: 'active', withdrawn_at: null }, { status: 'withdrawn' })],
    // A transfer leaves what was; a correction does not, and whoever takes her sex back is counted without it.
    [4, () => Promise.resolve((this.places[this.luck.below(PEOPLE)] = standing(this.luck)))],
    [3, () => this.change({ ...standing(this.luck) })],
    [
      2,
      () =>
        this.db('enrolments')
          .where('person_id', `person-${String(this.luck.below(PEOPLE))}`)
          .update({ sex: 'no_dice', age_group: null, rank_band: null }),
    ],
    [2, () => this.change({ enrolled_on: this.day() })],
    [1, () => this.merge()],
    [3, () => this.cancel()],
  ];

  async act(): Promise<void> {
    const all = this.acts.reduce((sum, [weight]) => sum + weight, 0);
    let left = this.luck.below(all);
    for (const [weight, one] of this.acts) {
      left -= weight;
      if (left < 0) {
        await one();
        return;
      }
    }
  }
}

const perhaps = <T>(luck: Chance, share: number, value: T): T | null =>
  luck.happens(share) ? value : null;

const where = (luck: Chance) => ({
  institutionPath: perhaps(luck, 0.2, luck.pick(['/imef-15/', '/imef-20/'])),
  stateCode: perhaps(luck, 0.2, luck.pick(STATES)),
  cvegeo: perhaps(luck, 0.1, '15033'),
  networkId: perhaps(luck, 0.1, 'mucpaz-15033-01'),
});

function select(luck: Chance, now: Date): Selection {
  const month = `2026-${String(1 + luck.below(now.getUTCMonth() + 1)).padStart(2, '0')}`;
  const past = untilNow(new Date(`${monthEndOf(month)}T18:00:00.000Z`));
  const clauses = Array.from({ length: 1 + luck.below(2) }, (): Clause => ({
    ...where(luck),
    sides: SIDES.filter(() => luck.happens(0.8)),
    courseId: perhaps(luck, 0.05, 'course-a'),
    cohortId: null,
  }));
  return {
    scopes: luck.happens(0.5) ? [clauses] : [],
    cutOff: luck.pick([untilNow(now), untilNow(now), lastClosedMonth(now), past]),
    narrowing: {
      ...where(luck),
      side: perhaps(luck, 0.1, luck.pick(SIDES)),
      courseId: perhaps(luck, 0.3, luck.pick(COURSES)),
      fund: perhaps(luck, 0.04, 'FOBAM'),
      cohortId: null,
    },
    sex: perhaps(luck, 0.2, luck.pick(SEXES)),
    ageGroup: perhaps(luck, 0.15, luck.pick(AGES)),
    rankBand: perhaps(luck, 0.15, luck.pick(RANKS)),
    period: parsePeriod(luck.pick(['2026', '2026-I', '2026-T2', '2026-05', 'all', 'all'])),
  };
}

describe('counts that are kept', function () {
  this.timeout(240_000);
  let test: TestDatabase;
  const luck = chance(SEED);
  before(async () => {
    test = await castDatabase();
    const { db } = test.database;
    const made_at = '2025-12-01T00:00:00.000Z';
    await inBatches(
      db,
      'people',
      Array.from({ length: PEOPLE }, (_, at) => `person-${String(at)}`).map((id) =>
        personRow({
          ...{ id, username: id, displayName: id, passwordHash: '-', sex: 'mujer' },
          ...{ side: 'community', createdAt: new Date(made_at) },
        }),
      ),
    );
    for (const id of COURSES) {
      await db('courses').insert({ id, slug: id, code: id, created_at: made_at });
      await db('course_versions').insert({
        ...{ id: `v-${id}`, course_id: id, number: 1, digest: 'x', published_at: made_at },
        ...{ title_es: id, title_en: id, search_text: id, document: '{}' },
      });
    }
  });
  after(() => test.drop());

  it(`are what counting the rows gives, whatever happens in whatever order (seed ${String(SEED)})`, async () => {
    const { db, longReads, reads } = test.database;
    const asked: string[] = [];
    const listening: LongReads = {
      ...longReads,
      all(sql, bindings) {
        asked.push(sql);
        return longReads.all(sql, bindings);
      },
    };
    const kept = reportQueries(db, listening);
    const rows = reportQueries(db, longReads);
    const world = new World(db, luck);
    const clock = () => world.now;
    const [, proof] = reportInvariants(test.dialect);
    const expressed = Object.values(DIMENSIONS).map((one) => [one.expression, one] as const);
    const groupings = [...new Map(expressed).values()];
    let folds = 0;
    let counted = 0;
    for (let stage = 0; stage < STAGES; stage += 1) {
      for (let act = 0; act < ACTS; act += 1) await world.act();
      if (luck.happens(0.6)) {
        // A process that has just begun, or one that has been there for long.
        await foldCounts({ db, clock })(luck.pick([3, 500]));
        folds += 1;
      }
      for (let time = 0; time < 8; time += 1) {
        const selection = select(luck, world.now);
        const by = groupings.filter(() => luck.happens(0.2)).slice(0, 3);
        const expressions = by.map(({ expression }) => expression);
        const say = `stage ${String(stage)}, ${expressions.join()} of ${JSON.stringify(selection)}`;
        const expected = await rows.countsBy(rowByRow(selection), expressions);
        expect(await kept.countsBy(selection, expressions), say).to.deep.equal(expected);
        expect(await kept.people(selection), say).to.equal(await rows.people(rowByRow(selection)));
        counted += expected.length;
      }
      const wrong: string[] = [];
      for await (const id of proof?.broken({ db, reads }) ?? []) wrong.push(id);
      expect(wrong, `stage ${String(stage)}`).to.deep.equal([]);
      world.now = new Date(world.now.getTime() + luck.below(14) * DAY);
    }
    expect(folds).to.be.greaterThan(10);
    expect(counted, 'not all of them empty').to.be.greaterThan(300);
    const ofCounts = asked.filter((sql) => sql.includes('enrolment_count_changes'));
    expect(ofCounts.length, 'asked of what is kept').to.be.greaterThan(STAGES * 7);
    const left = await db('enrolment_counts').where('day', '<', lastClosedMonth(world.now).day);
    expect(left.length).to.be.greaterThan(50);
  });

  it('are kept by months once these are over', () => {
    expect(foldedDay('2026-11-03', '2026-11-30')).to.equal('2026-11-30');
    expect(foldedDay('2026-11-30', '2026-11-30')).to.equal('2026-11-30');
    expect(foldedDay('2026-11-30+', '2026-11-30')).to.equal('2026-11-30+');
    expect(foldedDay('2026-11-30+', '2026-12-31')).to.equal('2026-12-31');
    expect(foldedDay('2026-11-29+', '2026-11-30')).to.equal('2026-11-30');
    expect(foldedDay('2026-12-01', '2026-11-30')).to.equal('2026-12-01');
    expect(foldedDay('2026-12-31+', '2027-01-31')).to.equal('2027-01-31');
  });
});
