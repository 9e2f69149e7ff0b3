import { toSearchText } from '../../lib/search-text.ts';
import type { CourseDocument, LessonDocument } from '../courses/document.ts';
import { optionsOf, type ItemDocument } from '../courses/item-document.ts';
import type { Problems } from './problem.ts';

/** A corrected text keeps more of its words than this; another text keeps fewer. */
const KEPT = 0.25;

const wordsOf = (...texts: string[]): Set<string> =>
  new Set(
    toSearchText(texts.join(' '))
      .split(' ')
      .filter((word) => word.length > 3),
  );

function isAnother(before: Set<string>, after: Set<string>): boolean {
  const all = new Set([...before, ...after]);
  const both = [...before].filter((word) => after.has(word)).length;
  return all.size > 0 && both / all.size < KEPT;
}

const wordsOfLesson = ({ title, summary }: LessonDocument): Set<string> =>
  wordsOf(title.es, ...summary.es);
const wordsOfItem = (item: ItemDocument): Set<string> =>
  wordsOf(item.stem.es, ...optionsOf(item).map(({ text }) => text.es));

/**
 * Progress and answers hang on ids: one that was published and is gone takes them out of sight, and one that now names
 * something else passes them on to what nobody answered.
 */
export function checkStableIds(
  published: CourseDocument,
  document: CourseDocument,
  problems: Problems,
): void {
  const place = { file: 'course.yml', line: 1 };
  const lessons = new Map(document.lessons.map((lesson) => [lesson.id, lesson]));
  const items = new Map(document.items.map((item) => [item.id, item]));
  for (const before of published.lessons) {
    const { id } = before;
    const now = lessons.get(id);
    if (now === undefined) problems.warn(place, 'content.problem.lessonGone', { id });
    else if (isAnother(wordsOfLesson(before), wordsOfLesson(now)))
      problems.warn(place, 'content.problem.lessonReused', { id });
  }
  for (const before of published.items) {
    const { id } = before;
    const now = items.get(id);
    if (now === undefined) problems.warn(place, 'content.problem.itemGone', { id });
    else if (now.type !== before.type || isAnother(wordsOfItem(before), wordsOfItem(now)))
      problems.warn(place, 'content.problem.itemReused', { id });
  }
}
