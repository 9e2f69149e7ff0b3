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

/** Figures of a text, whatever their marks: percentages, years and large numbers. */
const figuresOf = (text: string): string[] =>
  [...text.matchAll(/\d+(?:[.,\u00a0\u202f]\d+)*/g)]
    .map(([match]) => match.replace(/\D/g, ''))
    .filter((digits) => digits.length > 2);

/** What one list has and the other has not, each as often as it is missing there. */
function missing(one: readonly string[], other: readonly string[]): string {
  const left = [...other];
  return one
    .filter((figure) => {
      const at = left.indexOf(figure);
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    })
    .join(' ');
}

/** A translation of which one side was changed since: other headings, lists, boxes, or other figures. */
export function translationStyle({ lessons, guides = [] }: CourseDocument, tell: Tell): void {
  const compare = (file: string, es: string, en: string): void => {
    for (const [what, pattern] of Object.entries(PARTS)) {
      const [spanish, english] = [countOf(es, pattern), countOf(en, pattern)];
      if (spanish !== english)
        tell(file, 'content.style.stale', { what, es: spanish, en: english });
    }
    const [spanish, english] = [figuresOf(wordsOf(es)), figuresOf(wordsOf(en))];
    const [onlySpanish, onlyEnglish] = [missing(spanish, english), missing(english, spanish)];
    if (onlySpanish !== '' || onlyEnglish !== '')
      tell(file, 'content.style.figures', { es: onlySpanish || '–', en: onlyEnglish || '–' });
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
