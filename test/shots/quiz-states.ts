import type { Page as Tab } from 'playwright-core';
import { drawnOptions, type Snapshot } from '../../src/features/assessment/snapshot.ts';
import { HOUR } from '../../src/lib/clock.ts';
import { SLUG } from '../features/assessment/quiz-course.ts';
import { finishLessons } from '../support/enrol.ts';
import { codeOf } from '../support/certificates.ts';
import type { Browser } from '../support/browser.ts';
import type { Scene, State } from './states.ts';

const COURSE = '/cursos/res-con';
const FINAL = `${COURSE}/evaluaciones/evaluacion-final`;
const TIMED = `/cursos/${SLUG}/evaluaciones/con-reloj`;

const start = async (browser: Browser, quiz: string): Promise<string> =>
  (await browser.post(`${quiz}/intentos`)).location;

/** What an attempt drew: for each question the options that are right, or those that are not. */
async function answersOf(
  { app }: Scene,
  attempt: string,
  right: boolean,
): Promise<Record<string, string[]>> {
  const row = await app.database
    .db('attempts')
    .where('id', attempt.slice('/intentos/'.length))
    .first<{ snapshot: string }>('snapshot');
  const { items } = JSON.parse(row.snapshot) as Snapshot;
  return Object.fromEntries(
    items.map((item) => {
      const fitting = drawnOptions(item)
        .filter(({ correct }) => correct === right)
        .map((one) => one.id);
      return [`r_${item.id}`, right ? fitting : fitting.slice(0, 1)];
    }),
  );
}

const goOffline = async (tab: Tab): Promise<void> => {
  await tab.context().setOffline(true);
  for (const nth of [2, 3]) {
    await tab.locator('fieldset.question').nth(nth).locator('.choice').first().click();
  }
  await tab.waitForSelector('[data-trouble]:not([hidden])');
};

/** Rosa and the assessments: the questions, every state of an answer, results, her certificate on screen and on paper. */
export async function* quizStates(scene: Scene): AsyncGenerator<State> {
  const { app, nobody, as } = scene;
  const rosa = as('rosa');
  await rosa.post(`${COURSE}/inscripcion`);
  const version = await app.services.versions.currentOf('res-con');
  const { id: enrolmentId } = await app.database
    .db('enrolments')
    .where({ person_id: 'rosa', version_id: version?.id })
    .first<{ id: string }>('id');
  const lessons = version?.document.lessons.map(({ id }) => id) ?? [];
  yield { what: 'curso-recien-inscrita', browser: rosa, answer: await rosa.get(COURSE) };
  await finishLessons(app.database.db, enrolmentId, lessons);
  yield { what: 'evaluacion-antes', browser: rosa, answer: await rosa.get(FINAL) };

  const first = await start(rosa, FINAL);
  const wrong = await answersOf(scene, first, false);
  const some = Object.fromEntries(Object.entries(wrong).slice(0, 2));
  await rosa.post(`${first}/respuestas`, { clave: 'algunas', ...some });
  yield { what: 'intento-abierto', browser: rosa, address: first };
  yield {
    ...{ what: 'intento-sin-senal', browser: rosa, address: first, act: goOffline },
    undo: (tab) => tab.context().setOffline(false),
  };
  const asked = await rosa.post(`${first}/entrega`, { clave: 'pronto', ...some });
  yield { what: 'intento-faltan-respuestas', browser: rosa, answer: asked };
  const result = await rosa.postAndFollow(`${first}/entrega`, { clave: 'todas', ...wrong });
  yield { what: 'resultado-todavia-no', browser: rosa, answer: result };
  yield { what: 'evaluacion-otro-intento', browser: rosa, answer: await rosa.get(FINAL) };

  const second = await start(rosa, FINAL);
  const right = await answersOf(scene, second, true);
  const passed = await rosa.postAndFollow(`${second}/entrega`, { clave: 'bien', ...right });
  yield { what: 'resultado-aprobado', browser: rosa, answer: passed };
  yield { what: 'curso-terminado', browser: rosa, answer: await rosa.get(COURSE) };
  const learning = await rosa.get('/mi-aprendizaje');
  yield { what: 'mi-aprendizaje-con-constancias', browser: rosa, answer: learning };
  const { id } = await app.database
    .db('certificates')
    .where({ enrolment_id: enrolmentId })
    .first<{ id: string }>('id');
  const certificate = { browser: rosa, answer: await rosa.get(`/constancias/${id}`) };
  yield { what: 'constancia', ...certificate };
  yield { what: 'constancia-impresa', ...certificate, paper: 'landscape' };
  yield* checkStates(scene, await codeOf(app.services, id), id);

  const timed = await start(rosa, TIMED);
  yield { what: 'intento-con-reloj', browser: rosa, answer: await rosa.get(timed) };
  app.clock.advance(HOUR);
  yield { what: 'intento-tiempo-terminado', browser: rosa, answer: await rosa.get(timed) };
  const late = await rosa.post(`${timed}/entrega`, { clave: 'tarde', r_dos: 'b' });
  yield { what: 'intento-tarde', browser: rosa, answer: late };
  app.clock.advance(-HOUR);
  const learner = nobody();
  yield {
    ...{ what: 'leccion-impresa', browser: rosa, paper: 'portrait' as const },
    answer: await rosa.get(`${COURSE}/lecciones/${lessons[0] ?? ''}`),
  };
  yield { what: 'curso-sin-entrar', browser: learner, answer: await learner.get(COURSE) };
}

/** What anybody sees who checks a certificate. */
async function* checkStates({ app, nobody, as }: Scene, code: string, id: string) {
  const path = `/v/${code}`;
  const browser = nobody();
  const name = (apellido: string) => browser.post(path, { apellido });
  yield { what: 'verificacion-vigente', browser, answer: await browser.get(path) };
  yield { what: 'verificacion-coincide', browser, answer: await name('Hernández') };
  yield { what: 'verificacion-no-coincide', browser, answer: await name('García') };
  await app.database.db('rate_limits').delete();
  const expired = { expires_on: '2026-11-01' };
  const { expires_on: before } = await app.database
    .db('certificates')
    .where({ id })
    .first<{ expires_on: string | null }>('expires_on');
  await app.database.db('certificates').where({ id }).update(expired);
  yield { what: 'verificacion-vencida', browser, answer: await browser.get(path) };
  await app.database.db('certificates').where({ id }).update({ expires_on: before });
  const missing = await browser.get('/v/7KQ2-M9XP-7KQ2');
  yield { what: 'verificacion-no-existe', browser, answer: missing };
  const tomas = await app.database
    .db('certificates')
    .where({ person_id: 'tomas' })
    .first<{ id: string; code: string }>('id', 'code');
  const reason = { motivo: 'La constancia se emitió con un error en las horas del curso.' };
  const revoking = `/administrar/constancias/${tomas.id}`;
  const blank = await as('lucia').post(`${revoking}/revocar`, { motivo: '' });
  yield { what: 'constancia-revocar-sin-motivo', browser: as('lucia'), answer: blank };
  const done = await as('lucia').postAndFollow(`${revoking}/revocar`, reason);
  yield { what: 'constancia-revocada-administrar', browser: as('lucia'), answer: done };
  yield { what: 'verificacion-revocada', browser, answer: await browser.get(`/v/${tomas.code}`) };
}
