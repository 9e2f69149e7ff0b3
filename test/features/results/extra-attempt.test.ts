import { expect } from 'chai';
import type { TestApp } from '../../support/app.ts';
import type { Browser } from '../../support/browser.ts';
import { lastEvents } from '../../support/people.ts';
import { expectSound } from '../../support/proof.ts';
import { ALL_RIGHT, SLUG } from '../assessment/quiz-course.ts';
import { classroom, take } from './classroom.ts';

const QUIZ = `/cursos/${SLUG}/evaluaciones/una-vez`;

describe('another attempt', () => {
  let app: TestApp;
  let rosa: Browser;
  let ximena: Browser;
  let path: string;
  before(async () => {
    app = await classroom();
    rosa = await app.signedIn('rosa');
    ximena = await app.signedIn('ximena');
    const { id } = await take(rosa, 'una-vez', { r_uno: 'b' });
    path = `/ensenar/intentos/${id}`;
  });
  after(() => app.stop());

  it('is given with a reason to somebody who has used her last', async () => {
    expect((await rosa.get(QUIZ)).text).to.include('Ya usaste todos tus intentos');
    const without = await ximena.post(`${path}/otro-intento`, { motivo: '' });
    expect(without.status).to.equal(422);
    expect(without.document.querySelector('#motivo')?.getAttribute('aria-invalid')).to.equal(
      'true',
    );
    for (const name of ['bruno', 'marco', 'rosa', 'irene'] as const) {
      const other = await app.signedIn(name);
      const refused = await other.post(`${path}/otro-intento`, { motivo: 'Se cortó la luz.' });
      expect(refused.status, name).to.equal(404);
    }
    const given = await Promise.all(
      [1, 2].map(() => ximena.post(`${path}/otro-intento`, { motivo: 'Se cortó la luz.' })),
    );
    expect(given.map(({ status }) => status).sort()).to.deep.equal([303, 409]);
    expect((await lastEvents(app))[0]).to.deep.include({
      action: 'attempts.extra-given',
      actor_id: 'ximena',
      details: { person: 'rosa' },
    });
  });

  it('is there on her page, counts once, and breaks no invariant', async () => {
    const rules = await rosa.get(QUIZ);
    expect(rules.text).to.include('Te queda 1.').and.include('Te dieron un intento más.');
    const { id, result } = await take(rosa, 'una-vez', { ...ALL_RIGHT, r_uno: 'b', r_vital: 'a' });
    expect(result.text).to.include('Fue tu último intento');
    const again = await rosa.post(`${QUIZ}/intentos`);
    expect(again.status).to.equal(409);
    await expectSound(app);
    expect((await ximena.get(`/ensenar/intentos/${id}`)).text).to.include('Dar otro intento');
  });

  it('is not given while she needs none', async () => {
    const { id } = await take(rosa, 'final', { r_uno: 'a' });
    expect((await ximena.get(`/ensenar/intentos/${id}`)).text).not.to.include('Dar otro intento');
    const refused = await ximena.post(`/ensenar/intentos/${id}/otro-intento`, {
      motivo: 'Por si acaso.',
    });
    expect(refused.status).to.equal(409);
    expect(refused.text).to.include('Todavía le quedan intentos');
  });
});
