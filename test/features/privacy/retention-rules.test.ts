import { expect } from 'chai';
import type { Db } from '../../../src/db/connection.ts';
import { RETENTION } from '../../../src/features/privacy/erasure.ts';
import { DAY, HOUR } from '../../../src/lib/clock.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import { publishCourse } from '../../support/course.ts';

type Row = Record<string, unknown>;

/** What a rule lets go: a row of so long ago, in which table it is looked for, and what is left of it. */
interface Case {
  table: string;
  /** Just within its time, and just over it, in milliseconds before now. */
  young: number;
  old: number;
  row: (at: string, id: string) => Row;
  /** Finds what should be gone. */
  where: (id: string) => Row;
}

const MONTH = 31 * DAY;
const byId = (id: string): Row => ({ id });
const CASES: Record<string, Case> = {
  answers: {
    table: 'attempts',
    young: 23 * 28 * DAY,
    old: 25 * MONTH,
    row: (at, id) => ({
      ...{ id, enrolment_id: 'e', person_id: 'rosa', quiz_id: 'q', number: id.length },
      ...{ snapshot: JSON.stringify({ items: [] }), started_at: at, submitted_at: at },
    }),
    where: (id) => ({ id, answers_erased_at: null }),
  },
  messages: {
    table: 'threads',
    young: 11 * 28 * DAY,
    old: 13 * MONTH,
    row: (at, id) => ({ id, person_id: 'rosa', kind: 'question', created_at: at, last_at: at }),
    where: byId,
  },
  careMessages: {
    table: 'threads',
    young: 29 * DAY,
    old: 31 * DAY,
    row: (at, id) => ({ id, person_id: 'rosa', kind: 'care', created_at: at, last_at: at }),
    where: byId,
  },
  disclosures: {
    table: 'disclosures',
    young: 29 * DAY,
    old: 31 * DAY,
    row: (at, id) => ({ id, kind: 'message', object_id: id, marked_by: 'ada', marked_at: at }),
    where: byId,
  },
  announcements: {
    table: 'announcements',
    young: 11 * 28 * DAY,
    old: 13 * MONTH,
    row: (at, id) => ({
      ...{ id, cohort_id: 'c', author_id: 'ximena', title: 'x', body: 'x' },
      ...{ published_at: at, send_key: id },
    }),
    where: byId,
  },
  recoveries: {
    table: 'recoveries',
    young: 6 * DAY,
    old: 8 * DAY,
    row: (at, id) => ({ id, person_id: 'rosa', asked_at: at, channel: 'code', attempts: 0 }),
    where: byId,
  },
  readQuestions: {
    table: 'bank_imports',
    young: HOUR,
    old: 3 * DAY,
    row: (at, id) => ({
      ...{ id, bank_id: 'b', made_by: 'ximena', made_at: at, status: 'read', format: 'gift' },
      ...{ file_name: 'x', staged: '[]' },
    }),
    where: (id) => ({ id, status: 'read' }),
  },
  readRosters: {
    table: 'people_imports',
    young: HOUR,
    old: 3 * DAY,
    row: (at, id) => ({ ...roster(at, id), status: 'read' }),
    where: (id) => ({ id, status: 'read' }),
  },
  readPlaces: {
    table: 'place_imports',
    young: HOUR,
    old: 3 * DAY,
    row: (at, id) => ({ id, made_by: 'ada', made_at: at, file_name: 'x', listed: '[]' }),
    where: byId,
  },
  rosterActs: {
    table: 'people_import_acts',
    young: DAY,
    old: 200 * DAY,
    row: (_at, id) => ({ id, import_id: `i-${id}`, row: 2, person_id: 'rosa', kind: 'stayed' }),
    where: byId,
  },
  sessions: {
    table: 'sessions',
    young: -HOUR,
    old: HOUR,
    row: (at, id) => ({
      ...{ id_hash: id, person_id: 'rosa', data: '{}', shared: false, device: '' },
      ...{ created_at: at, last_seen_at: at, expires_at: at },
    }),
    where: (id) => ({ id_hash: id }),
  },
  letters: {
    table: 'mail_outbox',
    young: -HOUR,
    old: HOUR,
    row: (at, id) => ({ id, letter_sealed: 'x', attempts: 1, next_try_at: at, expires_at: at }),
    where: byId,
  },
  registrations: {
    table: 'registration_requests',
    young: 89 * DAY,
    old: 91 * DAY,
    row: (at, id) => ({
      ...{ id, display_name: 'Una persona', cvegeo: '20067', state_code: '20', reason: 'x' },
      ...{ created_at: at, decided_at: at, decision: 'declined' },
    }),
    where: byId,
  },
  dataRequests: {
    table: 'data_requests',
    young: 23 * 28 * DAY,
    old: 25 * MONTH,
    row: (at, id) => ({ ...asked(at, id), status: 'answered', answered_at: at }),
    where: byId,
  },
  dataPackages: {
    table: 'data_packages',
    young: -HOUR,
    old: HOUR,
    row: (at, id) => ({
      ...{ id, request_id: `r-${id}`, person_id: 'rosa', for_other: false, language: 'es-MX' },
      ...{ state: 'ready', expires_at: at },
    }),
    where: byId,
  },
};
/** These ask whether the account is closed, not how long ago: data of closed accounts are tried in personal-data.test.ts. */
const BY_ACCOUNT = 'OfClosedAccounts';
/** Tried where their rows are made. */
const ELSEWHERE = ['externalEvidence', 'cohortRequests', 'reportFiles', 'reportSchedules'];

