import { get } from 'node:http';
import type { Page as Tab } from 'playwright-core';
import type { Page } from './browser.ts';

/** What a first visit costs in bytes over the wire, headers included. */
export interface Weight {
  requests: number;
  /** Other sites that are asked. */
  strangers: number;
  html: number;
  css: number;
  js: number;
  total: number;
}

/** The budget of any page on a phone's first visit (product.md). */
export const BUDGET: Weight = {
  requests: 6,
  strangers: 0,
  html: 14_000,
  css: 14_000,
  js: 10_000,
  total: 50_000,
};

/** What a browser asks for by itself once it has read the page. Media with `preload="none"` is not among it. */
const ASKED = 'link[rel=stylesheet], link[rel=icon], script[src], img[src], iframe[src]';
type Kind = 'html' | 'css' | 'js' | 'other';
const KIND_OF_TAG: Record<string, Kind> = { LINK: 'css', SCRIPT: 'js' };
const KIND_OF_TYPE: Record<string, Kind> = { Document: 'html', Stylesheet: 'css', Script: 'js' };

const nothing = (): Weight => ({ requests: 0, strangers: 0, html: 0, css: 0, js: 0, total: 0 });

function add(weight: Weight, kind: Kind, bytes: number): void {
  weight.requests += 1;
  weight.total += bytes;
  if (kind !== 'other') weight[kind] += bytes;
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
    const headers = { cookie, 'accept-encoding': 'gzip, deflate, br' };
    get(address, { agent: false, headers }, (response) => {
      const { socket } = response;
      response.resume().once('end', () => {
        done(socket.bytesRead);
      });
    }).once('error', failed);
  });

const files = new Map<string, Promise<number>>();

/** The weight of a page that was read, counted without a browser. Files that never change are asked once. */
export async function weighPage(address: string, page: Page, cookie: string): Promise<Weight> {
  const base = new URL(address);
  const weight = nothing();
  add(weight, 'html', await bytesOf(address, cookie));
  for (const part of partsOf(page, base)) {
    if (new URL(part.address).origin !== base.origin) weight.strangers += 1;
    if (!files.has(part.address)) files.set(part.address, bytesOf(part.address, cookie));
    add(weight, part.kind, (await files.get(part.address)) ?? 0);
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
  return weight;
}

/** Where a weight is over the budget, in words. */
export const overBudget = (weight: Weight): string[] =>
  (Object.keys(BUDGET) as (keyof Weight)[])
    .filter((what) => weight[what] > BUDGET[what])
    .map((what) => `${what} ${String(weight[what])} > ${String(BUDGET[what])}`);
