import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { ANSWERED, EVERYTHING } from '../features/assessment/everything.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { CHROMIUM, killBrowser, launchChromium, PHONE, signIn } from '../support/chromium.ts';
import { publishCourse } from '../support/course.ts';
import { enrol } from '../support/enrol.ts';
import { answersOf, startQuiz, stateIs, stored, WAITS } from '../support/quiz-phone.ts';

/** Every question that is answered in fields of the page itself. */
const FIELDS = [...new Set(Object.keys(ANSWERED).map((name) => name.slice(2).split('.')[0] ?? ''))];
const STEPS = ['contar', 'escribir', 'entregar', 'volver'];
const TEXT = 'A quien corresponda: diez lámparas, por favor.\nCalle Jacarandas “12”.';

/** Answers every field as a thumb does: what is typed is typed letter by letter. */
async function answer(page: Page): Promise<void> {
  for (const name of ['t-unica][value=a', 't-varias][value=a', 't-varias][value=b'])
    await page.click(`label:has([name=r_${name}])`);
  await page.click('label:has([name=r_t-cierto][value=verdadero])');
  for (const pair of ['luz', 'asamblea', 'empleo'])
    await page.selectOption(`[name="r_t-parejas.${pair}"]`, pair);
  const order = page.locator('#r_t-orden');
  await order.getByRole('button', { name: 'Dejar en este orden' }).click();
  const place = async (step: string): Promise<number> =>
    Number(await page.inputValue(`[name="r_t-orden.${step}"]`));
  for (const [at, step] of STEPS.entries())
    while ((await place(step)) > at + 1)
      await order.locator(`li:has([name="r_t-orden.${step}"]) button`).first().click();
  await page.locator('[name=r_t-palabra]').pressSequentially('Acuse');
  await page.locator('[name=r_t-numero]').pressSequentially('16.2');
  await page.selectOption('[name="r_t-huecos.quien"]', 'm');
  await page.locator('[name="r_t-huecos.cuantas"]').pressSequentially('10');
  await page.locator('[name="r_t-huecos.dia"]').pressSequentially('quince');
  await page.fill('[name=r_t-texto]', TEXT);
}

describe('what is typed on a phone that loses its signal', function () {
  this.timeout(120_000);
  let app: TestApp;
  let browser: Browser;
  let expected: Record<string, string>;
  before(async () => {
    app = await startApp({
      before: async (services) => {
        await publishCourse(services, EVERYTHING);
      },
    });
    for (const name of ['rosa', 'elena', 'tomas'] as const)
      await enrol(app.database.db, { name, slug: EVERYTHING });
    const elena = await app.signedIn('elena');
    const quiz = `/cursos/${EVERYTHING}/evaluaciones/evaluacion-final`;
    const { location } = await elena.post(`${quiz}/intentos`);
    await elena.post(`${location}/respuestas`, { ...ANSWERED, 'r_t-texto': TEXT, clave: 'k' });
    expected = await answersOf(app, location);
    browser = await launchChromium();
  });
  after(async () => {
    await browser.close();
    await app.stop();
  });

  const begin = (page: Page): Promise<string> =>
    startQuiz(app, page, 'evaluacion-final', EVERYTHING);
  const all = async (page: Page, state: string): Promise<void> => {
    for (const item of FIELDS) await stateIs(page, item, state);
  };

  it('waits sealed, for every type of question, and goes when the signal is back', async () => {
    const context = await browser.newContext(PHONE);
    const page = await signIn(context, app.url, 'tomas');
    const path = await begin(page);
    await context.setOffline(true);
    await answer(page);
    await all(page, WAITS);
    const kept = await stored(page);
    expect(Object.keys(kept)).to.have.length(1);
    expect(JSON.stringify(kept)).not.to.match(/Acuse|quince|corresponda/);
    expect(await answersOf(app, path)).to.deep.equal({});
    await context.setOffline(false);
    await all(page, 'recibida');
    expect(await answersOf(app, path)).to.deep.equal(expected);
    expect(await stored(page)).to.deep.equal({});
    await context.close();
  });

  it('survives a browser that is killed, and stands in its fields again', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'aula-typed-'));
    const open = (): Promise<BrowserContext> =>
      chromium.launchPersistentContext(folder, { ...CHROMIUM, ...PHONE });
    const first = await open();
    try {
      const page = await signIn(first, app.url, 'rosa');
      const path = await begin(page);
      await first.setOffline(true);
      await answer(page);
      await all(page, WAITS);
      await killBrowser(first, folder);
      expect(await answersOf(app, path)).to.deep.equal({});

      const second = await open();
      try {
        await second.clearCookies();
        const again = await signIn(second, app.url, 'rosa');
        await again.goto(`${app.url}${path}`);
        await all(again, 'recibida');
        expect(await answersOf(app, path)).to.deep.equal(expected);
        expect(await stored(again)).to.deep.equal({});
        for (const [name, value] of [
          ['r_t-parejas.asamblea', 'asamblea'],
          ['r_t-orden.volver', '4'],
          ['r_t-palabra', 'Acuse'],
          ['r_t-numero', '16.2'],
          ['r_t-huecos.quien', 'm'],
          ['r_t-huecos.cuantas', '10'],
          ['r_t-huecos.dia', 'quince'],
          ['r_t-texto', TEXT],
        ] as const)
          expect(await again.inputValue(`[name="${name}"]`), name).to.equal(value);
        const labels = await again.locator('#r_t-orden label').all();
        const shown = await Promise.all(labels.map((label) => label.getAttribute('for')));
        expect(shown).to.deep.equal(STEPS.map((step) => `r_t-orden.${step}`));
        for (const box of ['t-unica][value=a', 't-varias][value=b', 't-cierto][value=verdadero'])
          expect(await again.isChecked(`[name=r_${box}]`), box).to.equal(true);
      } finally {
        await second.close();
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('keeps a decision in a situation chosen, says that it was not sent, and takes it at the next try', async () => {
    const context = await browser.newContext(PHONE);
    const page = await signIn(context, app.url, 'elena');
    const path = await startQuiz(app, page, 'situacion', EVERYTHING);
    await page.click('button[name=abrir]');
    await page.waitForURL('**/preguntas/p-mariela');
    await page.click('label:has-text("Buscar un lugar privado")');
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Decidir' }).click();
    await page.locator('[role=status]', { hasText: 'Tu decisión sigue marcada aquí' }).waitFor();
    expect(await page.isChecked('input[value$="=escuchar"]')).to.equal(true);
    expect(await answersOf(app, path)).to.deep.equal({});
    await context.setOffline(false);
    await page.getByRole('button', { name: 'Volver a intentar' }).click();
    await page.getByText('Mariela respira y sigue').waitFor();
    expect(await answersOf(app, path)).to.deep.equal({ 'p-mariela': '["01:primera=escuchar"]' });
    await context.close();
  });
});