const roster = (at: string, id: string): Row => ({
  ...{ id, made_by: 'ada', made_at: at, file_name: 'x', mapping: '{}', rows: 2, done: 2 },
});

const asked = (at: string, id: string): Row => ({
  ...{ id, person_id: 'rosa', kind: 'access', channel: 'account', asked_by: 'rosa' },
  ...{ asked_at: at, due_on: '2026-12-01', status: 'open' },
});

describe('each rule of what is erased', function () {
  this.timeout(60_000);
  let app: TestApp;
  let db: Db;
  before(async () => {
    app = await startApp();
    ({ db } = app.database);
    const { id: versionId, courseId } = await publishCourse(app.services);
    const at = app.clock().toISOString();
    await db('cohorts').insert({
      ...{ id: 'c', name: 'Grupo', course_id: courseId, institution_id: 'semujeres' },
      ...{ side: 'community', starts_on: '2026-11-01', created_at: at },
    });
    await db('enrolments').insert({
      ...{ id: 'e', person_id: 'rosa', course_id: courseId, version_id: versionId, cycle: 1 },
      ...{ status: 'active', enrolled_at: at, enrolled_on: '2026-11-23', sex: 'mujer' },
      side: 'community',
    });
    await db('banks').insert({
      ...{ id: 'b', ordinal: 1, name: 'x', owner_id: 'ximena', next_number: 1 },
      ...{ created_at: at, updated_at: at },
    });
  });
  after(() => app.stop());

  it('is tried here, or with the account', () => {
    const names = RETENTION.map(({ name }) => name).filter(
      (name) => !name.endsWith(BY_ACCOUNT) && !ELSEWHERE.includes(name),
    );
    expect(names).to.have.members(Object.keys(CASES));
  });

  it('takes what is over by the clock, and leaves what is not', async () => {
    const before = (ms: number): string => new Date(app.clock().getTime() - ms).toISOString();
    for (const [name, { table, young, old, row }] of Object.entries(CASES)) {
      if (name === 'dataPackages')
        for (const id of [`young-${name}`, `old-${name}`])
          await db('data_requests').insert(asked(before(0), `r-${id}`));
      if (name === 'rosterActs')
        for (const [id, ended] of [
          [`young-${name}`, young],
          [`old-${name}`, old],
        ] as const)
          await db('people_imports').insert({
            ...roster(before(ended), `i-${id}`),
            ...{ status: 'added', ended_at: before(ended) },
          });
      await db(table).insert(row(before(young), `young-${name}`));
      await db(table).insert(row(before(old), `old-${name}`));
    }
    expect(await app.services.eraseWhatIsOver()).to.equal(true);
    const wrong: string[] = [];
    for (const [name, { table, where }] of Object.entries(CASES)) {
      const left = async (id: string): Promise<number> => (await db(table).where(where(id))).length;
      if ((await left(`old-${name}`)) > 0) wrong.push(`${name}: what is over is still there`);
      if ((await left(`young-${name}`)) === 0) wrong.push(`${name}: what is not over is gone`);
    }
    expect(wrong).to.deep.equal([]);
    const event = await db('audit_events')
      .where('action', 'data.erased')
      .first<{ details: string }>('details');
    for (const name of Object.keys(CASES))
      expect(JSON.parse(event.details), name).to.have.property(name, 1);
  });
});
