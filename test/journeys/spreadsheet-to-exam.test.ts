import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { drawnOptions, type Snapshot } from '../../src/features/assessment/snapshot.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { launchChromium, PHONE, signIn, type FilePayload } from '../support/chromium.ts';
import { follow, press } from '../support/pressing.ts';
import { committeeTable, committeeWorkbook } from '../support/question-sheets.ts';
import { beginCourse, saveLesson, ximenaTeaches } from '../support/studio.ts';

for (const javaScriptEnabled of [true, false]) {
  describe(`a spreadsheet that nobody prepared, ${javaScriptEnabled ? 'on a phone' : 'with JavaScript off'}`, function () {
    this.timeout(180_000);
    let app: TestApp;
    let browser: Browser;
    before(async () => {
      app = await startApp();
      await ximenaTeaches(app);
      const ximena = await app.signedIn('ximena');
      const { lesson } = await beginCourse(ximena);
      await saveLesson(ximena, lesson);
      browser = await launchChromium();
    });
    after(async () => {
      await browser.close();
      await app.stop();
    });

    const options = { ...PHONE, javaScriptEnabled };
    const textOf = (page: Page): Promise<string> => page.locator('main').innerText();
    const openedColumns = async (page: Page): Promise<void> => {
      const columns = page.locator('details:has(form[action$="/columnas"])');
      if ((await columns.getAttribute('open')) === null) await columns.locator('summary').click();
    };
    const bring = async (page: Page, bank: string, file: FilePayload): Promise<void> => {
      await page.goto(bank);
      await follow(page, 'Traer preguntas');
      await page.setInputFiles('#archivo', file);
      await press(page, 'Leer archivo');
      await page.waitForURL('**/importaciones/*');
    };
    /** Rewrites one cell of a question that was not understood. */
    const mend = (page: Page, row: string, cell: string, words: string): Promise<void> =>
      page.locator('fieldset', { hasText: row }).getByLabel(cell).fill(words);

    it('becomes a bank of sixty questions and an exam that draws from it, which Rosa passes', async () => {
      const page = await signIn(await browser.newContext(options), app.url, 'ximena');
      await page.goto(`${app.url}/ensenar/bancos`);
      await follow(page, 'Crear un banco');
      await page.fill('[name=nombre]', 'Reactivos de la colonia');
      await press(page, 'Crear banco');
      const bank = page.url();

      await bring(page, bank, committeeTable());
      expect(await textOf(page))
        .to.include('Se entendieron 37 preguntas')
        .and.include('Caso 1.');
      await openedColumns(page);
      await page.getByLabel('Columna 6: Sustento').selectOption({ label: 'Retroalimentación' });
      await press(page, 'Leer otra vez');
      expect(await textOf(page))
        .to.include('Se entendieron 37 preguntas')
        .and.include('3 no se entendieron');
      await mend(page, 'Fila 9:', 'Respuesta correcta', 'B');
      await mend(page, 'Fila 21:', 'Respuesta correcta', 'b');
      await mend(page, 'Fila 33:', 'Enunciado', 'Caso 31. ¿Qué se hace primero en la asamblea?');
      await press(page, 'Leer otra vez estas filas');
      expect(await textOf(page))
        .to.include('Se entendieron 40 preguntas')
        .and.not.include('no se entend');
      await press(page, /^Agregar( 40)? preguntas$/);
      expect(await textOf(page)).to.include('Se agregaron 40 preguntas');

      await bring(page, bank, await committeeWorkbook());
      expect(await textOf(page))
        .to.include('Se entendieron 19 preguntas')
        .and.include('La respuesta «la primera» no es una de las opciones');
      await mend(page, '«la primera»', 'Respuesta correcta', 'a');
      await press(page, 'Leer otra vez estas filas');
      await press(page, /^Agregar( 20)? preguntas$/);
      await page.goto(bank);
      expect(await textOf(page)).to.match(/60 reactivos/);
      await page.goto(`${bank}?q=asamblea`);
      await page.locator('ul.rows a').first().click();
      expect(await textOf(page)).to.include('Se pregunta “antes” de actuar.');

      await page.goto(bank);
      await follow(page, 'Hacer una evaluación');
      await press(page, 'Hacer evaluación');
      expect(await textOf(page)).to.include('La evaluación está en el borrador');
      await follow(page, 'Revisar y publicar');
      await press(page, 'Publicar versión 1');
      await page.waitForURL('**/cursos/escuchar-antes-hablar');
      await page.context().close();

      const rosa = await signIn(await browser.newContext(options), app.url, 'rosa');
      await rosa.goto(`${app.url}/cursos/escuchar-antes-hablar`);
      await press(rosa, 'Inscribirme');
      await rosa.goto(`${app.url}/cursos/escuchar-antes-hablar/lecciones/primera-escucha`);
      await rosa.locator('form[action$="/terminada"] button').first().click();
      await rosa.waitForURL('**/evaluaciones/evaluacion-final');
      expect(await textOf(rosa)).to.include('10 preguntas');
      await press(rosa, 'Empezar');
      await rosa.waitForURL('**/intentos/*');
      for (const { id, right } of await drawn(rosa))
        await rosa.check(`[name="r_${id}"][value="${right}"]`);
      await rosa.locator('.send-box button').click();
      await rosa.waitForURL('**/resultado');
      expect(await textOf(rosa)).to.include('100 de 100');
      await rosa.context().close();
    });

    /** What was drawn, with the right option of each: ten of sixty. */
    async function drawn(page: Page): Promise<{ id: string; right: string }[]> {
      const row = await app.database
        .db('attempts')
        .where('id', page.url().split('/').at(-1) ?? '')
        .first<{ snapshot: string }>('snapshot');
      const { items } = JSON.parse(row.snapshot) as Snapshot;
      expect(items).to.have.length(10);
      return items.map((item) => {
        const right = drawnOptions(item).find(({ correct }) => correct);
        return { id: item.id, right: right?.id ?? '' };
      });
    }
  });
}
