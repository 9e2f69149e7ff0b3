import { expect } from 'chai';
import type { Db } from '../../../src/db/connection.ts';
import { toColumn } from '../../../src/db/columns.ts';
import type { LongReads } from '../../../src/db/dialect/dialect.ts';
import { personRow } from '../../../src/demo/factories.ts';
import { chance, type Chance } from '../../../src/demo/random.ts';
import { takeSnapshot } from '../../../src/features/assessment/snapshot.ts';
import type { CourseVersion } from '../../../src/features/courses/repository.ts';
import { stepDays, quizzesOf, type Happened } from '../../../src/features/reports/learned.ts';
import { learnedQueries, type LearnedSum } from '../../../src/features/reports/learned-queries.ts';
import { lastClosedMonth, untilNow } from '../../../src/features/reports/period.ts';
import { everywhere } from '../../../src/features/reports/scope.ts';
import { everybody, type Selection } from '../../../src/features/reports/selected.ts';
import { SIDES } from '../../../src/lib/actor.ts';
import { DAY, dayOf } from '../../../src/lib/clock.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import { engine, type TestDatabase } from '../../support/database.ts';
import { planOf } from '../../support/plan.ts';
import { aQuiz, ITEMS, publishQuizCourse, quizCourse, SLUG } from '../assessment/quiz-course.ts';
import { inBatches } from './seed.ts';
import { ItemDocument } from '../../../src/features/courses/item-document.ts';

const PEOPLE = 30;
const STAGES = 12;
const ACTS = 40;
const SEXES = ['mujer', 'hombre'];

const both = (text: string) => ({ es: text, en: text });
const ESSAY = ItemDocument.parse({
  ...{ id: 'escrito', type: 'essay', form: 'A', objective: 'o1', bloom: 'apply' },
  stem: both('Cuéntanos.'),
});

const course = quizCourse({
  items: [...ITEMS, ESSAY],
  quizzes: [
    aQuiz({ id: 'final' }),
    aQuiz({ id: 'trabajo', kind: 'practice', draw: [{ form: 'A', count: 1 }] }),
  ],
  certificate: { quizzes: ['final', 'trabajo'], validMonths: null },
});

describe('how far an enrolment came', () => {
  const nothing: Happened = { lessons: [], attempts: [], completedOn: null };
  const attempt = (quizId: string, day: string, passed: boolean | null, isScored = true) => ({
    ...{ id: `${quizId}${day}`, number: 1, quizId, day, passed, isScored },
  });

  it('is half-way with half of its lessons and tests, then with all tests passed, then with what a person graded', () => {
    expect(quizzesOf(course)).to.deep.equal({ tests: ['final'], assignments: ['trabajo'] });
    expect(stepDays(course, nothing)).to.deep.equal({});
    const lessons = [
      { id: 'l1', day: '2026-01-02' },
      { id: 'l2', day: '2026-01-05' },
      { id: 'of-another-version', day: '2026-01-01' },
    ];
    expect(stepDays(course, { ...nothing, lessons })).to.deep.equal({ half: '2026-01-05' });
    const attempts = [attempt('final', '2026-01-03', false), attempt('final', '2026-01-09', true)];
    expect(stepDays(course, { ...nothing, lessons, attempts })).to.deep.equal({
      half: '2026-01-05',
      tested: '2026-01-09',
    });
    const graded = [...attempts, attempt('trabajo', '2026-01-04', false)];
    expect(stepDays(course, { ...nothing, lessons, attempts: graded }).graded).to.equal(
      '2026-01-09',
    );
    const waiting = [...attempts, attempt('trabajo', '2026-01-04', null, false)];
    expect(stepDays(course, { ...nothing, lessons, attempts: waiting }).graded).to.equal(undefined);
  });

  it('asks each step for those before it, takes one that there is not as given, and completion for all', () => {
    const early = [attempt('final', '2026-01-03', true)];
    expect(stepDays(course, { ...nothing, attempts: early })).to.deep.equal({});
    const plain = quizCourse();
    const lessons = [{ id: 'l1', day: '2026-01-02' }];
    expect(stepDays(plain, { ...nothing, lessons, attempts: early })).to.deep.equal({
      half: '2026-01-03',
      tested: '2026-01-03',
      graded: '2026-01-03',
    });
    expect(stepDays(course, { ...nothing, completedOn: '2026-02-01' })).to.deep.equal({
      half: '2026-02-01',
      tested: '2026-02-01',
      graded: '2026-02-01',
    });
  });
});

