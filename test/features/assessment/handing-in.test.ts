import { expect } from 'chai';
import { attemptService } from '../../../src/features/assessment/attempt-service.ts';
import type { Actor } from '../../../src/lib/actor.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser } from '../../support/browser.ts';
import { enrol } from '../../support/enrol.ts';
import { ALL_RIGHT, anItem, ITEMS, publishQuizCourse, SLUG } from './quiz-course.ts';

const JSON_PLEASE = { accept: 'application/json' };

describe('handing an attempt in', () => {
  let app: TestApp;
  let rosa: Browser;
  before(async () => {
    app = await startApp({ before: publishQuizCourse });
    await enrol(app.database.db, { name: 'rosa', slug: SLUG });
    rosa = await app.signedIn('rosa');
  });
  after(() => app.stop());

  const start = async (quiz = 'practica'): Promise<string> =>
    (await rosa.post(`/cursos/${SLUG}/evaluaciones/${quiz}/intentos`)).location;
  const rowOf = async (path: string) =>
    (await app.database.db('attempts').where('id', path.slice(10)).first()) as Record<
      string,
      unknown
    >;

  it('saves and submits in one request', async () => {
    const path = await start();
    const answer = await rosa.post(`${path}/entrega`, { clave: 'k', ...ALL_RIGHT });
    expect(answer.status).to.equal(303);
    expect(answer.location).to.equal(`${path}/resultado`);
    expect(await rowOf(path)).to.include({ score: 10_000, critical_missed: 0 });
    expect((await rosa.get(path)).location).to.equal(`${path}/resultado`);
  });

  it('asks first when something is unanswered, keeps what came, and names what is missing', async () => {
    const path = await start();
    const page = await rosa.post(`${path}/entrega`, {
      clave: 'k',
      r_uno: 'a',
      r_varias: ['a', 'b'],
    });
    expect(page.status).to.equal(422);
    expect(page.text).to.include('Recibimos tus respuestas a las 10:00');
    expect(page.text).to.include('Quedan 4 preguntas sin responder');
    const links = [...page.document.querySelectorAll('main ul a')].map((link) =>
      link.getAttribute('href'),
    );
    expect(links).to.have.members(
      ['dos', 'tres', 'vital', 'cierto'].map((id) => `${path}#r_${id}`),
    );
    expect((await rowOf(path))['submitted_at']).to.equal(null);

    const key = page.document.querySelector('input[name=clave]')?.getAttribute('value') ?? '';
    const done = await rosa.post(`${path}/entrega`, { clave: key, confirmar: '1' });
    expect(done.location).to.equal(`${path}/resultado`);
    expect((await rowOf(path))['score']).to.equal(3333);
  });

  it('leads back to the questions from the result while it is open', async () => {
    const path = await start();
    expect((await rosa.get(`${path}/resultado`)).location).to.equal(path);
    await rosa.post(`${path}/entrega`, { clave: 'k', confirmar: '1' });
  });

  it('is harmless to repeat, and refuses anything new with the answers kept on the page', async () => {
    const path = await start();
    await rosa.post(`${path}/entrega`, { clave: 'k', ...ALL_RIGHT });
    const again = await rosa.post(`${path}/entrega`, { clave: 'k', ...ALL_RIGHT });
    expect(again.location).to.equal(`${path}/resultado`);
    expect(
      (await rosa.post(`${path}/entrega`, { clave: 'k', ...ALL_RIGHT, r_uno: 'b' })).status,
    ).to.equal(409);

    for (const verb of ['entrega', 'respuestas']) {
      const late = await rosa.post(`${path}/${verb}`, { clave: `otra-${verb}`, r_uno: 'b' });
      expect(late.status, verb).to.equal(409);
      expect(late.text, verb).to.include('ya estaba entregado');
      expect(late.text, verb).to.include('Opción b de uno');
    }
    const json = await rosa.post(
      `${path}/respuestas`,
      { clave: 'tercera', r_uno: 'b' },
      JSON_PLEASE,
    );
    expect(json.status).to.equal(409);
    expect(json.json()).to.include({ motivo: 'entregado' });
    expect(await rowOf(path)).to.include({ score: 10_000 });
  });

  it('still repeats the receipt of a save that came before', async () => {
    const path = await start();
    const first = await rosa.post(`${path}/respuestas`, { clave: 's', r_uno: 'a' }, JSON_PLEASE);
    await rosa.post(`${path}/entrega`, { clave: 'k', confirmar: '1' });
    const again = await rosa.post(`${path}/respuestas`, { clave: 's', r_uno: 'a' }, JSON_PLEASE);
    expect(again.json()).to.deep.equal(first.json());
  });

  it('happens once under fifty simultaneous requests', async () => {
    const path = await start();
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        rosa.post(
          `${path}/entrega`,
          i % 2 === 0
            ? { clave: 'igual', ...ALL_RIGHT }
            : { clave: `otra-${String(i)}`, ...ALL_RIGHT, r_uno: 'b' },
        ),
      ),
    );
    const statuses = new Set(answers.map(({ status }) => status));
    expect([...statuses].every((status) => status === 303 || status === 409)).to.equal(true);
    const same = new Set(answers.filter((_, i) => i % 2 === 0).map(({ status }) => status));
    expect(same.size, 'equal requests, equal answers').to.equal(1);
    const row = await rowOf(path);
    const kept = (await app.database
      .db('attempt_answers')
      .where({ attempt_id: path.slice(10), item_id: 'uno' })
      .first()) as { response: string };
    expect(row['score']).to.equal(kept.response === '["a"]' ? 10_000 : 8333);
  });

  it('tells the course once, in the same transaction, and only when it was passed', async () => {
    const told: string[] = [];
    let fails = false;
    const { db, grouped } = app.database;
    const attempts = attemptService({
      db,
      grouped,
      clock: app.clock,
      versions: app.services.versions,
      async onStepDone(trx, enrolmentId) {
        await trx('attempts').select('id').limit(1);
        if (fails) throw new Error('The certificate could not be issued');
        told.push(enrolmentId);
        return { certificateId: null };
      },
    });
    const actor = { id: 'rosa' } as Actor;
    const right = new Map(
      Object.entries(ALL_RIGHT).map(([name, value]) => [name.slice(2), [value].flat()]),
    );

    const failed = await start('final');
    await attempts.submit(actor, failed.slice(10), { key: 'k', answers: new Map() }, true);
    expect(told).to.deep.equal([]);

    const passed = await start('final');
    const sent = { key: 'k', answers: right };
    fails = true;
    const error = await attempts
      .submit(actor, passed.slice(10), sent, true)
      .catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(Error);
    expect((await rowOf(passed))['submitted_at'], 'all or nothing').to.equal(null);
    expect(await db('attempt_answers').where('attempt_id', passed.slice(10))).to.deep.equal([]);

    fails = false;
    await Promise.all(
      Array.from({ length: 20 }, () => attempts.submit(actor, passed.slice(10), sent, true)),
    );
    expect(told).to.deep.equal([`e-rosa-${SLUG}`]);
  });

  it('scores from the snapshot, whatever a newer version of the course says', async () => {
    const path = await start();
    await publishQuizCourse(app.services, {
      items: ITEMS.map((item) =>
        item.id === 'uno' ? anItem({ id: 'uno', right: ['b'] }) : item,
      ).filter(({ id }) => id !== 'dos'),
    });
    const page = await rosa.get(path);
    expect(page.text).to.include('Enunciado de dos');
    await rosa.post(`${path}/entrega`, { clave: 'k', ...ALL_RIGHT });
    expect((await rowOf(path))['score']).to.equal(10_000);
    expect((await rosa.get(`${path}/resultado`)).text).to.include('100 de 100');
  });
});
