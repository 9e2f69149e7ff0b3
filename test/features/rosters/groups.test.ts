import { expect } from 'chai';
import { addCohort } from '../../../src/demo/factories.ts';
import { rosterAdding } from '../../../src/features/rosters/adding.ts';
import { groundFor } from '../../../src/features/rosters/context.ts';
import { rosterUndoing } from '../../../src/features/rosters/undoing.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser } from '../../support/browser.ts';
import { NOW } from '../../support/clock.ts';
import { publishCourse } from '../../support/course.ts';
import { dying } from '../../support/dying.ts';
import { addPeople, lastEvents, signedInAs } from '../../support/people.ts';
import { expectSound } from '../../support/proof.ts';
import { addAll, figuresOf, officer, readTable, undoAll } from '../../support/roster-files.ts';

const at = { side: 'police' as const, institutionId: 'pm-11020' };

/** A table brings people into groups as everything else does: by their places, with a turn for whoever finds none. */
describe('a table of people and the places of groups', function () {
  this.timeout(60_000);
  let app: TestApp;
  let lucia: Browser;
  let courseId: string;
  before(async () => {
    app = await startApp({ before: (services) => publishCourse(services) });
    lucia = await app.signedIn('lucia');
    [courseId = ''] = await app.database.db('courses').pluck<string[]>('id');
    await addPeople(
      app,
      ...['noel', 'omar', 'pilar', 'queta'].map((id) => ({
        ...at,
        id,
        displayName: `${id[0]?.toUpperCase() ?? ''}${id.slice(1)} Paz`,
        cvegeo: '11020',
      })),
    );
  });
  after(() => app.stop());

  const group = (id: string, name: string, capacity: number | null) =>
    addCohort(app.database.db, {
      ...at,
      id,
      name,
      courseId,
      startsOn: '2026-11-01',
      createdAt: NOW,
      instructorIds: [],
      ...(capacity === null ? {} : { capacity }),
    });

  /** New officers, from one number on, who want a place. */
  const officers = (from: number, count: number, name: string): string =>
    [
      'Nombre,Municipio,Corporación,Grupo',
      ...Array.from({ length: count }, (_none, index) =>
        [officer(from + index).join(' '), 'León', 'PM León', name].join(','),
      ),
    ].join('\n');

  const membersOf = (id: string): Promise<string[]> =>
    app.database
      .db('enrolments as e')
      .join('people as p', 'p.id', 'e.person_id')
      .where('e.cohort_id', id)
      .whereNot('e.status', 'withdrawn')
      .orderBy('p.display_name')
      .pluck<string[]>('p.display_name');
  const turnsOf = (id: string): Promise<string[]> =>
    app.database
      .db('cohort_requests as r')
      .join('people as p', 'p.id', 'r.person_id')
      .where({ 'r.cohort_id': id, 'r.state': 'waiting' })
      .orderBy('r.turn')
      .pluck<string[]>('p.display_name');
  const named = (...numbers: number[]): string[] =>
    numbers.map((number) => officer(number).join(' '));
  const enrolmentOf = async (personId: string) => {
    const [row] = (await app.database.db('enrolments').where('person_id', personId)) as Record<
      string,
      unknown
    >[];
    return row;
  };

  it('says row by row who would wait, before anything is kept', async () => {
    await group('chico', 'Turno Chico', 3);
    await addAll(app, lucia, await readTable(lucia, 'Usuario,Grupo\nnoel,Turno Chico'));
    const path = await readTable(lucia, officers(0, 5, 'Turno Chico'));
    const page = await lucia.get(path);
    expect(figuresOf(page)).to.deep.equal({
      'Personas nuevas': 5,
      'Quedarían en lista de espera': 3,
    });
    const section = page.document.querySelector('[aria-labelledby="espera"]');
    const rows = [...(section?.querySelectorAll('ul.rows > li') ?? [])].map((row) =>
      (row.textContent ?? '').replace(/\s+/g, ' ').trim(),
    );
    expect(rows).to.deep.equal(
      named(2, 3, 4).map(
        (name, index) => `Fila ${String(index + 4)}. ${name}espera lugar en Turno Chico`,
      ),
    );
    expect((await lucia.get(`${path}?lang=en`)).text).to.include(
      '3 people would be on a waiting list',
    );
    await lucia.get(`${path}?lang=es-MX`);
    expect(await turnsOf('chico')).to.deep.equal([]);
    await lucia.post(`${path}/descarte`);
  });

  it('fills a group up to what it holds, puts the others on its list in their order, and is taken back whole', async () => {
    const { db } = app.database;
    const path = await readTable(lucia, officers(0, 5, 'Turno Chico'));
    const done = figuresOf(await addAll(app, lucia, path));
    expect(done).to.include({ 'Personas nuevas': 5, Inscripciones: 2, 'En lista de espera': 3 });
    expect(await membersOf('chico')).to.have.members(['Noel Paz', ...named(0, 1)]);
    expect(await turnsOf('chico')).to.deep.equal(named(2, 3, 4));
    expect(await db('cohort_requests').distinct('added_by').pluck('added_by')).to.deep.equal([
      'lucia',
    ]);
    const event = (await lastEvents(app, 10)).findLast(({ action }) => action === 'rosters.added');
    expect(event?.details).to.include({ added: 5, waiting: 3 });
    await expectSound(app);

    const again = await readTable(
      lucia,
      [
        'Usuario,Grupo',
        ...(
          await db('people')
            .where('display_name', 'in', named(0, 1, 2, 3, 4))
            .pluck<string[]>('username')
        ).map((username) => `${username},Turno Chico`),
      ].join('\n'),
    );
    expect(figuresOf(await lucia.get(again)), 'the same table').to.deep.equal({
      'Personas nuevas': 0,
      'Filas sin cambios': 5,
    });
    await lucia.post(`${again}/descarte`);

    const back = figuresOf(await undoAll(app, lucia, path));
    expect(back).to.include({ 'Personas que se quitaron': 5, 'Personas que se quedan': 0 });
    expect(await membersOf('chico')).to.deep.equal(['Noel Paz']);
    expect(await db('cohort_requests').where('state', 'waiting')).to.have.length(0);
    expect(await db('threads').where('kind', 'notice'), 'nobody is told of a place').to.have.length(
      0,
    );
    await expectSound(app);
  });

  it('is taken back even from those who came in from the list since, and the places go to who waits', async () => {
    const { db } = app.database;
    const path = await readTable(lucia, officers(0, 4, 'Turno Chico'));
    await addAll(app, lucia, path);
    await addAll(app, lucia, await readTable(lucia, 'Usuario,Grupo\nomar,Turno Chico'));
    expect(await turnsOf('chico')).to.deep.equal([...named(2, 3), 'Omar Paz']);
    await db('cohorts').where('id', 'chico').update({ capacity: 4 });
    await app.services.fillFreedPlaces();
    expect(await membersOf('chico')).to.include(named(2)[0] ?? '');
    const back = figuresOf(await undoAll(app, lucia, path));
    expect(back).to.include({ 'Personas que se quitaron': 4, 'Personas que se quedan': 0 });
    expect(await membersOf('chico')).to.deep.equal(['Noel Paz', 'Omar Paz']);
    expect(await turnsOf('chico')).to.deep.equal([]);
    expect(await db('threads').where('kind', 'notice').pluck('person_id')).to.deep.equal(['omar']);
    await expectSound(app);
  });

  it('takes back the place of somebody with an account who came in from the list, and those behind her get their turns', async () => {
    const { db } = app.database;
    await group('dos', 'Turno Dos', 2);
    const known = ['alba', 'uno', 'dora', 'tres', 'vera', 'yara', 'zita'];
    await addPeople(
      app,
      ...known.map((id) => ({ ...at, id, displayName: `${id} Cal`, cvegeo: '11020' })),
    );
    await addAll(app, lucia, await readTable(lucia, 'Usuario,Curso\ndora,curso-breve'));
    const outside = await enrolmentOf('dora');
    await db('cohort_requests').insert({
      id: 'pide-vera',
      cohort_id: 'dos',
      person_id: 'vera',
      state: 'asked',
      asked_at: NOW.toISOString(),
    });
    const named = (ids: string[]): string =>
      ['Usuario,Grupo', ...ids.map((id) => `${id},Turno Dos`)].join('\n');
    const path = await readTable(lucia, named(['alba', 'uno', 'tres', 'dora', 'vera']));
    await addAll(app, lucia, path);
    await addAll(app, lucia, await readTable(lucia, named(['yara', 'zita'])));
    expect(await membersOf('dos')).to.deep.equal(['alba Cal', 'uno Cal']);
    const waiting = ['tres Cal', 'dora Cal', 'vera Cal', 'yara Cal', 'zita Cal'];
    expect(await turnsOf('dos')).to.deep.equal(waiting);

    // Places free one by one, and a new one and one who studied outside come in from the list; then one who had asked.
    await db('cohorts').where('id', 'dos').update({ capacity: 5 });
    await app.services.fillFreedPlaces();
    expect(await turnsOf('dos')).to.deep.equal(['yara Cal', 'zita Cal']);
    await db('cohorts').where('id', 'dos').update({ capacity: 1 });
    const back = figuresOf(await undoAll(app, lucia, path));
    expect(back).to.include({ 'Cambios que se revirtieron': 5 });
    expect(await membersOf('dos'), 'nobody of the table keeps a place').to.deep.equal(['yara Cal']);
    expect(await turnsOf('dos')).to.deep.equal(['zita Cal']);
    expect(await enrolmentOf('tres'), 'she had none before').to.equal(undefined);
    expect(await enrolmentOf('dora'), 'she studies outside again').to.deep.equal(outside);
    expect(await db('cohort_requests').where('id', 'pide-vera').pluck('state')).to.deep.equal([
      'asked',
    ]);
    await expectSound(app);
  });

  it('leaves the place to whoever came in from the list and has begun', async () => {
    const { db } = app.database;
    await group('uno', 'Turno Uno', 1);
    const path = await readTable(lucia, 'Usuario,Grupo\npilar,Turno Uno\nzita,Turno Uno');
    await db('cohort_requests').where('person_id', 'zita').delete();
    await addAll(app, lucia, path);
    expect(await turnsOf('uno')).to.deep.equal(['zita Cal']);
    await db('cohorts').where('id', 'uno').update({ capacity: 2 });
    await app.services.fillFreedPlaces();
    await db('enrolments').where('person_id', 'zita').update({ started_at: NOW.toISOString() });
    await undoAll(app, lucia, path);
    expect(await membersOf('uno')).to.deep.equal(['zita Cal']);
    await expectSound(app);
  });

  it('gives a place to whoever had asked for it or studied outside, and puts all that back', async () => {
    const { db } = app.database;
    await group('abierto', 'Turno Abierto', null);
    await addAll(
      app,
      lucia,
      await readTable(lucia, 'Usuario,Curso\npilar,curso-breve\nqueta,curso-breve'),
    );
    await db('enrolments')
      .where('person_id', 'queta')
      .update({ status: 'withdrawn', withdrawn_at: NOW.toISOString() });
    await db('cohort_requests').insert({
      id: 'pide',
      cohort_id: 'abierto',
      person_id: 'pilar',
      state: 'asked',
      asked_at: NOW.toISOString(),
    });
    const before = await db('enrolments').whereIn('person_id', ['pilar', 'queta']).orderBy('id');
    const path = await readTable(lucia, 'Usuario,Grupo\npilar,Turno Abierto\nqueta,Turno Abierto');
    expect(figuresOf(await addAll(app, lucia, path))).to.include({ Inscripciones: 2 });
    expect(await membersOf('abierto')).to.deep.equal(['Pilar Paz', 'Queta Paz']);
    expect(await db('cohort_requests').where('id', 'pide').pluck('state')).to.deep.equal([
      'entered',
    ]);
    expect(figuresOf(await undoAll(app, lucia, path))['Cambios que se revirtieron']).to.equal(2);
    expect(
      await db('enrolments').whereIn('person_id', ['pilar', 'queta']).orderBy('id'),
    ).to.deep.equal(before);
    expect(await db('cohort_requests').where('id', 'pide').pluck('state')).to.deep.equal(['asked']);
    await expectSound(app);
  });

  it('keeps of each enrolment the age group of its day, in a group and outside', async () => {
    const { db } = app.database;
    await addPeople(
      app,
      ...['rita', 'sara'].map((id) => ({ ...at, id, displayName: `${id} Sol`, cvegeo: '11020' })),
    );
    for (const id of ['rita', 'sara']) {
      const browser = await signedInAs(app, id);
      await browser.post('/cuenta/preguntas/birth-year', { respuesta: '1984', consiento: '1' });
    }
    const path = await readTable(
      lucia,
      'Usuario,Curso,Grupo\nrita,curso-breve,\nsara,curso-breve,Turno Abierto',
    );
    await addAll(app, lucia, path);
    for (const id of ['rita', 'sara'])
      expect(await enrolmentOf(id), id).to.include({
        age_group: '35-44',
        institution_id: 'pm-11020',
        cvegeo: '11020',
        state_code: '11',
      });
    expect((await db('enrolments').where('cohort_id', 'abierto')).length).to.equal(1);
  });

  it('whose process is killed goes on with the turns where it was, and so does taking it back', async () => {
    const { db } = app.database;
    const { audit, seal, versions, cohortPlaces, enrolMany, enrolPerson, fillFreedPlaces } =
      app.services;
    await group('largo', 'Turno Largo', 40);
    const path = await readTable(lucia, officers(0, 120, 'Turno Largo'));
    const id = path.split('/').at(-1) ?? '';
    await db('people_imports').where({ id }).update({ status: 'adding', no_password: 'x' });
    const own = { clock: app.clock, audit, seal };
    const adding = rosterAdding({
      ...own,
      db: dying(db, 3),
      groundFor: groundFor({ db, clock: app.clock, seal, versions }),
      cohortPlaces,
      enrolMany,
      enrolPerson,
    });
    expect(String(await adding.finish(id).catch((error: unknown) => error))).to.include('killed');
    expect(await membersOf('largo')).to.have.length(40);
    await Promise.all([app.services.rosters.finishAll(), app.services.rosters.finishAll()]);
    expect(await membersOf('largo')).to.have.length(40);
    const names = Array.from({ length: 120 }, (_none, index) => officer(index).join(' '));
    expect(await turnsOf('largo')).to.deep.equal(names.slice(40));

    await db('people_imports').where({ id }).update({ status: 'undoing' });
    const undoing = rosterUndoing({
      ...own,
      db: dying(db, 2),
      cohortPlaces,
      fillFreedPlaces,
    });
    expect(String(await undoing.finish(id).catch((error: unknown) => error))).to.include('killed');
    await fillFreedPlaces();
    await app.services.rosters.finishAll();
    expect(await membersOf('largo')).to.deep.equal([]);
    expect(await turnsOf('largo')).to.deep.equal([]);
    expect(await db('people_import_acts').where('import_id', id)).to.have.length(0);
    await expectSound(app);
  });

  it('that comes with another at the same moment never fills a group beyond what it holds', async () => {
    await group('justo', 'Turno Justo', 30);
    const paths = [
      await readTable(lucia, officers(0, 40, 'Turno Justo')),
      await readTable(lucia, officers(200, 40, 'Turno Justo')),
    ];
    await Promise.all(paths.map((path) => lucia.post(path)));
    await app.services.rosters.finishAll();
    expect(await membersOf('justo')).to.have.length(30);
    expect(await turnsOf('justo')).to.have.length(50);
    await expectSound(app);
  });
});
