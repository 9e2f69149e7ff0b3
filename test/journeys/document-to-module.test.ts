import { expect } from 'chai';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { CAST_PASSWORD } from '../../src/demo/cast.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { launchChromium, PHONE, signIn, type FilePayload } from '../support/chromium.ts';
import { follow, press } from '../support/pressing.ts';
import { ximenaTeaches } from '../support/studio.ts';
import { counted } from '../support/taps.ts';
import { talkSlides, workshopDocument } from '../support/teaching-files.ts';

/** From the sign-in to the catalogue: sending, looking over, describing, mending and publishing are among them. */
const MOST_TAPS = 14;

for (const javaScriptEnabled of [true, false]) {
  describe(`a document of Word and slides, ${javaScriptEnabled ? 'on a phone' : 'with JavaScript off'}`, function () {
    this.timeout(180_000);
    let app: TestApp;
    let browser: Browser;
    let files: FilePayload[];
    before(async () => {
      app = await startApp();
      await ximenaTeaches(app);
      browser = await launchChromium();
      files = [await workshopDocument(), await talkSlides()];
    });
    after(async () => {
      await browser.close();
      await app.stop();
    });

    const options = { ...PHONE, javaScriptEnabled };
    const textOf = (page: Page): Promise<string> => page.locator('main').innerText();
    const begun = async (context: BrowserContext): Promise<{ page: Page; taps: () => number }> => {
      // Nothing counts touches where no script runs.
      if (!javaScriptEnabled) return { page: await context.newPage(), taps: () => 0 };
      const { page, effort } = await counted(context);
      return { page, taps: () => effort.taps };
    };

    it('become a published module, which Rosa reads', async () => {
      const context = await browser.newContext(options);
      const { page, taps } = await begun(context);
      await page.goto(`${app.url}/entrar`);
      await page.fill('[name=username]', 'ximena');
      await page.fill('[name=password]', CAST_PASSWORD);
      await press(page, 'Entrar');
      await page.locator('nav summary').click();
      await page.locator('nav details a[href="/ensenar"]').click();
      await follow(page, 'Subir archivos');
      const [chooser] = await Promise.all([
        page.waitForEvent('filechooser'),
        page.locator('#archivos').click(),
      ]);
      await chooser.setFiles(files);
      await page.getByRole('button', { name: 'Subir y revisar' }).click();
      await page.waitForURL('**/ensenar/subidas/*');

      const preview = await textOf(page);
      for (const understood of [
        'Taller de escucha (final).docx',
        'Escuchar antes de hablar',
        'Acordar algo',
        'Plática Mucpaz.pptx',
        'Caminar de noche',
      ])
        expect(preview).to.include(understood);
      for (const lost of ['Comentarios al margen (1)', 'Animaciones'])
        expect(preview).to.include(lost);
      const alts = page.locator('input[name^=alt_]');
      expect(await alts.count()).to.equal(2);
      expect(await alts.nth(1).inputValue()).to.equal('Una calle con una lámpara apagada');
      // She describes nothing yet: the course says so before it is published.
      await press(page, 'Crear el borrador');
      expect(await page.locator('h1').innerText()).to.equal('Taller de escucha');

      await follow(page, 'Revisar y publicar');
      expect(await textOf(page)).to.include('no se publica');
      await page.locator('#errores-del-curso a').first().click();
      await page.waitForURL('**/lecciones/escuchar-antes-hablar');
      const text = page.locator('[name=texto]');
      const read = await text.inputValue();
      for (const kept of ['- Ofrecer un asiento', '| La red | Acompañar |', 'Galtung, 1969.'])
        expect(read).to.include(kept);
      await text.fill(read.replace('![](', '![Seis personas sentadas en círculo]('));
      await press(page, 'Guardar lección');
      expect(await textOf(page)).to.include('quedó guardada');
      await page.locator('.crumbs a').last().click();
      await page.waitForURL(/\/ensenar\/cursos\/[\w-]+$/);
      await follow(page, 'Revisar y publicar');
      await page.fill('[name=nota]', 'Lo que damos los jueves, con la plática de la caminata.');
      await press(page, 'Publicar versión 1');
      await page.waitForURL('**/cursos/taller-escucha');
      if (javaScriptEnabled) expect(taps()).to.be.within(10, MOST_TAPS);
      await context.close();

      const rosa = await signIn(await browser.newContext(options), app.url, 'rosa');
      await rosa.goto(`${app.url}/cursos`);
      await follow(rosa, 'Taller de escucha');
      await press(rosa, 'Inscribirme');
      await rosa.goto(`${app.url}/cursos/taller-escucha/lecciones/escuchar-antes-hablar`);
      const lesson = rosa.locator('main');
      expect(await lesson.locator('li', { hasText: 'Ofrecer un asiento' }).count()).to.equal(1);
      expect(await lesson.locator('td', { hasText: 'Acompañar' }).count()).to.equal(1);
      const picture = lesson.getByRole('img', { name: 'Seis personas sentadas en círculo' });
      await picture.scrollIntoViewIfNeeded();
      expect(await lesson.innerText())
        .to.include('Figura 1. La reunión del jueves')
        .and.include('Galtung, 1969.');
      await rosa.goto(`${app.url}/cursos/taller-escucha/lecciones/caminar-noche`);
      expect(await lesson.innerText())
        .to.include('Tres lámparas fundidas')
        .and.include('Contar la caminata del martes.');
      expect(await rosa.evaluate('document.documentElement.scrollWidth <= innerWidth')).to.equal(
        true,
      );
      await rosa.context().close();
    });
  });
}
