import { expect } from 'chai';
import type { Snapshot } from '../../../src/features/assessment/snapshot.ts';
import { toColumn } from '../../../src/db/columns.ts';
import type { TestApp } from '../../support/app.ts';
import { lastEvents } from '../../support/people.ts';
import { ALL_RIGHT, SLUG } from '../assessment/quiz-course.ts';
import { classroom, take } from './classroom.ts';

describe('an attempt under review', () => {
  let app: TestApp;
  let id: string;
  before(async () => {
    app = await classroom();
    const some = { ...ALL_RIGHT, r_tres: '' };
    ({ id } = await take(await app.signedIn('rosa'), 'final', { ...some, r_uno: 'b' }));
  });
  after(() => app.stop());

  it('shows questions and options in the order in which the person saw them, and what she answered', async () => {
    const page = await (await app.signedIn('ximena')).get(`/ensenar/intentos/${id}`);
    expect(page.status).to.equal(200);
    expect(page.document.querySelector('h1')?.textContent).to.equal('Rosa Hernández');
    const { snapshot } = await app.database
      .db('attempts')
      .where({ id })
      .first<{ snapshot: string }>('snapshot');
    const { items } = JSON.parse(snapshot) as Snapshot;
    const shown = [...page.document.querySelectorAll('.review > li')].map((item) => ({
      stem: /Enunciado de (\w+)/.exec(item.querySelector('h3')?.textContent ?? '')?.[1],
      options: [...item.querySelectorAll('.review__option')].map(
        (option) => /Opción (\w+) de/.exec(option.textContent ?? '')?.[1],
      ),
    }));
    expect(shown).to.deep.equal(
      items.map((item) => ({
        stem: item.id,
        options: 'options' in item ? item.options.map((option) => option.id) : [],
      })),
    );
    const uno = [...page.document.querySelectorAll('.review > li')].find((item) =>
      item.textContent?.includes('Enunciado de uno'),
    );
    expect(uno?.textContent).to.include('Su respuesta, no es correcta').and.include('guardada el');
    expect(page.text).to.include('no guardó respuesta');
    expect(page.text).to.include('Se aprueba con').and.include('70 de 100');
    expect((await lastEvents(app))[0]).to.deep.include({
      action: 'attempts.answers-read',
      actor_id: 'ximena',
      object_id: id,
      details: { person: 'rosa' },
    });
  });

  it('tells what happened in the order of time, and leads to her other attempts and to writing', async () => {
    const ximena = await app.signedIn('ximena');
    const motivo = 'La clave publicada estaba equivocada.';
    await ximena.post(`/ensenar/cursos/${SLUG}/reactivos/uno/correccion`, {
      que: 'key',
      correcta: 'b',
      motivo,
    });
    const second = await take(await app.signedIn('rosa'), 'inicial', { r_uno: 'a' });
    const path = `/ensenar/intentos/${id}`;
    const page = await ximena.get(path);
    const moments = [...page.document.querySelectorAll('details ol li')].map(
      ({ textContent }) => textContent?.replace(/^.*?\d\d:\d\d: /, '') ?? '',
    );
    expect(moments[0]).to.equal('empezó el intento');
    expect(moments.filter((one) => one.startsWith('guardó la pregunta'))).to.have.length(5);
    expect(moments.slice(-2)[0]).to.equal('lo entregó');
    expect(moments.at(-1)).to.match(/^se corrigió la pregunta \d: de 66 a 83 de 100$/);
    const write = page.document.querySelector('main a[href*="/ensenar/mensaje"]');
    expect((await ximena.get(write?.getAttribute('href') ?? '')).status).to.equal(200);
    expect(page.document.querySelector(`main a[href="${path}"]`)).to.equal(null);
    expect(page.document.querySelector(`main a[href*="${second.id}"]`), 'another quiz').to.equal(
      null,
    );
  });

  it('does not exist for those who may not read her answers', async () => {
    for (const name of ['bruno', 'marco', 'lucia', 'irene', 'rosa', 'ada'] as const)
      expect(
        (await (await app.signedIn(name)).get(`/ensenar/intentos/${id}`)).status,
        name,
      ).to.equal(404);
    const ximena = await app.signedIn('ximena');
    expect((await ximena.get('/ensenar/intentos/nada')).status).to.equal(404);
    await app.database.db('people').where('id', 'rosa').update({ status: 'frozen' });
    expect((await ximena.get(`/ensenar/intentos/${id}`)).status).to.equal(404);
    await app.database.db('people').where('id', 'rosa').update({ status: 'active' });
  });

  it('may still be open', async () => {
    const elena = await app.signedIn('elena');
    const { location } = await elena.post(`/cursos/${SLUG}/evaluaciones/final/intentos`);
    const page = await (await app.signedIn('bruno')).get(`/ensenar${location}`);
    expect(page.status).to.equal(200);
    expect(page.document.querySelector('.badge')?.textContent).to.equal('abierta');
  });

  it('says when the answers were erased', async () => {
    const { db } = app.database;
    await db('attempt_answers').where('attempt_id', id).delete();
    await db('attempts')
      .where({ id })
      .update({ answers_erased_at: toColumn(app.clock()) });
    const page = await (await app.signedIn('ximena')).get(`/ensenar/intentos/${id}`);
    expect(page.text).to.include('Sus respuestas se borraron el 23 de noviembre de 2026');
    expect(page.document.querySelector('.review')).to.equal(null);
  });
});
