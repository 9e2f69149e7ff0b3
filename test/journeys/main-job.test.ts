import { expect } from 'chai';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { CAST } from '../../src/demo/cast.ts';
import { addPerson } from '../../src/demo/factories.ts';
import { drawnOptions, type Snapshot } from '../../src/features/assessment/snapshot.ts';
import { DAY } from '../../src/lib/clock.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { launchChromium, PHONE, signIn } from '../support/chromium.ts';
import { publishCourse } from '../support/course.ts';

/** Presses the one button or link that carries this name. */
const press = async (page: Page, name: RegExp): Promise<void> => {
  const target = page
    .locator('main')
    .getByRole('button', { name })
    .or(page.locator('main').getByRole('link', { name }))
    .first();
  await Promise.all([page.waitForLoadState('load'), target.click()]);
};

const at = (page: Page): string => new URL(page.url()).pathname;

/** Rosa makes an invitation to her network and reads its link aloud. */
async function invite(context: BrowserContext, url: string): Promise<string> {
  const page = await signIn(context, url, 'rosa');
  await page.goto(`${url}/administrar/invitaciones/nueva`);
  await page.fill('[name=nombre], [name=etiqueta], [name=label]', 'Reunión del jueves');
  await press(page, /Crear/);
  const text = await page.content();
  const [link] = /\/invitacion\/[\w-]{20,}/.exec(text) ?? [];
  expect(link, text).to.be.a('string');
  return link ?? '';
}

async function join(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.fill('[name=nombre]', 'Guadalupe Xochitl Ñáñez');
  await page.locator('[name=sexo][value=mujer]').check();
  await page.fill('[name=password]', 'nublado jueves tejido');
  await page.locator('[name=aviso]').check();
  await page.locator('main form button.button--primary').click();
  await page.waitForURL((to) => !to.pathname.startsWith('/invitacion'));
}

/** Reads every lesson, by the alternative route where there is one. */
async function read(page: Page): Promise<number> {
  let lessons = 0;
  while (at(page).includes('/lecciones/')) {
    const gate = page.locator('.gate a[href*="ruta=alternativa"]');
    if ((await gate.count()) > 0) await gate.click();
    const here = page.url();
    await page.locator('form[action$="/terminada"] button').first().click();
    await page.waitForURL((to) => to.href !== here);
    lessons += 1;
  }
  return lessons;
}

/** Answers every question of the open attempt with what its snapshot says is right. */
async function answerAll(page: Page, app: TestApp): Promise<void> {
  const [, id = ''] = /\/intentos\/([\w-]+)/.exec(at(page)) ?? [];
  const row = await app.database
    .db('attempts')
    .where('id', id)
    .first<{ snapshot: string }>('snapshot');
  const snapshot = JSON.parse(row.snapshot) as Snapshot;
  for (const item of snapshot.items) {
    for (const option of drawnOptions(item).filter(({ correct }) => correct)) {
      await page.locator(`[name="r_${item.id}"][value="${option.id}"]`).check();
    }
  }
}

for (const { title, javaScriptEnabled, course } of [
  { title: 'with JavaScript, in the real course', javaScriptEnabled: true, course: 'res-con' },
  { title: 'with JavaScript off', javaScriptEnabled: false, course: 'curso-breve' },
]) {
  describe(`from an invitation to a certificate that anybody can check, ${title}`, function () {
    this.timeout(180_000);
    let app: TestApp;
    let browser: Browser;
    before(async () => {
      app = await startApp({
        before: async (services) => {
          await publishCourse(services, course);
        },
      });
      browser = await launchChromium();
    });
    after(async () => {
      await browser.close();
      await app.stop();
    });

    it('is one way without a wall', async () => {
      const options = { ...PHONE, javaScriptEnabled };
      const link = await invite(await browser.newContext(options), app.url);

      const phone = await browser.newContext(options);
      const page = await phone.newPage();
      await join(page, `${app.url}${link}`);

      await page.goto(`${app.url}/cursos`);
      await page.locator(`main a[href="/cursos/${course}"]`).first().click();
      await press(page, /Inscribirme/);
      await page.goto(`${app.url}/cursos/${course}`);
      await page.locator('main a[href*="/lecciones/"]').first().click();
      const lessons = await read(page);
      expect(lessons).to.equal(course === 'res-con' ? 15 : 3);

      expect(at(page)).to.include('/evaluaciones/');
      await press(page, /Empezar|Comenzar|Contestar/);
      await answerAll(page, app);
      await page.locator('.send-box button').click();
      await page.waitForURL(/\/resultado/);
      await page.locator('main a[href^="/constancias/"]').first().click();
      expect(await page.locator('main').innerText()).to.include('Guadalupe Xochitl Ñáñez');

      const pdf = await phone.request.get(`${page.url()}.pdf`);
      expect(pdf.headers()['content-type']).to.include('application/pdf');
      expect((await pdf.body()).subarray(0, 5).toString()).to.equal('%PDF-');

      const checkAddress = await page.locator('a[href*="/v/"]').first().getAttribute('href');
      const stranger = await browser.newContext(options);
      const check = await stranger.newPage();
      await check.goto(`${app.url}/v/${(checkAddress ?? '').split('/v/')[1] ?? ''}`);
      const seen = await check.locator('main').innerText();
      expect(seen).to.match(/vigente/i);
      expect(seen).to.not.match(/Guadalupe|Ecatepec|Red Mujeres/);
      expect(await stranger.cookies()).to.deep.equal([]);
    });

    it('is counted for the Secretariat once the month closed, and in no other state', async () => {
      const version = await app.services.versions.currentOf(course);
      for (let number = 1; number <= 14; number += 1) {
        const id = `vecina-${String(number)}`;
        const person = { ...CAST.rosa, id, username: id, passwordHash: '', createdAt: app.clock() };
        await addPerson(app.database.db, person);
        await app.database.db.transaction((trx) =>
          app.services.enrolment.enrolPerson(trx, {
            personId: id,
            version: version!,
            cohortId: null,
          }),
        );
      }
      app.clock.advance(10 * DAY);
      const report = async (name: 'lucia' | 'irene'): Promise<string> => {
        const context = await browser.newContext({ ...PHONE, javaScriptEnabled });
        const page = await signIn(context, app.url, name);
        await page.goto(`${app.url}/administrar/avance?por=estado`);
        return (await page.locator('main').innerText()).replace(/\s+/g, ' ');
      };
      expect(await report('lucia')).to.match(/Inscripciones 15 /);
      expect(await report('irene')).to.not.match(/Inscripciones \d*[1-9]/);
    });
  });
}
