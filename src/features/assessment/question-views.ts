import type { Html } from '../../lib/html.ts';
import { inLanguage, type Language } from '../../lib/localized.ts';
import type { ItemType } from '../courses/item-document.ts';
import { askedOf, type Asked, type Pair } from './asked.ts';
import type { SentAnswers } from './answers.ts';
import type { OpenedAttempt } from './attempt-pages.ts';
import { isSpanishOnly, textsOf } from './item-texts.ts';
import { hasBoxes } from './item-types.ts';
import { isWhole } from './scoring.ts';

export interface Question {
  id: string;
  type: ItemType;
  number: number;
  /** The section that begins with it; null where none does. */
  section: { title: string; intro: string | null } | null;
  stem: Html;
  /** The question without marks, for lists. */
  plain: string;
  /** The page is read in English and this is not written in it. */
  spanishOnly: boolean;
  critical: boolean;
  several: boolean;
  asked: Asked;
  /** When the server received the answer that it holds, if it holds one. */
  savedAt: Date | null;
  /** Nothing is left to answer. */
  whole: boolean;
  /** What is chosen on this page is not what the server holds. */
  unsent: boolean;
}

/** The questions of an attempt, with what was sent and not kept where something was, and otherwise what the server holds. */
export function questionsOf(
  opened: OpenedAttempt,
  language: Language,
  sent?: SentAnswers,
): Question[] {
  const sections = sectionsOf(opened, language);
  return opened.items.map(({ drawn, text }, index) => {
    const saved = opened.attempt.answers.get(drawn.id);
    const given = sent?.get(drawn.id);
    const held = saved?.chosen ?? [];
    const chosen = given ?? held;
    const texts = textsOf(opened.document, text, language);
    return {
      id: drawn.id,
      type: drawn.type,
      number: index + 1,
      section: sections.get(index) ?? null,
      stem: texts.html(text.stem),
      plain: texts.plain(text.stem),
      spanishOnly: language === 'en' && isSpanishOnly(text),
      critical: drawn.critical && opened.quiz.passMark !== null,
      several: hasBoxes(drawn.type),
      asked: askedOf({ drawn, text } as Pair, chosen, {
        texts,
        language,
        page: `/intentos/${opened.attempt.id}/preguntas/${drawn.id}`,
      }),
      savedAt: saved !== undefined && saved.chosen.length > 0 ? saved.savedAt : null,
      whole: isWhole(drawn, new Map([[drawn.id, chosen]])),
      unsent: given !== undefined && JSON.stringify(given) !== JSON.stringify(held),
    };
  });
}

/** The sections by the place of the first question in each. */
function sectionsOf({ attempt, quiz }: OpenedAttempt, language: Language) {
  const begins = new Map<number, Question['section']>();
  let at = 0;
  for (const { id, items } of attempt.snapshot.sections ?? []) {
    const section = quiz.sections.find((one) => one.id === id);
    if (section !== undefined) {
      const { title, intro } = section;
      begins.set(at, {
        title: inLanguage(title, language),
        intro: intro === null ? null : inLanguage(intro, language),
      });
    }
    at += items;
  }
  return begins;
}
