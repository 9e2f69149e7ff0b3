import { expect } from 'chai';
import { DAY, MINUTE } from '../../../src/lib/clock.ts';
import { ItemDocument } from '../../../src/features/courses/item-document.ts';
import type { TestApp } from '../../support/app.ts';
import type { Browser } from '../../support/browser.ts';
import { lastEvents, secondInstructor } from '../../support/people.ts';
import { expectSound } from '../../support/proof.ts';
import { aQuiz, anItem, SLUG } from '../assessment/quiz-course.ts';
import { classroom, GRADES, take } from './classroom.ts';

const QUEUE = '/ensenar/por-calificar';
const TOLD = 'Esto mismo me pasa a mí en mi casa.';
const GONE = 'Este texto ya no está aquí.';
const both = (text: string) => ({ es: text, en: text });
const written = (id: string, change: object): ItemDocument => {
  const { use, form, objective, bloom, pillar, topic, difficulty, stem } = anItem({
    id,
    right: ['a'],
  });
  const common = { use, form, objective, bloom, pillar, topic, difficulty, stem };
  return ItemDocument.parse({ ...common, id, critical: false, feedback: null, ...change });
};

/** A text that a person grades, a short one that the key grades, and a question with options. */
const ITEMS = [
  written('ensayo', {
    type: 'essay',
    minWords: null,
    maxWords: null,
    template: null,
    graderNotes: null,
  }),
  written('linea', {
    type: 'shorttext',
    answers: [{ id: 'r', text: both('resolución'), credit: 100, feedback: null }],
    caseSensitive: false,
    accentSensitive: false,
  }),
  anItem({ id: 'opcion', right: ['a'] }),
];

