import { expect } from 'chai';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { parse } from 'yaml';
import { startApp, type TestApp } from '../support/app.ts';
import { DESKTOP, launchChromium, PHONE, signIn } from '../support/chromium.ts';
import { Keyboard } from '../support/keyboard.ts';
import { beginCourse, ximenaTeaches } from '../support/studio.ts';

/** Modules with their lessons, each by its id, in order. */
type Outline = [module: string, lessons: string[]][];

/** A screen on which the whole outline stands: nothing is dragged beyond its edge. */
const TALL: BrowserContextOptions = { ...DESKTOP, viewport: { width: 1280, height: 2000 } };

const AS_BEGUN: Outline = [
  ['m1', ['primera-escucha', 'segunda-escucha', 'tercera-escucha']],
  ['m2', ['acordar-algo']],
  ['m3', []],
];
const SAVED = 'El orden quedó guardado.';
const NOT_SAVED = 'No se pudo guardar el orden. Vuelve a abrir la página.';
const NOT_SAVED_EN = 'The order could not be saved. Open the page again.';

const lesson = (page: Page, id: string): Locator => page.locator(`[data-lesson=${id}]`);
const listOf = (page: Page, id: string): Locator => page.locator(`[data-module=${id}]`);
const moduleOf = (page: Page, id: string): Locator => page.locator(`[data-chapter=${id}]`);
const handle = (page: Page, id: string): Locator => moduleOf(page, id).locator('[data-handle]');
const status = (page: Page): Locator => page.locator('[data-order-status]');

/** Where in a thing the mouse goes: a part of its height from the top. */
async function pointIn(thing: Locator, down: number): Promise<{ x: number; y: number }> {
  const box = await thing.boundingBox();
  if (box === null) throw new Error('There is nothing to point at');
  // Left of the middle, where a lesson has its title and a module its name.
  return { x: box.x + box.width * 0.2, y: box.y + box.height * down };
}

/** Takes a thing with the mouse and carries it to a part of another, in so many looks, without letting go. */
async function carry(thing: Locator, to: Locator, down: number, looks = 3): Promise<void> {
  const { mouse } = thing.page();
  await thing.scrollIntoViewIfNeeded();
  const from = await pointIn(thing, 0.5);
  await mouse.move(from.x, from.y);
  await mouse.down();
  await mouse.move(from.x + 4, from.y + 4, { steps: 2 });
  // What is aimed at moves while other things make room: the hand follows it.
  for (let look = 0; look < looks; look += 1) {
    const at = await pointIn(to, down);
    await mouse.move(at.x, at.y, { steps: 8 });
  }
}

async function drag(thing: Locator, to: Locator, down: number, looks?: number): Promise<void> {
  await carry(thing, to, down, looks);
  await thing.page().mouse.up();
}

const BEFORE = 0.2;
const AFTER = 0.8;

/** The order as the page shows it. */
const shown = (page: Page): Promise<Outline> =>
  page.evaluate<Outline>(`[...document.querySelectorAll('[data-chapter]')].map((module) => [
    module.dataset.chapter,
    [...module.querySelectorAll('[data-lesson]')].map((lesson) => lesson.dataset.lesson),
  ])`);

