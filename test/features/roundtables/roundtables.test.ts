import { expect } from 'chai';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser, Page } from '../../support/browser.ts';
import { addGrant } from '../../../src/demo/factories.ts';
import { addPeople, lastEvents, signedInAs } from '../../support/people.ts';

const TABLES = '/administrar/mesas';
const SAYS = { fuente: 'Secretaría de Gobernación, lista de prueba', fecha: '2026-10-01' };

/** The lines of I-14, by entity. */
const linesOf = (page: Page): Map<string, string[]> =>
  new Map(
    [...page.document.querySelectorAll('tbody tr')].map((row) => {
      const [name = '', ...values] = [...row.querySelectorAll('th, td')].map(
        (cell) => cell.textContent?.trim() ?? '',
      );
      return [name, values];
    }),
  );

describe('roundtables', () => {
  let app: TestApp;
  let irene: Browser;
  let rosa: Browser;
  let lucia: Browser;
  beforeEach(async () => {
    app = await startApp();
    irene = await app.signedIn('irene');
    rosa = await app.signedIn('rosa');
    lucia = await app.signedIn('lucia');
  });
  afterEach(() => app.stop());

  const record = (who: Browser, state: string, more: Record<string, string> = {}) =>
    who.post(`${TABLES}/mesa-${state}/sesiones`, { dia: '2026-11-12', asistieron: 'si', ...more });

  it('are the one of each entity, and the regional ones as far as somebody brought them', async () => {
    const page = await lucia.get(TABLES);
    expect(page.text).to.include('Mesas de las entidades en el catálogo: 32 de 32.');
    expect(page.text).to.include('Mesas regionales en el catálogo: 0 de 266.');
    expect(page.text).to.include('Fuente: Nadine Gasman').and.to.include('Corte: 2021.');
    expect(linesOf(page).size).to.equal(32);
    const tabla =
      'Mesa\tEntidad\tMunicipio\nIstmo\tOaxaca\t20043\nMixteca\t20\t\nValle\tMéxico\t15033\n';
    expect((await lucia.post(`${TABLES}/tabla`, { ...SAYS, tabla })).status).to.equal(303);
    const after = await lucia.get(TABLES);
    expect(after.text).to.include('Mesas regionales en el catálogo: 3 de 266.');
    expect(linesOf(after).get('Oaxaca')?.[0]).to.equal('2');
    const again = 'mesa,entidad\nISTMO,Oaxaca\nCosta,Oaxaca\n';
    await lucia.post(`${TABLES}/tabla`, { ...SAYS, tabla: again });
    const oaxaca = await lucia.get(`${TABLES}?estado=20`);
    expect(oaxaca.text).to.include('MESA-20-R01').and.to.include('MESA-20-R03');
    expect(linesOf(oaxaca).get('Oaxaca')?.[0]).to.equal('3');
    const [event] = await lastEvents(app);
    expect(event?.details).to.deep.include({ rows: 2, added: 1 });
  });

  it('come in as a browser sends what was pasted, with no file chosen', async () => {
    const form = new FormData();
    const tabla = 'mesa,entidad\nIstmo,Oaxaca\n';
    for (const [name, value] of Object.entries({ ...SAYS, tabla })) form.append(name, value);
    form.append('archivo', new Blob([]), '');
    const own = { 'sec-fetch-site': 'same-origin' };
    expect((await lucia.send('POST', `${TABLES}/tabla`, form, own)).status).to.equal(303);
    expect((await lucia.get(TABLES)).text).to.include('catálogo: 1 de 266.');
  });

  it('say what is wrong with each row of a table, and keep it', async () => {
    const tabla =
      'código,mesa,entidad,municipio\nMESA-20,Una,Oaxaca,\n,,Oaxaca,\n,Dos,Atlántida,\n,Tres,Oaxaca,15033\n,Cuatro,20,\n,cuatro,Oaxaca,\n';
    const page = await lucia.post(`${TABLES}/tabla`, { ...SAYS, tabla });
    expect(page.status).to.equal(422);
    for (const said of [
      'Renglón 2: El código lleva',
      'Renglón 3: Falta el nombre',
      'Renglón 4: No se reconoce la entidad',
      'Renglón 7: Esa mesa ya está',
    ])
      expect(page.text).to.include(said);
    expect(page.document.querySelector('#tabla')?.textContent).to.include('Atlántida');
    const elsewhere = await lucia.post(`${TABLES}/tabla`, {
      ...SAYS,
      tabla: 'mesa,entidad,municipio\nTres,Oaxaca,15033\n',
    });
    expect(elsewhere.text).to.include('Renglón 2: Esa clave de municipio no es de esa entidad');
    expect((await lucia.post(`${TABLES}/tabla`, { tabla: 'x' })).status).to.equal(422);
    expect((await irene.get(`${TABLES}/tabla`)).status).to.equal(404);
    expect(await app.database.db('roundtables').where('kind', 'regional')).to.deep.equal([]);
  });

  it('tell of which meetings women of the networks were: I-14', async () => {
    expect((await record(irene, '20', { cuantas: '3' })).status).to.equal(303);
    await record(irene, '20', { dia: '2026-11-13', asistieron: 'no' });
    await record(irene, '20', { dia: '2026-10-02', cuantas: '' });
    expect(linesOf(await irene.get(TABLES)).get('Oaxaca')).to.deep.equal([
      ...['0', '3', '2', '67%', '3'],
    ]);
    const november = await irene.get(`${TABLES}?periodo=2026-11`);
    expect(linesOf(november).get('Oaxaca')).to.deep.equal(['0', '2', '1', '50%', '3']);
    // Who may not list them is told of meetings, and not of how many women.
    expect(linesOf(await lucia.get(TABLES)).get('Oaxaca')).to.deep.equal(['0', '3', '2', '67%']);
    expect((await lucia.get(`${TABLES}/mesa-20`)).text).to.not.include('3 mujeres');
    const [event] = await lastEvents(app);
    expect(event?.details).to.deep.equal({ code: 'MESA-20', on: '2026-10-02', count: null });
  });

  it('have the meeting of a day once: it is corrected, or taken away', async () => {
    await record(irene, '20', { cuantas: '3' });
    await record(irene, '20', { asistieron: 'no' });
    const sheet = await irene.get(`${TABLES}/mesa-20`);
    expect(sheet.text).to.include('Participación: 0% (0 de 1 sesiones registradas)');
    const remove = sheet.document.querySelector('form[action$="/baja"]')?.getAttribute('action');
    expect((await lucia.post(remove ?? '')).status).to.equal(404);
    expect((await irene.post(remove ?? '')).status).to.equal(303);
    expect((await irene.post(remove ?? '')).status).to.equal(404);
    expect((await irene.get(`${TABLES}/mesa-20`)).text).to.include('Ninguna todavía');
  });

  it('come back with what was typed where it does not fit', async () => {
    const wrongs: [Record<string, string>, string][] = [
      [{ dia: '2027-01-01' }, 'todavía no llega'],
      [{ dia: 'ayer' }, 'Día de la sesión'],
      [{ asistieron: '' }, '¿Fueron mujeres de las redes?'],
      [{ asistieron: 'no', cuantas: '4' }, 'Dijiste que no fueron'],
      [{ cuantas: '0' }, 'Dijiste que sí fueron'],
      [{ cuantas: '-1' }, 'Cuántas fueron'],
    ];
    for (const [more, said] of wrongs) {
      const page = await record(irene, '20', more);
      expect(page.status, JSON.stringify(more)).to.equal(422);
      expect(page.text).to.include(said);
    }
    expect(await app.database.db('roundtable_meetings')).to.deep.equal([]);
  });

  it('are logged in the entity of a network or of an institute, and nowhere else', async () => {
    expect((await record(rosa, '15')).status).to.equal(303);
    expect((await record(rosa, '20')).status).to.equal(404);
    expect((await record(irene, '15')).status).to.equal(404);
    expect((await record(lucia, '20')).status).to.equal(404);
    expect([...linesOf(await rosa.get(TABLES)).keys()]).to.deep.equal(['México']);
    expect((await rosa.get(`${TABLES}?estado=20`)).status).to.equal(404);
    await addPeople(app, {
      id: 'hugo',
      displayName: 'Hugo',
      side: 'police',
      institutionId: 'pm-11020',
    });
    await addGrant(app.database.db, {
      id: 'g-hugo',
      personId: 'hugo',
      role: 'institution_admin',
      institutionId: 'pm-11020',
      grantedAt: app.clock(),
    });
    const hugo = await signedInAs(app, 'hugo');
    expect((await hugo.get(`${TABLES}/mesa-11`)).status).to.equal(200);
    expect((await record(hugo, '11')).status).to.equal(404);
  });

  it('name nobody: the log has columns for none', async () => {
    await record(rosa, '15', { nombres: 'Ana', cuantas: '1' });
    const [row] = await app.database.db<object>('roundtable_meetings').select<object[]>();
    expect(Object.keys(row ?? {}).sort()).to.deep.equal(
      ['attended', 'held_on', 'id', 'recorded_at', 'roundtable_id', 'women'].sort(),
    );
    expect(JSON.stringify(row)).to.not.include('Ana');
  });
});
