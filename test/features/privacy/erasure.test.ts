import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { CAST_PASSWORD } from '../../../src/demo/cast.ts';
import { readNotices, newestOf } from '../../../src/features/accounts/notices.ts';
import { RETENTION } from '../../../src/features/privacy/erasure.ts';
import { DAY, HOUR, monthsBefore } from '../../../src/lib/clock.ts';
import { backUp, newFolder, restoreInto } from '../../operations/places.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import { NOW } from '../../support/clock.ts';
import { emptyDatabase } from '../../support/database.ts';
import { liveIn } from '../../support/world.ts';
import { expectSound } from '../../support/proof.ts';

const run = promisify(execFile);
const HERE = join(import.meta.dirname, 'erase-here.ts');

/** What conversations add to the count of an erasure when there are none. */
const NO_MESSAGES = {
  messages: 0,
  messagesOfClosedAccounts: 0,
  careMessages: 0,
  disclosures: 0,
  announcements: 0,
  readQuestions: 0,
  readRosters: 0,
  rosterActs: 0,
  readPlaces: 0,
  cohortRequests: 0,
  cohortRequestsOfClosedAccounts: 0,
  dueExtensionsOfClosedAccounts: 0,
  externalEvidence: 0,
  externalOfClosedAccounts: 0,
};

describe('what is over is erased:', function () {
  this.timeout(60_000);
  let app: TestApp;
  beforeEach(async () => {
    app = await startApp();
    await liveIn(app);
  });
  afterEach(() => app.stop());

  const erase = (): Promise<boolean> => app.services.eraseWhatIsOver();
  const moveTo = (instant: string): void => {
    app.clock.advance(new Date(instant).getTime() - app.clock().getTime());
  };
  const answersOf = async (person: string): Promise<number> => {
    const { db } = app.database;
    const ids = db('attempts').select('id').where('person_id', person);
    const rows = (await Promise.all(
      ['attempt_answers', 'save_receipts'].map((table) => db(table).whereIn('attempt_id', ids)),
    )) as unknown[][];
    return rows.flat().length;
  };
  const scores = (): Promise<unknown> =>
    app.database.db('attempts').select('id', 'score', 'passed', 'submitted_at').orderBy('id');
  const erasures = async (): Promise<Record<string, number>[]> => {
    const rows = (await app.database
      .db('audit_events')
      .where('action', 'data.erased')
      .orderBy('position')) as { details: string }[];
    return rows.map(({ details }) => JSON.parse(details) as Record<string, number>);
  };

  it('answers go 24 months after the hand-in, and not a moment before; scores and certificates stay', async () => {
    const before = await scores();
    const certificates: unknown = await app.database.db('certificates').orderBy('id');
    const kept = await answersOf('rosa');
    expect(kept).to.be.greaterThan(0);

    moveTo('2028-11-23T15:59:59.000Z');
    expect(await erase()).to.equal(true);
    expect(await answersOf('rosa')).to.equal(kept);
    moveTo('2028-11-24T16:00:00.000Z');
    expect(await erase()).to.equal(true);
    expect(await answersOf('rosa')).to.equal(0);
    expect(await answersOf('elena'), 'an attempt that was not handed in').to.be.greaterThan(0);

    expect(await scores()).to.deep.equal(before);
    expect(await app.database.db('certificates').orderBy('id')).to.deep.equal(certificates);
    expect((await erasures()).map(({ answers }) => answers)).to.deep.equal([0, 3]);
    await erase();
    expect(await erasures(), 'once a day').to.have.length(2);
  });

  it('it leaves data that keep every rule, also through a backup, and a result that says what is gone', async () => {
    moveTo('2028-11-24T16:00:00.000Z');
    await erase();
    const { id } = await app.database
      .db('attempts')
      .where({ person_id: 'rosa', number: 2 })
      .first<{ id: string }>('id');
    const rosa = await app.signedIn('rosa');
    const page = await rosa.get(`/intentos/${id}/resultado`);
    expect(page.text)
      .to.include('Lo que respondiste se borró el 24 de noviembre de 2028.')
      .and.include('100 de 100')
      .and.not.include('Sin responder');

    await expectSound(app);
    const target = await emptyDatabase();
    const restored = await restoreInto(target, await backUp(app, { to: newFolder() }));
    expect(restored.refusal, restored.lines.join('\n')).to.equal(null);
    await target.drop();
  });

  it('answers of a closed account go within a day, open attempts as well, and everybody else keeps hers', async () => {
    const elena = await app.signedIn('elena');
    await elena.post('/cuenta/cerrar', { entiendo: '1', password_actual: CAST_PASSWORD });
    app.clock.advance(DAY);
    await erase();
    expect(await answersOf('elena')).to.equal(0);
    expect(await answersOf('rosa')).to.be.greaterThan(0);
    expect(await erasures()).to.deep.equal([
      {
        ...{ answers: 0, answersOfClosedAccounts: 1, ...NO_MESSAGES, recoveries: 0, sessions: 0 },
        ...{ reportFiles: 0, reportSchedules: 0 },
        ...{ letters: 0, registrations: 0, dataPackages: 0, dataRequests: 0 },
      },
    ]);
  });

  it('it goes in one of two processes that ask at the same moment', async () => {
    const env = {
      ...process.env,
      TEST_DATA_DIR: app.dataDir,
      TEST_URL: app.databaseUrl ?? '',
      TEST_NOW: '2028-11-24T16:00:00.000Z',
    };
    const erasing = () => run(process.execPath, ['--import', 'tsx', HERE], { env });
    const said = await Promise.all([erasing(), erasing()]);
    expect(said.map(({ stdout }) => stdout).sort()).to.deep.equal(['left', 'ran']);
    expect(await answersOf('rosa')).to.equal(0);
    expect(await erasures()).to.have.length(1);
  });

  it('it is asked for again in an hour when it failed, and what was erased by then is written down', async () => {
    const { db } = app.database;
    moveTo('2028-11-24T16:00:00.000Z');
    await db.schema.renameTable('sessions', 'sessions_away');
    const failure: unknown = await erase().catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(Error);
    expect(await erasures()).to.deep.equal([
      {
        answers: 3,
        answersOfClosedAccounts: 0,
        ...NO_MESSAGES,
        recoveries: 0,
        reportFiles: 0,
        reportSchedules: 0,
      },
    ]);
    await db.schema.renameTable('sessions_away', 'sessions');
    app.clock.advance(HOUR);
    expect(await erase()).to.equal(true);
  });
});

