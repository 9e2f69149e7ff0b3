import type { CourseDocument } from '../courses/document.ts';
import { wordsOf } from './readability.ts';
import type { Tell } from './style-told.ts';

/** What both languages of a text must have the same number of. */
const PARTS = {
  '##': /<h[2-4]/g,
  '-': /<li/g,
  '|': /<tr/g,
  ':::': /<(?:div class="block |details class="block )/g,
  '![': /<img/g,
} as const;

const countOf = (html: string, pattern: RegExp): number => [...html.matchAll(pattern)].length;

/** Figures of a text: percentages, years and large numbers, whatever their marks. */
const figuresOf = (text: string): string =>
  [...text.matchAll(/\d[\d.,\s]*\d|\d+(?=\s?%)/g)]
    .map(([match]) => match.replace(/\D/g, ''))
    .filter((digits) => digits.length > 2)
    .sort()
    .join(' ');

/** A translation of which one side was changed since: other headings, lists, boxes, or other figures. */
export function translationStyle({ lessons, guides = [] }: CourseDocument, tell: Tell): void {
  const compare = (file: string, es: string, en: string): void => {
    for (const [what, pattern] of Object.entries(PARTS)) {
      const [spanish, english] = [countOf(es, pattern), countOf(en, pattern)];
      if (spanish !== english)
        tell(file, 'content.style.stale', { what, es: spanish, en: english });
    }
    const [spanish, english] = [figuresOf(wordsOf(es)), figuresOf(wordsOf(en))];
    if (spanish !== english)
      tell(file, 'content.style.figures', { es: spanish || '0', en: english || '0' });
  };
  const html = (parts: readonly { kind: string; html?: string }[]): string =>
    parts.map((part) => part.html ?? '').join('\n');
  for (const lesson of lessons) {
    if (lesson.spanishOnly === true) continue;
    compare(
      `lessons/${lesson.id}.en.md`,
      `${html(lesson.body.es)}\n${lesson.alternative?.es ?? ''}`,
      `${html(lesson.body.en)}\n${lesson.alternative?.en ?? ''}`,
    );
  }
  for (const guide of guides) {
    if (guide.spanishOnly !== true)
      compare(`guides/${guide.id}.en.md`, guide.body.es, guide.body.en);
  }
}
