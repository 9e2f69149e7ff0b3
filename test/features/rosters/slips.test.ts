import { expect } from 'chai';
import { DAY, HOUR } from '../../../src/lib/clock.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser, Page } from '../../support/browser.ts';
import { CAST_PASSWORD } from '../../../src/demo/cast.ts';
import { addAll, figuresOf, readTable, undoAll } from '../../support/roster-files.ts';

const PASSWORD = 'tres caballos azules';

describe('slips for people whom a table made', function () {
  this.timeout(60_000);
  let app: TestApp;
  let rosa: Browser;
  let path: string;
  before(async () => {
    app = await startApp();
    rosa = await app.signedIn('rosa');
    const rows = ['Ana Pérez', 'Berta Pérez', 'Celia Pérez'].map(
      (name) => `${name},15033,MUCPAZ-15033-01`,
    );
    path = await readTable(rosa, ['Nombre,Municipio,Red', ...rows].join('\n'));
    await addAll(app, rosa, path);
  });
  after(() => app.stop());

  const slipsOf = (page: Page): { username: string; code: string }[] =>
    [...page.document.querySelectorAll('.slip')].map((slip) => ({
      username: [...slip.querySelectorAll('strong')].at(-1)?.textContent ?? '',
      code: slip.querySelector('.slip__code')?.textContent ?? '',
    }));
  const enter = (username: string, codigo: string): Promise<Page> =>
    app.browser().post('/recuperar', { username, codigo, password: PASSWORD });

  let first: { username: string; code: string }[];

  it('are printed after the password was given, and shown to nobody else', async () => {
    app.clock.advance(HOUR);
    const refused = await rosa.post(`${path}/hojas`, { pagina: '1', password_actual: '' });
    expect(refused.status).to.equal(422);
    const page = await rosa.postAndFollow(`${path}/hojas`, {
      pagina: '1',
      password_actual: CAST_PASSWORD,
    });
    first = slipsOf(page);
    expect(first.map(({ username }) => username)).to.deep.equal([
      'ana.perez',
      'berta.perez',
      'celia.perez',
    ]);
    for (const { code } of first) expect(code).to.match(/^[A-Z3-9]{4}-[A-Z3-9]{4}$/);
    const stored = JSON.stringify(await app.database.db('recoveries'));
    for (const { code } of first) expect(stored).to.not.include(code.replace('-', ''));
    const again = await app.signedIn('rosa');
    expect(slipsOf(await again.get(`${path}/hojas`))).to.have.length(0);
    app.clock.advance(HOUR);
    expect(slipsOf(await rosa.get(`${path}/hojas`)), 'half an hour later').to.have.length(0);
  });

  it('open the account of their person once, and the notice is asked for', async () => {
    const [ana, berta] = first;
    expect((await enter('celia.perez', ana?.code ?? '')).status, 'of somebody else').to.equal(422);
    const done = await enter(ana?.username ?? '', (ana?.code ?? '').toLowerCase());
    expect(done.location).to.equal('/entrar');
    expect((await enter(ana?.username ?? '', ana?.code ?? '')).status, 'twice').to.equal(422);
    const browser = app.browser();
    const arrived = await browser.post('/entrar', { username: 'ana.perez', password: PASSWORD });
    expect(arrived.location).to.include('/privacidad/aceptar').and.not.include('/cuenta/aviso');
    const again = await rosa.postAndFollow(`${path}/hojas`, {
      pagina: '1',
      password_actual: CAST_PASSWORD,
    });
    expect(slipsOf(again).map(({ username }) => username)).to.deep.equal([
      'berta.perez',
      'celia.perez',
    ]);
    expect((await enter('berta.perez', berta?.code ?? '')).status, 'printed before').to.equal(422);
    first = slipsOf(again);
  });

  it('do not open what an office opens, nor work after thirty days', async () => {
    const { db } = app.database;
    const [berta, celia] = first;
    const id = (await db('people').where('username', 'berta.perez').pluck<string[]>('id'))[0] ?? '';
    await db('grants').insert({
      id: 'g-berta',
      person_id: id,
      role: 'observer',
      granted_at: app.clock().toISOString(),
    });
    expect((await enter('berta.perez', berta?.code ?? '')).status).to.equal(422);
    app.clock.advance(31 * DAY);
    expect((await enter('celia.perez', celia?.code ?? '')).status).to.equal(422);
    app.clock.advance(-31 * DAY);
  });

  it('do not keep an import from being undone: who has come in stays, and so does who got an office', async () => {
    rosa = await app.signedIn('rosa');
    const page = await undoAll(app, rosa, path);
    expect(figuresOf(page)).to.deep.equal({
      'Personas que se quitaron': 1,
      'Personas que se quedan': 2,
      'Cambios que se revirtieron': 0,
    });
    expect(page.text).to.include('Se quedan 2 personas: ya entraron');
    const left = await app.database
      .db('people')
      .where('username', 'like', '%.perez')
      .orderBy('username')
      .pluck('username');
    expect(left).to.deep.equal(['ana.perez', 'berta.perez']);
  });
});