describe('an answer that tells of violence lived', () => {
  let app: TestApp;
  let rosa: Browser;
  let ximena: Browser;
  let paty: Browser;

  beforeEach(async () => {
    const draw = [{ form: 'B' as const, count: 3 }];
    const quizzes = [
      aQuiz({ id: 'final', draw, attempts: 1, passMark: 60 }),
      aQuiz({ id: 'callada', draw, attempts: 1, passMark: 60, reasons: 'never' }),
    ];
    app = await classroom({ items: ITEMS, quizzes });
    rosa = await app.signedIn('rosa');
    ximena = await app.signedIn('ximena');
    paty = await secondInstructor(app, 'c-paz');
  });
  afterEach(() => app.stop());

  const answered = async (answers: Record<string, string>, quiz = 'final'): Promise<string> =>
    (await take(rosa, quiz, answers)).id;
  const careOf = (id: string, item: string): string => `/ensenar/cuidado/respuestas/${id}.${item}`;
  const attempt = (id: string): Promise<{ score: number | null; passed: unknown }> =>
    app.database
      .db('attempts')
      .where({ id })
      .first<{ score: number | null; passed: unknown }>('score', 'passed');
  const holds = (): Promise<void> => expectSound(app);

  it('is offered a page from the desk and from the attempt, which says what will happen before it does anything', async () => {
    const id = await answered({ r_ensayo: TOLD, r_linea: 'no sé', r_opcion: 'a' });
    const care = careOf(id, 'ensayo');
    for (const path of [`${QUEUE}/${id}/ensayo`, `/ensenar/intentos/${id}`]) {
      const page = await ximena.get(path);
      expect(page.document.querySelector(`main a[href="${care}"]`), path).to.not.equal(null);
    }
    const options = (await ximena.get(`/ensenar/intentos/${id}`)).document;
    expect(options.querySelector(`a[href="${careOf(id, 'opcion')}"]`)).to.equal(null);
    const script = await ximena.get(care);
    expect(script.status).to.equal(200);
    for (const step of ['Escucha.', 'Cuídate.', 'cuenta completa desde ese momento'])
      expect(script.text).to.include(step);
    expect(script.document.querySelector('#apoyo')).to.not.equal(null);
    expect(script.text, 'the page quotes nothing').to.not.include(TOLD);
    expect((await paty.get(`/ensenar/intentos/${id}`)).text).to.include(TOLD);
    await holds();
  });

  it('does not exist for those who do not grade her, and neither does what is no text of hers', async () => {
    const id = await answered({ r_ensayo: TOLD, r_linea: 'no sé', r_opcion: 'a' });
    for (const name of ['rosa', 'bruno', 'ada', 'lucia', 'irene', 'marco'] as const) {
      const other = await app.signedIn(name);
      for (const act of [
        other.get(careOf(id, 'ensayo')),
        other.post(careOf(id, 'ensayo')),
        other.post(`${careOf(id, 'ensayo')}/canalizacion`, { dia: '2026-11-23' }),
      ])
        expect((await act).status, name).to.equal(404);
    }
    for (const none of [careOf(id, 'opcion'), careOf(id, 'nada'), careOf('nadie', 'ensayo')]) {
      expect((await ximena.get(none)).status, none).to.equal(404);
      expect((await ximena.post(none)).status, none).to.equal(404);
    }
    for (const none of ['/ensenar/cuidado/respuestas/x', `/ensenar/cuidado/respuestas/${id}.A'b`])
      expect((await ximena.get(none)).status, none).to.equal(404);
    const before = await ximena.post(`${careOf(id, 'ensayo')}/canalizacion`, { dia: '2026-11-23' });
    expect(before.status, 'there is no mark yet').to.equal(404);
    expect(await app.database.db('disclosures')).to.deep.equal([]);
  });

  it('is not one while she has not handed it in', async () => {
    const { location } = await rosa.post(`/cursos/${SLUG}/evaluaciones/final/intentos`);
    await rosa.post(`${location}/respuestas`, { clave: 'a', r_ensayo: TOLD });
    const id = location.slice('/intentos/'.length);
    expect((await ximena.get(careOf(id, 'ensayo'))).status).to.equal(404);
    expect((await ximena.get(`/ensenar/intentos/${id}`)).body).to.not.include('/ensenar/cuidado/');
  });

  it('once marked is there for herself and whoever marked it; no page, list or file of others has it', async () => {
    const id = await answered({ r_ensayo: TOLD, r_linea: 'no sé', r_opcion: 'a' });
    const stale = await paty.get(`${QUEUE}/${id}/ensayo`);
    expect(stale.text).to.include(TOLD);
    const marked = await ximena.postAndFollow(careOf(id, 'ensayo'));
    expect(marked.text).to.include('Marcaste este texto el 23 de noviembre de 2026');
    await ximena.post(careOf(id, 'ensayo'));
    expect((await rosa.get(`/intentos/${id}/resultado`)).text).to.include(TOLD);
    expect((await ximena.get(`/ensenar/intentos/${id}`)).text)
      .to.include(TOLD)
      .and.include('Marcado. Registrar la canalización');

    const hidden = await paty.get(`/ensenar/intentos/${id}`);
    expect(hidden.text).to.include(GONE).and.not.include(TOLD);
    expect(hidden.body).to.not.include(careOf(id, 'ensayo'));
    expect((await paty.get(`${QUEUE}/${id}/ensayo`)).status).to.equal(404);
    for (const vistas of ['0', '1']) {
      const graded = await paty.post(`${QUEUE}/${id}/ensayo`, { nivel: '0', vistas });
      expect(graded.status, 'what is hidden is not graded').to.equal(404);
    }
    expect((await paty.get(careOf(id, 'ensayo'))).status).to.equal(404);
    const owned = [{ id: `${id}.ensayo`, ownerId: 'rosa' }];
    const { disclosures } = app.services;
    const from = async (who: string) => [...(await disclosures.hiddenFrom(who, 'answer', owned))];
    expect(await from('paty')).to.deep.equal([`${id}.ensayo`]);
    expect(await from('ximena')).to.deep.equal([]);
    expect(await from('rosa')).to.deep.equal([]);

    const elsewhere = [
      QUEUE,
      '/ensenar',
      '/ensenar/por-revisar',
      '/ensenar/preguntas?ver=todas',
      GRADES,
      `${GRADES}.csv`,
      `/ensenar/cursos/${SLUG}/evaluaciones/final/analisis`,
      `/ensenar/cursos/${SLUG}/reactivos/ensayo/correccion?que=all`,
      `/ensenar/cursos/${SLUG}/reactivos/linea/correccion?que=accept&aceptada=otra`,
    ];
    for (const path of elsewhere) {
      const page = await paty.get(path);
      expect(page.status, path).to.equal(200);
      expect(page.body, path).to.not.include(TOLD);
    }
  });

  it('takes what others said about it with it, for everybody but the two', async () => {
    const id = await answered({ r_ensayo: TOLD, r_linea: 'no sé', r_opcion: 'a' });
    await ximena.post(careOf(id, 'ensayo'));
    const said = 'Lo que cuentas es muy duro.';
    const desk = await ximena.get(`${QUEUE}/${id}/ensayo`);
    const vistas = desk.document.querySelector('input[name=vistas]')?.getAttribute('value') ?? '';
    await ximena.post(`${QUEUE}/${id}/ensayo`, { nivel: '100', comentario: said, vistas });
    expect((await rosa.get(`/intentos/${id}/resultado`)).text).to.include(said);
    expect((await paty.get(`/ensenar/intentos/${id}`)).text).to.not.include(said);
  });

  it('leaves in the log that one was marked, without whose or what', async () => {
    const id = await answered({ r_ensayo: TOLD, r_linea: 'no sé', r_opcion: 'a' });
    await ximena.post(careOf(id, 'ensayo'));
    const [event] = await lastEvents(app, 1);
    expect(event).to.deep.include({
      action: 'disclosure.marked',
      actor_id: 'ximena',
      object_type: 'disclosure',
      institution_path: null,
      details: {},
    });
    expect(JSON.stringify(event)).to.not.include('rosa').and.not.include(id);
  });

  it('brings her one message of care, in her inbox alone, and no letter', async () => {
    const id = await answered({ r_ensayo: TOLD, r_linea: 'no sé', r_opcion: 'a' });
    await ximena.post(careOf(id, 'ensayo'));
    const rows: unknown = await app.database
      .db('threads')
      .select('person_id', 'kind', 'enrolment_id');
    expect(rows).to.deep.equal([{ person_id: 'rosa', kind: 'care', enrolment_id: null }]);
    expect((await rosa.get('/mensajes')).text).to.include('Un mensaje para ti');
    const { id: care } = await app.database.db('threads').first<{ id: string }>('id');
    const page = await rosa.get(`/mensajes/${care}`);
    expect(page.text)
      .to.include('no es tu culpa')
      .and.include('en el resultado de tu evaluación')
      .and.not.include(TOLD);
    expect(page.document.querySelector('#apoyo')).to.not.equal(null);
    expect(await app.database.db('mail_outbox')).to.deep.equal([]);
    await holds();
  });

  it('counts whole from then on: nobody waits, and nobody fails, for having told', async () => {
    const id = await answered({ r_ensayo: TOLD, r_linea: TOLD, r_opcion: 'a' });
    expect((await attempt(id)).score, 'it waits for a grade').to.equal(null);
    await ximena.post(careOf(id, 'ensayo'));
    expect((await attempt(id)).score).to.equal(6666);
    const list = await ximena.get(QUEUE);
    expect(list.text, 'nothing waits').to.include('No hay nada por calificar');
    await ximena.post(careOf(id, 'linea'));
    const after = await attempt(id);
    expect(after.score, 'also what the key had found wrong').to.equal(10_000);
    expect(Boolean(after.passed)).to.equal(true);
    await holds();
  });

  it('may be graded by whoever marked it, and a pass is not taken away by that', async () => {
    const id = await answered({ r_ensayo: TOLD, r_linea: 'resolución', r_opcion: 'b' });
    await ximena.post(careOf(id, 'ensayo'));
    expect((await attempt(id)).score).to.equal(6666);
    const desk = await ximena.get(`${QUEUE}/${id}/ensayo`);
    expect(desk.text).to.include(TOLD);
    const grade = (nivel: string, vistas: string) =>
      ximena.post(`${QUEUE}/${id}/ensayo`, { nivel, vistas });
    expect((await grade('0', '1')).status, 'it would fail her').to.equal(409);
    expect((await attempt(id)).score).to.equal(6666);
    expect((await grade('100', '1')).status).to.equal(303);
    await holds();
  });

  it('is erased when she was referred: only the day stays, and the score and every rule hold', async () => {
    const id = await answered({ r_ensayo: TOLD, r_linea: 'no sé', r_opcion: 'a' });
    const care = careOf(id, 'ensayo');
    await ximena.post(care);
    const before = await attempt(id);
    for (const dia of ['2026-11-22', '2026-11-24', '', 'hoy']) {
      const page = await ximena.post(`${care}/canalizacion`, { dia });
      expect(page.status, dia).to.equal(422);
      expect(page.document.querySelector('#dia-error'), dia).to.not.equal(null);
    }
    const { db } = app.database;
    const one = { attempt_id: id, item_id: 'ensayo' };
    const picture = { id: 'una-foto-0001', ...one, name: 'foto.jpg', content: 'AAAA' };
    await db('attempt_files').insert({ ...picture, added_at: app.clock().toISOString() });
    const done = await ximena.postAndFollow(`${care}/canalizacion`, { dia: '2026-11-23' });
    expect(await db('attempt_files')).to.deep.equal([]);
    expect(done.text).to.include('El texto se borró').and.include(GONE).and.not.include(TOLD);
    const rows: unknown = await db('disclosures').select(
      'kind',
      'object_id',
      'marked_by',
      'marked_at',
      'referred_on',
    );
    expect(rows).to.deep.equal([
      { kind: null, object_id: null, marked_by: null, marked_at: null, referred_on: '2026-11-23' },
    ]);
    expect(await db('attempt_answers').where('item_id', 'ensayo').pluck('response')).to.deep.equal([
      '[]',
    ]);
    expect(await db('save_receipts').where('attempt_id', id)).to.deep.equal([]);
    expect(await attempt(id)).to.deep.equal(before);
    const hers = await rosa.get(`/intentos/${id}/resultado`);
    expect(hers.text).to.include(GONE).and.include('66 de 100').and.not.include(TOLD);
    expect((await ximena.get(`${QUEUE}/${id}/ensayo`)).status).to.equal(404);
    const regraded = await ximena.post(`${QUEUE}/${id}/ensayo`, { nivel: '0', vistas: '1' });
    expect(regraded.status, 'there is nothing to grade').to.equal(409);
    expect((await ximena.get(care)).status).to.equal(404);
    await holds();
  });

  it('is erased thirty days after a mark that no referral followed, as a message is', async () => {
    const id = await answered({ r_ensayo: TOLD, r_linea: TOLD, r_opcion: 'a' });
    await ximena.post(careOf(id, 'ensayo'));
    await ximena.post(careOf(id, 'linea'));
    const before = await attempt(id);
    const { db } = app.database;
    const left = async (): Promise<string> => JSON.stringify(await db('attempt_answers'));
    app.clock.advance(29 * DAY);
    await app.services.eraseWhatIsOver();
    expect(await left()).to.include(TOLD);
    await holds();
    app.clock.advance(DAY);
    await app.services.eraseWhatIsOver();
    expect(await left()).to.not.include(TOLD);
    expect(await db('disclosures')).to.deep.equal([]);
    expect(await db('threads')).to.deep.equal([]);
    expect(await attempt(id)).to.deep.equal(before);
    await holds();
  });

  it('may be erased by herself once it is graded, with the mark; others find the same line', async () => {
    const id = await answered({ r_ensayo: TOLD, r_linea: 'no sé', r_opcion: 'a' });
    const erase = (item: string) => `/intentos/${id}/respuestas/${item}/borrado`;
    expect((await rosa.post(erase('ensayo'))).status, 'it waits for a grade').to.equal(409);
    await ximena.post(careOf(id, 'ensayo'));
    expect((await ximena.post(erase('ensayo'))).status).to.equal(404);
    expect((await rosa.post(erase('opcion'))).status).to.equal(404);
    const page = await rosa.get(`/intentos/${id}/resultado`);
    expect(page.document.querySelector(`form[action="${erase('ensayo')}"]`)).to.not.equal(null);
    expect(page.document.querySelector(`form[action="${erase('opcion')}"]`)).to.equal(null);
    const before = await attempt(id);
    const gone = await rosa.postAndFollow(erase('ensayo'));
    expect(gone.text).to.include('Se borró.').and.include(GONE).and.not.include(TOLD);
    expect(await attempt(id)).to.deep.equal(before);
    expect(await app.database.db('disclosures')).to.deep.equal([]);
    expect((await ximena.get(`/ensenar/intentos/${id}`)).text).to.include(GONE);
    expect((await rosa.post(erase('ensayo'))).status).to.equal(404);
    await holds();
  });

  it('may be erased by herself also where a quiz never shows its answers', async () => {
    const id = await answered({ r_ensayo: TOLD, r_linea: 'no sé', r_opcion: 'a' }, 'callada');
    await ximena.post(careOf(id, 'ensayo'));
    const page = await rosa.get(`/intentos/${id}/resultado`);
    const action = `/intentos/${id}/respuestas/ensayo/borrado`;
    expect(page.document.querySelector(`form[action="${action}"]`)).to.not.equal(null);
    expect((await rosa.postAndFollow(action)).text).to.include('Se borró.');
  });

  it('goes with the account at once, and the mark with it', async () => {
    const id = await answered({ r_ensayo: TOLD, r_linea: 'no sé', r_opcion: 'a' });
    await ximena.post(careOf(id, 'ensayo'));
    await app.database
      .db('people')
      .where('id', 'rosa')
      .update({ status: 'closed', closed_at: app.clock().toISOString() });
    expect((await ximena.get(careOf(id, 'ensayo'))).status).to.equal(404);
    app.clock.advance(DAY);
    await app.services.eraseWhatIsOver();
    expect(await app.database.db('attempt_answers').where('attempt_id', id)).to.deep.equal([]);
    expect(await app.database.db('disclosures')).to.deep.equal([]);
    await holds();
  });

  it('is marked once where two mark it at the same moment', async () => {
    const id = await answered({ r_ensayo: TOLD, r_linea: 'no sé', r_opcion: 'a' });
    app.clock.advance(MINUTE);
    await Promise.all([ximena.post(careOf(id, 'ensayo')), paty.post(careOf(id, 'ensayo'))]);
    expect(await app.database.db('disclosures')).to.have.length(1);
    expect(await app.database.db('threads')).to.have.length(1);
    expect(await app.database.db('attempt_grades')).to.have.length(1);
    await holds();
  });
});
