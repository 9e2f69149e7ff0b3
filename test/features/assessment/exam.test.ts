import { expect } from 'chai';
import { countedScore } from '../../../src/features/assessment/counted-score.ts';
import { openingOf } from '../../../src/features/assessment/opening.ts';
import { instantAt } from '../../../src/lib/local-time.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser } from '../../support/browser.ts';
import { enrol } from '../../support/enrol.ts';
import {
  ALL_RIGHT,
  anItem,
  aQuiz,
  ITEMS,
  publishQuizCourse,
  QUIZZES,
  SLUG,
} from './quiz-course.ts';

const both = (text: string) => ({ es: text, en: `${text} (en)` });
const quiz = (id: string): string => `/cursos/${SLUG}/evaluaciones/${id}`;

/** Right answers to the first so many questions, wrong ones to the rest. */
const right = (count: number): Record<string, string | string[]> =>
  Object.fromEntries(Object.entries(ALL_RIGHT).slice(0, count));

describe('the clock of a zone', () => {
  for (const [wall, zone, instant] of [
    ['2026-12-01T09:00', 'America/Mexico_City', '2026-12-01T15:00:00.000Z'],
    ['2026-12-01T09:00', 'America/Tijuana', '2026-12-01T17:00:00.000Z'],
    ['2026-07-01T09:00', 'America/Tijuana', '2026-07-01T16:00:00.000Z'],
    // The hour that Tijuana skips in spring, and the one that it has twice in autumn.
    ['2026-03-08T02:30', 'America/Tijuana', '2026-03-08T10:30:00.000Z'],
    ['2026-11-01T01:30', 'America/Tijuana', '2026-11-01T08:30:00.000Z'],
    ['2028-02-29T23:59', 'America/Cancun', '2028-03-01T04:59:00.000Z'],
  ] as const) {
    it(`shows ${wall} in ${zone} at ${instant}`, () => {
      expect(instantAt(wall, zone).toISOString()).to.equal(instant);
    });
  }
});

describe('the score that stands', () => {
  const attempts = [
    { number: 2, score: 5000 },
    { number: 1, score: 9001 },
    { number: 3, score: null },
  ];
  for (const [counts, score] of [
    ['best', 9001],
    ['last', 5000],
    ['average', 7000],
  ] as const) {
    it(`is the ${counts}`, () => {
      expect(countedScore({ counts }, attempts)).to.equal(score);
      expect(countedScore({ counts }, [])).to.equal(null);
    });
  }
});

