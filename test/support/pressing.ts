import type { Page } from 'playwright-core';

/** Presses the first button of a page with this name, and waits for the page that comes. */
export async function press(page: Page, name: string | RegExp): Promise<void> {
  const loaded = page.waitForEvent('load');
  await page.locator('main').getByRole('button', { name }).first().click();
  await loaded;
}

/** Follows the first link of a page with this name. */
export async function follow(page: Page, name: string | RegExp): Promise<void> {
  const loaded = page.waitForEvent('load');
  await page.locator('main').getByRole('link', { name }).first().click();
  await loaded;
}