describe('the rules of what is erased', () => {
  let app: TestApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app.stop());

  it('let requests for a recovery go when nobody can use or see them; one that its person has not read stays', async () => {
    const { db } = app.database;
    const at = (days: number): string => new Date(NOW.getTime() - days * DAY).toISOString();
    const add = (id: string, row: Record<string, unknown>): Promise<unknown> =>
      db('recoveries').insert({ id, person_id: 'rosa', attempts: 0, channel: 'code', ...row });
    const confirmed = { confirmed_by: 'lucia', confirmed_at: at(91), expires_at: at(90) };
    await add('young', { asked_at: at(6) });
    await add('forgotten', { asked_at: at(7) });
    await add('unread', { ...confirmed, asked_at: at(91), used_at: at(91) });
    await add('read', { ...confirmed, asked_at: at(91), used_at: at(91), announced_at: at(90) });
    await add('in-view', { ...confirmed, asked_at: at(89), used_at: at(89), announced_at: at(88) });
    await app.services.eraseWhatIsOver();
    expect(await db('recoveries').orderBy('id').pluck('id')).to.deep.equal([
      'in-view',
      'unread',
      'young',
    ]);
  });

  it('let sessions go after their end; one that lives goes on', async () => {
    const rosa = await app.signedIn('rosa');
    app.clock.advance(13 * DAY);
    await rosa.get('/mi-aprendizaje');
    app.clock.advance(2 * DAY);
    await app.services.eraseWhatIsOver();
    expect(await app.database.db('sessions').pluck('person_id')).to.deep.equal(['rosa']);
    expect((await rosa.get('/cuenta')).status).to.equal(200);
  });

  it('are told in both languages from the rules of the job, as the notice promised', async () => {
    const es = await app.browser().get('/privacidad');
    const en = await app.browser().get('/privacidad?lang=en');
    for (const page of [es, en])
      expect(page.document.querySelectorAll('#se-borra ~ dl dt')).to.have.length(RETENTION.length);
    const months = String(RETENTION.find(({ name }) => name === 'answers')?.times['months']);
    expect(es.text).to.include(`${months} meses después de que las envías`);
    const { text } = newestOf(readNotices());
    expect(text.es).to.match(new RegExp(`^- Respuestas[^\n]*: ${months} meses`, 'm'));
    expect(text.en).to.match(new RegExp(`^- Quiz answers[^\n]*: ${months} months`, 'm'));
  });

  it('count months by the calendar', () => {
    const before = (from: string): string => monthsBefore(new Date(from), 24).toISOString();
    expect(before('2028-02-29T06:00:00.000Z')).to.equal('2026-02-28T06:00:00.000Z');
    expect(before('2028-03-01T06:00:00.000Z')).to.equal('2026-03-01T06:00:00.000Z');
  });
});
