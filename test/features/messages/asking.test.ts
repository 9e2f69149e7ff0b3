import { expect } from 'chai';
import { addGrant } from '../../../src/demo/factories.ts';
import { MINUTE } from '../../../src/lib/clock.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser } from '../../support/browser.ts';
import { addPeople, lastEvents, signedInAs } from '../../support/people.ts';
import { ask, ASK, ASK_QUIZ, carried, groups, reply } from './group.ts';

describe('questions', () => {
  let app: TestApp;
  let rosa: Browser;
  let ximena: Browser;
  let tomas: Browser;

  before(async () => {
    app = await startApp();
    await groups(app);
    rosa = await app.signedIn('rosa');
    ximena = await app.signedIn('ximena');
    tomas = await app.signedIn('tomas');
  });
  after(() => app.stop());
  beforeEach(() => {
    app.clock.advance(MINUTE);
  });

  const count = async (table: string): Promise<number> =>
    (await app.database.db(table).select('id')).length;

  it('are asked from every lesson, quiz and result', async () => {
    for (const [page, href] of [
      ['/cursos/curso-breve/lecciones/la-plaza', ASK],
      ['/cursos/curso-breve/evaluaciones/evaluacion-final', ASK_QUIZ],
    ]) {
      const { document } = await rosa.get(page ?? '');
      expect(document.querySelector(`main a[href="${href ?? ''}"]`), page).to.not.equal(null);
    }
  });

  it('say who reads them, and that this is no place to report, with the lines of the table', async () => {
    const page = await rosa.get(ASK);
    expect(page.status).to.equal(200);
    expect(page.text).to.include('La lee: Ximena Solís').and.include('no es un canal de denuncia');
    expect(page.document.querySelector('#apoyo')).to.not.equal(null);
  });

  it('go to whoever accompanies the group, are answered, and are read by nobody else', async () => {
    const thread = await ask(rosa, 'No entendí\nla segunda parte.');
    expect((await ximena.get('/mensajes')).text).to.include('1 espera respuesta');
    const list = await ximena.get('/ensenar/preguntas');
    expect(list.text).to.include('Rosa Hernández').and.include('Espera tu respuesta');
    expect((await ximena.get(thread)).body).to.include('No entendí<br>la segunda parte.');
    app.clock.advance(MINUTE);
    expect((await reply(ximena, thread, 'Lee otra vez el ejemplo.')).status).to.equal(303);

    expect((await ximena.get('/ensenar/preguntas')).text).to.include('Nadie espera respuesta');
    expect((await ximena.get('/ensenar/preguntas?ver=todas')).text).to.include('Respondida');
    expect((await rosa.get('/mi-aprendizaje')).text).to.include('Mensajes: 1 nuevo');
    const inbox = await rosa.get('/mensajes');
    expect(inbox.document.querySelector(`form[action="${thread}/lectura"]`)).to.not.equal(null);
    const read = await rosa.postAndFollow(`${thread}/lectura`);
    expect(read.text).to.include('Lee otra vez el ejemplo.').and.include('Ximena Solís');
    expect((await rosa.get('/mi-aprendizaje')).text).to.not.include('Mensajes: 1');

    for (const name of ['tomas', 'bruno', 'ada', 'irene', 'lucia'] as const) {
      const other = await app.signedIn(name);
      expect((await other.get(thread)).status, name).to.equal(404);
      expect((await reply(other, thread, 'x')).status, name).to.equal(404);
      expect((await other.post(`${thread}/lectura`)).status, name).to.equal(404);
    }
    expect((await ximena.post(`${thread}/lectura`)).status).to.equal(404);
  });

  it('leave the trace of an answer, without its text', async () => {
    const thread = await ask(rosa, 'Otra pregunta.');
    await reply(ximena, thread, 'Otra respuesta.');
    const [event] = await lastEvents(app);
    expect(event).to.deep.include({
      action: 'messages.answered',
      actor_id: 'ximena',
      object_type: 'thread',
      object_id: thread.slice('/mensajes/'.length),
      details: {},
    });
  });

  it('are sent once by two taps, and not again with another text', async () => {
    const before = await count('messages');
    const clave = carried(await rosa.get(ASK), 'clave');
    const sendings = await Promise.all([
      rosa.post(ASK, { texto: 'Una vez.', clave }),
      rosa.post(ASK, { texto: 'Una vez.', clave }),
    ]);
    expect(new Set(sendings.map(({ location }) => location)).size, sendings[1].text).to.equal(1);
    expect(await count('messages')).to.equal(before + 1);
    const other = await rosa.post(ASK, { texto: 'Otra cosa.', clave });
    expect(other.status).to.equal(409);
    expect(other.text, 'nothing typed is lost').to.include('Otra cosa.');
    expect(await count('messages')).to.equal(before + 1);
  });

  it('are counted on the home of whoever teaches, which leads to them', async () => {
    await ask(rosa, '¿Se cuenta esta?');
    const home = await ximena.get('/ensenar');
    const room = home.document.querySelector('a[href="/ensenar/preguntas"]')?.closest('li');
    expect(room?.textContent).to.match(/Preguntas de tus grupos.*[1-9]/s);
    expect((await rosa.get('/ensenar')).status).to.equal(404);
  });

  it('wait until an answer has seen the last of them', async () => {
    const thread = await ask(rosa, 'Primera.');
    const seen = await ximena.get(thread);
    app.clock.advance(MINUTE);
    await reply(rosa, thread, 'Y algo más.');
    app.clock.advance(MINUTE);
    await ximena.post(thread, {
      texto: 'A la primera.',
      clave: carried(seen, 'clave'),
      visto: carried(seen, 'visto'),
    });
    const list = await ximena.get('/ensenar/preguntas');
    expect(list.document.querySelector(`a[href="${thread}"]`)).to.not.equal(null);
    await reply(ximena, thread, 'A la segunda.');
    const after = await ximena.get('/ensenar/preguntas');
    expect(after.document.querySelector(`a[href="${thread}"]`)).to.equal(null);
  });

  it('are not taken where nobody would read them, and the page says so and where help is', async () => {
    const page = await tomas.get(ASK);
    expect(page.text).to.include('Por ahora nadie puede leer tu pregunta');
    expect(page.document.querySelector('main form')).to.equal(null);
    expect(page.document.querySelector('main a[href="/ayuda"]')).to.not.equal(null);
    const sent = await tomas.post(ASK, { texto: '¿Hay alguien?', clave: 'clave-1' });
    expect(sent.status).to.equal(409);
    expect(sent.text).to.include('¿Hay alguien?');
  });

  it('go to the instructor of the course where the group has none, and never across the wall', async () => {
    const { db } = app.database;
    const { course_id: courseId } = (await db('enrolments')
      .where('person_id', 'tomas')
      .first()) as {
      course_id: string;
    };
    await addPeople(app, { id: 'paty', displayName: 'Patricia Ríos', side: 'police' });
    await addGrant(db, {
      id: 'g-course',
      personId: 'paty',
      role: 'instructor',
      courseId,
      grantedAt: app.clock(),
    });
    expect((await tomas.get(ASK)).text).to.include('La lee: Patricia Ríos');
    expect((await rosa.get(ASK)).text).to.not.include('Patricia Ríos');
    await db('cohort_instructors').where('cohort_id', 'c-ecatepec').delete();
    await db('grants')
      .where('cohort_id', 'c-ecatepec')
      .update({ withdrawn_at: app.clock().toISOString() });
    expect((await rosa.get(ASK)).text).to.include('Por ahora nadie puede leer');
    const paty = await signedInAs(app, 'paty');
    const list = await paty.get('/ensenar/preguntas?ver=todas');
    expect(list.text).to.include('Todavía no hay preguntas');
    const mine = (await db('threads').where('person_id', 'rosa').first()) as { id: string };
    expect((await paty.get(`/mensajes/${mine.id}`)).status).to.equal(404);
    expect((await ximena.get(`/mensajes/${mine.id}`)).status, 'her grant has ended').to.equal(404);
    expect((await rosa.get(`/mensajes/${mine.id}`)).status).to.equal(200);
    await db('grants').where('cohort_id', 'c-ecatepec').update({ withdrawn_at: null });
  });

  it('come back with what was typed when they are empty, too long or no text', async () => {
    const before = await count('messages');
    for (const texto of ['', ' \n ', 'ñ'.repeat(2001), `a${'\u0301'.repeat(40)}`, 'a\u202eb']) {
      const page = await rosa.post(ASK, { texto, clave: 'k' });
      expect(page.status, texto.slice(0, 5)).to.equal(422);
      expect(page.document.querySelector('#texto-error')).to.not.equal(null);
    }
    const long = await rosa.post(ASK, { texto: 'ñ'.repeat(2001), clave: 'k' });
    expect(long.document.querySelector('textarea')?.textContent).to.have.length(2001);
    expect(carried(long, 'clave')).to.equal('k');
    expect(await count('messages')).to.equal(before);
  });

  it('are shown as they were typed, and are text only', async () => {
    const thread = await ask(rosa, '<img src=x onerror=alert(1)>\n{{7*7}} <%= 1 %> & "hola"');
    const { document, body } = await rosa.get(thread);
    expect(document.querySelector('main img')).to.equal(null);
    expect(body).to.include('&lt;img src=x');
    expect(document.querySelector('.message')?.textContent).to.include('{{7*7}} <%= 1 %> & "hola"');
  });

  it('are sealed in the database', async () => {
    await ask(rosa, 'Palabras que nadie busca.');
    const rows = await app.database.db('messages').select('body_sealed');
    expect(JSON.stringify(rows)).to.not.include('Palabras');
  });

  it('end for others when the person comes under protection or leaves the course', async () => {
    const thread = await ask(rosa, 'Antes de irme.');
    const { db } = app.database;
    const enrolment = db('enrolments').where('person_id', 'rosa');
    await enrolment.clone().update({ status: 'withdrawn' });
    expect((await ximena.get(thread)).status).to.equal(404);
    expect((await ximena.get('/ensenar/preguntas')).text).to.not.include('Rosa Hernández');
    expect((await rosa.get(thread)).text).to.include('Antes de irme.');
    await enrolment.clone().update({ status: 'active' });
    await db('people').where('id', 'rosa').update({ status: 'frozen' });
    expect((await ximena.get(thread)).status).to.equal(404);
    expect((await ximena.get('/ensenar/preguntas')).text).to.not.include('Rosa Hernández');
    await db('people').where('id', 'rosa').update({ status: 'active' });
  });

  it('tell a script where to go, and it knows what has to be loaded again', async () => {
    const clave = carried(await rosa.get(ASK), 'clave');
    const page = await rosa.post(
      ASK,
      { texto: 'Con guion.', clave },
      { accept: 'application/json' },
    );
    expect((page.json() as { to: string }).to).to.match(/^\/mensajes\/[\w-]{22}$/);
  });

  it('are led to the course page by whoever does not study it, and are missing where nothing is', async () => {
    const ada = await app.signedIn('ada');
    expect((await ada.get(ASK)).location).to.equal('/cursos/curso-breve');
    expect((await rosa.get(ASK.replace('la-plaza', 'ninguna'))).status).to.equal(404);
    expect((await ada.get(ASK.replace('curso-breve', 'ninguno'))).status).to.equal(404);
  });

  it('are sent sixty times an hour at most', async () => {
    const elena = await app.signedIn('elena');
    const thread = await ask(elena, 'Uno.');
    const statuses: number[] = [];
    for (let time = 0; time < 60; time += 1) {
      const answer = await elena.post(thread, {
        texto: 'Más.',
        clave: `k-${String(time)}`,
        visto: '',
      });
      statuses.push(answer.status);
    }
    expect(new Set(statuses.slice(0, 59))).to.deep.equal(new Set([303]));
    expect(statuses[59]).to.equal(429);
  });
});
