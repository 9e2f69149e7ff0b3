import { expect } from 'chai';
import type { TestApp } from '../../support/app.ts';
import type { Browser } from '../../support/browser.ts';
import { ALL_RIGHT, SLUG } from '../assessment/quiz-course.ts';
import { ask } from '../messages/group.ts';
import { classroom, take } from './classroom.ts';

const ASK = `/cursos/${SLUG}/evaluaciones/final/pregunta`;

describe('a question about a result', () => {
  let app: TestApp;
  let rosa: Browser;
  let ximena: Browser;
  let attempt: string;
  before(async () => {
    app = await classroom();
    rosa = await app.signedIn('rosa');
    ximena = await app.signedIn('ximena');
    ({ id: attempt } = await take(rosa, 'final', ALL_RIGHT));
  });
  after(() => app.stop());

  const leadsTo = async (browser: Browser, page: string, href: string): Promise<boolean> =>
    (await browser.get(page)).document.querySelector(`main a[href="${href}"]`) !== null;

  it('leads both who asks and who accompanies her to that attempt', async () => {
    const at = `${ASK}?intento=${attempt}`;
    expect(await leadsTo(rosa, `/intentos/${attempt}/resultado`, at)).to.equal(true);
    const form = await rosa.get(at);
    expect(form.document.querySelector('form.form')?.getAttribute('action')).to.equal(at);
    const wrong = await rosa.post(at, { texto: '', clave: 'vacia-1' });
    expect(wrong.status).to.equal(422);
    expect(wrong.document.querySelector('form.form')?.getAttribute('action')).to.equal(at);
    const thread = await ask(rosa, '¿Por qué no es la otra?', at);
    expect(await leadsTo(rosa, thread, `/intentos/${attempt}/resultado`)).to.equal(true);
    expect(await leadsTo(ximena, thread, `/ensenar/intentos/${attempt}`)).to.equal(true);
    expect((await ximena.get(thread)).text).to.include('Ver el intento de «Evaluación final»');
    expect((await ximena.get(`/ensenar/intentos/${attempt}`)).status).to.equal(200);
  });

  it('takes an attempt of somebody else, of another quiz, or none at all, as a question about the quiz', async () => {
    const { id: elenas } = await take(await app.signedIn('elena'), 'final', ALL_RIGHT);
    const { id: practised } = await take(rosa, 'practica', ALL_RIGHT);
    for (const intento of [elenas, practised, 'nada', "x'y", '']) {
      const at = `${ASK}?intento=${encodeURIComponent(intento)}`;
      const form = await rosa.get(at);
      expect(form.status, intento).to.equal(200);
      expect(form.document.querySelector('form.form')?.getAttribute('action')).to.equal(ASK);
      const thread = await ask(rosa, `Sobre ${intento}`, at);
      expect(await leadsTo(rosa, thread, `/cursos/${SLUG}/evaluaciones/final`)).to.equal(true);
      expect((await ximena.get(thread)).body).to.not.include('/ensenar/intentos/');
    }
    const kept: unknown = await app.database
      .db('threads')
      .whereNotNull('attempt_id')
      .pluck('attempt_id');
    expect(kept).to.deep.equal([attempt]);
  });
});
