import { expect } from 'chai';
import { CAST_PASSWORD } from '../../src/demo/cast.ts';
import { DAY, HOUR, MINUTE } from '../../src/lib/clock.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { enrol } from '../support/enrol.ts';
import { publishQuizCourse, SLUG } from '../features/assessment/quiz-course.ts';

const JSON_PLEASE = { accept: 'application/json' };

describe('a clock that jumps', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await startApp({ before: publishQuizCourse });
    await enrol(app.database.db, { name: 'rosa', slug: SLUG });
  });
  afterEach(() => app.stop());

  it('back does not open again what its deadline has ended', async () => {
    const rosa = await app.signedIn('rosa');
    const { location: path } = await rosa.post(`/cursos/${SLUG}/evaluaciones/con-reloj/intentos`);
    const save = (key: string) =>
      rosa.post(`${path}/respuestas`, { clave: key, r_uno: 'a' }, JSON_PLEASE);
    expect((await save('k1')).status).to.equal(200);
    app.clock.advance(3 * DAY);
    expect((await save('k2')).status).to.equal(409);
    app.clock.advance(-3 * DAY);
    expect((await save('k3')).status).to.equal(409);
    expect((await rosa.get(path)).location).to.equal(`${path}/resultado`);
    expect((await save('k1')).status, 'what was acknowledged stays so').to.equal(200);
  });

  it('back does not open again what nobody has touched since its time was over', async () => {
    const rosa = await app.signedIn('rosa');
    const { location: path } = await rosa.post(`/cursos/${SLUG}/evaluaciones/con-reloj/intentos`);
    const save = (key: string) =>
      rosa.post(`${path}/respuestas`, { clave: key, r_uno: 'a' }, JSON_PLEASE);
    expect((await save('k1')).status).to.equal(200);
    await app.services.attempts.endAllOverdue();
    expect((await save('k2')).status, 'there is time left').to.equal(200);
    app.clock.advance(HOUR);
    await app.services.attempts.endAllOverdue();
    app.clock.advance(-HOUR);
    const late = await save('k3');
    expect(late.status).to.equal(409);
    expect(late.json()).to.include({ motivo: 'tarde' });
    const again = await rosa.get(path);
    expect(again.location).to.equal(`${path}/resultado`);
    expect((await rosa.get(`${path}/resultado`)).status).to.equal(200);
  });

  it('ends sessions by their rule, and back ends none', async () => {
    const own = await app.signedIn('rosa');
    const shared = app.browser();
    await shared.post('/entrar', { username: 'elena', password: CAST_PASSWORD, compartido: '1' });
    const isIn = async (browser: typeof own): Promise<boolean> =>
      (await browser.get('/mi-aprendizaje')).status === 200;
    app.clock.advance(-2 * HOUR);
    expect([await isIn(own), await isIn(shared)]).to.deep.equal([true, true]);
    app.clock.advance(2 * HOUR + 14 * MINUTE);
    expect([await isIn(own), await isIn(shared)]).to.deep.equal([true, true]);
    app.clock.advance(3 * DAY);
    expect([await isIn(own), await isIn(shared)]).to.deep.equal([true, false]);
  });
});