describe('an exam', () => {
  let app: TestApp;
  let rosa: Browser;
  const exam = {
    opensAt: '2026-11-23T09:00',
    closesAt: '2026-11-23T11:00',
    timeZone: 'America/Tijuana',
    passMark: 70,
  };
  before(async () => {
    app = await startApp({
      before: (services) =>
        publishQuizCourse(services, {
          items: [
            ...ITEMS,
            anItem({ id: 'tema', right: ['a'], form: 'A' }),
            {
              ...anItem({ id: 'dificil', right: ['a'], form: 'A' }),
              difficulty: 'hard',
              tags: ['x'],
            },
          ],
          quizzes: [
            ...QUIZZES,
            aQuiz({ id: 'abre', ...exam, timeLimitMinutes: 180, reasons: 'after-close' }),
            aQuiz({ id: 'callado', reasons: 'never', kind: 'practice' }),
            aQuiz({ id: 'promedio', counts: 'average', attempts: 3 }),
            aQuiz({
              id: 'partes',
              kind: 'practice',
              sections: [
                { id: 'uno', title: both('Lo que recuerdas'), intro: both('Sin prisa.') },
                { id: 'dos', title: both('Lo que harías'), intro: null },
              ],
              draw: [
                { section: 'dos', difficulty: 'hard', tag: 'x', count: 1 },
                { section: 'uno', form: 'B', type: 'single', count: 2 },
              ],
            }),
          ],
        }),
    });
    await enrol(app.database.db, { name: 'rosa', slug: SLUG });
    rosa = await app.signedIn('rosa');
  });
  after(() => app.stop());
  /** Sets the clock, on which sessions run as well. */
  const at = async (moment: string): Promise<void> => {
    app.clock.advance(new Date(moment).getTime() - app.clock().getTime());
    rosa = await app.signedIn('rosa');
  };
  const start = (id: string) => rosa.post(`${quiz(id)}/intentos`);
  const handIn = async (path: string, answers: object): Promise<string> => {
    await rosa.post(`${path}/entrega`, {
      clave: `k-${path.slice(10)}`,
      confirmar: '1',
      ...answers,
    });
    return (await rosa.get(`${path}/resultado`)).text;
  };

  it('opens and closes at the hours of its zone, and says so', async () => {
    await at('2026-11-23T16:59:00Z');
    const before = await rosa.get(quiz('abre'));
    expect(before.text).to.include('Se abre el 23 de noviembre de 2026').and.include('09:00');
    expect(before.text).to.include('Se cierra el').and.include('11:00');
    expect((await start('abre')).status).to.equal(409);

    await at('2026-11-23T17:00:00Z');
    expect((await rosa.get(quiz('abre'))).text).to.include('Empezar');
    expect((await start('abre')).status).to.equal(303);
  });

  it('ends for everybody when it closes, with what was saved', async () => {
    const { location: path } = await start('abre');
    const saved = await rosa.post(`${path}/respuestas`, { clave: 'k1', r_uno: 'a' });
    expect(saved.status).to.equal(303);
    const row = await app.database
      .db('attempts')
      .where('id', path.slice(10))
      .first<{ deadline_at: string }>('deadline_at');
    expect(new Date(row.deadline_at).toISOString()).to.equal('2026-11-23T19:00:00.000Z');

    await at('2026-11-23T19:01:00Z');
    const late = await rosa.post(`${path}/respuestas`, { clave: 'k2', r_dos: 'b' });
    expect(late.status).to.equal(409);
    expect((await rosa.get(quiz('abre'))).text).to.include('Esta evaluación ya se cerró');
    expect((await start('abre')).status).to.equal(409);
  });

  it('shows the right answers only when it has closed', async () => {
    await at('2026-11-23T17:30:00Z');
    const attempt = await app.database
      .db('attempts')
      .where('quiz_id', 'abre')
      .first<{ id: string }>('id');
    const path = `/intentos/${attempt.id}/resultado`;
    const early = await rosa.get(path);
    expect(early.text).to.include('se muestran desde el 23 de noviembre de 2026');
    expect(early.text).not.to.include('Razón de');
    await at('2026-11-23T19:00:00Z');
    expect((await rosa.get(path)).text).to.include('Razón de a en uno');
  });

  it('never shows them where it says never, and still says what to review', async () => {
    const { location: path } = await start('callado');
    const text = await handIn(path, right(1));
    expect(text).to.include('no se muestran las respuestas correctas').and.include('Objetivo dos');
    expect(text).not.to.include('Razón de');
  });

  it('passes by the mean of its attempts where the mean counts', async () => {
    const first = await handIn((await start('promedio')).location, right(3));
    expect(first).not.to.include('Aprobaste');
    // All right now, but the mean of 50 and 100 is 75.
    const second = await handIn((await start('promedio')).location, ALL_RIGHT);
    expect(second).to.include('Aprobaste');
    expect((await rosa.get(quiz('promedio'))).text).to.include('tu calificación es 75 de 100');
  });

  it('asks section after section', async () => {
    const { location: path } = await start('partes');
    const page = await rosa.get(path);
    const heads = [...page.document.querySelectorAll('main h2')].map((one) => one.textContent);
    expect(heads.slice(0, 2)).to.deep.equal(['Lo que recuerdas', 'Lo que harías']);
    const ids = [...page.document.querySelectorAll('fieldset.question')].map(
      (one) => (one as unknown as { id: string }).id,
    );
    expect(ids).to.have.length(3);
    expect(ids[2]).to.equal('r_dificil');
    expect((await rosa.get(quiz('partes'))).text).to.include('Lo que recuerdas y Lo que harías');
  });

  it('has its opening read in the zone that it names', () => {
    expect(openingOf({ ...exam, opensAt: null }).closesAt?.toISOString()).to.equal(
      '2026-11-23T19:00:00.000Z',
    );
  });
});
