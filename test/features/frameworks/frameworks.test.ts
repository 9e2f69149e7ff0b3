import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { frameworkEntries, loadFrameworks } from '../../../src/features/frameworks/load.ts';
import { projectRoot } from '../../../src/lib/project-root.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser, Page } from '../../support/browser.ts';
import { publishCourse } from '../../support/course.ts';
import { lastEvents } from '../../support/people.ts';
import { NOW } from '../../support/clock.ts';

const PNA = '/administrar/marcos/pna-1325';
const SAYS = { version: '2021', fuente: 'Secretaría de las Mujeres', fecha: '2026-10-01' };

/** Rows of the table of indicators, by their cells. */
const rowsOf = (page: Page): string[][] =>
  [
    ...(
      page.document.querySelector('[aria-labelledby="tabla-indicadores"]') ?? page.document
    ).querySelectorAll('tbody tr'),
  ].map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent?.trim() ?? ''));

describe('frameworks', () => {
  let app: TestApp;
  let lucia: Browser;
  let irene: Browser;
  beforeEach(async () => {
    app = await startApp();
    await publishCourse(app.services, 'res-con');
    await publishCourse(app.services, 'prev-vcm');
    lucia = await app.signedIn('lucia');
    irene = await app.signedIn('irene');
  });
  afterEach(() => app.stop());

  const elementText = async (code: string, path = PNA): Promise<string> => {
    const page = await lucia.get(path);
    return (
      page.document.querySelector(`[aria-labelledby="elemento-${code}"]`)?.textContent ?? ''
    ).replace(/\s+/g, ' ');
  };

  it('are the plan with four pillars, whose table is empty and says so, and the five strategies', async () => {
    const page = await irene.get(PNA);
    for (const pillar of [
      'Pilar 1: Prevención',
      'Pilar 2: Participación',
      'Pilar 3: Protección',
      'Pilar 4: Socorro y recuperación',
    ])
      expect(page.text).to.include(pillar);
    expect(page.text).to.include('la llena la institución responsable');
    expect(page.text).to.include('El marco dice tener 23');
    expect(page.document.querySelector('[aria-labelledby="tabla-indicadores"]')).to.equal(null);
    const list = await irene.get('/administrar/marcos');
    expect(list.text).to.include('Indicadores cargados: 0 de 23.');
    const other = await irene.get('/administrar/marcos/proigualdad');
    for (const code of ['6.1', '6.2', '6.3', '6.4', '6.5'])
      expect(other.text).to.include(`Estrategia ${code}:`);
    expect(other.text).to.include('su periodo terminó');
  });

  it('name the courses that carry their tags, and lessons that feed them beyond', async () => {
    expect(await elementText('1')).to.include('Todo el curso');
    expect(await elementText('2')).to.include('Ningún curso todavía');
    const relief = await elementText('4');
    expect(relief).to.include('Algunas lecciones').and.to.include('4 lecciones');
  });

  it('bring lessons that are there', () => {
    for (const { lessons } of frameworkEntries()) {
      for (const { course, lessons: ids } of lessons) {
        const file = join(projectRoot, 'content', 'courses', course, 'course.yml');
        const text = readFileSync(file, 'utf8');
        for (const id of ids) expect(text, `${course}/${id}`).to.match(new RegExp(`\\b${id}\\b`));
      }
    }
  });

  it('are loaded once, and what is there is not told otherwise', async () => {
    const { db } = app.database;
    expect(await loadFrameworks(db, NOW)).to.equal(false);
    await db('reference_files').where('name', 'frameworks').update({ digest: 'older' });
    expect(await loadFrameworks(db, NOW)).to.equal(true);
    expect(await db('framework_versions')).to.have.length(2);
    for (const act of [
      () => db('framework_versions').update({ source: 'x' }),
      () => db('framework_elements').delete(),
    ]) {
      const refused: unknown = await act().catch((error: unknown) => error);
      expect(refused).to.be.instanceOf(Error);
    }
  });

  it('take a table with its source and date, beside those before', async () => {
    const tabla =
      'Responsable;Código;Indicador;Meta;Pilar\nSEMUJERES;A-1;Primer texto de prueba;10;Protección\nSSPC;A-2;Segundo texto de prueba;;4\n';
    const taken = await lucia.post(`${PNA}/tabla`, { ...SAYS, tabla });
    expect(taken.status).to.equal(303);
    expect(rowsOf(await irene.get(PNA))).to.deep.equal([
      ['A-1', 'Primer texto de prueba', '–', 'SEMUJERES', '–', '–', '10', '3'],
      ['A-2', 'Segundo texto de prueba', '–', 'SSPC', '–', '–', '–', '4'],
    ]);
    const one = {
      ...SAYS,
      fuente: 'Oficio de prueba',
      codigo: 'A-2',
      texto: 'Otro texto',
      elemento: '',
    };
    expect((await lucia.post(`${PNA}/indicadores`, one)).status).to.equal(303);
    const page = await irene.get(PNA);
    expect(rowsOf(page).map(([code, text]) => [code, text])).to.deep.equal([
      ['A-1', 'Primer texto de prueba'],
      ['A-2', 'Otro texto'],
    ]);
    expect(page.text).to.include('Tabla 2. Fuente: Oficio de prueba.');
    expect(page.text).to.include('Tabla 1. Fuente: Secretaría de las Mujeres.');
    const { db } = app.database;
    expect(
      await db('framework_indicators').where('text', 'Segundo texto de prueba'),
    ).to.have.length(1);
    const [event] = await lastEvents(app);
    expect(event).to.deep.include({ action: 'frameworks.indicators-given', actor_id: 'lucia' });
    expect(event?.details).to.deep.equal({
      ...{ code: 'PNA-1325', version: '2021', rows: 2 },
      ...{ source: 'Oficio de prueba', on: '2026-10-01' },
    });
  });

  it('say what is wrong with each row, and lose nothing that was pasted', async () => {
    const tabla = 'código,indicador,pilar\n,Sin código,\nB-1,,\nB-2,Texto,Paridad\nB-2,Otro,\n';
    const page = await lucia.post(`${PNA}/tabla`, { ...SAYS, tabla });
    expect(page.status).to.equal(422);
    expect(page.document.querySelector('#tabla')?.textContent?.trim()).to.equal(tabla.trim());
    for (const said of [
      'Renglón 2: Falta el código.',
      'Renglón 3: Falta el texto del indicador.',
      'Renglón 4: Ese pilar o estrategia no es de este marco.',
      'Renglón 5: Ese código ya está en otro renglón.',
    ])
      expect(page.text).to.include(said);
    for (const [more, said] of [
      [{ fuente: '' }, 'Fuente'],
      [{ fecha: '2027-01-01' }, 'todavía no llega'],
      [{ tabla: 'uno,dos\n1,2\n' }, 'La primera fila debe nombrar'],
      [{ tabla: '' }, 'La primera fila debe nombrar'],
    ] as const) {
      const bad = await lucia.post(`${PNA}/tabla`, {
        ...SAYS,
        tabla: 'código,indicador\n1,x\n',
        ...more,
      });
      expect(bad.status).to.equal(422);
      expect(bad.text).to.include(said);
    }
    expect(await app.database.db('framework_indicator_sets')).to.deep.equal([]);
  });

  it('take the table as a file, which comes back as text where it is wrong', async () => {
    const send = (text: string, tabla = '', name = 'indicadores.csv'): Promise<Page> => {
      const form = new FormData();
      for (const [field, value] of Object.entries({ ...SAYS, tabla })) form.append(field, value);
      form.append('archivo', new Blob([text]), name);
      return lucia.send('POST', `${PNA}/tabla`, form, { 'sec-fetch-site': 'same-origin' });
    };
    const bad = await send('código;indicador\n;Sin código\n');
    expect(bad.status).to.equal(422);
    expect(bad.document.querySelector('#tabla')?.textContent).to.include(';Sin código');
    expect((await send('código;indicador\nC-1;Con código\n')).status).to.equal(303);
    expect(rowsOf(await lucia.get(PNA)).map(([code]) => code)).to.deep.equal(['C-1']);
    expect((await send('', 'código;indicador\nC-2;Pegado\n', '')).status).to.equal(303);
    expect(rowsOf(await lucia.get(PNA)).map(([code]) => code)).to.deep.equal(['C-2']);
  });

  it('have another version beside the first, with a table of its own', async () => {
    await lucia.post(`${PNA}/tabla`, { ...SAYS, tabla: 'código,indicador\nD-1,Texto\n' });
    const form = {
      nombre: '2026',
      adoptado: '2026-11-01',
      estatus: 'in-force',
      fuente: 'Diario Oficial de la Federación',
      elementos: '1; Prevención\n2; Participación\n5; Otro pilar',
    };
    expect(
      (await lucia.post(`${PNA}/versiones`, { ...form, elementos: 'sin clave' })).status,
    ).to.equal(422);
    expect((await lucia.post(`${PNA}/versiones`, { ...form, nombre: '2021' })).text).to.include(
      'Ya hay una versión con ese nombre',
    );
    expect((await lucia.post(`${PNA}/versiones`, form)).status).to.equal(303);
    const now = await irene.get(PNA);
    expect(now.text).to.include('Pilar 5: Otro pilar').and.to.include('sin cargar');
    expect(await elementText('1')).to.include('Todo el curso');
    const before = await irene.get(`${PNA}?version=2021`);
    expect(before.text).to.include('Hay una versión posterior').and.to.include('D-1');
    expect((await irene.get(`${PNA}?version=1999`)).status).to.equal(404);
  });

  it('are tagged by hand as well, and the tags of courses stay theirs', async () => {
    const tag = { version: '2021', elemento: '2', curso: 'res-con/escucha-activa' };
    expect(
      (await lucia.post(`${PNA}/etiquetas`, { ...tag, curso: 'res-con/nada' })).status,
    ).to.equal(422);
    expect((await lucia.post(`${PNA}/etiquetas`, tag)).status).to.equal(303);
    expect((await lucia.post(`${PNA}/etiquetas`, tag)).status).to.equal(303);
    expect(await elementText('2')).to.include('1 lección');
    expect((await lucia.post(`${PNA}/etiquetas/baja`, tag)).status).to.equal(303);
    expect(await elementText('2')).to.include('Ningún curso todavía');
    const own = { ...tag, elemento: '4', curso: 'prev-vcm/salud-primero' };
    expect((await lucia.post(`${PNA}/etiquetas/baja`, own)).status).to.equal(404);
    const [event] = await lastEvents(app);
    expect(event?.action).to.equal('frameworks.untagged');
  });

  it('are filled in by national administrators alone', async () => {
    for (const path of ['indicadores', 'versiones', 'etiquetas'])
      expect((await irene.get(`${PNA}/${path}`)).status, path).to.equal(404);
    expect((await irene.post(`${PNA}/tabla`, SAYS)).status).to.equal(404);
    expect((await irene.get(PNA)).document.querySelector(`a[href^="${PNA}/indicadores"]`)).to.equal(
      null,
    );
    await app.database.db('grants').where('id', 'g-lucia').update({ state_code: '20' });
    lucia = await app.signedIn('lucia');
    expect((await lucia.get(`${PNA}/indicadores`)).status).to.equal(404);
    expect((await (await app.signedIn('tomas')).get(PNA)).status).to.equal(404);
    expect((await (await app.signedIn('ada')).get(`${PNA}/indicadores`)).status).to.equal(200);
  });
});
