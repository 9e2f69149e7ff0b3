import { expect } from 'chai';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser } from '../../support/browser.ts';
import { publishCourse } from '../../support/course.ts';
import { addPeople } from '../../support/people.ts';
import {
  addAll,
  fieldsOf,
  figuresOf,
  readTable,
  ROSTERS,
  sendTable,
} from '../../support/roster-files.ts';

const CURP = 'HEGG560427MVZRRL04';

describe('where a table may bring people', function () {
  this.timeout(60_000);
  let app: TestApp;
  before(async () => {
    app = await startApp({ before: (services) => publishCourse(services) });
  });
  after(() => app.stop());

  const said = async (
    browser: Browser,
    ...rows: string[]
  ): Promise<{ text: string; figures: Record<string, number> }> => {
    const page = await browser.get(await readTable(browser, rows.join('\n')));
    return { text: page.text, figures: figuresOf(page) };
  };

  it('is where whoever brings it may invite: the other rows are mistakes', async () => {
    const irene = await app.signedIn('irene');
    const { figures, text } = await said(
      irene,
      'Nombre,Municipio,Institución',
      'Ana Luis,20067,IMEF Oax.',
      'Berta Luis,20067,',
      'Celia Luis,15033,IMM Ecatepec',
      'Delia Luis,11020,PM León',
      'Elia Luis,15033,',
    );
    expect(figures).to.deep.equal({ 'Personas nuevas': 2, 'Filas con errores': 3 });
    expect(text).to.include('Está fuera de lo que administras');
  });

  it('is her own network for its coordinator, who enrols nobody', async () => {
    const rosa = await app.signedIn('rosa');
    const { figures } = await said(
      rosa,
      'Nombre,Municipio,Red,Curso',
      'Ana Pérez,15033,MUCPAZ-15033-01,',
      'Berta Pérez,15033,,',
      'Celia Pérez,15033,MUCPAZ-15033-01,curso-breve',
    );
    expect(figures).to.deep.equal({ 'Personas nuevas': 1, 'Filas con errores': 2 });
  });

  it('is never the community for the forces, and nothing tells them who is there', async () => {
    const ada = await app.signedIn('ada');
    const path = await readTable(ada, `Nombre,Municipio,CURP\nGabriela Hernández,15033,${CURP}`);
    await addAll(app, ada, path);
    const lucia = await app.signedIn('lucia');
    const community = await said(
      lucia,
      'Nombre,Municipio,CURP',
      `Gabriela Hernández,15033,${CURP}`,
    );
    const nobody = await said(
      lucia,
      'Nombre,Municipio,CURP',
      'Nadie Nadie,15033,BADD110313HCMLNS06',
    );
    expect(community.figures).to.deep.equal(nobody.figures);
    expect(community.text.replaceAll('Gabriela Hernández', '')).to.equal(
      nobody.text.replaceAll('Nadie Nadie', ''),
    );
    // The same woman in the forces has another account, on the other side of the wall.
    const police = await said(
      lucia,
      'Nombre,Corporación,CURP',
      `Gabriela Hernández,PM León,${CURP}`,
    );
    expect(police.figures).to.deep.equal({ 'Personas nuevas': 1 });
    for (const name of ['rosa', 'nadie']) {
      const { figures } = await said(
        lucia,
        'Usuario,Nombre,Corporación',
        `${name},Otra Persona,PM León`,
      );
      expect(figures, name).to.deep.equal({ 'Personas nuevas': 1 });
    }
  });

  it('does not reach who is under protection', async () => {
    await addPeople(app, {
      id: 'vera',
      displayName: 'Vera Oculta',
      cvegeo: '20067',
      institutionId: 'imef-20',
    });
    await app.database.db('people').where('id', 'vera').update({ status: 'frozen' });
    const silencio = await said(
      await app.signedIn('irene'),
      'Usuario,Nombre,Municipio,Institución',
      'vera,Vera Oculta,20067,IMEF Oax.',
    );
    expect(silencio.figures).to.deep.equal({ 'Personas nuevas': 1 });
    expect(silencio.text).to.not.include('Se parece');
  });

  it('is mended on the page where the table has no column of institutions, row by row or for all of them', async () => {
    const lucia = await app.signedIn('lucia');
    const path = await readTable(
      lucia,
      'Nombre,Municipio,Curso\nAna Sol,11020,curso-breve\nBerta Sol,11020,\nCelia Sol,11020,',
    );
    const preview = await lucia.get(path);
    expect(preview.text).to.include('Institución: Falta.');
    // What follows from whose she is is not said before that is known.
    expect(preview.text).to.not.include('Curso: ');
    const cells = fieldsOf(preview, `${path}/filas`);
    expect(cells).to.deep.equal({
      'todas.institution': '',
      'celda.1.institution': '',
      'celda.2.institution': '',
      'celda.3.institution': '',
    });
    expect((await lucia.get(`${path}?lang=en`)).text).to.include(
      'Institution of all rows that lack one',
    );
    await lucia.get(`${path}?lang=es-MX`);
    const one = await lucia.postAndFollow(`${path}/filas`, {
      ...cells,
      'celda.2.institution': 'PM León',
    });
    expect(figuresOf(one)).to.deep.equal({ 'Personas nuevas': 1, 'Filas con errores': 2 });
    expect(one.text).to.include('Columna 4: Institución');
    const all = await lucia.postAndFollow(`${path}/filas`, {
      ...fieldsOf(one, `${path}/filas`),
      'todas.institution': 'PM León',
    });
    expect(figuresOf(all)).to.deep.equal({ 'Personas nuevas': 3 });
  });

  it('is said once for all rows that miss it, also for those behind the ones that are kept to be shown', async () => {
    const lucia = await app.signedIn('lucia');
    const rows = Array.from({ length: 2_050 }, (_, at) => `Persona ${String(at)} Sol,11020`);
    const path = await readTable(lucia, `Nombre,Municipio\n${rows.join('\n')}`);
    expect(figuresOf(await lucia.get(path))).to.deep.equal({
      'Personas nuevas': 0,
      'Filas con errores': 2050,
    });
    const all = await lucia.postAndFollow(`${path}/filas`, { 'todas.institution': 'PM León' });
    expect(figuresOf(all)).to.deep.equal({ 'Personas nuevas': 2050 });
  });

  it('is asked again when it comes in: a right that was taken away meanwhile brings nobody', async () => {
    const marco = await app.signedIn('marco');
    const path = await readTable(marco, 'Nombre,Municipio,Institución\nAna Cruz,15035,Cecopam');
    expect(figuresOf(await marco.get(path))).to.deep.equal({ 'Personas nuevas': 1 });
    const { db } = app.database;
    await db('grants').where('id', 'g-marco').update({ withdrawn_at: app.clock().toISOString() });
    await app.services.rosters.add(null, path.split('/').at(-1) ?? '');
    expect(await db('people').where('display_name', 'Ana Cruz')).to.have.length(0);
    await db('grants').where('id', 'g-marco').update({ withdrawn_at: null });
    expect(figuresOf(await marco.get(path))).to.include({
      'Personas nuevas': 0,
      'Filas con errores': 1,
    });
  });

  it('is nowhere for instructors, whose reach is a course', async () => {
    const ximena = await app.signedIn('ximena');
    expect((await ximena.get(ROSTERS)).status).to.equal(404);
    expect((await sendTable(ximena, 'a.csv', 'Nombre\nAna')).status).to.equal(404);
    expect((await ximena.get('/administrar')).text).to.not.include('Importar personas');
    expect((await (await app.signedIn('rosa')).get('/administrar')).text).to.include(
      'Importar personas',
    );
  });
});
