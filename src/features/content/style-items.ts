import type { CourseDocument } from '../courses/document.ts';
import { optionsOf, type ItemDocument } from '../courses/item-document.ts';
import type { Tell } from './style-told.ts';

const BANK = { least: 36, timesTheTest: 3 };
/** Below so many questions a share says nothing. */
const ENOUGH = 12;
/** Of four places each has a quarter by chance; a test taker who noticed this much would gain. */
const MOST_IN_ONE_PLACE = 0.4;
const MOST_LONGEST = 0.4;
/** By how much the right option may be longer than the longest wrong one. */
const MUCH_LONGER = 1.5;
const SAME_BEGINNING = 8;

type FileOf = (id: string) => string;

/** Questions that say why, carry their labels, and do not give themselves away. */
export function itemStyle(document: CourseDocument, fileOf: FileOf, tell: Tell): void {
  for (const item of document.items) {
    const near = `id: ${item.id}`;
    const missing = [
      ...(item.objective === null ? ['objective'] : []),
      ...(item.bloom === null ? ['bloom'] : []),
      ...(item.pillar === null ? ['pillar'] : []),
      ...(item.topic === null ? ['topic'] : []),
      ...(item.difficulty === null ? ['difficulty'] : []),
      ...(item.use === 'quiz' && item.type !== 'scenario' && item.form === null ? ['form'] : []),
    ];
    if (missing.length > 0)
      tell(fileOf(item.id), 'content.style.tags', { id: item.id, what: missing.join(', ') }, near);
    for (const option of optionsOf(item)) {
      if (option.feedback === null)
        tell(fileOf(item.id), 'content.style.reason', { id: item.id, what: option.id }, near);
    }
  }
  answersStyle(document.items, fileOf, tell);
  stemsStyle(document.items, fileOf, tell);
  bankStyle(document, tell);
}

const lengthOf = (text: { es: string }): number => text.es.length;

/** Where the right answer stands and how long it is: neither may tell it. */
function answersStyle(items: readonly ItemDocument[], fileOf: FileOf, tell: Tell): void {
  const single = items
    .filter(({ type, use }) => type === 'single' && use === 'quiz')
    .map((item) => {
      const options = optionsOf(item);
      const right = options.findIndex(({ correct }) => correct);
      const wrong = Math.max(
        0,
        ...options.filter(({ correct }) => !correct).map(({ text }) => lengthOf(text)),
      );
      const text = options[right]?.text;
      return {
        id: item.id,
        right,
        longer: text === undefined ? 0 : lengthOf(text) / Math.max(1, wrong),
      };
    });
  for (const { id, longer } of single) {
    if (longer > MUCH_LONGER) tell(fileOf(id), 'content.style.longRight', { id }, `id: ${id}`);
  }
  if (single.length < ENOUGH) return;
  const places = new Map<number, number>();
  for (const { right } of single) places.set(right, (places.get(right) ?? 0) + 1);
  for (const [place, count] of places) {
    if (count / single.length > MOST_IN_ONE_PLACE)
      tell('course.yml', 'content.style.places', {
        place: place + 1,
        count,
        of: single.length,
      });
  }
  const longest = single.filter(({ longer }) => longer > 1).length;
  if (longest / single.length > MOST_LONGEST)
    tell('course.yml', 'content.style.longest', { count: longest, of: single.length });
}

/** Two questions that begin alike are taken for one. */
function stemsStyle(items: readonly ItemDocument[], fileOf: FileOf, tell: Tell): void {
  const begun = new Map<string, string>();
  for (const { id, stem } of items) {
    const words = stem.es.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    if (words.length < SAME_BEGINNING) continue;
    const beginning = words.slice(0, SAME_BEGINNING).join(' ');
    const other = begun.get(beginning);
    if (other === undefined) begun.set(beginning, id);
    else tell(fileOf(id), 'content.style.stem', { id, what: other }, `id: ${id}`);
  }
}

/** A bank large enough that a second attempt is another test. */
function bankStyle({ items, quizzes }: CourseDocument, tell: Tell): void {
  const bank = items.filter(({ use }) => use === 'quiz').length;
  const longest = Math.max(
    0,
    ...quizzes.map(({ draw }) => draw.reduce((sum, { count }) => sum + count, 0)),
  );
  const least = Math.max(BANK.least, BANK.timesTheTest * longest);
  if (bank < least) tell('course.yml', 'content.style.bank', { count: bank, least });
}
