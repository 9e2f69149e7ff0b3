import { expect } from 'chai';
import type { Page } from 'playwright-core';
import type { CourseDocument, LessonDocument } from '../../src/features/courses/document.ts';
import type { ItemDocument, ItemOf } from '../../src/features/courses/item-document.ts';
import type { Browser } from './browser.ts';
import { bestWay, rightFields } from './right-answers.ts';

/** How somebody goes through a lesson: the text with its checks, or the route of equal credit. */
export type Route = 'lectura' | 'alternativa';

const itemOf = ({ items }: CourseDocument, id: string): ItemDocument => {
  const found = items.find((item) => item.id === id);
  if (found === undefined) throw new Error(`The course files have no ${id}`);
  return found;
};

/** The knowledge checks that the files put into a lesson. */
const checksOf = ({ body }: LessonDocument): string[] =>
  body.es.flatMap((part) => (part.kind === 'check' ? [part.itemId] : []));

const addressOf = ({ slug }: CourseDocument, { id }: LessonDocument): string =>
  `/cursos/${slug}/lecciones/${id}`;

/** Finishes a lesson as a finger does: through its gate where it has one, with every check answered right. */
export async function finishByHand(
  page: Page,
  { url, document, lesson, route }: { url: string } & Reading,
): Promise<void> {
  await page.goto(url + addressOf(document, lesson));
  if (lesson.sensitive) {
    expect(await page.locator('.gate').innerText()).to.include(lesson.warning?.es);
    await page.locator(`.gate a[href$="ruta=${route}"]`).click();
    await page.waitForURL(`**ruta=${route}`);
  }
  expect(await page.locator('h1').innerText()).to.equal(lesson.title.es);
  for (const id of route === 'lectura' ? checksOf(lesson) : []) {
    for (const [name, values] of rightFields(itemOf(document, id)))
      for (const value of values) await page.check(`#${id} [name="${name}"][value="${value}"]`);
    await page.click(`#${id} button[type=submit]`);
    await page.locator(`#${id} .verdict.is-ok`).waitFor();
  }
  const here = page.url();
  await page.locator('form[action$="/terminada"] button').click();
  await page.waitForURL((to) => to.href !== here);
}

/** A lesson of a course, and how it is gone through. */
export interface Reading {
  document: CourseDocument;
  lesson: LessonDocument;
  route: Route;
}

/** The same over HTTP, as a phone without JavaScript does it. */
export async function finishByForms(
  visitor: Browser,
  { document, lesson, route }: Reading,
): Promise<void> {
  const address = addressOf(document, lesson);
  const opened = await visitor.get(address);
  expect(opened.status, address).to.equal(200);
  const gate = opened.document.querySelector(`.gate a[href$="ruta=${route}"]`);
  expect(gate !== null, address).to.equal(lesson.sensitive);
  const read = gate === null ? opened : await visitor.get(gate.getAttribute('href') ?? '');
  expect(read.document.querySelector('h1')?.textContent, address).to.equal(lesson.title.es);
  for (const id of route === 'lectura' ? checksOf(lesson) : []) {
    const action = read.document.querySelector(`#${id}`)?.getAttribute('action') ?? '';
    const answer = Object.fromEntries(rightFields(itemOf(document, id)));
    const { document: told } = await visitor.post(action.split('#')[0] ?? '', answer);
    expect(told.querySelector(`#${id} .verdict.is-ok`), `${address} ${id}`).not.to.equal(null);
  }
  const finish = read.document.querySelector('form[action$="/terminada"]');
  const fields = finish?.querySelector('input[name=alternativa]') ? { alternativa: '1' } : {};
  const done = await visitor.post(finish?.getAttribute('action') ?? '', fields);
  expect(done.status, address).to.equal(303);
}

/** Puts steps into their right order with the buttons beside them. */
async function putInOrder(page: Page, item: ItemOf<'ordering'>): Promise<void> {
  const steps = page.locator(`#r_${item.id} .ordering__step`);
  const placeOf = async (id: string): Promise<number> => {
    const all = await steps.all();
    const names = await Promise.all(all.map((step) => step.locator('select').getAttribute('name')));
    return names.indexOf(`r_${item.id}.${id}`);
  };
  for (const [place, { id }] of item.steps.entries())
    for (let at = await placeOf(id); at !== place; at = await placeOf(id)) {
      expect(at, `${item.id} ${id}`).to.be.greaterThan(place);
      await steps.nth(at).getByRole('button').first().click();
    }
}

/** Opens a scenario, decides at each place what has the most points, and comes back from its good end. */
async function walkToGoodEnd(page: Page, item: ItemOf<'scenario'>): Promise<void> {
  const loaded = (): Promise<unknown> => page.waitForEvent('load');
  const { way, ending } = bestWay(item);
  expect(ending, `the best way through ${item.id}`).to.equal('good');
  await Promise.all([loaded(), page.click(`button[name=abrir][value="${item.id}"]`)]);
  for (const { node, choice } of way) {
    await page.check(`[name="r_${item.id}"][value$=":${node}=${choice}"]`);
    await Promise.all([loaded(), page.locator('main form.form button[type=submit]').click()]);
  }
  expect(await page.locator('#final').innerText()).to.include('salió bien');
  await Promise.all([loaded(), page.locator('main a.button--primary').click()]);
}

async function answerByHand(page: Page, item: ItemDocument): Promise<void> {
  if (item.type === 'ordering') return putInOrder(page, item);
  for (const [name, values] of rightFields(item)) {
    const fields = page.locator(`#r_${item.id} [name="${name}"]`);
    const kind = await fields.first().getAttribute('type');
    if (kind === null) await fields.selectOption(values);
    else if (kind === 'text') await fields.fill(values.join());
    else for (const value of values) await page.check(`[name="${name}"][value="${value}"]`);
  }
}

/** Takes a test with every answer right and hands it in; the page of its result is open then. */
export async function takeTest(
  page: Page,
  { url, document, quizId }: { url: string; document: CourseDocument; quizId: string },
): Promise<void> {
  const quiz = document.quizzes.find(({ id }) => id === quizId);
  await page.goto(`${url}/cursos/${document.slug}/evaluaciones/${quizId}`);
  await page.click('main button.button--primary');
  await page.waitForURL(/\/intentos\//);
  const fieldsets = await page.locator('[data-item]').all();
  const asked = await Promise.all(fieldsets.map((field) => field.getAttribute('data-item')));
  const drawn = quiz?.draw.reduce((sum, { count }) => sum + count, 0);
  expect(asked, quizId).to.have.length(drawn ?? 0);
  const items = asked.map((id) => itemOf(document, id ?? ''));
  // A scenario has a page of its own: it is walked first, and what is answered after it is on the page.
  for (const item of items) if (item.type === 'scenario') await walkToGoodEnd(page, item);
  for (const item of items) if (item.type !== 'scenario') await answerByHand(page, item);
  await page.locator('.send-box button').click();
  await page.waitForURL('**/resultado');
  const score = await page.locator('.result__score').innerText();
  expect(score, `${document.slug} ${quizId}`).to.include('100 de 100');
}
