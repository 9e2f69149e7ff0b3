import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import readWorkbook from 'read-excel-file/node';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser } from '../../support/browser.ts';
import { publishCourse } from '../../support/course.ts';
import { lastEvents } from '../../support/people.ts';
import { expectSound } from '../../support/proof.ts';
import {
  addAll,
  fieldsOf,
  figuresOf,
  officersTable,
  officersWorkbook,
  readTable,
  ROSTERS,
  undoAll,
} from '../../support/roster-files.ts';
import { unzipSync } from '../reports/unzip.ts';

/** The promise of the import in one piece: in, put right, out, and back to how it was. */
describe('five hundred people of two messy files', function () {
  this.timeout(120_000);
  let app: TestApp;
  let lucia: Browser;
  let csv: string;
  let workbook: string;
  const paths: string[] = [];
  before(async () => {
    app = await startApp({ before: (services) => publishCourse(services) });
    lucia = await app.signedIn('lucia');
  });
  after(() => app.stop());

  const count = async (table: string): Promise<number> => {
    const [row]: { count?: unknown }[] = await app.database.db(table).count({ count: '*' });
    return Number(row?.count);
  };

  it('are read whatever encoding, separator, title and empty rows they have; nothing is kept yet', async () => {
    const before = await count('people');
    csv = await readTable(lucia, officersTable(), 'Padrón León.csv');
    const page = await lucia.get(csv);
    expect(page.status).to.equal(200);
    expect(figuresOf(page)).to.deep.equal({ 'Personas nuevas': 297, 'Filas con errores': 3 });
    for (const said of [
      'Fila 16. Íñigo',
      'Sexo: «oficial» no se entiende. Escribe mujer, hombre, intersexual o no dice',
      'Municipio: «Leon de los Aldamos» no es un municipio que conozcamos',
      'Desde: «31/02/2026» no es una fecha',
    ])
      expect(page.text).to.include(said);
    expect((await lucia.get(`${csv}?lang=en`)).text).to.include('Sex: “oficial” is not understood');
    await lucia.get(`${csv}?lang=es-MX`);
    expect(await count('people')).to.equal(before);
  });

  it('are put right in place', async () => {
    const page = await lucia.get(csv);
    const cells = fieldsOf(page, `${csv}/filas`);
    const mended = Object.fromEntries(
      Object.entries(cells).map(([name, value]) => [
        name,
        value === 'oficial' ? 'F' : value.startsWith('Leon') ? 'León' : '28/02/2026',
      ]),
    );
    expect(Object.keys(mended)).to.have.length(3);
    const after = await lucia.postAndFollow(`${csv}/filas`, mended);
    expect(figuresOf(after)).to.deep.equal({ 'Personas nuevas': 300 });
  });

  it('come in, with the workbook whose dates are numbers and whose keys have lost their zeros', async () => {
    paths.push(csv);
    expect(figuresOf(await addAll(app, lucia, csv))).to.include({ 'Personas nuevas': 300 });
    workbook = await readTable(lucia, await officersWorkbook(), 'Elementos.xlsx');
    const preview = await lucia.get(workbook);
    expect(figuresOf(preview), preview.text).to.deep.equal({ 'Personas nuevas': 200 });
    const done = figuresOf(await addAll(app, lucia, workbook));
    expect(done).to.include({ 'Personas nuevas': 200, Inscripciones: 200, 'Filas con errores': 0 });
    paths.push(workbook);
    const { db } = app.database;
    const one: Record<string, unknown> = await db('people as p')
      .join('memberships as m', 'm.person_id', 'p.id')
      .where('p.display_name', 'María José Güemes Cruz')
      .first('p.*', 'm.from_on');
    expect(one).to.include({ sex: 'mujer', side: 'police', institution_id: 'pm-11020' });
    const ags = await db('people').where({ cvegeo: '01001', state_code: '01' });
    expect(ags).to.have.length(50);
    expect(one['from_on']).to.match(/^2026-/);
    const capitals = await db('people').where('display_name', 'like', '%NÚÑEZ%');
    expect(capitals, 'capitals are for rosters').to.have.length(0);
    await expectSound(app);
  });

  it('leave one event for each batch in the log, none with a name', async () => {
    const events = await lastEvents(app, 400);
    const written = events.filter(({ action }) => action === 'rosters.people-written');
    expect(written.reduce((sum, { details }) => sum + Number(details['added']), 0)).to.equal(500);
    expect(events.filter(({ action }) => action === 'rosters.added')).to.have.length(2);
    expect(JSON.stringify(events)).to.not.match(/Núñez|Solís/);
  });

  it('go out as the same table, which comes in again and changes nothing', async () => {
    const refused = await lucia.post(`${ROSTERS}/exportar`, {});
    expect(refused.status).to.equal(422);
    expect((await lucia.get(`${ROSTERS}/personas.csv`)).location).to.equal(`${ROSTERS}/exportar`);
    const { location } = await lucia.post(`${ROSTERS}/exportar`, { motivo: 'update' });
    const file = await lucia.get(location);
    expect(file.headers.get('content-type')).to.include('text/csv');
    const lines = file.body.trim().split('\r\n');
    expect(lines[0]?.replace('\ufeff', '')).to.equal(
      'Usuario,Nombre,Sexo,Municipio,Institución,Nivel de mando,Red,Curso,Grupo',
    );
    expect(lines.length).to.be.greaterThan(501);
    const [event] = await lastEvents(app);
    expect(event).to.deep.include({ action: 'rosters.exported', actor_id: 'lucia' });
    expect(event?.details).to.include({ format: 'csv', reason: 'rosters.reason.update' });
    const again = await readTable(lucia, file.body, 'personas.csv');
    const figures = figuresOf(await lucia.get(again));
    expect(figures).to.deep.equal({
      'Personas nuevas': 0,
      'Filas sin cambios': lines.length - 1,
    });
    await lucia.post(`${again}/descarte`);
  });

  it('go out as a workbook with the same cells, all of them text, which changes nothing either', async () => {
    const tomas = app.database.db('people').where('id', 'tomas');
    await tomas.clone().update({ display_name: '=1+1 Tomás' });
    const { location: asText } = await lucia.post(`${ROSTERS}/exportar`, { motivo: 'update' });
    const table: string[][] = parse((await lucia.get(asText)).body, { bom: true });
    const { location } = await lucia.post(`${ROSTERS}/exportar`, {
      motivo: 'update',
      formato: 'xlsx',
    });
    expect(location).to.equal(`${ROSTERS}/personas.xlsx`);
    const { bytes, headers } = await lucia.get(location);
    expect(headers.get('content-type')).to.include('spreadsheetml');
    const [people, definitions] = await readWorkbook(bytes);
    const cells = (people?.data ?? []).map((row) => row.map((cell) => cell ?? ''));
    expect(cells).to.deep.equal(
      table.map((row) => row.map((cell) => (cell.startsWith("'=") ? cell.slice(1) : cell))),
    );
    expect(cells.flat().filter((cell) => typeof cell !== 'string')).to.deep.equal([]);
    expect(cells.flat(), 'a text, not a formula').to.include('=1+1 Tomás');
    expect(Object.values(unzipSync(bytes)).join('')).to.not.include('<f>');
    expect(definitions?.data.map(([name]) => name)).to.include('Municipio');
    const [event] = await lastEvents(app);
    expect(event).to.deep.include({ action: 'rosters.exported', actor_id: 'lucia' });
    expect(event?.details).to.include({
      ...{ format: 'xlsx', rows: new Set(cells.slice(1).map(([username]) => username)).size },
      reason: 'rosters.reason.update',
    });
    const again = await readTable(lucia, bytes, 'personas.xlsx');
    expect(figuresOf(await lucia.get(again))).to.deep.equal({
      'Personas nuevas': 0,
      'Filas sin cambios': table.length - 1,
    });
    await lucia.post(`${again}/descarte`);
    await tomas.clone().update({ display_name: 'Tomás Aguilar' });
  });

  it('and again with both files: nobody comes in twice', async () => {
    const before = await count('people');
    for (const bytes of [officersTable(), await officersWorkbook()]) {
      const path = await readTable(lucia, bytes, 'otra vez');
      const figures = figuresOf(await lucia.get(path));
      expect(figures['Personas nuevas']).to.equal(0);
      expect(figures['Filas que quizá ya existen']).to.be.greaterThan(190);
      await lucia.post(`${path}/decisiones`, { todas: 'misma' });
      await addAll(app, lucia, path);
    }
    expect(await count('people')).to.equal(before);
  });

  it('are taken back by undoing, as if they had never come', async () => {
    const tables = ['people', 'memberships', 'enrolments'];
    for (const path of paths.reverse()) {
      const page = await undoAll(app, lucia, path);
      expect(page.text).to.include('La importación se deshizo');
    }
    const left = await app.database.db('people').where('institution_id', 'pm-11020').pluck('id');
    expect(left).to.deep.equal(['tomas']);
    for (const table of tables) expect(await count(table), table).to.be.lessThan(20);
    await expectSound(app);
  });
});
