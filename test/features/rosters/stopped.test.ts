import { expect } from 'chai';
import { rosterAdding } from '../../../src/features/rosters/adding.ts';
import { groundFor } from '../../../src/features/rosters/context.ts';
import { rosterUndoing } from '../../../src/features/rosters/undoing.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser } from '../../support/browser.ts';
import { dying } from '../../support/dying.ts';
import { figuresOf, officersTable, readTable } from '../../support/roster-files.ts';

describe('an import of people whose process is killed', function () {
  this.timeout(60_000);
  let app: TestApp;
  let lucia: Browser;
  let path: string;
  let id: string;
  before(async () => {
    app = await startApp();
    lucia = await app.signedIn('lucia');
    path = await readTable(lucia, officersTable(120));
    id = path.split('/').at(-1) ?? '';
  });
  after(() => app.stop());

  const there = async (): Promise<number> =>
    (await app.database.db('people').where('institution_id', 'pm-11020').pluck('id')).length - 1;

  const killed = async (work: Promise<void>): Promise<void> => {
    expect(String(await work.catch((error: unknown) => error))).to.include('killed');
  };

  it('has some of them, and its page says how far it is', async () => {
    const { audit, seal, versions, cohortPlaces, enrolMany, enrolPerson } = app.services;
    const { db } = app.database;
    await db('people_imports').where({ id }).update({ status: 'adding', no_password: 'x' });
    const own = { clock: app.clock, audit, seal };
    const ground = groundFor({ db, clock: app.clock, seal, versions });
    const adding = rosterAdding({
      ...own,
      db: dying(db, 3),
      groundFor: ground,
      cohortPlaces,
      enrolMany,
      enrolPerson,
    });
    await killed(adding.finish(id));
    expect(await there())
      .to.be.greaterThan(20)
      .and.lessThan(117);
    const page = await lucia.get(path);
    expect(page.text).to.match(/Van 75 de 123 filas/);
    expect((await lucia.post(`${path}/deshacer`)).status).to.equal(409);
    expect((await lucia.post(`${path}/columnas`, {})).status).to.equal(409);
  });

  it('is finished by the next process, each person once', async () => {
    const { rosters } = app.services;
    await Promise.all([rosters.finishAll(), rosters.finishAll()]);
    expect(await there()).to.equal(117);
    const done = await lucia.get(path);
    expect(done.document.querySelector('title')?.textContent).to.include(
      'Importar personas: terminada',
    );
    expect(figuresOf(done)).to.include({
      'Personas nuevas': 117,
      'Filas con errores': 3,
    });
    await lucia.post(path);
    expect(await there()).to.equal(117);
    expect(await app.database.db('people_import_pieces')).to.have.length(0);
  });

  it('is taken back likewise', async () => {
    const { audit, seal, rosters, cohortPlaces, fillFreedPlaces } = app.services;
    const { db } = app.database;
    await db('people_imports').where({ id }).update({ status: 'undoing' });
    const undoing = rosterUndoing({
      db: dying(db, 2),
      clock: app.clock,
      audit,
      seal,
      cohortPlaces,
      fillFreedPlaces,
    });
    await killed(undoing.finish(id));
    expect(await there()).to.equal(77);
    expect((await lucia.get(path)).text).to.include('Van 40 de 117 personas');
    await rosters.finishAll();
    expect(await there()).to.equal(0);
    expect(figuresOf(await lucia.get(path))).to.include({ 'Personas que se quitaron': 117 });
    expect(await db('people_import_acts')).to.have.length(0);
  });

  it('that waits is forgotten after a day, with all that was read', async () => {
    const waiting = await readTable(lucia, officersTable(5));
    app.clock.advance(25 * 3_600_000);
    expect((await lucia.get(waiting)).status).to.equal(404);
    expect(await app.services.eraseWhatIsOver()).to.equal(true);
    expect(await app.database.db('people_import_pieces')).to.have.length(0);
    const [row] = (await app.database
      .db('people_imports')
      .where('id', waiting.split('/').at(-1) ?? '')) as { status: string; plan_sealed: null }[];
    expect(row).to.include({ status: 'forgotten', plan_sealed: null });
  });
});
