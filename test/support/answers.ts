import type { Page as Tab } from 'playwright-core';
import type { Page } from './browser.ts';
import { lookProblems } from './looks.ts';
import { htmlProblems } from './page-checks.ts';

/** Opens in a tab exactly what a server answered, which no address may lead to. */
async function openAnswer(tab: Tab, url: string, page: Page): Promise<void> {
  const address = `${url}/respuesta`;
  const headers = Object.fromEntries(
    [...page.headers].filter(([name]) => !/^(content-(encoding|length)|set-cookie)$/.test(name)),
  );
  await tab.route(address, (route) =>
    route.fulfill({ status: page.status, headers, body: page.body }),
  );
  await tab.goto(address);
  await tab.unroute(address);
}

/** What is wrong with an answer, as it was written and as it looks, and where the focus was when it opened. */
export async function answerProblems(
  tab: Tab,
  url: string,
  page: Page,
): Promise<{ problems: string[]; focus: string }> {
  await openAnswer(tab, url, page);
  // A browser moves the focus where the page asks for it when it draws the page.
  const focus = await tab.evaluate<string>(`new Promise((drawn) => {
    requestAnimationFrame(() => requestAnimationFrame(() => drawn(document.activeElement.id)));
  })`);
  const looks = await lookProblems(tab, { rules: true });
  return { problems: [...(await htmlProblems(page.body)), ...looks], focus };
}
