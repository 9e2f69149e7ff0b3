import { readFileSync } from 'node:fs';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { axeProblems, contrastProblems } from './page-checks.ts';

const inPage = readFileSync(new URL('./in-page/looks.js', import.meta.url), 'utf8');

type Measure =
  | 'clipped'
  | 'overlapping'
  | 'tooSmall'
  | 'focus'
  | 'outOfOrder'
  | 'moving'
  | 'colourless'
  | 'onPaper'
  | 'tooWide';

/** 1280 x 1024 seen at 400 %. */
const MAGNIFIED = { width: 320, height: 256 };
const DESK = { width: 1280, height: 900 };

/** How a tab is opened whose pages are looked at: nothing moves, so that colours have arrived when they are read. */
export const LOOKED_AT: BrowserContextOptions = {
  viewport: MAGNIFIED,
  locale: 'es-MX',
  reducedMotion: 'reduce',
};

/** WCAG 1.4.12: what somebody may do to the text of any page. */
const SPACED = `* {
  line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
}
p { margin-bottom: 2em !important; }`;

const wear = (page: Page, css: string): Promise<void> =>
  page.evaluate(`looks.wear(${JSON.stringify(css)})`);

/** What somebody has chosen in the settings of the browser: letters of 16 px, or larger ones. */
async function setLetters(page: Page, standard: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Page.setFontSizes', { fontSizes: { standard, fixed: standard } });
  await session.detach();
}

const measure = (page: Page, what: readonly Measure[]): Promise<string[]> =>
  page.evaluate(`[${what.map((name) => `...looks.${name}()`).join(', ')}]`);

/** What is wrong with an open page on a sheet of paper of this size. */
export async function printProblems(
  page: Page,
  sheet: { width: number; height: number },
): Promise<string[]> {
  await page.evaluate(inPage);
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize(sheet);
  return measure(page, ['tooWide', 'clipped', 'overlapping', 'onPaper']);
}

/**
 * What is wrong with how a page looks that is open in a tab as `LOOKED_AT` says: at 400 %, with spaced text, with letters twice as
 * large, by night, in the colours of the system, on a desk. With `rules`, the rules of axe as well.
 */
export async function lookProblems(page: Page, { rules }: { rules: boolean }): Promise<string[]> {
  await page.evaluate(inPage);
  const problems: string[] = [];
  const add = (look: string, found: string[]): void => {
    problems.push(...found.map((text) => `${look}: ${text}`));
  };
  const see = async (look: string, ...what: Measure[]): Promise<void> => {
    add(look, await measure(page, what));
  };
  const ask = async (look: string, check: (page: Page) => Promise<string[]>): Promise<void> => {
    if (!rules) return;
    await page.evaluate('window.scrollTo(0, 0)');
    add(look, await check(page));
  };

  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
  await page.setViewportSize(MAGNIFIED);
  // The ring of the focus is for whoever uses the keyboard.
  await page.keyboard.press('Tab');
  await see(
    'at 400 %',
    'tooWide',
    'clipped',
    'overlapping',
    'tooSmall',
    'focus',
    'outOfOrder',
    'moving',
  );
  await ask('at 400 %', axeProblems);
  await wear(page, SPACED);
  await see('with spaced text', 'tooWide', 'clipped', 'overlapping');
  await wear(page, '');

  await page.emulateMedia({ colorScheme: 'dark' });
  await ask('by night', contrastProblems);
  for (const colorScheme of ['dark', 'light'] as const) {
    const look = `in the ${colorScheme} colours of the system`;
    await page.emulateMedia({ colorScheme, forcedColors: 'active' });
    await see(look, 'colourless', 'focus');
  }
  await page.emulateMedia({ colorScheme: 'dark', forcedColors: 'none' });

  await setLetters(page, 32);
  for (const viewport of [{ width: 360, height: 740 }, DESK]) {
    await page.setViewportSize(viewport);
    await see(`with large letters on ${viewport.width} px`, 'tooWide', 'clipped', 'overlapping');
  }
  await setLetters(page, 16);

  await see('on a desk', 'tooWide', 'clipped', 'overlapping', 'focus', 'outOfOrder');
  await ask('on a desk', axeProblems);
  return problems;
}
