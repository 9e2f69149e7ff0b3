import { expect } from 'chai';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser } from '../../support/browser.ts';
import { publishCourse } from '../../support/course.ts';
import { expectSound } from '../../support/proof.ts';
import {
  addAll,
  fieldsOf,
  figuresOf,
  readTable,
  ROSTERS,
  undoAll,
} from '../../support/roster-files.ts';

/** A rank is mapped through the catalogue of its institution to a band of command, and the band is what is kept. */
describe('ranks in a table of people', function () {
  this.timeout(60_000);
  let app: TestApp;
  let lucia: Browser;
  before(async () => {
    app = await startApp({ before: (services) => publishCourse(services) });
    lucia = await app.signedIn('lucia');
    const ada = await app.signedIn('ada');
    const ranks = '/administrar/instituciones/pm-11020/grados';
    await ada.post(`${ranks}/escala`, { escala: 'policia-civil' });
    await ada.post(ranks, { grado: 'Patrullero', nivel: 'operativo' });
  });
  after(() => app.stop());

  const bandOf = async (name: string): Promise<string | null> =>
    (
      await app.database
        .db('people')
        .where('display_name', name)
        .first<{ rank_band: string | null }>('rank_band')
    ).rank_band;

  let path: string;
  it('are understood without accents and case, by rank or by band in either language', async () => {
    path = await readTable(
      lucia,
      [
        'Nombre,Municipio,Corporación,Grado,Nivel de mando,Curso',
        'Ana Paz,León,PM León,POLICIA SEGUNDO,,curso-breve',
        'Bety Sol,León,PM León,patrullero,Operativo,curso-breve',
        'Cora Luz,León,PM León,,middle command,',
        'Dora Mar,León,PM León,Mando superior,,',
        'Elsa Río,León,PM León,,,',
      ].join('\n'),
    );
    const page = await lucia.get(path);
    expect(figuresOf(page), page.text).to.deep.equal({ 'Personas nuevas': 5 });
    await addAll(app, lucia, path);
    for (const [name, band] of Object.entries({
      'Ana Paz': 'operativo',
      'Bety Sol': 'operativo',
      'Cora Luz': 'mando-medio',
      'Dora Mar': 'mando-superior',
      'Elsa Río': null,
    }))
      expect(await bandOf(name), name).to.equal(band);
    expect(
      await app.database
        .db('enrolments as e')
        .join('people as p', 'p.id', 'e.person_id')
        .where('p.display_name', 'Ana Paz')
        .pluck('e.rank_band'),
    ).to.deep.equal(['operativo']);
  });

  it('that are unknown are told row by row with what is near, and mended in place', async () => {
    const wrong = await readTable(
      lucia,
      [
        'Nombre,Municipio,Corporación,Grado,Nivel de mando',
        'Flor Gil,León,PM León,Suboficil,',
        'Gema Ros,León,PM León,Astronauta,',
        'Hilda Mora,León,PM León,,tropa',
        'Irma Vega,León,PM León,Comisario,Operativo',
        'Julia Cano,León,,Policía,',
      ].join('\n'),
    );
    const page = await lucia.get(wrong);
    expect(figuresOf(page)).to.deep.equal({ 'Personas nuevas': 0, 'Filas con errores': 5 });
    for (const said of [
      'Grado: «Suboficil» no es un grado de Policía municipal de León. Se parecen: Suboficial',
      'Grado: «Astronauta» no es un grado de Policía municipal de León. Escribe su nivel',
      'Nivel de mando: «tropa» no es un nivel de mando. Escribe mando superior',
      'Grado: El grado «Comisario» es de otro nivel de mando',
      'Grado: En la comunidad no hay grados',
    ])
      expect(page.text).to.include(said);
    const cells = fieldsOf(page, `${wrong}/filas`);
    const name = Object.keys(cells).find((one) => cells[one] === 'Suboficil') ?? '';
    const after = await lucia.postAndFollow(`${wrong}/filas`, { ...cells, [name]: 'Suboficial' });
    expect(figuresOf(after)).to.include({ 'Personas nuevas': 1, 'Filas con errores': 4 });
    await lucia.post(`${wrong}/descarte`);
  });

  it('change who is known, go out as bands that come in and change nothing, and are taken back', async () => {
    const { db } = app.database;
    const [username = ''] = await db('people')
      .where('display_name', 'Ana Paz')
      .pluck<string[]>('username');
    const before = await db('people').orderBy('id');
    const promoted = await readTable(
      lucia,
      `Usuario,Grado\n${username},Inspector\ntomas,Policía Tercero`,
    );
    const page = await lucia.get(promoted);
    expect(figuresOf(page)).to.include({ 'Personas que cambian': 1, 'Filas sin cambios': 1 });
    expect(page.text).to.include('Nivel de mando');
    await addAll(app, lucia, promoted);
    expect(await bandOf('Ana Paz')).to.equal('mando-medio');
    expect(
      await db('enrolments as e')
        .join('people as p', 'p.id', 'e.person_id')
        .where('p.display_name', 'Ana Paz')
        .pluck('e.rank_band'),
      'what she enrolled with stays',
    ).to.deep.equal(['operativo']);

    const { location } = await lucia.post(`${ROSTERS}/exportar`, { motivo: 'update' });
    const file = await lucia.get(location);
    expect(file.body).to.include('Mando medio');
    const again = await readTable(lucia, file.body, 'personas.csv');
    const figures = figuresOf(await lucia.get(again));
    expect(Object.keys(figures)).to.deep.equal(['Personas nuevas', 'Filas sin cambios']);
    await lucia.post(`${again}/descarte`);

    await undoAll(app, lucia, promoted);
    expect(await db('people').orderBy('id')).to.deep.equal(before);
    await undoAll(app, lucia, path);
    expect(await db('people').where('display_name', 'Ana Paz')).to.have.length(0);
    await expectSound(app);
  });
});