/** What happens in a course, in any order and at any date. */
class Classroom {
  private made = 0;
  private readonly db: Db;
  private readonly luck: Chance;
  private readonly version: CourseVersion;
  private readonly now: Date;
  constructor(of: { db: Db; luck: Chance; version: CourseVersion; now: Date }) {
    this.db = of.db;
    this.luck = of.luck;
    this.version = of.version;
    this.now = of.now;
  }

  private at = (): Date => new Date(this.now.getTime() - this.luck.below(150) * DAY);

  private async some(where: Record<string, unknown> = {}): Promise<string> {
    const ids = await this.db('enrolments').where(where).orderBy('id').pluck<string[]>('id');
    return ids.length === 0 ? '' : this.luck.pick(ids);
  }

  private place() {
    const state_code = this.luck.pick(['15', '20', null]);
    return { state_code, side: this.luck.pick(SIDES), sex: this.luck.pick(SEXES) };
  }

  private async enrol(): Promise<void> {
    const at = this.at();
    this.made += 1;
    await this.db('enrolments').insert({
      ...{ id: `e-${String(this.made)}`, person_id: `person-${String(this.luck.below(PEOPLE))}` },
      ...{ course_id: this.version.courseId, version_id: this.version.id, cycle: this.made },
      ...{ status: 'active', enrolled_at: toColumn(at), enrolled_on: dayOf(at) },
      ...this.place(),
    });
  }

  private async read(): Promise<void> {
    const id = await this.some();
    if (id === '') return;
    const at = toColumn(this.at());
    await this.db('enrolments').where({ id }).whereNull('started_at').update({ started_at: at });
    await this.db('lesson_progress')
      .insert({
        ...{ enrolment_id: id, lesson_id: this.luck.pick(['l1', 'l2']), alternative: false },
        ...{ opened_at: at, done_at: at },
      })
      .onConflict(['enrolment_id', 'lesson_id'])
      .ignore();
  }

  private async take(): Promise<void> {
    const enrolment_id = await this.some();
    if (enrolment_id === '') return;
    const { person_id } = await this.db('enrolments')
      .where({ id: enrolment_id })
      .first<{ person_id: string }>('person_id');
    const quiz = this.luck.pick(this.version.document.quizzes);
    const [row] = await this.db('attempts')
      .where({ enrolment_id, quiz_id: quiz.id })
      .max({ last: 'number' });
    const last = (row as { last: number | null } | undefined)?.last ?? 0;
    const snapshot = takeSnapshot(this.version, quiz, (below) => this.luck.below(below));
    const isScored = this.luck.happens(0.8);
    this.made += 1;
    const id = `a-${String(this.made)}`;
    await this.db('attempts').insert({
      ...{ id, enrolment_id, person_id, quiz_id: quiz.id, number: last + 1 },
      ...{ snapshot: JSON.stringify(snapshot), started_at: toColumn(this.at()) },
    });
    await this.db('attempt_answers').insert(
      snapshot.items.map((item) => ({
        ...{ attempt_id: id, item_id: item.id, saved_at: toColumn(this.now) },
        response: JSON.stringify([this.luck.pick(['a', 'b', 'verdadero'])]),
      })),
    );
    if (this.luck.happens(0.2)) return;
    await this.db('attempts')
      .where({ id })
      .update({
        submitted_at: toColumn(this.at()),
        ...(isScored ? { score: 5_000, passed: this.luck.happens(0.7) } : {}),
      });
  }

  private async change(values: Record<string, unknown>, where = {}): Promise<void> {
    await this.db('enrolments')
      .where('id', await this.some(where))
      .update(values);
  }

  private async cancel(): Promise<void> {
    const id = await this.some();
    const attempts = this.db('attempts').where('enrolment_id', id);
    await this.db('attempt_answers').whereIn('attempt_id', attempts.clone().select('id')).delete();
    await attempts.delete();
    await this.db('lesson_progress').where('enrolment_id', id).delete();
    await this.db('enrolments').where({ id }).delete();
  }

  async act(): Promise<void> {
    const at = this.at();
    const acts: [number, () => Promise<void>][] = [
      [30, () => this.enrol()],
      [40, () => this.read()],
      [40, () => this.take()],
      [6, () => this.change({ status: 'withdrawn', withdrawn_at: toColumn(at) })],
      [3, () => this.change({ status: 'active', withdrawn_at: null }, { status: 'withdrawn' })],
      [4, () => this.change(this.place())],
      [
        4,
        () =>
          this.change(
            { status: 'completed', completed_at: toColumn(at), completed_on: dayOf(at) },
            { status: 'active' },
          ),
      ],
      [3, () => this.cancel()],
    ];
    let left = this.luck.below(acts.reduce((sum, [weight]) => sum + weight, 0));
    for (const [weight, one] of acts) {
      left -= weight;
      if (left >= 0) continue;
      await one();
      return;
    }
  }
}

