import { translator } from '../../i18n/translate.ts';
import { inLanguage, type Language } from '../../lib/localized.ts';
import type { Pair } from './asked.ts';
import type { SentAnswers } from './answers.ts';
import type { OpenedAttempt } from './attempt-pages.ts';
import { doubtOf } from './doubtful.ts';
import { isSpanishOnly } from './item-texts.ts';
import { isWholeWith } from './scoring.ts';
import { shown, type ShownItem } from './shown-item.ts';

export interface Question extends ShownItem {
  number: number;
  /** The section that begins with it; null where none does. */
  section: { title: string; intro: string | null } | null;
  /** The page is read in English and this is not written in it. */
  spanishOnly: boolean;
  critical: boolean;
  /** When the server received the answer that it holds, if it holds one. */
  savedAt: Date | null;
  /** Nothing is left to answer. */
  whole: boolean;
  /** What looks like a slip in it, in a sentence; null where nothing does. */
  doubt: string | null;
  /** What is chosen on this page is not what the server holds. */
  unsent: boolean;
}

/** The questions of an attempt, with what was sent and not kept where something was, and otherwise what the server holds. */
export function questionsOf(
  opened: OpenedAttempt,
  language: Language,
  sent?: SentAnswers,
): Question[] {
  const t = translator(language);
  const sections = sectionsOf(opened, language);
  return opened.items.map(({ drawn, text }, index) => {
    const saved = opened.attempt.answers.get(drawn.id);
    const given = sent?.get(drawn.id);
    const held = saved?.chosen ?? [];
    const chosen = given ?? held;
    const doubt = doubtOf({ drawn, text } as Pair, chosen);
    const { id, type, stem, plain, audio, several, asked } = shown(
      { drawn, text } as Pair,
      chosen,
      {
        media: opened.document.media,
        language,
        page: `/intentos/${opened.attempt.id}/preguntas/${drawn.id}`,
      },
    );
    // Named one by one: an object that begins as a copy of another takes several times the memory.
    return {
      id,
      type,
      stem,
      plain,
      audio,
      several,
      asked,
      number: index + 1,
      section: sections.get(index) ?? null,
      spanishOnly: language === 'en' && isSpanishOnly(text),
      critical: drawn.critical && opened.quiz.passMark !== null,
      savedAt: saved !== undefined && saved.chosen.length > 0 ? saved.savedAt : null,
      whole: isWholeWith(drawn, chosen),
      doubt: doubt === null ? null : t(doubt.key, doubt.params),
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
