import { expect } from 'chai';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser } from '../../support/browser.ts';
import { expectSound } from '../../support/proof.ts';

interface Row {
  id: string;
  name: string;
  path: string;
  side: string;
  state_code: string | null;
  cvegeo: string | null;
  valid_to: string | null;
  successor_id: string | null;
}

describe('administering institutions', () => {
  let app: TestApp;
  let ada: Browser;
  before(async () => {
    app = await startApp();
    ada = await app.signedIn('ada');
  });
  after(() => app.stop());

  const byName = async (name: string): Promise<Row> =>
    (await app.database.db<Row>('institutions').where({ name }).first())!;
  const lastEvent = async (): Promise<{ action: string; actor_id: string; details: string }> =>
    app.database
      .db('audit_events')
      .orderBy('position', 'desc')
      .first<{ action: string; actor_id: string; details: string }>();

  it('shows the roots, and the ones within on their own page', async () => {
    const list = await ada.get('/administrar/instituciones');
    expect(list.status).to.equal(200);
    expect(list.text).to.include('Secretaría de Seguridad y Protección Ciudadana');
    expect(list.text).to.not.include('Secretariado Ejecutivo');
    const sspc = await ada.get('/administrar/instituciones/sspc');
    expect(sspc.text).to.include('Secretariado Ejecutivo');
  });

  it('finds without accents or case', async () => {
    const page = await ada.get('/administrar/instituciones?q=SECRETARIA+de+las+muj%C3%A9res');
    expect(page.text).to.include('Secretaría de las Mujeres');
    expect(page.text).to.not.include('Policía municipal');
  });

  it('shows who came before and who came after, with dates', async () => {
    const old = await ada.get('/administrar/instituciones/inmujeres');
    expect(old.text).to.include('31 de diciembre de 2024');
    expect(
      old.document.querySelector('a[href="/administrar/instituciones/semujeres"]'),
    ).to.not.equal(null);
    const now = await ada.get('/administrar/instituciones/semujeres');
    expect(
      now.document.querySelector('a[href="/administrar/instituciones/inmujeres"]'),
    ).to.not.equal(null);
  });

  it('adds one below another, on the same side of the wall whatever the form says', async () => {
    const answer = await ada.post('/administrar/instituciones', {
      nombre: 'Policía estatal de prueba',
      siglas: 'PEP',
      tipo: 'police',
      nivel: 'municipal',
      dentro: 'SSPC',
      lado: 'community',
      side: 'community',
      path: '/',
      municipio: 'juchitan de zaragoza',
    });
    expect(answer.status, answer.text).to.equal(303);
    const row = await byName('Policía estatal de prueba');
    expect(row.side).to.equal('police');
    expect(row.path).to.equal(`/sspc/${row.id}/`);
    expect([row.state_code, row.cvegeo]).to.deep.equal(['20', '20043']);
    expect((await lastEvent()).action).to.equal('institutions.added');
  });

  it('asks which one when the words fit several, and takes the choice', async () => {
    const form = {
      nombre: 'Instancia de prueba',
      siglas: 'IP',
      tipo: 'women',
      nivel: 'municipal',
      lado: 'community',
      municipio: 'San Pedro Mixtepec',
    };
    const asked = await ada.post('/administrar/instituciones', form);
    expect(asked.status).to.equal(422);
    const offered = [...asked.document.querySelectorAll('input[name="municipio"]')].map((input) =>
      input.getAttribute('value'),
    );
    expect(offered).to.include.members(['20318', '20319']);
    expect(asked.document.querySelector('input[name="nombre"]')?.getAttribute('value')).to.equal(
      'Instancia de prueba',
    );
    const answer = await ada.post('/administrar/instituciones', { ...form, municipio: '20319' });
    expect(answer.status).to.equal(303);
    expect((await byName('Instancia de prueba')).cvegeo).to.equal('20319');
  });

  it('brings the form back with what is missing', async () => {
    const page = await ada.post('/administrar/instituciones', { nombre: 'Sin lo demás' });
    expect(page.status).to.equal(422);
    const links = [...page.document.querySelectorAll('#errores a')].map((a) =>
      a.getAttribute('href'),
    );
    expect(links).to.include.members(['#siglas', '#tipo', '#nivel']);
    const state = await ada.post('/administrar/instituciones', {
      nombre: 'Estatal sin estado',
      siglas: 'E',
      tipo: 'women',
      nivel: 'state',
      lado: 'community',
    });
    expect(state.status).to.equal(422);
    expect(state.document.querySelector('#estado-error')).to.not.equal(null);
  });

  it('corrects a name and keeps the place in the tree', async () => {
    const answer = await ada.post('/administrar/instituciones/sesnsp', {
      nombre: 'Secretariado Ejecutivo del SNSP',
      siglas: 'SESNSP',
      tipo: 'security',
      desde: '2009-01-03',
      parent_id: 'semujeres',
      side: 'community',
    });
    expect(answer.status).to.equal(303);
    const row = await byName('Secretariado Ejecutivo del SNSP');
    expect([row.path, row.side]).to.deep.equal(['/sspc/sesnsp/', 'police']);
    const event = await lastEvent();
    expect([event.action, event.actor_id]).to.deep.equal(['institutions.renamed', 'ada']);
  });

  it('closes with a date and a successor, but not into itself, a circle or across the wall', async () => {
    const close = (successor: string, on = '2026-11-30'): Promise<{ status: number }> =>
      ada.post('/administrar/instituciones/imef-15/cierre', { hasta: on, sucesora: successor });
    expect((await close('imm-15033')).status).to.equal(422);
    expect((await close('imef-15')).status).to.equal(422);
    expect((await close('sedena')).status).to.equal(422);
    expect((await close('no existe tal cosa')).status).to.equal(422);
    const circle = await ada.post('/administrar/instituciones/semujeres/cierre', {
      hasta: '2026-11-30',
      sucesora: 'inmujeres',
    });
    expect(circle.status).to.equal(422);
    expect((await close('imef-20', '2026-02-30')).status).to.equal(422);
    expect((await close('imef-20')).status).to.equal(303);
    const row = await app.database.db<Row>('institutions').where({ id: 'imef-15' }).first();
    expect([row?.valid_to, row?.successor_id]).to.deep.equal(['2026-11-30', 'imef-20']);
    expect((await lastEvent()).action).to.equal('institutions.closed');
  });

  it('keeps the name of before with its date, and is found by both', async () => {
    const path = '/administrar/instituciones/imef-20';
    const form = {
      nuevo: 'Secretaría de las Mujeres de Oaxaca',
      nuevas_siglas: 'SMO',
      cambio: '2026-11-01',
    };
    const before = await app.database.db<Row>('institutions').where({ id: 'imef-20' }).first();
    expect((await ada.post(`${path}/nombre`, { ...form, cambio: '2027-01-01' })).status).to.equal(
      422,
    );
    expect((await ada.post(`${path}/nombre`, form)).status).to.equal(303);
    const page = await ada.get(path);
    expect(page.document.querySelector('h1')?.textContent).to.equal(form.nuevo);
    expect(page.text)
      .to.include('Se llamaba')
      .and.include(before?.name ?? '—')
      .and.include('hasta el 31 de octubre de 2026');
    const found = await ada.get(
      `/administrar/instituciones?q=${encodeURIComponent(before?.name ?? '')}`,
    );
    expect(found.text).to.include(form.nuevo);
    const again = await ada.post(`${path}/nombre`, { ...form, cambio: '2026-10-15' });
    expect(again.status, 'before the last change').to.equal(422);
    expect((await lastEvent()).action).to.equal('institutions.name-changed');
  });

  it('moves with all that is within, while enrolments keep what they were made with', async () => {
    const { db } = app.database;
    const at = { level: 'federal', side: 'police', type: 'police', search_text: 'x' };
    await db('institutions').insert([
      {
        ...at,
        id: 'guardia',
        name: 'Guardia',
        short_name: 'G',
        parent_id: 'sspc',
        path: '/sspc/guardia/',
      },
      {
        ...at,
        id: 'unidad',
        name: 'Unidad',
        short_name: 'U',
        parent_id: 'guardia',
        path: '/sspc/guardia/unidad/',
      },
      {
        ...at,
        id: 'guardiana',
        name: 'Guardiana',
        short_name: 'Gu',
        parent_id: 'sspc',
        path: '/sspc/guardiana/',
      },
    ]);
    const path = '/administrar/instituciones/guardia/traslado';
    const move = async (bajo: string, traslado = '2026-11-20'): Promise<number> =>
      (await ada.post(path, { bajo, traslado })).status;
    expect(await move('unidad'), 'into itself').to.equal(422);
    expect(await move('semujeres'), 'across the wall').to.equal(422);
    expect(await move('sspc'), 'it is there').to.equal(422);
    expect(await move('sesnsp', '2027-01-01'), 'not yet').to.equal(422);
    expect(await move('sesnsp')).to.equal(303);
    const paths = (await db('institutions')
      .select('path')
      .whereIn('id', ['guardia', 'unidad', 'guardiana'])
      .orderBy('id')) as { path: string }[];
    expect(paths.map((row) => row.path)).to.deep.equal([
      '/sspc/sesnsp/guardia/',
      '/sspc/guardiana/',
      '/sspc/sesnsp/guardia/unidad/',
    ]);
    expect((await ada.get('/administrar/instituciones/guardia')).text)
      .to.include('Estaba dentro de')
      .and.include('hasta el 19 de noviembre de 2026');
    await expectSound(app);
  });

  it('does not exist for anybody else', async () => {
    for (const name of ['rosa', 'irene', 'lucia', 'marco'] as const) {
      const other = await app.signedIn(name);
      expect((await other.get('/administrar/instituciones')).status, name).to.equal(404);
      expect((await other.post('/administrar/instituciones/sspc', {})).status, name).to.equal(404);
    }
    expect((await app.browser().get('/administrar/instituciones')).location).to.match(/^\/entrar/);
  });

  it('answers hostile input with a page', async () => {
    const hostile = [
      '\0',
      'a'.repeat(100_000),
      '\ud800',
      "'; drop table people; --",
      '%',
      '__proto__',
    ];
    for (const value of hostile) {
      for (const field of ['nombre', 'siglas', 'dentro', 'municipio', 'desde', 'tipo']) {
        const page = await ada.post('/administrar/instituciones', {
          nombre: 'Hostil',
          siglas: 'H',
          tipo: 'women',
          nivel: 'municipal',
          lado: 'community',
          municipio: 'nada que exista',
          [field]: value,
        });
        expect(page.status, `${field} ${value.slice(0, 20)}`).to.equal(422);
      }
      const list = await ada.get(
        `/administrar/instituciones?q=${encodeURIComponent(value.slice(0, 300).replace('\ud800', '?'))}&pagina=-1&pagina=x`,
      );
      expect(list.status).to.equal(200);
      const one = await ada.get(
        `/administrar/instituciones/${encodeURIComponent(value.slice(0, 100).replace('\ud800', '?'))}`,
      );
      expect(one.status).to.equal(404);
    }
    const twice = await ada.post('/administrar/instituciones', { nombre: ['a', 'b'] });
    expect(twice.status).to.equal(422);
  });
});

