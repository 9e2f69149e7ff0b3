import type { FieldErrors } from '../../http/parse.ts';
import type { PageBase } from '../../http/render.ts';
import { translator } from '../../i18n/translate.ts';
import type { Language } from '../../lib/localized.ts';
import { htmlIn, type HtmlOf } from '../bank/item-html.ts';
import { sceneIn, type Option } from '../bank/item-form-views.ts';
import { placeOf, type Line } from '../bank/import-views.ts';
import { said } from '../bank/remark-said.ts';
import type { Scene } from '../bank/scenario-map.ts';
import { titleOf } from '../bank/texts.ts';
import type { ItemDocument } from '../courses/item-document.ts';
import type { Draft } from './draft.ts';
import { markOf } from './draft-questions.ts';
import type { PastedQuestions, PasteSheet } from './paste-service.ts';

interface PastePage extends PageBase {
  draft: Draft;
  /** Assessments to choose from; none while the course has none. */
  quizzes: Option[];
  values: Record<string, string>;
  errors: FieldErrors;
  htmlOf: HtmlOf;
  /** What was understood; null before anything was pasted. */
  read: {
    items: { item: ItemDocument; map: Scene | null; isKnown: boolean }[];
    fresh: number;
    more: number;
    problems: Line[];
    notes: Line[];
    fileNotes: string[];
    /** Tells which text this is. */
    mark: number;
  } | null;
}

declare module '../../http/render.ts' {
  interface Pages {
    'studio/paste': PastePage;
  }
}

/** More than this is read by nobody; the rest is counted. */
const SHOWN = 100;

/** A text with questions, and what was understood of it. */
export function pastePage(
  { draft, quizzes }: PasteSheet,
  { values, errors }: { values: Record<string, string>; errors: FieldErrors },
  read: PastedQuestions | null,
  language: Language,
): PastePage {
  const t = translator(language);
  const text = (values['texto'] ?? '').replace(/\r\n?/g, '\n').normalize('NFC').trim();
  return {
    title: t('evaluation.paste'),
    section: draft.title,
    styles: ['studio.css'],
    exitWarning: t('bank.exitWarning'),
    draft,
    quizzes:
      quizzes.length === 0
        ? []
        : [
            ...quizzes.map(({ id, title }) => ({ value: id, label: title })),
            { value: '', label: t('evaluation.pasteIntoNew') },
          ],
    values,
    errors,
    htmlOf: htmlIn(language),
    read:
      read === null
        ? null
        : {
            items: read.items.slice(0, SHOWN).map(({ item, isKnown }) => ({
              item,
              map: sceneIn(item, language),
              isKnown,
            })),
            fresh: read.items.filter(({ isKnown }) => !isKnown).length,
            more: Math.max(0, read.items.length - SHOWN),
            problems: read.problems.map(({ place, text: begins, reason }) => ({
              place: placeOf(place, t),
              text: begins,
              said: said(reason, t),
            })),
            notes: read.items.flatMap(({ item, place, notes }) =>
              notes.map((note) => ({
                place: placeOf(place, t),
                text: titleOf(item),
                said: said(note, t),
              })),
            ),
            fileNotes: read.notes.map((note) => said(note, t)),
            mark: markOf(text),
          },
  };
}
