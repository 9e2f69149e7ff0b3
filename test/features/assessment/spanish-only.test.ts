import { expect } from 'chai';
import { isSpanishOnly } from '../../../src/features/assessment/item-texts.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser, Page } from '../../support/browser.ts';
import { publishCourse } from '../../support/course.ts';
import { enrol } from '../../support/enrol.ts';
import { ANSWERED, EVERYTHING } from './everything.ts';

const QUIZ = `/cursos/${EVERYTHING}/evaluaciones/evaluacion-final`;
const SOME = 'Some of the questions are in Spanish.';

describe('questions that nobody has written in English', () => {
  let app: TestApp;
  let rosa: Browser;
  before(async () => {
    app = await startApp({
      before: async (services) => {
        await publishCourse(services, EVERYTHING);
      },
    });
    await enrol(app.database.db, { name: 'rosa', slug: EVERYTHING });
    rosa = await app.signedIn('rosa');
  });
  after(() => app.stop());

  const tongueOf = (page: Page, selector: string): string | null | undefined =>
    page.document.querySelector(selector)?.getAttribute('lang');

  it('say so to whoever reads in English, in the language that they have', async () => {
    expect((await rosa.get(`${QUIZ}?lang=en`)).text).to.include(SOME);
    const { location } = await rosa.post(`${QUIZ}/intentos`);
    const page = await rosa.get(location);
    expect(page.text).to.include('12 questions are in Spanish.');
    expect(tongueOf(page, '#r_t-parejas legend span[lang]')).to.equal('es-MX');
    expect(tongueOf(page, '#r_t-parejas div:has(select)')).to.equal('es-MX');
    const step = await rosa.get(`${location}/preguntas/t-situacion`);
    expect(step.text).to.include('This situation is in Spanish.');
    expect(tongueOf(step, 'fieldset.question')).to.equal('es-MX');

    const spanish = await rosa.get(`${location}?lang=es-MX`);
    expect(spanish.text).to.not.include('en español');
    expect(tongueOf(spanish, '#r_t-parejas legend span[lang]')).to.equal(undefined);

    await rosa.post(`${location}/entrega`, { ...ANSWERED, clave: 'k', confirmar: '1' });
    expect((await rosa.get(`${location}/resultado?lang=en`)).text).to.include(SOME);
  });

  it('are those whose words are the same; a figure or a name is not', () => {
    const stem = (es: string, en = es) => ({ stem: { es, en } });
    expect(isSpanishOnly(stem('¿Quién media?'))).to.equal(true);
    expect(isSpanishOnly(stem('¿Quién media?', 'Who mediates?'))).to.equal(false);
    expect(isSpanishOnly(stem('217 × 16'))).to.equal(false);
    expect(isSpanishOnly(stem('Mucpaz'))).to.equal(false);
  });
});
