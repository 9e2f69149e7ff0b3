import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { HtmlValidate } from 'html-validate';
import type { Page } from 'playwright-core';

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    'doctype-style': 'off',
    'no-trailing-whitespace': 'off',
    'attr-quotes': 'off',
    'void-style': 'off',
    'long-title': 'off',
    'no-inline-style': 'error',
    // Several answers to one question, and several buttons of one form, share their name.
    'form-dup-name': 'off',
  },
});

const run = async (page: Page, rules: string): Promise<string[]> => {
  const found = await page.evaluate<
    { id: string; nodes: { target: string[]; failureSummary: string }[] }[]
  >(`axe.run(document, { runOnly: ${rules} }).then((r) => r.violations)`);
  return found.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .slice(0, 2)
        .map((node) => `${node.target.join(' ')} (${node.failureSummary})`)
        .join('; ')}`,
  );
};

/** Every rule of axe that a page breaks, in words. */
export async function axeProblems(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  return run(page, `['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']`);
}

/** The rules that depend on colours alone, for a page that axe has looked at already. */
export const contrastProblems = (page: Page): Promise<string[]> => run(page, `['color-contrast']`);

/** What the standard forbids in the page as it was sent. */
export async function htmlProblems(html: string): Promise<string[]> {
  const report = await validator.validateString(html);
  return report.results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line }) => `${ruleId} ${message} (${String(line)})`),
  );
}

/** How far the page is wider than the window, in CSS pixels. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );

export interface Weight {
  requests: number;
  origins: number;
  html: number;
  css: number;
  js: number;
  total: number;
}

/** Bytes over the wire of a first visit, as the browser counted them. */
export async function weigh(page: Page, address: string): Promise<Weight> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  const types = new Map<string, string>();
  const origins = new Set<string>();
  const weight: Weight = { requests: 0, origins: 0, html: 0, css: 0, js: 0, total: 0 };
  session.on('Network.responseReceived', ({ requestId, type, response }) => {
    types.set(requestId, type);
    origins.add(new URL(response.url).origin);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const type = types.get(requestId);
    weight.requests += 1;
    weight.total += encodedDataLength;
    if (type === 'Document') weight.html += encodedDataLength;
    if (type === 'Stylesheet') weight.css += encodedDataLength;
    if (type === 'Script') weight.js += encodedDataLength;
  });
  await page.goto(address, { waitUntil: 'networkidle' });
  weight.origins = origins.size;
  await session.detach();
  return weight;
}
