import { get } from 'node:http';
import { constants, deflateRawSync } from 'node:zlib';
import type { Page as Tab } from 'playwright-core';
import type { Page } from './browser.ts';

/** What a first visit costs in bytes over the wire, headers included. */
export interface Weight {
  requests: number;
  /** Other sites that are asked. */
  strangers: number;
  html: number;
  /** Style sheets that the page is shown with. */
  css: number;
  /** The same sheets, fetched for the next page. */
  ahead: number;
  js: number;
  total: number;
}

/** The budget of any page on a phone's first visit (product.md). */
const BUDGET: Omit<Weight, 'ahead'> = {
  requests: 6,
  strangers: 0,
  html: 14_000,
  css: 14_000,
  js: 10_000,
  total: 50_000,
};

/** What a browser asks for by itself once it has read the page. Media with `preload="none"` is not among it. */
const ASKED = 'link[rel=stylesheet], link[rel=icon], script[src], img[src], iframe[src]';
type Kind = 'html' | 'ahead' | 'js' | 'other';
const KIND_OF_TAG: Record<string, Kind> = { LINK: 'ahead', SCRIPT: 'js' };
const KIND_OF_TYPE: Record<string, Kind> = { Document: 'html', Stylesheet: 'ahead', Script: 'js' };

const nothing = (): Weight => ({
  requests: 0,
  strangers: 0,
  html: 0,
  css: 0,
  ahead: 0,
  js: 0,
  total: 0,
});

function add(weight: Weight, kind: Kind, bytes: number): void {
  weight.requests += 1;
  weight.total += bytes;
  if (kind !== 'other') weight[kind] += bytes;
}

/** What a style sheet that stands in a page takes of it, as the server compresses it there. */
const carried = (sheet: string): number =>
  deflateRawSync(sheet, { level: 9, finishFlush: constants.Z_FULL_FLUSH }).length;

/** Takes what a sheet weighs in a page from the page, whose bytes were counted whole. */
function apart(weight: Weight, sheet: string): void {
  const bytes = carried(sheet);
  weight.html -= bytes;
  weight.css += bytes;
}

interface Part {
  address: string;
  kind: Kind;
}

/** The files that a page needs beside itself, each once. */
function partsOf({ document }: Page, base: URL): Part[] {
  const parts = new Map<string, Part>();
  for (const element of document.querySelectorAll(ASKED)) {
    const named = element.getAttribute('href') ?? element.getAttribute('src') ?? '';
    const address = new URL(named, base).href;
    const isIcon = element.getAttribute('rel') === 'icon';
    parts.set(address, {
      address,
      kind: isIcon ? 'other' : (KIND_OF_TAG[element.tagName] ?? 'other'),
    });
  }
  return [...parts.values()];
}

/** Asks as a browser that takes compressed answers, over a connection of its own, and counts what came over it. */
const bytesOf = (address: string, cookie: string): Promise<number> =>
  new Promise((done, failed) => {
    const headers = { cookie, 'accept-encoding': 'gzip, deflate, br', 'sec-fetch-site': 'none' };
    get(address, { agent: false, headers }, (response) => {
      const { socket } = response;
      response.resume().once('end', () => {
        done(socket.bytesRead);
      });
    }).once('error', failed);
  });

const files = new Map<string, Promise<number>>();
const sheets = new Map<string, Promise<string>>();
const textOf = async (address: string): Promise<string> => (await fetch(address)).text();

/** The weight of a page that was read, counted without a browser. Files that never change are asked once. */
export async function weighPage(address: string, page: Page, cookie: string): Promise<Weight> {
  const base = new URL(address);
  const weight = nothing();
  add(weight, 'html', await bytesOf(address, cookie));
  for (const part of partsOf(page, base)) {
    if (new URL(part.address).origin !== base.origin) weight.strangers += 1;
    if (!files.has(part.address)) files.set(part.address, bytesOf(part.address, cookie));
    add(weight, part.kind, (await files.get(part.address)) ?? 0);
    if (part.kind !== 'ahead') continue;
    if (!sheets.has(part.address)) sheets.set(part.address, textOf(part.address));
    apart(weight, (await sheets.get(part.address)) ?? '');
  }
  return weight;
}

/** The same as a browser counts it on a first visit. It may leave the icon out. */
export async function weighInBrowser(tab: Tab, address: string): Promise<Weight> {
  const session = await tab.context().newCDPSession(tab);
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  const kinds = new Map<string, Kind>();
  const weight = nothing();
  session.on('Network.responseReceived', ({ requestId, type, response }) => {
    kinds.set(requestId, KIND_OF_TYPE[type] ?? 'other');
    if (new URL(response.url).origin !== new URL(address).origin) weight.strangers += 1;
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId);
    // What the page before had asked for ends here as well.
    if (kind !== undefined) add(weight, kind, encodedDataLength);
  });
  await tab.goto(address, { waitUntil: 'networkidle' });
  await session.detach();
  for (const sheet of await tab.locator('style').allTextContents()) apart(weight, sheet);
  return weight;
}

/** Where a weight is over the budget, in words. */
export const overBudget = (weight: Weight): string[] =>
  (Object.keys(BUDGET) as (keyof typeof BUDGET)[])
    .filter((what) => weight[what] > BUDGET[what])
    .map((what) => `${what} ${String(weight[what])} > ${String(BUDGET[what])}`);
