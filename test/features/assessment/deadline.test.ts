import { expect } from 'chai';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser } from '../../support/browser.ts';
import { enrol } from '../../support/enrol.ts';
import { CAST } from '../../../src/demo/cast.ts';
import { ALL_RIGHT, publishQuizCourse, SLUG } from './quiz-course.ts';

const MINUTE = 60_000;
const JSON_PLEASE = { accept: 'application/json' };

describe('an attempt with a time limit', () => {
  let app: TestApp;
  let rosa: Browser;
  let path: string;
  beforeEach(async () => {
    app = await startApp({ before: publishQuizCourse });
    await enrol(app.database.db, { name: 'rosa', slug: SLUG });
    rosa = await app.signedIn('rosa');
    path = (await rosa.post(`/cursos/${SLUG}/evaluaciones/con-reloj/intentos`)).location;
  });
  afterEach(() => app.stop());

  const row = async () =>
    (await app.database.db('attempts').where('id', path.slice(10)).first()) as Record<
      string,
      unknown
    >;

  it('says the time left as text', async () => {
    const { text, document } = await rosa.get(path);
    expect(text).to.include('Te quedan 20 minutos. Termina a las 10:20.');
    expect(document.querySelector('[data-left]')?.getAttribute('data-left')).to.equal('1200');
    app.clock.advance(19 * MINUTE + 30_000);
    expect((await rosa.get(path)).text).to.include('Queda menos de un minuto.');
  });

  it('accepts what arrives in the thirty seconds after the deadline', async () => {
    app.clock.advance(20 * MINUTE + 30_000);
    expect(
      (await rosa.post(`${path}/respuestas`, { clave: 'k', r_uno: 'a' }, JSON_PLEASE)).status,
    ).to.equal(200);
    expect((await rosa.post(`${path}/entrega`, { clave: 'f', ...ALL_RIGHT })).location).to.equal(
      `${path}/resultado`,
    );
    expect((await row())['score']).to.equal(10_000);
  });

  for (const verb of ['respuestas', 'entrega']) {
    it(`refuses ${verb} after that, keeps the answers on the page and ends the attempt with what it has`, async () => {
      await rosa.post(`${path}/respuestas`, { clave: 'k', r_uno: 'a' });
      app.clock.advance(20 * MINUTE + 30_001);
      const late = await rosa.post(`${path}/${verb}`, { clave: 'tarde', r_dos: 'b' });
      expect(late.status).to.equal(409);
      expect(late.text).to.include('El tiempo de este intento ya terminó');
      expect(late.text).to.include('Opción b de dos');
      expect(await row()).to.include({ score: 1666 });
      const json = await rosa.post(
        `${path}/${verb}`,
        { clave: 'tarde-2', r_dos: 'b' },
        JSON_PLEASE,
      );
      expect(json.status).to.equal(409);
    });
  }

  it('says that the time is over when its person opens it, and is handed in by her button, once', async () => {
    await rosa.post(`${path}/respuestas`, { clave: 'k', ...ALL_RIGHT });
    app.clock.advance(3 * 60 * MINUTE);
    expect((await rosa.get(path)).text).to.include('El tiempo de este intento ya terminó');
    expect((await rosa.get(`${path}/resultado`)).location).to.equal(path);
    expect((await row())['submitted_at']).to.equal(null);
    const close = () => rosa.post(`${path}/cierre`);
    const answers = await Promise.all(Array.from({ length: 5 }, close));
    expect(answers.map(({ location }) => location)).to.deep.equal(
      Array<string>(5).fill(`${path}/resultado`),
    );
    const { text } = await rosa.get(`${path}/resultado`);
    expect(text).to.include('El tiempo terminó, así que se entregó lo que habíamos recibido.');
    expect(text).to.include('Aprobaste');
  });

  it('is not ended by its button while there is time', async () => {
    expect((await rosa.post(`${path}/cierre`)).location).to.equal(`${path}/resultado`);
    expect((await row())['submitted_at']).to.equal(null);
  });

  it('is handed in when its person starts another', async () => {
    app.clock.advance(25 * MINUTE);
    const next = await rosa.post(`/cursos/${SLUG}/evaluaciones/con-reloj/intentos`);
    expect(next.status).to.equal(303);
    expect(next.location).not.to.equal(path);
  });

  it('gives a person her extra time, and says so before she starts', async () => {
    await enrol(app.database.db, { name: 'elena', slug: SLUG });
    await app.database.db('people').where('id', CAST.elena.id).update({ extra_time_percent: 50 });
    const elena = await app.signedIn('elena');
    const { text } = await elena.get(`/cursos/${SLUG}/evaluaciones/con-reloj`);
    expect(text).to.include(
      'Tienes 30 minutos desde que empiezas. El reloj no se detiene. Ya incluye tu 50 % de tiempo adicional.',
    );
    const { location } = await elena.post(`/cursos/${SLUG}/evaluaciones/con-reloj/intentos`);
    expect((await elena.get(location)).text).to.include(
      'Te quedan 30 minutos. Termina a las 10:30.',
    );
    app.clock.advance(30 * MINUTE);
    expect(
      (await elena.post(`${location}/respuestas`, { clave: 'k', r_uno: 'a' })).status,
    ).to.equal(303);
  });
});
