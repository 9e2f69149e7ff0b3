import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.ts';
import { DESKTOP, launchChromium, PHONE, signIn } from '../support/chromium.ts';
import { publishCourse } from '../support/course.ts';

const LESSON = '/cursos/curso-breve/lecciones/la-plaza';

describe('a lesson in a real browser', () => {
  let app: TestApp;
  let chromium: Browser;
  before(async () => {
    app = await startApp({ before: (services) => publishCourse(services) });
    chromium = await launchChromium();
    const rosa = await app.signedIn('rosa');
    await rosa.post('/cursos/curso-breve/inscripcion');
  });
  after(async () => {
    await chromium.close();
    await app.stop();
  });

  it('tells why in its place without loading the page again', async () => {
    const context = await chromium.newContext(PHONE);
    const page = await signIn(context, app.url, 'rosa');
    const wrong: string[] = [];
    page.on('pageerror', (error) => wrong.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') wrong.push(message.text());
    });
    await page.goto(app.url + LESSON);
    await page.evaluate('globalThis.here = true');
    await page.check('#chk-plaza-1 input[value=a]');
    await page.click('#chk-plaza-1 button');
    await page.waitForSelector('#chk-plaza-1 .verdict');
    const told = await page.innerText('#chk-plaza-1');
    expect(told).to.include('Todavía no').and.include('Preguntar para qué abre caminos');
    expect(await page.evaluate('globalThis.here')).to.equal(true);
    await page.check('#chk-plaza-1 input[value=b]');
    await page.click('#chk-plaza-1 button');
    await page.waitForSelector('#chk-plaza-1 .verdict.is-ok');
    expect(await page.innerText('#chk-plaza-1')).not.to.include('Todavía no');
    expect(wrong).to.deep.equal([]);
    await context.close();
  });

  it('answers at the question with JavaScript off', async () => {
    const context = await chromium.newContext({ ...PHONE, javaScriptEnabled: false });
    const page = await signIn(context, app.url, 'rosa');
    await page.goto(app.url + LESSON);
    await page.check('#chk-plaza-1 input[value=b]');
    await page.click('#chk-plaza-1 button');
    await page.waitForSelector('#chk-plaza-1 .verdict.is-ok');
    expect(page.url()).to.match(/#chk-plaza-1$/);
    await page.click('text=Listo, seguir');
    await page.waitForURL(/lecciones\/escuchar-bien$/);
    await context.close();
  });

  it('stays on the phone without signal, and goes on when it is back', async () => {
    const context = await chromium.newContext(PHONE);
    const page = await signIn(context, app.url, 'rosa');
    await page.goto(app.url + LESSON);
    await page.check('#chk-plaza-1 input[value=b]');
    await context.setOffline(true);
    await page.click('#chk-plaza-1 button');
    await page.waitForSelector('#chk-plaza-1 .field__error');
    const told = await page.innerText('#chk-plaza-1 [role=status]');
    expect(told).to.include('No hay señal').and.include('La página sigue aquí');
    expect(await page.isChecked('#chk-plaza-1 input[value=b]')).to.equal(true);
    await page.click('.lesson-foot button');
    await page.waitForSelector('.lesson-foot [role=status]:not(:empty)');
    expect(await page.innerText('.lesson-foot')).to.include('No hay señal');
    expect(page.url()).to.equal(app.url + LESSON);

    await context.setOffline(false);
    await page.click('#chk-plaza-1 button');
    await page.waitForSelector('#chk-plaza-1 .verdict.is-ok');
    expect(await page.innerText('#chk-plaza-1')).not.to.include('No hay señal');
    await page.click('.lesson-foot button');
    await page.waitForURL(/lecciones\/escuchar-bien$/);
    await context.close();
  });

  it('is finished with the keyboard alone', async () => {
    const context = await chromium.newContext(DESKTOP);
    const page = await signIn(context, app.url, 'rosa');
    await page.goto(`${app.url}/cursos/curso-breve/lecciones/escuchar-bien`);
    const reached = async (): Promise<string> =>
      page.evaluate<string>('document.activeElement.textContent.trim()');
    for (let presses = 0; presses < 80 && (await reached()) !== 'Listo, seguir'; presses += 1) {
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await page.waitForURL(/lecciones\/pedir-ayuda$/);
    expect(await page.innerText('h2')).to.equal('Antes de abrir esta lección');
    await context.close();
  });
});
