import type { Html } from '../../lib/html.ts';
import { inLanguage, type Language } from '../../lib/localized.ts';
import type { MediaOf } from '../content/inline-text.ts';
import { shownAudio, type ShownAudio } from '../content/item-audio.ts';
import type { CourseDocument, LessonDocument } from '../courses/document.ts';
import { optionsOf, type ItemDocument } from '../courses/item-document.ts';

/** A knowledge check as the page asks it: the key and the reasons stay on the server. */
export interface CheckQuestion {
  kind: 'check';
  itemId: string;
  stem: string;
  audio: ShownAudio[];
  multiple: boolean;
  options: { id: string; text: string }[];
}
export type PreparedPart = { kind: 'html'; html: Html } | CheckQuestion;

/** A lesson in one language, ready to be drawn. */
export interface PreparedLesson {
  title: string;
  moduleTitle: string;
  warning: string;
  parts: PreparedPart[];
  alternative: Html | null;
  summary: string[];
  glossary: { id: string; term: string; text: string }[];
}

const prepared = new WeakMap<LessonDocument, Map<Language, PreparedLesson>>();

const question = (item: ItemDocument, media: MediaOf, language: Language): CheckQuestion => ({
  kind: 'check',
  itemId: item.id,
  stem: inLanguage(item.stem, language),
  audio: shownAudio(item, media, language),
  multiple: item.type === 'multiple',
  options: optionsOf(item).map(({ id, text }) => ({ id, text: inLanguage(text, language) })),
});

function prepare(
  document: CourseDocument,
  lesson: LessonDocument,
  language: Language,
): PreparedLesson {
  const module = document.modules.find(({ id }) => id === lesson.moduleId);
  return {
    title: inLanguage(lesson.title, language),
    moduleTitle: module === undefined ? '' : inLanguage(module.title, language),
    warning: lesson.warning === null ? '' : inLanguage(lesson.warning, language),
    parts: inLanguage(lesson.body, language).flatMap((part): PreparedPart[] => {
      if (part.kind === 'html') return [part];
      const item = document.items.find(({ id }) => id === part.itemId);
      return item === undefined ? [] : [question(item, document.media, language)];
    }),
    alternative: lesson.alternative === null ? null : inLanguage(lesson.alternative, language),
    summary: inLanguage(lesson.summary, language),
    glossary: lesson.terms.flatMap((term) =>
      document.glossary
        .filter(({ id }) => id === term)
        .map((entry) => ({
          id: entry.id,
          term: inLanguage(entry.term, language),
          text: inLanguage(entry.text, language),
        })),
    ),
  };
}

/** The lesson in a language. Versions never change, so each is prepared once and kept as long as its version is. */
export function preparedLesson(
  document: CourseDocument,
  lesson: LessonDocument,
  language: Language,
): PreparedLesson {
  let languages = prepared.get(lesson);
  if (languages === undefined)
    prepared.set(lesson, (languages = new Map<Language, PreparedLesson>()));
  let made = languages.get(language);
  if (made === undefined) languages.set(language, (made = prepare(document, lesson, language)));
  return made;
}