describe('modules and lessons are put in order', function () {
  let app: TestApp;
  let chromium: Browser;
  let path: string;
  before(async () => {
    chromium = await launchChromium();
  });
  after(() => chromium.close());
  beforeEach(async () => {
    app = await startApp();
    await ximenaTeaches(app);
    const ximena = await app.signedIn('ximena');
    ({ path } = await beginCourse(ximena));
    for (const titulo of ['La segunda escucha', 'La tercera escucha'])
      await ximena.post(`${path}/lecciones`, { titulo, modulo: 'm1' });
    await ximena.post(`${path}/modulos`, { titulo: 'Acuerdos' });
    await ximena.post(`${path}/lecciones`, { titulo: 'Acordar algo', modulo: 'm2' });
    await ximena.post(`${path}/modulos`, { titulo: 'Para seguir' });
  });
  afterEach(async () => {
    for (const context of chromium.contexts()) await context.close();
    await app.stop();
  });

  const draftId = (): string => path.split('/').pop() ?? '';
  /** The order as the database has it. */
  const kept = async (): Promise<Outline> => {
    const row = await app.database
      .db('course_draft_files')
      .where({ draft_id: draftId(), path: 'course.yml' })
      .first<{ text: string }>('text');
    const course = parse(row.text) as { modules: { id: string; lessons: string[] }[] };
    return course.modules.map(({ id, lessons }) => [id, lessons]);
  };
  const revision = async (): Promise<number> => {
    const row = await app.database
      .db('course_drafts')
      .where('id', draftId())
      .first<{ revision: number }>('revision');
    return row.revision;
  };

  const open = async (options: BrowserContextOptions = TALL): Promise<Page> => {
    const page = await signIn(await chromium.newContext(options), app.url, 'ximena');
    page.setDefaultTimeout(15_000);
    await page.goto(app.url + path);
    expect(await shown(page)).to.deep.equal(AS_BEGUN);
    return page;
  };

  /** The page says that the order is kept, and shows it; so do a new look at it and the database. */
  const saved = async (page: Page, wanted: Outline): Promise<void> => {
    await page.getByText(SAVED).waitFor();
    expect(await shown(page)).to.deep.equal(wanted);
    await page.reload();
    expect(await shown(page)).to.deep.equal(wanted);
    expect(await kept()).to.deep.equal(wanted);
  };

  /** Everything is as it was, on the page and in the database. */
  const untouched = async (page: Page, before: number): Promise<void> => {
    expect(await shown(page)).to.deep.equal(AS_BEGUN);
    expect(await page.locator('.is-dragged, .is-ordering').count()).to.equal(0);
    expect(await kept()).to.deep.equal(AS_BEGUN);
    expect(await revision()).to.equal(before);
  };

  it('a lesson is dragged down and up in its module', async () => {
    const page = await open();
    await drag(lesson(page, 'primera-escucha'), lesson(page, 'tercera-escucha'), AFTER, 1);
    const lessons = ['segunda-escucha', 'tercera-escucha', 'primera-escucha'];
    await saved(page, [['m1', lessons], ...AS_BEGUN.slice(1)]);

    await drag(lesson(page, 'tercera-escucha'), lesson(page, 'segunda-escucha'), BEFORE);
    const turned = ['tercera-escucha', 'segunda-escucha', 'primera-escucha'];
    await saved(page, [['m1', turned], ...AS_BEGUN.slice(1)]);
  });

  it('a lesson is dragged to another module, by its link as well, and into an empty one', async () => {
    const page = await open();
    const link = lesson(page, 'segunda-escucha').locator('a');
    await drag(link, lesson(page, 'acordar-algo'), BEFORE);
    await saved(page, [
      ['m1', ['primera-escucha', 'tercera-escucha']],
      ['m2', ['segunda-escucha', 'acordar-algo']],
      ['m3', []],
    ]);

    await drag(lesson(page, 'acordar-algo'), listOf(page, 'm3'), 0.5);
    await saved(page, [
      ['m1', ['primera-escucha', 'tercera-escucha']],
      ['m2', ['segunda-escucha']],
      ['m3', ['acordar-algo']],
    ]);

    // Anywhere in a module that has no lessons, its name as well.
    await drag(lesson(page, 'segunda-escucha'), lesson(page, 'acordar-algo'), AFTER);
    await saved(page, [
      ['m1', ['primera-escucha', 'tercera-escucha']],
      ['m2', []],
      ['m3', ['acordar-algo', 'segunda-escucha']],
    ]);
    await drag(lesson(page, 'primera-escucha'), handle(page, 'm2'), 0.5);
    await saved(page, [
      ['m1', ['tercera-escucha']],
      ['m2', ['primera-escucha']],
      ['m3', ['acordar-algo', 'segunda-escucha']],
    ]);
  });

  it('a module is dragged by its name, with its lessons', async () => {
    const page = await open();
    await drag(handle(page, 'm1'), moduleOf(page, 'm2'), AFTER);
    const [first, second, third] = AS_BEGUN as [Outline[0], Outline[0], Outline[0]];
    await saved(page, [second, first, third]);
    expect(await handle(page, 'm2').innerText()).to.equal('Módulo 1: Acuerdos');

    await drag(handle(page, 'm3'), moduleOf(page, 'm2'), BEFORE);
    await saved(page, [third, second, first]);
  });

  it('what is dropped outside goes back, and nothing is sent', async () => {
    const page = await open();
    const before = await revision();
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') sent.push(request.url());
    });
    await carry(lesson(page, 'primera-escucha'), lesson(page, 'tercera-escucha'), AFTER);
    expect((await shown(page))[0]?.[1].at(-1)).to.equal('primera-escucha');
    const outside = await pointIn(page.locator('h1'), 0.5);
    await page.mouse.move(outside.x, outside.y, { steps: 5 });
    await page.mouse.up();
    await untouched(page, before);

    await drag(handle(page, 'm1'), page.locator('h1'), 0.5);
    await untouched(page, before);

    // Let go where it stood, after a look elsewhere.
    await carry(lesson(page, 'primera-escucha'), lesson(page, 'segunda-escucha'), AFTER);
    const home = await pointIn(lesson(page, 'segunda-escucha'), BEFORE);
    await page.mouse.move(home.x, home.y, { steps: 5 });
    await page.mouse.up();
    await untouched(page, before);
    expect(sent).to.deep.equal([]);
  });

  for (const [language, words] of [
    ['es-MX', NOT_SAVED],
    ['en', NOT_SAVED_EN],
  ] as const)
    it(`what could not be saved goes back, and the page says so in its language (${language})`, async () => {
      const page = await open();
      await page.context().addCookies([{ name: 'lang', value: language, url: app.url }]);
      await page.reload();
      const before = await revision();
      const refused = async (why: string): Promise<void> => {
        await page.getByText(words).waitFor();
        expect(await status(page).getAttribute('role'), why).to.equal('status');
        expect(await status(page).innerText(), why).to.equal(words);
        await untouched(page, before);
      };
      await page.context().setOffline(true);
      await drag(lesson(page, 'primera-escucha'), lesson(page, 'acordar-algo'), AFTER);
      await refused('without a network');
      await page.context().setOffline(false);

      await page.route('**/lugar', (route) => route.fulfill({ status: 503, body: 'busy' }));
      await drag(handle(page, 'm1'), moduleOf(page, 'm2'), AFTER);
      await refused('with a server that is busy');
      await page.unroute('**/lugar');

      await app.database.db('grants').where('person_id', 'ximena').del();
      await drag(lesson(page, 'segunda-escucha'), lesson(page, 'primera-escucha'), BEFORE);
      await refused('without the right to write');

      await page.context().clearCookies();
      await drag(handle(page, 'm3'), moduleOf(page, 'm1'), BEFORE);
      await refused('for somebody who is signed out meanwhile');
    });

  it('nothing else is dragged while a place is being saved', async () => {
    const page = await open();
    let answer = (): void => undefined;
    const asked = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route('**/lugar', async (route) => {
      await asked;
      await route.continue();
    });
    await drag(lesson(page, 'primera-escucha'), lesson(page, 'tercera-escucha'), AFTER);
    const lessons = ['segunda-escucha', 'tercera-escucha', 'primera-escucha'];
    const moved: Outline = [['m1', lessons], ...AS_BEGUN.slice(1)];
    expect(await shown(page)).to.deep.equal(moved);
    await drag(lesson(page, 'segunda-escucha'), lesson(page, 'acordar-algo'), AFTER);
    expect(await shown(page)).to.deep.equal(moved);
    answer();
    await saved(page, moved);
  });

  it('a lesson is dragged on the page that tells what is wrong with a form, which is not sent again', async () => {
    const page = await open();
    await page.locator('#modulo-nuevo').fill('ab');
    await page.locator('#modulo-nuevo').press('Enter');
    await page.locator('[aria-invalid=true]').waitFor();
    expect(new URL(page.url()).pathname).to.equal(`${path}/modulos`);
    const before = await revision();
    await drag(lesson(page, 'primera-escucha'), lesson(page, 'acordar-algo'), BEFORE);
    await saved(page, [
      ['m1', ['segunda-escucha', 'tercera-escucha']],
      ['m2', ['primera-escucha', 'acordar-algo']],
      ['m3', []],
    ]);
    expect(new URL(page.url()).pathname).to.equal(path);
    expect(await revision()).to.equal(before + 1);
  });

  it('does the same with the buttons and the keyboard alone', async () => {
    const hands = new Keyboard(await open());
    await hands.press('button "Bajar (La primera escucha)"');
    const lessons = ['segunda-escucha', 'primera-escucha', 'tercera-escucha'];
    await saved(hands.page, [['m1', lessons], ...AS_BEGUN.slice(1)]);
    await hands.press('button "Subir (Acordar algo)"');
    await saved(hands.page, [
      ['m1', [...lessons, 'acordar-algo']],
      ['m2', []],
      ['m3', []],
    ]);
  });

  it('offers the buttons to a finger on a phone', async () => {
    const page = await open(PHONE);
    const down = page.getByRole('button', { name: /^Bajar \(La primera escucha\)$/ });
    const box = await down.boundingBox();
    expect(box?.height).to.be.at.least(44);
    expect((box?.x ?? 0) + (box?.width ?? 0)).to.be.at.most(360);
    await down.tap();
    const lessons = ['segunda-escucha', 'primera-escucha', 'tercera-escucha'];
    await saved(page, [['m1', lessons], ...AS_BEGUN.slice(1)]);
  });
});