describe('what is learned is kept counted', function () {
  this.timeout(120_000);
  const luck = chance(1_325_010);
  let app: TestApp;
  let version: CourseVersion;
  const KINDS = ['step', 'objective', 'critical'];
  const sorted = (sums: readonly LearnedSum[]): Map<string, number[]> =>
    new Map(
      sums
        .filter((sum) => sum.people !== 0 || sum.asked !== 0)
        .map((sum): [string, number[]] => [sum.what, [sum.people, sum.asked, sum.correct]])
        .sort(([one], [other]) => (one < other ? -1 : 1)),
    );
  before(async () => {
    app = await startApp({
      before: (services) => publishQuizCourse(services, { ...course, slug: SLUG }),
    });
    const found = await app.services.versions.latestOf(SLUG);
    if (found === null) throw new Error('no course');
    version = found;
    await inBatches(
      app.database.db,
      'people',
      Array.from({ length: PEOPLE }, (_, at) => `person-${String(at)}`).map((id) =>
        personRow({
          ...{ id, username: id, displayName: id, passwordHash: '-', sex: 'mujer' },
          ...{ side: 'community', createdAt: app.clock() },
        }),
      ),
    );
  });
  after(() => app.stop());

  it('as the enrolments themselves say it, whatever happens, by place and up to any month', async () => {
    const { db, longReads } = app.database;
    const { sums } = learnedQueries(db, longReads);
    const world = new Classroom({ db, luck, version, now: app.clock() });
    let told = 0;
    for (let stage = 0; stage < STAGES; stage += 1) {
      for (let act = 0; act < ACTS; act += 1) await world.act();
      await app.services.countLearned(1 + luck.below(60));
      expect(await db('learning_changes').select('id')).to.deep.equal([]);
      for (const cutOff of [untilNow(app.clock()), lastClosedMonth(app.clock())])
        for (const stateCode of [null, '15'])
          for (const side of [null, 'police'] as const) {
            const selection: Selection = {
              ...{ scopes: [], cutOff, ...everybody, period: null },
              narrowing: { ...everywhere, stateCode, side },
            };
            const kept = sorted(await sums(selection, KINDS));
            const rows: LearnedSum[] = [];
            for (const sex of SEXES) rows.push(...(await sums({ ...selection, sex }, KINDS)));
            const byRow = new Map<string, LearnedSum>();
            for (const row of rows) {
              const sum = byRow.get(row.what) ?? { ...row, people: 0, asked: 0, correct: 0 };
              sum.people += row.people;
              sum.asked += row.asked;
              sum.correct += row.correct;
              byRow.set(row.what, sum);
            }
            expect(kept).to.deep.equal(sorted([...byRow.values()]));
            told += kept.size;
          }
    }
    expect(told).to.be.greaterThan(200);
  });

  it('and a test whose answers were erased stands as it was', async () => {
    const { db, longReads } = app.database;
    const selection: Selection = {
      ...{ scopes: [], cutOff: untilNow(app.clock()), ...everybody, period: null },
      narrowing: everywhere,
    };
    const { sums } = learnedQueries(db, longReads);
    const before = sorted(await sums(selection, KINDS));
    await db('attempt_answers').delete();
    await db('attempts').update({ answers_erased_at: toColumn(app.clock()) });
    await db('enrolments').update({ completed_on: db.ref('completed_on') });
    await app.services.countLearned();
    expect(sorted(await sums(selection, KINDS))).to.deep.equal(before);
  });

  it('of a course it is found by its key, whatever else there is', async () => {
    const { db, longReads } = app.database;
    const plans: string[] = [];
    const explained: LongReads = {
      ...longReads,
      all: async (sql, bindings) => {
        const at = { database: app.database } as TestDatabase;
        plans.push(await planOf(at, sql, bindings, { large: true }));
        return longReads.all(sql, bindings);
      },
    };
    const narrowing = { ...everywhere, courseId: version.courseId, stateCode: '15' };
    const selection: Selection = {
      ...{ scopes: [], cutOff: untilNow(app.clock()), ...everybody, period: null },
      narrowing,
    };
    await learnedQueries(db, explained).sums(selection, ['objective', 'critical']);
    expect(plans).to.have.length(1);
    expect(plans[0]).to.match(
      engine === 'postgres'
        ? /Index.* (using|on) learning_counts_pkey/
        : /SEARCH n USING PRIMARY KEY \(course_id=\?/,
    );
  });
});
