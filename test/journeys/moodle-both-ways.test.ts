import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import type { ReadItem } from '../../src/features/bank/formats/format.ts';
import { moodleXml } from '../../src/features/bank/formats/moodle-xml.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { launchChromium, PHONE, signIn } from '../support/chromium.ts';
import { follow, press } from '../support/pressing.ts';
import { ximenaTeaches } from '../support/studio.ts';

const FIXTURE = join(projectRoot, 'test', 'fixtures', 'questions', 'moodle-5.xml');

/** What a question says, without the names that it and its images have in one bank, where images are drawn anew. */
const saidBy = ({ item, category, media }: ReadItem): unknown => {
  const text = JSON.stringify({ item: { ...item, id: '' }, category, images: media.length });
  return JSON.parse(text.replace(/\]\([\w-]+\.(?:png|webp)\)/g, '](imagen)'));
};

for (const javaScriptEnabled of [true, false]) {
  describe(`what Moodle exported, ${javaScriptEnabled ? 'on a phone' : 'with JavaScript off'}`, function () {
    this.timeout(120_000);
    let app: TestApp;
    let browser: Browser;
    before(async () => {
      app = await startApp();
      await ximenaTeaches(app);
      browser = await launchChromium();
    });
    after(async () => {
      await browser.close();
      await app.stop();
    });
    const textOf = (page: Page): Promise<string> => page.locator('main').innerText();

    it('comes in, says all that is not kept, and goes out again as it came', async () => {
      const context = await browser.newContext({ ...PHONE, javaScriptEnabled });
      const page = await signIn(context, app.url, 'ximena');
      await page.goto(`${app.url}/ensenar/bancos`);
      await follow(page, 'Crear un banco');
      await page.fill('[name=nombre]', 'De Moodle');
      await press(page, 'Crear banco');
      const bank = page.url();
      await follow(page, 'Traer preguntas');
      await page.setInputFiles('#archivo', FIXTURE);
      await press(page, 'Leer archivo');

      const file = await readFile(FIXTURE);
      const came = await moodleXml.read(file);
      const preview = await textOf(page);
      expect(preview).to.include(`Se entendieron ${String(came.items.length)} preguntas`);
      const places = await page.locator('#contenido li strong').allInnerTexts();
      for (const { place } of came.problems)
        expect(places).to.include(`Línea ${String(place.number)}:`);
      for (const { place, notes, item } of came.items.filter(
        ({ notes: told }) => told.length > 0,
      )) {
        const lines = places.filter((one) => one === `Línea ${String(place.number)}:`);
        expect(lines.length, item.id).to.be.at.least(notes.length);
      }
      for (const lost of ['calculatedsimple', 'Es un texto sin respuestas', 'pistas'])
        expect(preview).to.include(lost);
      await press(page, /^Agregar( \d+)? preguntas$/);

      await page.goto(bank);
      await follow(page, 'Llevar a otro formato');
      await page.selectOption('[name=formato]', 'moodle-xml');
      await press(page, 'Ver qué se conserva');
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.locator('main').getByRole('link', { name: 'Descargar archivo' }).click(),
      ]);
      expect(download.suggestedFilename()).to.equal('de-moodle.xml');
      const back = await moodleXml.read(await readFile(await download.path()));
      expect(back.problems).to.deep.equal([]);
      expect(back.items.map(saidBy)).to.deep.equal(came.items.map(saidBy));
      await context.close();
    });
  });
}
