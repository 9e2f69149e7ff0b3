import type { Browser, BrowserContext, Page } from 'playwright-core';
import { CAST_PASSWORD } from '../../src/demo/cast.ts';
import type { TestApp } from './app.ts';
import { PHONE } from './chromium.ts';
import { enrol, finishLessons } from './enrol.ts';
import { LESSONS } from './world.ts';

/** What somebody did and what it cost: touches of the glass, and bytes that came. Fields are typed into, which is no touch. */
interface Effort {
  taps: number;
  bytes: number;
}

/** Counts every touch in this browser, and every byte that comes to this tab, from now on. */
export async function counted(context: BrowserContext): Promise<{ page: Page; effort: Effort }> {
  const effort = { taps: 0, bytes: 0 };
  await context.exposeFunction('countTap', () => (effort.taps += 1));
  await context.addInitScript(`addEventListener('pointerdown', () => countTap(), true)`);
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    effort.bytes += encodedDataLength;
  });
  return { page, effort };
}

/** Joins by a link that already names the network: name, sex, password and the notice. Ends at the welcome. */
async function join(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.fill('[name=nombre]', 'Guadalupe Xochitl Ñáñez');
  await page.click('label:has([name=sexo][value=mujer])');
  await page.fill('[name=password]', 'nublado jueves tejido');
  await page.click('label:has([name=aviso])');
  await page.click('main form button.button--primary');
  await page.waitForURL((to) => !to.pathname.startsWith('/invitacion'));
  await page.waitForLoadState('networkidle');
}

/** From the sign-in through the lesson that stands next, its last, to the result of the quiz behind it. Answers how many questions it had. */
async function learnToResult(page: Page, url: string, username: string): Promise<number> {
  await page.goto(`${url}/entrar`);
  await page.fill('[name=username]', username);
  await page.fill('[name=password]', CAST_PASSWORD);
  await page.click('main button.button--primary');
  await page.waitForURL('**/mi-aprendizaje');
  await page.locator('main .button--primary').first().click();
  await page.waitForURL('**/lecciones/**');
  await page.locator('form[action$="/terminada"] button').first().click();
  await page.waitForURL('**/evaluaciones/**');
  await page.locator('main button.button--primary').first().click();
  await page.waitForURL('**/intentos/**');
  const questions = page.locator('[data-item]');
  const count = await questions.count();
  for (let at = 0; at < count; at += 1) {
    await questions.nth(at).locator('label').first().click();
    await questions.nth(at).locator('[data-state].is-ok').waitFor();
  }
  await page.click('.send-box button');
  await page.waitForURL('**/resultado');
  return count;
}

/** What it costs to join from an invitation to Rosa's network. */
export async function effortOfJoining(app: TestApp, browser: Browser): Promise<Effort> {
  const rosa = await app.signedIn('rosa');
  const made = await rosa.postAndFollow('/administrar/invitaciones', {
    etiqueta: 'Reunión del jueves',
    para: 'red:mucpaz-15033-01',
    tipo: 'enlace',
    usos: '5',
  });
  const link = made.document.querySelector('#direccion')?.getAttribute('value') ?? made.text;
  const context = await browser.newContext(PHONE);
  const { page, effort } = await counted(context);
  await join(page, app.url + new URL(link).pathname);
  await context.close();
  return effort;
}

const QUESTIONS = 10;

/** Taps from the sign-in to a finished lesson and a graded quiz of ten questions; of another number, each counts one. */
export async function tapsToResult(app: TestApp, browser: Browser): Promise<number> {
  const { db } = app.database;
  const enrolment = await enrol(db, { name: 'rosa', slug: 'curso-breve' });
  await finishLessons(db, enrolment, LESSONS.slice(1));
  const context = await browser.newContext(PHONE);
  const { page, effort } = await counted(context);
  const questions = await learnToResult(page, app.url, 'rosa');
  await context.close();
  return effort.taps - questions + QUESTIONS;
}