describe('administering networks', () => {
  let app: TestApp;
  let ada: Browser;
  before(async () => {
    app = await startApp();
    ada = await app.signedIn('ada');
  });
  after(() => app.stop());

  const form = {
    nombre: 'Red de Juchitán',
    municipio: '20043',
    clase: 'mucpaz',
    patrocina: 'imef-20',
    recurso: 'FOBAM',
    fundada: '2025-03-08',
    parte_de: 'MUCPAZ-15033-01',
    estatus: 'formación',
  };

  it('adds a network under the next code of its municipality', async () => {
    expect((await ada.post('/administrar/redes', { ...form, code: 'X', id: 'x' })).status).to.equal(
      303,
    );
    await ada.post('/administrar/redes', { ...form, nombre: 'Otra red de Juchitán' });
    const rows = (await app.database
      .db('networks')
      .where({ cvegeo: '20043' })
      .orderBy('code')) as Record<string, string>[];
    expect(
      rows.map((row) => [
        row['code'],
        row['state_code'],
        row['sponsor_id'],
        row['parent_network_id'],
      ]),
    ).to.deep.equal([
      ['MUCPAZ-20043-01', '20', 'imef-20', 'mucpaz-15033-01'],
      ['MUCPAZ-20043-02', '20', 'imef-20', 'mucpaz-15033-01'],
    ]);
    const list = await ada.get('/administrar/redes?q=juchitan&estado=20');
    expect(list.text).to.include('Red de Juchitán').and.include('en formación');
    expect(list.text, 'as the programme is written').to.include('Mucpaz').and.not.include('mucpaz');
    const sheet = await ada.get(`/administrar/redes/${rows[0]?.['id'] ?? ''}`);
    expect(sheet.document.querySelector('#clase')?.getAttribute('value')).to.equal('Mucpaz');
    expect(rows.map((row) => row['kind'])).to.deep.equal(['mucpaz', 'mucpaz']);
    expect(list.text).to.not.include('Ecatepec');
  });

  it('keeps what the form already said when it is saved again unchanged', async () => {
    const before: unknown = await app.database
      .db('networks')
      .where({ code: 'MUCPAZ-20043-01' })
      .first();
    const id = (before as { id: string }).id;
    const page = await ada.get(`/administrar/redes/${id}`);
    const fields: Record<string, string> = {};
    for (const input of page.document.querySelectorAll('main form input')) {
      fields[input.getAttribute('name') ?? ''] = input.getAttribute('value') ?? '';
    }
    fields['estatus'] = 'formación';
    const answer = await ada.post(`/administrar/redes/${id}`, fields);
    expect(answer.status, answer.text).to.equal(303);
    expect(await app.database.db('networks').where({ id }).first()).to.deep.equal(before);
  });

  it('refuses a network that grew out of itself', async () => {
    const row: unknown = await app.database
      .db('networks')
      .where({ code: 'MUCPAZ-20043-01' })
      .first();
    const id = (row as { id: string }).id;
    const page = await ada.post('/administrar/redes/mucpaz-15033-01', {
      ...form,
      municipio: '15033',
      parte_de: id,
    });
    expect(page.status).to.equal(422);
    expect(page.document.querySelector('#parte_de-error')).to.not.equal(null);
  });

  it('does not exist for the coordinator of a network', async () => {
    const rosa = await app.signedIn('rosa');
    expect((await rosa.get('/administrar/redes/mucpaz-15033-01')).status).to.equal(404);
    expect((await rosa.post('/administrar/redes/mucpaz-15033-01', form)).status).to.equal(404);
  });
});
