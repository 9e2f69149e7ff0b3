import { expect } from 'chai';
import { addGrant, addNetwork } from '../../../src/demo/factories.ts';
import { DAY } from '../../../src/lib/clock.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser } from '../../support/browser.ts';
import { addPeople, signedInAs } from '../../support/people.ts';

const LIST = '/administrar/invitaciones';
const JOINING = {
  nombre: 'Nely Cruz',
  municipio: '15033',
  sexo: 'mujer',
  password: 'nopal tejado jueves',
  aviso: '1',
};

describe('an invitation whose maker may no longer invite', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await startApp();
    await addNetwork(app.database.db, {
      id: 'red-oax',
      code: 'MUCPAZ-20067-01',
      name: 'Red de Oaxaca',
      cvegeo: '20067',
    });
    await addPeople(app, {
      id: 'vera',
      displayName: 'Vera Solano',
      cvegeo: '15033',
      networkId: 'mucpaz-15033-01',
    });
    await addGrant(app.database.db, {
      id: 'g-vera',
      personId: 'vera',
      role: 'network_coordinator',
      networkId: 'mucpaz-15033-01',
      grantedAt: app.clock(),
    });
  });
  afterEach(() => app.stop());

  const invite = async (
    maker: Browser,
    wish: Record<string, string> = {},
  ): Promise<{ address: string; code: string }> => {
    const { location } = await maker.post(LIST, {
      etiqueta: 'Taller de Vera',
      para: 'red:mucpaz-15033-01',
      tipo: 'enlace',
      usos: '5',
      ...wish,
    });
    const page = await maker.get(location);
    const link = page.document.querySelector('#direccion')?.getAttribute('value');
    const slip = page.document.querySelector('ol.number li')?.textContent;
    return { address: location, code: link?.replace(/^.*\//, '') ?? slip ?? '' };
  };
  const statusOf = async (code: string): Promise<number> =>
    (await app.browser().get(`/invitacion/${code}`)).status;
  const withdraw = (id: string) =>
    app.database.db('grants').where({ id }).update({ withdrawn_at: app.clock().toISOString() });
  const stateOn = async (reader: Browser): Promise<string | undefined> =>
    (await reader.get(LIST)).document.querySelector('.rows .badge')?.textContent ?? undefined;

  it('opens nothing once her role is withdrawn, says what every closed one says, and is listed as not valid', async () => {
    const { code, address } = await invite(await signedInAs(app, 'vera'));
    expect(await statusOf(code)).to.equal(200);
    const rosa = await app.signedIn('rosa');
    expect(await stateOn(rosa)).to.equal('Abierta');

    await withdraw('g-vera');
    const plain = (body: string): string => body.replaceAll(/href="[^"]*lang=[^"]*"/g, '');
    const [dead, unknown] = [
      await app.browser().get(`/invitacion/${code}`),
      await app.browser().get('/invitacion/AAAAAAAAAAAAAAAAAAAAAA'),
    ];
    expect(dead.status).to.equal(404);
    expect(plain(dead.body)).to.equal(plain(unknown.body));
    expect((await app.browser().post('/invitacion', { codigo: code })).status).to.equal(422);
    expect((await app.browser().post(`/invitacion/${code}`, JOINING)).status).to.equal(404);
    expect(await app.database.db('people').where('display_name', JOINING.nombre)).to.deep.equal([]);

    expect(await stateOn(rosa)).to.equal('No es válida');
    expect((await rosa.get(address)).text).to.contain('Esta invitación ya no abre nada');
  });

  it('spends no slip while it is dead, and works again with the right', async () => {
    const { code } = await invite(await signedInAs(app, 'vera'), { tipo: 'hojas', usos: '1' });
    await withdraw('g-vera');
    expect((await app.browser().post(`/invitacion/${code}`, JOINING)).status).to.equal(404);
    await app.database.db('grants').where('id', 'g-vera').update({ withdrawn_at: null });
    expect((await app.browser().post(`/invitacion/${code}`, JOINING)).status).to.equal(303);
  });

  it('dies when her role ends, when she is frozen and when she closes her account', async () => {
    const vera = await signedInAs(app, 'vera');
    const { db } = app.database;
    const { code } = await invite(vera);

    await db('grants').where('id', 'g-vera').update({ ends_on: '2026-11-24' });
    expect(await statusOf(code)).to.equal(200);
    app.clock.advance(2 * DAY);
    expect(await statusOf(code)).to.equal(404);
    await db('grants').where('id', 'g-vera').update({ ends_on: null });
    expect(await statusOf(code)).to.equal(200);

    await db('people').where('id', 'vera').update({ status: 'frozen' });
    expect(await statusOf(code)).to.equal(404);
    await db('people').where('id', 'vera').update({ status: 'closed' });
    expect(await statusOf(code)).to.equal(404);
  });

  it('dies when her role moves elsewhere, and lives while any role of hers reaches it', async () => {
    const { db } = app.database;
    const { code } = await invite(await app.signedIn('irene'), { para: 'red:red-oax' });
    const hers = { person_id: 'irene', role: 'state_admin' };
    expect(await statusOf(code)).to.equal(200);
    await db('grants').where(hers).update({ state_code: '15' });
    expect(await statusOf(code)).to.equal(404);
    await addGrant(db, {
      id: 'g-irene-2',
      personId: 'irene',
      role: 'analyst_semujeres',
      grantedAt: app.clock(),
    });
    expect(await statusOf(code)).to.equal(200);
  });

  it('has no bearing on those of the server’s operator, who is nobody in the database', async () => {
    const code = await app.services.inviteFromServer('red', 'MUCPAZ-20067-01', 1);
    expect(await statusOf(code ?? '')).to.equal(200);
  });
});
