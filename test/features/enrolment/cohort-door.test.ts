import { expect } from 'chai';
import type { CastName } from '../../../src/demo/cast.ts';
import { addCohort, addGrant } from '../../../src/demo/factories.ts';
import type { Side } from '../../../src/lib/actor.ts';
import { DAY } from '../../../src/lib/clock.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser } from '../../support/browser.ts';
import { NOW } from '../../support/clock.ts';
import { publishCourse } from '../../support/course.ts';
import { addPeople, lastEvents, signedInAs } from '../../support/people.ts';
import { expectSound } from '../../support/proof.ts';

const COURSE = '/cursos/curso-breve';
const DOOR = `${COURSE}/grupos`;
const ADMIN = '/administrar/grupos';
const WHO = ['ana', 'berta', 'carla', 'diana', 'elsa', 'fany'] as const;

describe('the door of a cohort', () => {
  let app: TestApp;
  let courseId: string;
  const browsers = new Map<string, Browser>();

  const as = async (name: string): Promise<Browser> => {
    const known = browsers.get(name);
    if (known !== undefined) return known;
    const isCast = ['rosa', 'tomas', 'elena', 'ximena', 'irene', 'lucia'].includes(name);
    const browser = isCast ? await app.signedIn(name as CastName) : await signedInAs(app, name);
    browsers.set(name, browser);
    return browser;
  };
  const cohort = (id: string, more: { capacity?: number; side?: Side } = {}): Promise<void> =>
    addCohort(app.database.db, {
      id,
      name: `Grupo ${id}`,
      courseId,
      institutionId: more.side === 'police' ? 'pm-11020' : 'imm-15033',
      side: 'community',
      startsOn: '2026-11-01',
      endsOn: '2027-06-30',
      dueOn: '2027-01-31',
      instructorIds: [more.side === 'police' ? 'bruno' : 'ximena'],
      asksOpen: true,
      createdAt: NOW,
      ...more,
    });
  const membersOf = async (id: string): Promise<string[]> => {
    const rows = (await app.database
      .db('enrolments')
      .select('person_id')
      .where('cohort_id', id)
      .whereNot('status', 'withdrawn')
      .orderBy('person_id')) as { person_id: string }[];
    return rows.map((row) => row.person_id);
  };
  const waitingFor = async (id: string): Promise<string[]> => {
    const rows = (await app.database
      .db('cohort_requests')
      .select('person_id')
      .where({ cohort_id: id, state: 'waiting' })
      .orderBy('turn')) as { person_id: string }[];
    return rows.map((row) => row.person_id);
  };
  const requestOf = async (id: string, personId: string): Promise<string> =>
    (
      await app.database
        .db('cohort_requests')
        .where({ cohort_id: id, person_id: personId })
        .orderBy('asked_at', 'desc')
        .first<{ id: string }>('id')
    ).id;
  const addAll = async (id: string, ...usernames: string[]) =>
    (await as('silvia')).post(`${ADMIN}/${id}/personas`, { usuarios: usernames.join('\n') });
  const keyOf = async (id: string): Promise<string> => {
    const silvia = await as('silvia');
    await silvia.post(`${ADMIN}/${id}/clave`, { accion: 'hacer' });
    const page = await silvia.get(`${ADMIN}/${id}`);
    const [, key = ''] = /Clave del grupo: (\w{4} \w{4})/.exec(page.text) ?? [];
    return key;
  };

  beforeEach(async () => {
    browsers.clear();
    app = await startApp();
    courseId = (await publishCourse(app.services)).courseId;
    await addPeople(app, ...WHO.map((id) => ({ id, displayName: `${id} Paz`, cvegeo: '15033' })), {
      id: 'silvia',
      displayName: 'Silvia Cano',
      institutionId: 'semujeres',
    });
    await addGrant(app.database.db, {
      id: 'g-silvia',
      personId: 'silvia',
      role: 'analyst_semujeres',
      grantedAt: NOW,
    });
  });
  afterEach(async () => {
    await expectSound(app);
    await app.stop();
  });

  it('keeps whoever does not fit on a waiting list, in the order of the list', async () => {
    await cohort('uno', { capacity: 2 });
    const answer = await addAll('uno', 'fany', 'ana', 'diana', 'berta');
    expect(answer.status).to.equal(303);
    expect(await membersOf('uno')).to.deep.equal(['ana', 'fany']);
    expect(await waitingFor('uno')).to.deep.equal(['diana', 'berta']);
    const page = await (await as('silvia')).get(`${ADMIN}/uno`);
    expect(page.text).to.include('2 de 2 lugares ocupados').and.include('Lista de espera');
    const [event] = await lastEvents(app, 2);
    expect(event).to.deep.include({
      action: 'cohorts.people-added',
      details: { added: 2, waiting: 2, named: 4 },
    });
  });

  it('gives a place that frees to whoever waits longest, who reads so in her inbox', async () => {
    await cohort('uno', { capacity: 1 });
    await addAll('uno', 'ana', 'berta', 'carla');
    await (await as('silvia')).post(`${ADMIN}/uno/personas/ana/baja`);
    expect(await membersOf('uno')).to.deep.equal(['berta']);
    expect(await waitingFor('uno')).to.deep.equal(['carla']);

    const berta = await as('berta');
    const inbox = await berta.get('/mensajes');
    expect(inbox.text).to.include('Ya tienes lugar en Grupo uno').and.include('Nuevo');
    const action = inbox.document.querySelector('form[action$="/lectura"]')?.getAttribute('action');
    const opened = await berta.postAndFollow(action ?? '', {});
    expect(opened.text).to.include('Entraste al grupo Grupo uno');
    expect((await (await as('carla')).get('/mensajes')).text).not.to.include('Ya tienes lugar');
    expect((await (await as('carla')).get(opened.location || '/mensajes/x')).status).to.equal(404);

    // Leaving the course frees a place too, and so does a larger capacity.
    await berta.post(`${COURSE}/baja`);
    expect(await membersOf('uno')).to.deep.equal(['carla']);
    expect(await waitingFor('uno')).to.deep.equal([]);
  });

  it('lets people in when it comes to hold more, and puts nobody out when it holds less', async () => {
    await cohort('uno', { capacity: 1 });
    await addAll('uno', 'ana', 'berta', 'carla');
    const silvia = await as('silvia');
    const form = {
      nombre: 'Grupo uno',
      inicia: '2026-11-01',
      termina: '2027-06-30',
      limite: '2027-01-31',
      instructores: 'ximena',
    };
    expect((await silvia.post(`${ADMIN}/uno`, { ...form, cupo: '2' })).status).to.equal(303);
    expect(await membersOf('uno')).to.deep.equal(['ana', 'berta']);
    await silvia.post(`${ADMIN}/uno`, { ...form, cupo: '1' });
    expect(await membersOf('uno')).to.deep.equal(['ana', 'berta']);
    expect((await silvia.post(`${ADMIN}/uno`, { ...form, cupo: '0' })).status).to.equal(422);
    await silvia.post(`${ADMIN}/uno`, form);
    expect(await membersOf('uno')).to.deep.equal(['ana', 'berta', 'carla']);
  });

  it('gives the place of an account that was closed, and keeps that of whoever is under protection', async () => {
    await cohort('uno', { capacity: 2 });
    await addAll('uno', 'ana', 'berta', 'carla', 'diana');
    const { db } = app.database;
    await db('people')
      .where('id', 'ana')
      .update({ status: 'closed', closed_at: NOW.toISOString() });
    await db('people').where('id', 'berta').update({ status: 'frozen' });
    await db('people').where('id', 'carla').update({ status: 'frozen' });
    await app.services.fillFreedPlaces();
    expect(await membersOf('uno')).to.deep.equal(['ana', 'berta', 'diana']);
    expect(await waitingFor('uno'), 'she keeps her turn').to.deep.equal(['carla']);
    await app.services.fillFreedPlaces();
    expect(await membersOf('uno')).to.have.length(3);
  });

  it('waits for nobody who came in by another way', async () => {
    await cohort('uno', { capacity: 1 });
    await addAll('uno', 'ana', 'berta', 'carla');
    const { db } = app.database;
    const ana = await db('enrolments').where('person_id', 'ana').first<object>();
    await db('enrolments').insert({ ...ana, id: 'e-berta', person_id: 'berta' });
    await app.services.fillFreedPlaces();
    expect(await waitingFor('uno')).to.deep.equal(['carla']);
  });

  it('does not give her old place back to somebody who left and comes again', async () => {
    await cohort('uno', { capacity: 1 });
    await addAll('uno', 'ana', 'berta');
    const ana = await as('ana');
    await ana.post(`${COURSE}/baja`);
    expect(await membersOf('uno')).to.deep.equal(['berta']);
    await ana.post(`${COURSE}/inscripcion`);
    expect(await membersOf('uno')).to.deep.equal(['berta']);
  });

  it('takes requests, and brings in whom somebody approves', async () => {
    await cohort('uno', { capacity: 1 });
    const [ana, berta] = [await as('ana'), await as('berta')];
    expect((await ana.get(DOOR)).text)
      .to.include('Grupo uno')
      .and.include('1 lugar libre');
    for (const browser of [ana, ana, berta]) {
      expect((await browser.post(`${DOOR}/uno/solicitud`)).status).to.equal(303);
    }
    expect((await ana.get(DOOR)).text).to.include('Pediste un lugar');
    expect(await membersOf('uno')).to.deep.equal([]);
    const ximena = await as('ximena');
    const page = await ximena.get(`${ADMIN}/uno`);
    expect(page.text).to.include('ana Paz').and.include('berta Paz');
    const approve = async (who: string) =>
      ximena.post(`${ADMIN}/uno/solicitudes/${await requestOf('uno', who)}`, {
        decision: 'aprobar',
      });
    expect((await approve('ana')).status).to.equal(303);
    expect((await approve('berta')).status).to.equal(303);
    expect((await approve('ana')).status, 'decided already').to.equal(409);
    expect(await membersOf('uno')).to.deep.equal(['ana']);
    expect(await waitingFor('uno')).to.deep.equal(['berta']);
    expect((await berta.get(DOOR)).text).to.include('en el lugar 1');
    expect((await ana.get('/mensajes')).text).to.include('Ya tienes lugar en Grupo uno');
    await berta.post(`${DOOR}/uno/renuncia`);
    expect(await waitingFor('uno')).to.deep.equal([]);
  });

  it('tells whoever is declined the reason, sealed in the database, and asks for one', async () => {
    await cohort('uno');
    const ana = await as('ana');
    await ana.post(`${DOOR}/uno/solicitud`);
    const request = await requestOf('uno', 'ana');
    const ximena = await as('ximena');
    const path = `${ADMIN}/uno/solicitudes/${request}`;
    const missing = await ximena.post(path, { decision: 'rechazar', motivo: ' ' });
    expect(missing.status).to.equal(422);
    expect(missing.document.querySelector(`#motivo-${request}`)).to.not.equal(null);
    expect((await ximena.post(path, { decision: 'quizás' })).status).to.equal(422);
    const motivo = 'Este grupo es para Toluca; abrimos otro en enero.';
    expect((await ximena.post(path, { decision: 'rechazar', motivo })).status).to.equal(303);
    expect((await ana.get(DOOR)).text)
      .to.include(motivo)
      .and.include('Volver a pedirlo');
    expect((await ana.get('/mensajes')).text).to.include('no fue aceptada');
    const row = await app.database.db('cohort_requests').where('id', request).first<object>();
    expect(JSON.stringify(row)).not.to.include('Toluca');
    const [event] = await lastEvents(app);
    expect(event?.action).to.equal('cohorts.request-declined');
    expect(JSON.stringify(event)).not.to.include('Toluca');
    expect((await ana.post(`${DOOR}/uno/solicitud`)).status).to.equal(303);
    expect((await ana.get(DOOR)).text).to.include('Pediste un lugar');
  });

  it('opens with a key, in any case and spacing, for one side of the wall only', async () => {
    await cohort('uno', { capacity: 1 });
    const key = await keyOf('uno');
    expect(key).to.match(/^\w{4} \w{4}$/);
    const typed = { clave: ` ${key.toLowerCase()} ` };
    const ana = await as('ana');
    const entered = await ana.post('/clave-de-grupo', typed);
    expect(entered.location).to.equal(COURSE);
    expect(await membersOf('uno')).to.deep.equal(['ana']);
    expect((await ana.post('/clave-de-grupo', typed)).status, 'again').to.equal(303);
    expect((await (await as('berta')).post('/clave-de-grupo', typed)).location).to.equal(DOOR);
    expect(await waitingFor('uno')).to.deep.equal(['berta']);

    const across = await (await as('tomas')).post('/clave-de-grupo', typed);
    const wrong = await (await as('tomas')).post('/clave-de-grupo', { clave: 'AAAA AAAA' });
    expect(across.status).to.equal(422);
    expect(across.text.replace(/\w{4} \w{4}/i, '')).to.equal(
      wrong.text.replace(/\w{4} \w{4}/i, ''),
    );
    const row = await app.database.db('cohorts').where('id', 'uno').first<object>();
    expect(JSON.stringify(row)).not.to.include(key.replace(' ', ''));
  });

  it('no longer opens with a key that was replaced or taken away, or once it is over', async () => {
    await cohort('uno');
    const first = await keyOf('uno');
    const second = await keyOf('uno');
    const ana = await as('ana');
    expect((await ana.post('/clave-de-grupo', { clave: first })).status).to.equal(422);
    await (await as('silvia')).post(`${ADMIN}/uno/clave`, { accion: 'quitar' });
    expect((await ana.post('/clave-de-grupo', { clave: second })).status).to.equal(422);
    const third = await keyOf('uno');
    app.clock.advance(300 * DAY);
    browsers.clear();
    const later = await as('ana');
    expect((await later.post('/clave-de-grupo', { clave: third })).status).to.equal(422);
    expect(await membersOf('uno')).to.deep.equal([]);
  });

  it('stops whoever tries key after key', async () => {
    const ana = await as('ana');
    const tries = [];
    for (let at = 0; at < 21; at += 1)
      tries.push(
        (await ana.post('/clave-de-grupo', { clave: `ACDE ${String(3460 + at)}` })).status,
      );
    expect(tries.slice(0, 20).every((status) => status === 422)).to.equal(true);
    expect(tries.at(-1)).to.equal(429);
  });

  it('lets in no more than it holds when all come at the same moment', async () => {
    await cohort('uno', { capacity: 2 });
    const clave = await keyOf('uno');
    const all = await Promise.all(WHO.map((name) => as(name)));
    const answers = await Promise.all(all.map((one) => one.post('/clave-de-grupo', { clave })));
    expect(answers.map(({ status }) => status)).to.deep.equal(WHO.map(() => 303));
    expect(await membersOf('uno')).to.have.length(2);
    expect(new Set(await waitingFor('uno')).size).to.equal(4);
    const turns: { turn: number }[] = await app.database
      .db('cohort_requests')
      .where('state', 'waiting')
      .select('turn');
    expect(new Set(turns.map(({ turn }) => turn)).size).to.equal(4);
  });

  it('hides cohorts of the other side, and of other corps, as if they were not', async () => {
    await cohort('uno');
    await cohort('leon', { side: 'police' });
    const tomas = await as('tomas');
    expect((await tomas.get(DOOR)).text)
      .to.include('Grupo leon')
      .and.not.include('Grupo uno');
    const ana = await as('ana');
    expect((await ana.get(DOOR)).text)
      .to.include('Grupo uno')
      .and.not.include('Grupo leon');
    const lucia = await as('lucia');
    expect((await lucia.get(DOOR)).text).not.to.include('Grupo leon');
    for (const [browser, id] of [
      [tomas, 'uno'],
      [ana, 'leon'],
      [lucia, 'leon'],
      [ana, 'nada'],
    ] as const) {
      expect((await browser.post(`${DOOR}/${id}/solicitud`)).status).to.equal(404);
      expect((await browser.post(`${DOOR}/${id}/renuncia`)).status).to.equal(404);
    }
  });

  it('shows whoever asks to those who decide on her side, and never across the wall', async () => {
    await cohort('uno');
    await (await as('ana')).post(`${DOOR}/uno/solicitud`);
    const lucia = await as('lucia');
    const page = await lucia.get(`${ADMIN}/uno`);
    expect(page.status).to.equal(200);
    expect(page.text).to.include('no están a tu alcance').and.not.include('ana Paz');
    const path = `${ADMIN}/uno/solicitudes/${await requestOf('uno', 'ana')}`;
    expect((await lucia.post(path, { decision: 'aprobar' })).status).to.equal(404);
    expect(await membersOf('uno')).to.deep.equal([]);
  });

  it('is shut where nobody opened it', async () => {
    await addCohort(app.database.db, {
      id: 'shut',
      name: 'Cerrado',
      courseId,
      institutionId: 'imm-15033',
      side: 'community',
      startsOn: '2026-11-01',
      instructorIds: ['ximena'],
      createdAt: NOW,
    });
    const ana = await as('ana');
    expect((await ana.get(DOOR)).text).to.include('Ningún grupo recibe solicitudes ahora');
    expect((await ana.post(`${DOOR}/shut/solicitud`)).status).to.equal(404);
  });

  it('gives one person more time, which she reads, and which her courses are sorted by', async () => {
    await cohort('uno');
    await addAll('uno', 'ana', 'berta');
    const ximena = await as('ximena');
    const path = `${ADMIN}/uno/personas/ana/prorroga`;
    expect((await ximena.get(path)).text).to.include('31 de enero de 2027');
    const motivo = 'Se quedó sin señal dos semanas.';
    const early = await ximena.post(path, { hasta: '2027-01-31', motivo });
    expect(early.status).to.equal(422);
    expect(early.text).to.include(motivo);
    expect((await ximena.post(path, { hasta: '2027-02-15', motivo: '' })).status).to.equal(422);
    const sent = await Promise.all(
      Array.from({ length: 4 }, () => ximena.post(path, { hasta: '2027-02-15', motivo })),
    );
    expect(sent.map(({ status }) => status).sort()).to.deep.equal([303, 422, 422, 422]);
    expect((await ximena.get(path)).text)
      .to.include('15 de febrero de 2027')
      .and.include(motivo)
      .and.include('Ximena');
    const ana = await as('ana');
    expect((await ana.get('/mi-aprendizaje')).text).to.include('15 de febrero de 2027');
    expect((await ana.get('/mensajes')).text).to.include('Tienes más tiempo en Grupo uno');
    expect((await (await as('berta')).get('/mi-aprendizaje')).text).to.include('31 de enero');
    const row = await app.database.db('due_extensions').first<object>();
    expect(JSON.stringify(row)).not.to.include('señal');
    expect((await ximena.get(`${ADMIN}/uno`)).text).to.include('Tiene hasta el 15 de febrero');
  });

  it('enrols by rule those alone whom the reader may name, after a look at them', async () => {
    await cohort('uno', { capacity: 4 });
    await addPeople(app, { id: 'lejos', displayName: 'Lejos Paz', cvegeo: '20067' });
    const silvia = await as('silvia');
    const path = `${ADMIN}/uno/regla`;
    expect((await silvia.get(path)).text).not.to.include('ana Paz');
    expect((await silvia.get(`${path}?municipio=juarez`)).status, 'which one?').to.equal(422);
    const seen = await silvia.get(`${path}?municipio=15033`);
    for (const name of WHO) expect(seen.text).to.include(`${name} Paz`);
    expect(seen.text).not.to.include('Lejos Paz');
    const [event] = await lastEvents(app);
    expect(event?.action).to.equal('cohorts.rule-previewed');
    const count = Number(
      seen.document.querySelector('input[name="cuantas"]')?.getAttribute('value'),
    );
    const rule = { municipio: '15033', institucion: '', red: '' };
    const stale = await silvia.post(path, { ...rule, cuantas: String(count - 1) });
    expect(stale.status).to.equal(422);
    expect(stale.text).to.include('ya no son las mismas');
    expect(await membersOf('uno')).to.deep.equal([]);
    expect((await silvia.post(path, { ...rule, cuantas: String(count) })).status).to.equal(303);
    expect(await membersOf('uno')).to.have.length(4);
    expect(await waitingFor('uno')).to.have.length(count - 4);

    // Lucía may enrol in community cohorts and read nobody's name there.
    const across = await (await as('lucia')).get(`${path}?municipio=15033`);
    expect(across.status).to.equal(200);
    expect(across.text).to.include('Nadie a tu alcance').and.not.include('Paz');
    const narrow = await (await as('irene')).get(`${path}?municipio=15033`);
    expect(narrow.status, 'her state is another').to.equal(404);
  });
});
