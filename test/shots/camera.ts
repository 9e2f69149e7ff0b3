import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BrowserContext, Page as Tab } from 'playwright-core';
import type { Language } from '../../src/lib/localized.ts';
import { launchChromium } from '../support/chromium.ts';
import type { Subject } from './subject.ts';

export interface Side {
  width: number;
  scheme: 'light' | 'dark';
}

/** How each page is looked at, the most important first. */
export const SIDES: readonly Side[] = [
  { width: 360, scheme: 'light' },
  { width: 360, scheme: 'dark' },
  { width: 1280, scheme: 'dark' },
  { width: 1280, scheme: 'light' },
];
const HEIGHT: Record<number, number> = { 360: 740, 1280: 900 };
/** A sheet of A4 at 96 points an inch, without the margins that print.css asks for. */
const SHEET = {
  portrait: { width: 673, height: 1001 },
  landscape: { width: 1062, height: 733 },
};

export interface Camera {
  /** Takes all pictures of one subject; answers how many. */
  take(subject: Subject, language: Language): Promise<number>;
  close(): Promise<void>;
}

/** A browser that writes pictures into a folder: `<language>/<who>/<what>.<width>.<scheme>.png`. */
export async function openCamera(folder: string, sides: readonly Side[]): Promise<Camera> {
  const chromium = await launchChromium();
  const context = await chromium.newContext({ reducedMotion: 'reduce', locale: 'es-MX' });
  return {
    async take(subject, language) {
      const base = join(folder, language.slice(0, 2), subject.who, subject.what);
      mkdirSync(dirname(base), { recursive: true });
      const tab = await opened(context, subject, language);
      const snap = (end: string) => tab.screenshot({ path: `${base}.${end}.png`, fullPage: true });
      try {
        if (subject.paper !== undefined) {
          await tab.emulateMedia({ media: 'print' });
          await tab.setViewportSize(SHEET[subject.paper]);
          await snap('paper');
          return 1;
        }
        for (const { width, scheme } of sides) {
          await tab.setViewportSize({ width, height: HEIGHT[width] ?? width });
          await tab.emulateMedia({ colorScheme: scheme });
          await snap(`${String(width)}.${scheme}`);
        }
        return sides.length;
      } finally {
        await subject.undo?.(tab);
        await tab.close();
      }
    },
    close: () => chromium.close(),
  };
}

async function opened(
  context: BrowserContext,
  { url, address, answer, cookies, act }: Subject,
  language: Language,
): Promise<Tab> {
  await context.clearCookies();
  await context.addCookies(
    [...cookies, ['lang', language] as const].map(([name, value]) => ({ name, value, url })),
  );
  const tab = await context.newPage();
  await tab.setViewportSize({ width: 360, height: 740 });
  const target = new URL(address, url).href;
  if (answer !== undefined) {
    const headers = Object.fromEntries(
      [...answer.headers].filter(
        ([name]) => !/^(content-(encoding|length)|set-cookie)$/.test(name),
      ),
    );
    await tab.route(target, (route) =>
      route.fulfill({ status: answer.status, headers, body: answer.body }),
    );
  }
  await tab.goto(target);
  await tab.evaluate(`Promise.all([...document.images].map((image) => {
    image.loading = 'eager';
    return image.decode().catch(() => {});
  }))`);
  await act?.(tab);
  // Summaries of errors take the focus; pictures begin at the top.
  await tab.evaluate('window.scrollTo(0, 0)');
  return tab;
}
