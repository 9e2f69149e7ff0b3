import type { Localized } from '../../../lib/localized.ts';
import { escapeGift } from './gift-blocks.ts';
import { escapeHtml, writeText, type MoodleFormat } from './moodle-text.ts';

/** Writes the texts of one item: each names its format where it is not that of the question. */
export interface Pen {
  format: 'plain' | 'markdown';
  base: MoodleFormat;
}

export const LOOKS_LIKE_FORMAT = /^\s*\[(?:html|moodle|plain|markdown|auto)\]/i;
export const NEEDS_PLAIN = /<[a-z!/]|&(?:[a-z]|#)|\{mlang /i;

export function say(text: Localized, pen: Pen): string {
  const written = writeText(text, pen.format);
  const format =
    written.format === 'plain' && pen.base === 'moodle' && !NEEDS_PLAIN.test(written.text)
      ? 'moodle'
      : written.format;
  const named = format === pen.base && !LOOKS_LIKE_FORMAT.test(written.text);
  return `${named ? '' : `[${written.format}]`}${escapeGift(written.text)}`;
}

export const reason = (feedback: Localized | null, pen: Pen): string =>
  feedback === null ? '' : `#${say(feedback, pen)}`;

/** Read as `->` in Markdown. */
const ARROW = escapeGift('-&#62;');

/** An arrow inside a prompt would cut it: it is written as an entity. */
export function prompt(text: Localized, pen: Pen): string {
  if (!text.es.includes('->') && !text.en.includes('->')) return say(text, pen);
  if (pen.format === 'markdown') return say(text, pen).replaceAll('->', ARROW);
  const written = writeText(text, 'plain');
  const html = written.format === 'html' ? written.text : escapeHtml(written.text);
  return `[html]${escapeGift(html.replaceAll('->', '-&gt;'))}`;
}

/** Answers of pairs have no format in GIFT. */
export function pairAnswer(text: Localized, pen: Pen): string {
  const { text: written } = writeText(text, pen.format);
  return escapeGift(written);
}
