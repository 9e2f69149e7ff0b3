import { expect } from 'chai';
import { DAY } from '../../../src/lib/clock.ts';
import { queueOf, worksOf, type Waiting } from '../../../src/features/results/queue.ts';
import { addGrant } from '../../../src/demo/factories.ts';
import type { TestApp } from '../../support/app.ts';
import type { Browser, Page } from '../../support/browser.ts';
import { NOW } from '../../support/clock.ts';
import { lastEvents } from '../../support/people.ts';
import { anItem, SLUG } from '../assessment/quiz-course.ts';
import { classroom, take } from './classroom.ts';

const QUEUE = '/ensenar/por-calificar';
const both = (text: string) => ({ es: text, en: text });
const { stem, use, form, objective, bloom, pillar, topic, difficulty, tags, weight, format } =
  anItem({
    id: 'ensayo',
    right: [],
  });
const common = {
  stem,
  use,
  form,
  objective,
  bloom,
  pillar,
  topic,
  difficulty,
  tags,
  weight,
  format,
  critical: false,
  feedback: null,
};

/** Six essays, so that the quizzes of the course draw nothing else. */
const ESSAYS = ['uno', 'dos', 'tres', 'cuatro', 'cinco', 'seis'].map((id) => {
  return {
    ...common,
    id,
    type: 'essay' as const,
    minWords: null,
    maxWords: null,
    template: null,
    graderNotes: both('Busca dos ejemplos.'),
  };
});

