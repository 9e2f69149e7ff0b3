import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { CAST_PASSWORD } from '../../src/demo/cast.ts';
import type { TestApp } from './app.ts';
import { FIVE_QUESTIONS } from './evaluations.ts';
import { LESSON, NEW_COURSE } from './studio.ts';

/**
 * Clicks of somebody who teaches: every link, button, choice and file chooser that is activated. Fields are typed or pasted into,
 * which is no click.
 */
interface Hand {
  page: Page;
  clicks: number;
  press: (what: Locator) => Promise<void>;
  /** Opens the chooser of a field and takes a file in it. */
  choose: (field: Locator, file: SpreadsheetFile) => Promise<void>;
}

interface SpreadsheetFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

async function handIn(context: BrowserContext): Promise<Hand> {
  const page = await context.newPage();
  const hand: Hand = {
    page,
    clicks: 0,
    async press(what) {
      hand.clicks += 1;
      await what.click();
    },
    async choose(field, file) {
      const chooser = page.waitForEvent('filechooser');
      await hand.press(field);
      await (await chooser).setFiles(file);
    },
  };
  return hand;
}

async function signIn({ page, press }: Hand, url: string): Promise<void> {
  await page.goto(`${url}/entrar`);
  await page.fill('[name=username]', 'ximena');
  await page.fill('[name=password]', CAST_PASSWORD);
  await press(page.locator('main button.button--primary'));
  await page.waitForURL((to) => to.pathname !== '/entrar');
}

/** From the sign-in to a published lesson with a pasted quiz of five questions. Answers how many clicks, and the course's page. */
export async function clicksToPublished(
  app: TestApp,
  browser: Browser,
  context: { javaScriptEnabled: boolean } = { javaScriptEnabled: true },
): Promise<{ clicks: number; course: string }> {
  const opened = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...context });
  const hand = await handIn(opened);
  const { page, press } = hand;
  await signIn(hand, app.url);
  await press(page.locator('a[href="/ensenar"]:visible').first());
  await page.waitForURL('**/ensenar');
  await press(page.locator('main a[href="/ensenar/cursos/nuevo"]'));
  await page.fill('[name=titulo]', NEW_COURSE.titulo);
  await page.fill('[name=leccion]', NEW_COURSE.leccion);
  await press(page.locator('main form button.button--primary'));
  await page.waitForURL('**/lecciones/**');
  await page.fill('[name=texto]', LESSON.texto);
  await press(page.locator('button[name=luego][value=preguntas]'));
  await page.waitForURL('**/preguntas');
  await page.fill('[name=texto]', FIVE_QUESTIONS);
  await press(page.locator('main form button.button--primary'));
  await page.waitForURL('**/preguntas/vista');
  await press(page.locator('main form button.button--primary'));
  await page.waitForURL('**/evaluaciones/**');
  await press(page.locator('main a[href$="/publicar"]'));
  await page.waitForURL('**/publicar');
  await press(page.locator('main form button.button--primary'));
  await page.waitForURL('**/cursos/escuchar-antes-hablar');
  const course = await page.locator('main').innerText();
  await opened.close();
  return { clicks: hand.clicks, course };
}

const COUNT = 60;

/** Sixty questions in a spreadsheet that nobody prepared for us. */
export async function sixtyQuestions(): Promise<SpreadsheetFile> {
  const head = ['Núm.', 'Reactivo', 'Inciso a', 'Inciso b', 'Inciso c', 'Respuesta correcta'];
  const rows = Array.from({ length: COUNT }, (_, at) => [
    String(at + 1),
    `¿Cuánto es ${String(at)} más uno?`,
    String(at),
    String(at + 1),
    'Ninguna',
    'b',
  ]);
  const { default: writeXlsxFile } = await import('write-excel-file/node');
  const data = [head, ...rows].map((row) => row.map((value) => ({ value, type: String })));
  return {
    name: 'reactivos_prevencion.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: await writeXlsxFile([{ sheet: 'Hoja1', data }]).toBuffer(),
  };
}

/** From the list of banks to sixty questions of a spreadsheet in a bank: choose the file, have it read, add. */
export async function clicksToSixty(
  app: TestApp,
  browser: Browser,
  context: { javaScriptEnabled: boolean } = { javaScriptEnabled: true },
): Promise<{ clicks: number; bank: string }> {
  const opened = await browser.newContext(context);
  const hand = await handIn(opened);
  const { page, press, choose } = hand;
  await signIn(hand, app.url);
  await page.goto(`${app.url}/ensenar/bancos`);
  hand.clicks = 0;
  await choose(page.locator('[name=archivo]'), await sixtyQuestions());
  await press(page.locator('main form button.button--primary'));
  await page.waitForURL('**/importaciones/*');
  await press(page.locator('main form button.button--primary'));
  await page.locator('a[href*="evaluacion=1"]').waitFor();
  const { clicks } = hand;
  await page.goto(page.url().replace(/\/importaciones\/.*/, ''));
  const bank = await page.locator('main').innerText();
  await opened.close();
  return { clicks, bank };
}
