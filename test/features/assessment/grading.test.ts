import { expect } from 'chai';
import type { Credit } from '../../../src/features/assessment/item-kind.ts';
import { ItemDocument } from '../../../src/features/courses/item-document.ts';
import { Refusal } from '../../../src/lib/errors.ts';
import { DAY } from '../../../src/lib/clock.ts';
import type { Services } from '../../../src/services.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser } from '../../support/browser.ts';
import { enrol } from '../../support/enrol.ts';
import { proofOf } from '../../support/proof.ts';
import { anItem, publishQuizCourse, QUIZZES, SLUG } from './quiz-course.ts';

const both = (text: string) => ({ es: text, en: text });

const essay = (id: string): ItemDocument =>
  ItemDocument.parse({
    id,
    type: 'essay',
    form: 'B',
    objective: 'o2',
    stem: both(`Escribe sobre ${id}`),
    template: both('Mi plan:\n'),
  });

/** Two texts and one question that needs nobody, of equal weight; passed with 70. */
const publish = (services: Pick<Services, 'database'>): Promise<void> =>
  publishQuizCourse(services, {
    items: [essay('plan'), essay('bitacora'), anItem({ id: 'uno', right: ['a'] })],
    lessons: [],
    modules: [],
    quizzes: QUIZZES.map((quiz) => ({
      ...quiz,
      draw: quiz.draw.map((group) => ({ ...group, count: 3 })),
    })),
  });

