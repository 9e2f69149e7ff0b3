import { translator } from '../../i18n/translate.ts';
import { textAt, typeOf } from '../bank/item-draft.ts';
import {
  itemFields,
  type FieldsGiven,
  type ItemFields,
  type Reader,
} from '../bank/item-form-views.ts';
import { titleOf } from '../bank/texts.ts';
import type { Draft } from './draft.ts';
import type { QuestionSheet } from './question-service.ts';

interface QuestionPage extends ItemFields {
  draft: Draft;
  quiz: { title: string; href: string };
}

declare module '../../http/render.ts' {
  interface Pages {
    'studio/question-form': QuestionPage;
  }
}

/** The form of a question of an assessment: that of the banks, with the objectives of the course to choose from. */
export function questionPage(
  { draft, quizId, quizTitle, objectives, question }: QuestionSheet,
  given: FieldsGiven,
  reader: Reader,
): QuestionPage {
  const t = translator(reader.language);
  const href = `/ensenar/cursos/${draft.id}/evaluaciones/${quizId}`;
  const type = t(`bank.type.${typeOf(given.draft)}`);
  const chosen = textAt(given.draft, 'objective');
  const known = objectives.map(({ id, text }) => ({ value: id, label: `${id}: ${text}` }));
  const isKnown = chosen === '' || objectives.some(({ id }) => id === chosen);
  return {
    ...itemFields(given, reader),
    title:
      question === null
        ? t('bank.newOf', { type })
        : t('evaluation.editingQuestion', { title: titleOf(question.item) }),
    section: draft.title,
    action: question === null ? `${href}/reactivos` : `${href}/reactivos/${question.id}`,
    note: null,
    audio:
      question === null
        ? null
        : {
            count: question.item.audio?.length ?? 0,
            href: `${href}/reactivos/${question.id}/audio`,
          },
    objectives: [
      { value: '', label: t('evaluation.firstObjective') },
      ...known,
      ...(isKnown ? [] : [{ value: chosen, label: chosen }]),
    ],
    draft,
    quiz: { title: quizTitle, href },
  };
}
