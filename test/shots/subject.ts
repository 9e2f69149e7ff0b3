import type { Page as Tab } from 'playwright-core';
import type { Page } from '../support/browser.ts';

/** Something to take pictures of. */
export interface Subject {
  /** Who looks, or `estados` for what no link leads to. */
  who: string;
  what: string;
  /** Where the server listens. */
  url: string;
  /** The address of the page; with `answer`, the browser is given that in the place of asking again. */
  address: string;
  answer?: Page;
  cookies: ReadonlyMap<string, string>;
  /** What is done on the page before each picture, and how to undo it. */
  act?: (tab: Tab) => Promise<void>;
  undo?: (tab: Tab) => Promise<void>;
  /** On paper: once, at the size of the sheet. */
  paper?: 'portrait' | 'landscape';
}
