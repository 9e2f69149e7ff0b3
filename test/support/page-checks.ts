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
    // Fields of a row are named by their place: `options.0.text`.
    'valid-id': ['error', { relaxed: true }],
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

/** What the standard forbids in the page as it was sent, and sentences with a gap that nobody filled. */
export async function htmlProblems(html: string): Promise<string[]> {
  const report = await validator.validateString(html);
  // A text with gaps names them so, and so does what explains how it is written.
  const gaps = html.match(/.{0,40}\{\{(?!hueco\d)\w+\}\}/g) ?? [];
  return [
    ...gaps.map((text) => `a gap in "${text}"`),
    ...report.results.flatMap(({ messages }) =>
      messages.map(({ ruleId, message, line }) => `${ruleId} ${message} (${String(line)})`),
    ),
  ];
}

/** How far the page is wider than the window, in CSS pixels. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