describe('the queue of what waits for a grade', () => {
  let app: TestApp;
  let ximena: Browser;
  let attempt: string;
  before(async () => {
    app = await classroom({ items: ESSAYS });
    ximena = await app.signedIn('ximena');
    const answers = Object.fromEntries(
      ESSAYS.map(({ id }) => [`r_${id}`, `Respuesta escrita de ${id}`]),
    );
    ({ id: attempt } = await take(await app.signedIn('rosa'), 'final', answers));
    await take(await app.signedIn('elena'), 'final', answers);
  });
  after(() => app.stop());

  const rows = (page: Page): number => [...page.document.querySelectorAll('tbody tr')].length;

  it('holds the answers of those whom one grades, and of nobody else', async () => {
    const list = await ximena.get(QUEUE);
    expect(rows(list)).to.equal(1);
    expect(list.text).to.include('6 respuestas por calificar');
    const bruno = await app.signedIn('bruno');
    expect((await bruno.get(QUEUE)).text)
      .to.include('Elena')
      .and.not.include('Rosa');
    for (const name of ['rosa', 'marco', 'lucia', 'irene'] as const)
      expect((await (await app.signedIn(name)).get(QUEUE)).status, name).to.equal(404);
    expect((await bruno.get(`${QUEUE}/${attempt}/uno`)).status).to.equal(404);
    expect(
      (await bruno.post(`${QUEUE}/${attempt}/uno`, { nivel: '100', vistas: '0' })).status,
    ).to.equal(404);
    expect((await ximena.get('/ensenar')).text).to.include('Por calificar');
  });

  it('gives one answer after the other, without a way back to the list', async () => {
    const list = await ximena.get(QUEUE);
    let location = list.document.querySelector('.button--primary')?.getAttribute('href') ?? '';
    const desk = await ximena.get(location);
    expect(desk.text).to.include('Respuesta escrita de').and.include('Busca dos ejemplos.');
    const wrong = await ximena.post(location, { puntos: '101', vistas: '0', comentario: 'Bien.' });
    expect(wrong.status).to.equal(422);
    expect(wrong.document.querySelector('#comentario')?.textContent).to.equal('Bien.');
    for (let left = 6; left > 0; left -= 1) {
      expect(location).to.match(/^\/ensenar\/por-calificar\/[\w-]+\/[a-z]+$/);
      const sent =
        left % 2 === 0 ? { nivel: '100' } : { puntos: '50', comentario: 'Falta un ejemplo.' };
      const answer = await ximena.post(location, { ...sent, vistas: '0' });
      expect(answer.status, answer.text).to.equal(303);
      ({ location } = answer);
    }
    expect(location).to.equal(QUEUE);
    expect((await ximena.get(QUEUE)).text).to.include('No hay nada por calificar');
    const row = await app.database.db('attempts').where('id', attempt).first<{ score: number }>();
    expect(row.score).to.equal(7500);
    expect((await lastEvents(app))[0]).to.deep.include({
      action: 'attempts.graded',
      actor_id: 'ximena',
    });
    const rosa = await (await app.signedIn('rosa')).get(`/intentos/${attempt}/resultado`);
    expect(rosa.text).to.include('Falta un ejemplo.').and.include('75 de 100');
  });

  it('tells the second of two graders, and keeps the first grade', async () => {
    const path = `${QUEUE}/${attempt}/uno`;
    const seen = (await ximena.get(path)).document
      .querySelector('input[name=vistas]')
      ?.getAttribute('value');
    expect((await ximena.post(path, { puntos: '90', vistas: seen ?? '' })).status).to.equal(303);
    const late = await ximena.post(path, { puntos: '80', vistas: seen ?? '', comentario: 'Mío' });
    expect(late.status).to.equal(409);
    expect(late.text).to.include('Alguien más acaba de calificar');
    expect(late.document.querySelector('#comentario')?.textContent).to.equal('Mío');
    const grades = await app.database.db('attempt_grades').where('item_id', 'uno');
    expect(
      grades.filter((grade: { attempt_id: string }) => grade.attempt_id === attempt),
    ).to.have.length(2);
  });

  it('goes on to whoever teaches the course after five days', async () => {
    const { id } = await app.database.db('courses').where('slug', SLUG).first<{ id: string }>('id');
    await addGrant(app.database.db, {
      id: 'g-curso',
      personId: 'marco',
      role: 'instructor',
      courseId: id,
      grantedAt: NOW,
    });
    const marco = await app.signedIn('marco');
    expect(rows(await marco.get(QUEUE))).to.equal(0);
    app.clock.advance(5 * DAY);
    const later = await app.signedIn('marco');
    const page = await later.get(QUEUE);
    expect(rows(page)).to.equal(1);
    expect(page.text).to.include('6 respuestas por calificar');
    expect(page.text).to.include('también de quien imparte el curso');
  });

  it('begins with who deploys or is due first, then with what has waited longest', () => {
    const one = (href: string, change: Partial<Waiting>): Waiting => ({
      href,
      work: href,
      person: 'x',
      group: null,
      course: both('x'),
      what: both('x'),
      since: NOW,
      deploysOn: null,
      dueOn: null,
      isOwn: true,
      ...change,
    });
    const earlier = new Date(NOW.getTime() - 2 * DAY);
    const queue = queueOf(
      [
        one('none', {}),
        one('none-earlier', { since: earlier }),
        one('due', { dueOn: '2026-12-10' }),
        one('deploys', { deploysOn: '2026-12-01', dueOn: '2027-01-01' }),
        one('others', { isOwn: false }),
      ],
      NOW,
    );
    expect(queue.map(({ href }) => href)).to.deep.equal(['deploys', 'due', 'none-earlier', 'none']);
  });

  it('says of last evening that it is a day ago, as its date does', () => {
    const handed = (since: string): Waiting => ({
      href: since,
      work: since,
      person: 'Rosa',
      group: null,
      course: both('curso'),
      what: both('final'),
      since: new Date(since),
      deploysOn: null,
      dueOn: null,
      isOwn: true,
    });
    // Midnight in central Mexico is six in the morning of the server.
    const queue = queueOf(
      ['2026-11-23T05:50:00Z', '2026-11-23T06:10:00Z', '2026-11-18T13:00:00Z'].map(handed),
      new Date('2026-11-23T12:00:00Z'),
    );
    expect(queue.map(({ days, isPassedOn }) => [days, isPassedOn])).to.deep.equal([
      [5, false],
      [1, false],
      [0, false],
    ]);
  });

  it('has one entry for each work, where its first answer stands, with how many wait', () => {
    const answer = (work: string, item: string, since: Date): Waiting => ({
      href: `/ensenar/por-calificar/${work}/${item}`,
      work,
      person: 'x',
      group: null,
      course: both('x'),
      what: both('x'),
      since,
      deploysOn: null,
      dueOn: null,
      isOwn: true,
    });
    const earlier = new Date(NOW.getTime() - DAY);
    const works = worksOf(
      queueOf([answer('b', 'uno', NOW), answer('b', 'dos', NOW), answer('a', 'uno', earlier)], NOW),
    );
    expect(works.map(({ href, answers }) => [href, answers])).to.deep.equal([
      ['/ensenar/por-calificar/a/uno', 1],
      ['/ensenar/por-calificar/b/dos', 2],
    ]);
  });
});
