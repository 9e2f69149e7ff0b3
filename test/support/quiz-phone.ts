import type { BrowserContext, Page } from 'playwright-core';
import { SLUG } from '../features/assessment/quiz-course.ts';
import type { TestApp } from './app.ts';

/** What a question says whose answer waits on the phone. */
export const WAITS = 'en este teléfono, falta enviar';

/** Chooses an option as a thumb does. */
export const choose = (page: Page, item: string, option: string): Promise<void> =>
  page.click(`label:has([name=r_${item}][value=${option}])`);

/** Waits until a question says where its answer is. */
export const stateIs = (page: Page, item: string, text: string): Promise<void> =>
  page.locator(`#r_${item} [data-state]`, { hasText: new RegExp(`^${text}`) }).waitFor();

/** What waits on the phone, by name; sealed bytes as text. */
export const stored = (page: Page): Promise<Record<string, string>> =>
  page.evaluate<Record<string, string>>(`new Promise((resolve, reject) => {
    const open = indexedDB.open('pend', 1);
    open.onerror = reject;
    open.onupgradeneeded = () => open.result.createObjectStore('pend');
    open.onsuccess = () => {
      const found = {};
      const store = open.result.transaction('pend').objectStore('pend');
      store.openCursor().onsuccess = ({ target: { result: cursor } }) => {
        if (!cursor) {
          open.result.close();
          resolve({ ...found, ...localStorage, ...sessionStorage });
          return;
        }
        found[cursor.key] = String.fromCharCode(...new Uint8Array(cursor.value.sealed));
        cursor.continue();
      };
    };
  })`);

/** Begins a quiz on this page, of the test's course unless another is named; the address of the attempt. */
export async function startQuiz(
  app: TestApp,
  page: Page,
  quiz = 'practica',
  course = SLUG,
): Promise<string> {
  await page.goto(`${app.url}/cursos/${course}/evaluaciones/${quiz}`);
  await page.click('main button.button--primary');
  await page.waitForURL(/\/intentos\//);
  return new URL(page.url()).pathname;
}

/** What the server has of an attempt, by question. */
export async function answersOf(
  { database }: TestApp,
  path: string,
): Promise<Record<string, string>> {
  const rows = (await database.db('attempt_answers').where('attempt_id', path.slice(10))) as {
    item_id: string;
    response: string;
  }[];
  return Object.fromEntries(rows.map((row) => [row.item_id, row.response]));
}

/** Tells the page that the signal is back, as the phone does. */
export const signalIsBack = (page: Page): Promise<unknown> =>
  page.evaluate(`dispatchEvent(new Event('online'))`);

/** Gives a phone the session of somebody who has signed in. */
export async function carry(app: TestApp, context: BrowserContext, name: 'rosa'): Promise<void> {
  const { cookies } = await app.signedIn(name);
  await context.addCookies(
    [...cookies].map(([key, value]) => ({ name: key, value, url: app.url })),
  );
}