describe('what a person grades', () => {
  let app: TestApp;
  let rosa: Browser;
  beforeEach(async () => {
    app = await startApp({ before: publish });
    await enrol(app.database.db, { name: 'rosa', slug: SLUG });
    rosa = await app.signedIn('rosa');
  });
  afterEach(() => app.stop());

  const start = async (quiz = 'final'): Promise<string> =>
    (await rosa.post(`/cursos/${SLUG}/evaluaciones/${quiz}/intentos`)).location;
  const handIn = async (answers: Record<string, string>): Promise<string> => {
    const path = await start();
    await rosa.post(`${path}/entrega`, { clave: 'k', confirmar: '1', ...answers });
    return path;
  };
  const ANSWERS = { r_plan: 'Ir de día.\r\nEn grupo.', r_bitacora: 'Fuimos doce.', r_uno: 'a' };
  const rowOf = async (path: string): Promise<Record<string, unknown>> =>
    (await app.database.db('attempts').where('id', path.slice(10)).first()) as Record<
      string,
      unknown
    >;
  const grade = (
    path: string,
    itemId: string,
    credit: Credit,
    comment: string | null = null,
  ): ReturnType<typeof app.services.gradeItem> =>
    app.database.db.transaction((trx) =>
      app.services.gradeItem(trx, {
        attemptId: path.slice(10),
        itemId,
        credit,
        comment,
        graderId: 'ximena',
      }),
    );
  const refusalOf = async (graded: Promise<unknown>): Promise<string> => {
    try {
      await graded;
    } catch (error) {
      if (error instanceof Refusal) return error.key;
      throw error;
    }
    return 'none';
  };
  const isSound = async (): Promise<boolean> => (await proofOf(app)).holds;

  it('waits without a score, says for whom and since when, and asks for no further attempt', async () => {
    const path = await handIn(ANSWERS);
    expect(await rowOf(path)).to.include({ score: null, passed: null, critical_missed: null });
    const page = await rosa.visit(`${path}/resultado`);
    expect(page.text).to.include('Falta que la califiquen');
    expect(page.text).to.include(
      '2 respuestas tuyas las califica una persona. Las leerá quien acompaña este curso.',
    );
    expect(page.text).to.include('Ir de día.');
    expect(page.text).not.to.include('de 100');
    const quiz = await rosa.visit(`/cursos/${SLUG}/evaluaciones/final`);
    expect(quiz.text).to.include('Espera calificación');
    expect(quiz.document.querySelector('main form')).to.equal(null);
    expect((await rosa.post(`/cursos/${SLUG}/evaluaciones/final/intentos`)).status).to.equal(409);
    expect(await isSound()).to.equal(true);
  });

  it('has its score with the last grade; a pass completes the course and the comment is shown', async () => {
    const path = await handIn(ANSWERS);
    const first = await grade(path, 'plan', { of: 10, earned: 7 }, 'Bien pensado.');
    expect(first).to.deep.include({ waiting: ['bitacora'], score: null });
    expect((await rowOf(path))['score']).to.equal(null);
    expect((await rosa.visit(`${path}/resultado`)).text).to.include('7 de 10 puntos');
    expect(await isSound()).to.equal(true);

    const last = await grade(path, 'bitacora', { of: 2, earned: 1 });
    expect(last).to.deep.include({ waiting: [], personId: 'rosa' });
    expect(await rowOf(path)).to.include({ score: 7333, critical_missed: 0 });
    const page = await rosa.visit(`${path}/resultado`);
    expect(page.text).to.include('Aprobaste');
    expect(page.text).to.include('73 de 100');
    expect(page.text).to.include('Bien pensado.');
    expect(page.text).to.include('Calificó Ximena');
    expect(await app.database.db('certificates').where('person_id', 'rosa')).to.have.length(1);
    expect(await isSound()).to.equal(true);
  });

  it('is graded anew beside the old grade, and a pass is not taken away in passing', async () => {
    const path = await handIn(ANSWERS);
    await grade(path, 'plan', { of: 10, earned: 2 });
    await grade(path, 'bitacora', { of: 10, earned: 2 });
    expect((await rowOf(path))['score']).to.equal(4666);
    await grade(path, 'plan', { of: 10, earned: 10 });
    expect((await rowOf(path))['score']).to.equal(7333);
    expect(await app.database.db('attempt_grades')).to.have.length(3);
    expect(await refusalOf(grade(path, 'plan', { of: 10, earned: 3 }))).to.equal(
      'grading.takesPass',
    );
    expect(await app.database.db('attempt_grades')).to.have.length(3);
    expect(await isSound()).to.equal(true);
  });

  it('needs nobody where nothing was written, also when only the template was sent back', async () => {
    const path = await handIn({ r_uno: 'a', r_plan: 'Mi plan:\r\n' });
    expect((await rowOf(path))['score']).to.equal(3333);
    expect((await rosa.visit(`${path}/resultado`)).text).to.include('Sin responder');
  });

  it('refuses what is open, what nobody grades, and a share that is none', async () => {
    const open = await start();
    expect(await refusalOf(grade(open, 'plan', { of: 1, earned: 1 }))).to.equal(
      'grading.notHandedIn',
    );
    await rosa.post(`${open}/entrega`, { clave: 'k', confirmar: '1', ...ANSWERS });
    expect(await refusalOf(grade(open, 'uno', { of: 1, earned: 1 }))).to.equal('grading.notByHand');
    expect(await refusalOf(grade(open, 'otra', { of: 1, earned: 1 }))).to.equal(
      'grading.notByHand',
    );
    expect(
      await refusalOf(grade('/intentos/no-hay-tal-cosa', 'uno', { of: 1, earned: 1 })),
    ).to.equal('error.notFound');
    for (const credit of [
      { of: 0, earned: 0 },
      { of: 2, earned: 3 },
      { of: 2, earned: -1 },
      { of: 2, earned: 0.5 },
    ])
      expect(await refusalOf(grade(open, 'plan', credit))).to.equal('grading.outOfRange');
  });

  it('is erased with the answers: the comment goes, the grade and its score stay', async () => {
    const path = await handIn(ANSWERS);
    const waiting = await (async () => {
      const tomas = await app.signedIn('tomas');
      await enrol(app.database.db, { name: 'tomas', slug: SLUG });
      const { location } = await tomas.post(`/cursos/${SLUG}/evaluaciones/practica/intentos`);
      await tomas.post(`${location}/entrega`, { clave: 'k', confirmar: '1', ...ANSWERS });
      return location;
    })();
    await grade(path, 'plan', { of: 10, earned: 7 }, 'Bien pensado.');
    await grade(path, 'bitacora', { of: 10, earned: 7 });
    app.clock.advance(750 * DAY);
    await app.services.eraseWhatIsOver();
    expect(await rowOf(path)).to.include({ score: 8000 });
    expect(await app.database.db('attempt_grades').select('comment')).to.deep.equal([
      { comment: null },
      { comment: null },
    ]);
    expect(await refusalOf(grade(waiting, 'plan', { of: 1, earned: 1 }))).to.equal(
      'grading.erased',
    );
    expect((await (await app.signedIn('tomas')).visit(`${waiting}/resultado`)).status).to.equal(
      200,
    );
    expect(await isSound()).to.equal(true);
  });
});
