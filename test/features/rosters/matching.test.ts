import { expect } from 'chai';
import { addCohort } from '../../../src/demo/factories.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser } from '../../support/browser.ts';
import { NOW } from '../../support/clock.ts';
import { publishCourse } from '../../support/course.ts';
import { addPeople } from '../../support/people.ts';
import { expectSound } from '../../support/proof.ts';
import { addAll, figuresOf, readTable, sendTable, undoAll } from '../../support/roster-files.ts';

const CURP = 'HEGG560427MVZRRL04';
const OTHER_CURP = 'BADD110313HCMLNS06';

describe('who a row of a table means', function () {
  this.timeout(60_000);
  let app: TestApp;
  let lucia: Browser;
  before(async () => {
    app = await startApp({ before: (services) => publishCourse(services) });
    lucia = await app.signedIn('lucia');
  });
  after(() => app.stop());

  const people = () => app.database.db('people');
  const table = (...rows: string[]): string => rows.join('\n');
  const bring = async (...rows: string[]): Promise<string> => {
    const path = await readTable(lucia, table(...rows));
    await addAll(app, lucia, path);
    return path;
  };

  it('is one person for life by her CURP, whatever her name says; it is kept sealed and never shown', async () => {
    await bring('Nombre,Municipio,Corporación,CURP', `Gabriela Hernandez,León,PM León,${CURP}`);
    const path = await readTable(
      lucia,
      table(
        'CURP,Nombre,Municipio,Corporación',
        `hegg-560427-mvzrrl-04,Gabriela Hernández Guerra,Silao de la Victoria,PM León`,
      ),
    );
    const page = await lucia.get(path);
    expect(figuresOf(page)).to.deep.equal({ 'Personas nuevas': 0, 'Personas que cambian': 1 });
    await addAll(app, lucia, path);
    const rows = (await people().where('display_name', 'like', 'Gabriela%')) as Record<
      string,
      unknown
    >[];
    expect(rows).to.have.length(1);
    expect(rows[0]).to.include({ display_name: 'Gabriela Hernández Guerra', cvegeo: '11037' });
    const kept = JSON.stringify([
      ...rows,
      ...(await app.database.db<object>('people_import_acts')),
    ]);
    expect(kept).to.not.include('HEGG').and.not.include(CURP);
    expect(rows[0]?.['curp_sealed']).to.match(/^v1\./);
    const person = await lucia.get(`/administrar/personas/${String(rows[0]?.['id'])}`);
    expect(person.body).to.not.include('HEGG');
    const wrong = await readTable(
      lucia,
      table('CURP,Usuario', `${OTHER_CURP},${String(rows[0]?.['username'])}`),
    );
    expect((await lucia.get(wrong)).text).to.include('tiene otra CURP');
    const back = await undoAll(app, lucia, path);
    expect(figuresOf(back)['Cambios que se revirtieron']).to.equal(1);
    const [again] = (await people().where('id', String(rows[0]?.['id']))) as Record<
      string,
      unknown
    >[];
    expect(again).to.include({ display_name: 'Gabriela Hernandez', cvegeo: '11020' });
  });

  it('is an earlier row of the same table, for another course', async () => {
    await publishCourse(app.services, 'curso-de-todo');
    const path = await readTable(
      lucia,
      table(
        'Usuario,Nombre,Municipio,Corporación,Curso',
        'petra.luna,Petra Luna,León,PM León,curso-breve',
        'petra.luna,,,,curso-de-todo',
      ),
    );
    expect(figuresOf(await lucia.get(path))).to.deep.equal({
      'Personas nuevas': 1,
      'Filas con otro curso o red de las nuevas': 1,
    });
    const done = figuresOf(await addAll(app, lucia, path));
    expect(done).to.include({ 'Personas nuevas': 1, Inscripciones: 2 });
    const [petra] = (await people().where('username', 'petra.luna')) as { id: string }[];
    expect(await app.database.db('enrolments').where('person_id', petra?.id ?? '')).to.have.length(
      2,
    );
    await expectSound(app);
  });

  it('is only perhaps somebody of the same name, place and institution: whoever brings it decides', async () => {
    const { db } = app.database;
    const rows = [
      'Nombre,Municipio,Corporación,Curso',
      'Aguilar Tomás,León,PM León,curso-breve',
      'Tomas Aguilar,León,PM León,',
    ];
    const path = await readTable(lucia, table(...rows));
    const page = await lucia.get(path);
    expect(figuresOf(page)).to.deep.equal({
      'Personas nuevas': 0,
      'Filas que quizá ya existen': 2,
    });
    expect(page.text).to.include('Se parece a tomas');
    const before = await people().count({ count: '*' });
    expect(figuresOf(await addAll(app, lucia, await readTable(lucia, table(...rows))))).to.include({
      'Filas que quedan fuera': 2,
    });
    expect(await people().count({ count: '*' })).to.deep.equal(before);
    const decided = await lucia.postAndFollow(`${path}/decisiones`, {
      'fila.1': 'misma',
      'fila.2': 'otra',
    });
    expect(figuresOf(decided)).to.deep.equal({ 'Personas nuevas': 1, 'Personas que cambian': 1 });
    await addAll(app, lucia, path);
    expect(await db('enrolments').where('person_id', 'tomas')).to.have.length(1);
    expect(await people().where('display_name', 'Tomas Aguilar')).to.have.length(1);
    await undoAll(app, lucia, path);
    expect(await db('enrolments').where('person_id', 'tomas')).to.have.length(0);
    expect(await people().where('display_name', 'Tomas Aguilar')).to.have.length(0);
  });

  it('changes institution with her history kept, and goes back', async () => {
    const { db } = app.database;
    await addPeople(app, {
      id: 'noel',
      displayName: 'Noel Paz',
      side: 'police',
      institutionId: 'pm-11020',
      cvegeo: '11020',
    });
    const path = await bring('Usuario,Institución', 'noel,SESNSP');
    const memberships = () =>
      db('memberships')
        .where('person_id', 'noel')
        .orderBy('institution_id')
        .select('institution_id', 'to_on');
    expect(await memberships()).to.deep.equal([
      { institution_id: 'pm-11020', to_on: '2026-11-23' },
      { institution_id: 'sesnsp', to_on: null },
    ]);
    await undoAll(app, lucia, path);
    expect(await memberships()).to.deep.equal([{ institution_id: 'pm-11020', to_on: null }]);
    expect(await people().where({ id: 'noel', institution_id: 'pm-11020' })).to.have.length(1);
  });

  it('goes into a group by its name, not into another one of the course', async () => {
    const { db } = app.database;
    const [{ course_id: courseId }] = (await db('course_versions')
      .select('course_id')
      .limit(1)) as [{ course_id: string }];
    const at = {
      courseId,
      institutionId: 'pm-11020',
      side: 'police' as const,
      startsOn: '2026-11-01',
      createdAt: NOW,
      instructorIds: [],
    };
    await addCohort(db, { ...at, id: 'g1', name: 'Turno A' });
    await addCohort(db, { ...at, id: 'g2', name: 'Turno B' });
    await bring('Usuario,Grupo', 'noel,turno a');
    expect(await db('enrolments').where({ person_id: 'noel', cohort_id: 'g1' })).to.have.length(1);
    const other = await lucia.get(await readTable(lucia, table('Usuario,Grupo', 'noel,TURNO B')));
    expect(other.text).to.include('Ya está en otro grupo de ese curso');
  });

  it('is refused in words when the file is none', async () => {
    for (const [name, bytes, said] of [
      ['foto.png', Buffer.from([137, 80, 78, 71, 0, 1, 2]), 'No es un libro de Excel'],
      ['vacio.csv', ' \n ; ; \n', 'El archivo no tiene filas'],
      ['roto.xlsx', Buffer.from('PK\u0003\u0004nada'), 'No es un libro de Excel'],
    ] as const) {
      const page = await sendTable(lucia, name, bytes);
      expect(page.status, name).to.equal(422);
      expect(page.text, name).to.include(said);
    }
  });

  it('is asked for by columns that somebody puts right', async () => {
    const path = await readTable(lucia, table('Quién,Dónde,Cuerpo', 'Irma Paz,León,PM León'));
    expect(figuresOf(await lucia.get(path))).to.include({ 'Personas nuevas': 0 });
    const page = await lucia.postAndFollow(`${path}/columnas`, {
      encabezados: '0',
      'columna.0': 'name',
      'columna.1': 'municipality',
      'columna.2': 'institution',
    });
    expect(figuresOf(page)).to.deep.equal({ 'Personas nuevas': 1 });
  });
});
