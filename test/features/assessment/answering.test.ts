import { expect } from 'chai';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser, Page } from '../../support/browser.ts';
import { enrol } from '../../support/enrol.ts';
import { ALL_RIGHT, publishQuizCourse, SLUG } from './quiz-course.ts';

const JSON_PLEASE = { accept: 'application/json' };

describe('answering an attempt', () => {
  let app: TestApp;
  let rosa: Browser;
  before(async () => {
    app = await startApp({ before: publishQuizCourse });
    await enrol(app.database.db, { name: 'rosa', slug: SLUG });
    await enrol(app.database.db, { name: 'elena', slug: SLUG });
    rosa = await app.signedIn('rosa');
  });
  after(() => app.stop());

  let path: string;
  const answers = () =>
    app.database
      .db('attempt_answers')
      .where('attempt_id', path.replace('/intentos/', ''))
      .orderBy('item_id');
  const save = (fields: Record<string, string | string[]>, headers = {}): Promise<Page> =>
    rosa.post(`${path}/respuestas`, fields, headers);

  beforeEach(async () => {
    // Practice has no limit: each test starts afresh.
    path = (await rosa.post(`/cursos/${SLUG}/evaluaciones/practica/intentos`)).location;
  });
  afterEach(() => rosa.post(`${path}/entrega`, { clave: 'fin-de-la-prueba', confirmar: '1' }));

  it('shows every question as a fieldset with its own button and its state in words', async () => {
    const { document, status } = await rosa.get(path);
    expect(status).to.equal(200);
    const questions = [...document.querySelectorAll('fieldset.question')];
    expect(questions).to.have.length(6);
    for (const question of questions) {
      expect(question.querySelector('legend')?.textContent).to.match(/Pregunta \d de 6/);
      expect(question.querySelector('button[name=guardar]')?.getAttribute('formaction')).to.equal(
        `${path}/respuestas`,
      );
      expect(question.querySelector('.saved')?.textContent).to.equal('sin responder');
    }
    expect(document.querySelector('.send-box')?.textContent).to.include(
      'Faltan 6 preguntas por responder.',
    );
  });

  it('saves with the button of a question, without JavaScript, and says when it was received', async () => {
    const answer = await save({
      clave: 'k1',
      guardar: 'uno',
      r_uno: 'b',
      r_dos: 'c',
      r_varias: '',
    });
    expect(answer.status).to.equal(303);
    expect(answer.location).to.equal(`${path}#r_uno`);
    const { document } = await rosa.get(path);
    const state = (id: string) => document.querySelector(`#r_${id} .saved`)?.textContent;
    expect(state('uno')).to.equal('recibida 10:00');
    expect(state('dos')).to.equal('recibida 10:00');
    expect(state('varias')).to.equal('sin responder');
    expect(document.querySelector('#r_uno input[value=b]')?.hasAttribute('checked')).to.equal(true);
    expect(document.querySelector('.send-box')?.textContent).to.include('Faltan 4 preguntas');
  });

  it('answers our own scripts with a receipt', async () => {
    const receipt = (
      await save({ clave: 'k1', r_uno: 'b', r_varias: ['b', 'a'] }, JSON_PLEASE)
    ).json();
    expect(receipt).to.have.all.keys('recibo', 'a', 'guardadas');
    expect(receipt).to.include({ a: '2026-11-23T16:00:00.000Z', guardadas: 2 });
    expect(
      (await answers()).map(({ item_id, response }: Record<string, string>) => [item_id, response]),
    ).to.deep.equal([
      ['uno', '["b"]'],
      ['varias', '["a","b"]'],
    ]);
  });

  it('keeps the last answer, and empties one that was taken back', async () => {
    await save({ clave: 'k1', r_uno: 'a', r_varias: ['a', 'c'] });
    await save({ clave: 'k2', r_uno: 'b', r_varias: '' });
    expect((await answers()).map(({ response }: { response: string }) => response)).to.deep.equal([
      '["b"]',
      '[]',
    ]);
    expect((await rosa.get(path)).document.querySelector('#r_varias .saved')?.textContent).to.equal(
      'sin responder',
    );
  });

  it('empties boxes that were on the page and came back clear, without JavaScript', async () => {
    await save({ clave: 'k1', r_varias: ['a', 'c'] });
    const shown = (await rosa.get(path)).document.querySelector('input[name=vistas]');
    expect(shown?.getAttribute('value')).to.equal('varias');
    await save({ clave: 'k2', guardar: 'uno', vistas: 'varias', r_uno: 'a' });
    expect((await answers())[1]).to.include({ item_id: 'varias', response: '[]' });
  });

  it('repeats the receipt for the same key and the same answers', async () => {
    const first = (await save({ clave: 'k1', r_varias: ['a', 'b'] }, JSON_PLEASE)).json();
    app.clock.advance(60_000);
    await save({ clave: 'k2', r_varias: 'c' }, JSON_PLEASE);
    const again = await save({ clave: 'k1', r_varias: ['b', 'a'] }, JSON_PLEASE);
    expect(again.status).to.equal(200);
    expect(again.json()).to.deep.equal(first);
    expect((await answers())[0]).to.include({ response: '["c"]' });
  });

  it('refuses the same key with other answers and gives them back on the page', async () => {
    await save({ clave: 'k1', r_uno: 'a' });
    const page = await save({ clave: 'k1', r_uno: 'd' });
    expect(page.status).to.equal(409);
    expect(page.document.querySelector('#r_uno input[value=d]')?.hasAttribute('checked')).to.equal(
      true,
    );
    expect(page.document.querySelector('#r_uno .saved')?.textContent).to.equal('sin enviar');
    expect(page.document.querySelector('input[name=clave]')?.getAttribute('value')).not.to.equal(
      'k1',
    );
    expect((await save({ clave: 'k1', r_uno: 'd' }, JSON_PLEASE)).json()).to.include({
      motivo: 'clave',
    });
    expect((await answers())[0]).to.include({ response: '["a"]' });
  });

  it('keeps one answer of a key under many simultaneous requests', async () => {
    const all = await Promise.all(
      Array.from({ length: 20 }, () => save({ clave: 'k1', r_uno: 'a' }, JSON_PLEASE)),
    );
    expect(new Set(all.map(({ body }) => body)).size).to.equal(1);
    expect(
      await app.database.db('save_receipts').where({ attempt_id: path.slice(10), key: 'k1' }),
    ).to.have.length(1);
  });

  it('is a missing page for everybody else, and nothing of theirs is saved', async () => {
    const elena = await app.signedIn('elena');
    const ximena = await app.signedIn('ximena');
    for (const other of [elena, ximena]) {
      expect((await other.get(path)).status).to.equal(404);
      expect((await other.get(`${path}/resultado`)).status).to.equal(404);
      expect((await other.post(`${path}/respuestas`, { clave: 'x', r_uno: 'a' })).status).to.equal(
        404,
      );
      expect((await other.post(`${path}/entrega`, { clave: 'x', ...ALL_RIGHT })).status).to.equal(
        404,
      );
    }
    expect(await answers()).to.deep.equal([]);
    expect(
      (await app.browser().post(`${path}/respuestas`, { clave: 'x', r_uno: 'a' })).status,
    ).to.equal(403);
  });

  const hostile: [string, Record<string, string | string[]>][] = [
    ['an item that was not drawn', { r_otra: 'a' }],
    ['an option that the item does not have', { r_uno: 'z' }],
    ['two options where one is asked', { r_uno: ['a', 'b'] }],
    ['an item called __proto__', { r___proto__: 'a' }],
    ['a field with brackets', { 'r_uno[]': 'a' }],
    ['a NUL', { r_uno: 'a\0' }],
    ['a million letters', { r_uno: 'a'.repeat(150_000) }],
    ['two keys', { clave: ['k1', 'k2'], r_uno: 'a' }],
    ['a key of a thousand letters', { clave: 'k'.repeat(1000), r_uno: 'a' }],
    ['a key with a NUL', { clave: 'k\0', r_uno: 'a' }],
    ['a lone surrogate', { r_uno: '\ud800' }],
    ['an unknown item beside a good one', { r_uno: 'a', r_nada: 'a' }],
    ['boxes of an unknown question', { vistas: 'nada', r_uno: 'a' }],
    ['a button of an unknown question', { guardar: 'nada', r_uno: 'a' }],
  ];
  for (const [what, fields] of hostile) {
    it(`refuses ${what} and saves nothing`, async () => {
      const page = await save({ clave: 'k', ...fields });
      expect(page.status).to.equal(422);
      expect(page.text).to.include('Llegó una respuesta que no es de esta evaluación');
      expect(
        (await rosa.post(`${path}/entrega`, { clave: 'k', confirmar: '1', ...fields })).status,
      ).to.equal(422);
      expect(await answers()).to.deep.equal([]);
    });
  }

  it('refuses a hundred thousand fields, other bodies and broken escapes without failing', async () => {
    const many = Array.from({ length: 100_000 }, (_, i) => `r_${String(i)}=a`).join('&');
    const send = (body: string, type: string) =>
      rosa.send('POST', `${path}/respuestas`, body, {
        'content-type': type,
        'sec-fetch-site': 'same-origin',
      });
    const form = 'application/x-www-form-urlencoded';
    expect((await send(many, form)).status).to.equal(413);
    expect((await send('r_uno=%ff%fe&clave=%', form)).status).to.be.within(400, 499);
    for (const [body, type] of [
      ['{"r_uno":["a"]}', 'application/json'],
      ['r_uno=a', 'text/plain'],
    ] as const) {
      expect((await send(body, type)).status).to.be.below(500);
    }
    expect(await answers()).to.deep.equal([]);
  });

  it('ignores fields that would decide the score', async () => {
    await save({
      clave: 'k',
      r_uno: 'b',
      score: '10000',
      passed: '1',
      person_id: 'elena',
      submitted_at: 'x',
    });
    expect(await app.database.db('attempts').where('id', path.slice(10)).first()).to.include({
      score: null,
      passed: null,
      person_id: 'rosa',
      submitted_at: null,
    });
  });
});
