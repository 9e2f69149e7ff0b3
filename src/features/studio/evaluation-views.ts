import type { PageBase } from '../../http/render.ts';
import { translator, type Translate } from '../../i18n/translate.ts';
import type { Language } from '../../lib/localized.ts';
import type { Option } from '../bank/item-form-views.ts';
import { titleOf } from '../bank/texts.ts';
import { ITEM_TYPES } from '../courses/item-document.ts';
import type { DrawGroup } from '../courses/quiz-document.ts';
import type { Draft } from './draft.ts';
import type { DraftQuestion } from './draft-questions.ts';
import { hasOf, isDrawn, questionFileOf } from './quiz-file.ts';
import type { QuizSheet } from './quiz-service.ts';

interface QuestionLine {
  id: string;
  title: string;
  type: string;
  href: string;
  /** Null where it stands in a file of its own kind that is put in order elsewhere. */
  moves: { up: boolean; down: boolean } | null;
  isDrawn: boolean;
  isReadable: boolean;
}

interface EvaluationPage extends PageBase {
  draft: Draft;
  base: string;
  id: string;
  /** How it is, in the words that whoever answers will read; empty while it has mistakes. */
  rules: string[];
  isBroken: boolean;
  /** What the blueprint asks for and does not find. */
  shortages: string[];
  questions: QuestionLine[];
  own: number;
  unreadable: string[];
  types: Option[];
}

declare module '../../http/render.ts' {
  interface Pages {
    'studio/evaluation': EvaluationPage;
  }
}

function rulesOf({ quiz, isCounted }: QuizSheet, t: Translate): string[] {
  if (quiz === null) return [];
  const count = quiz.draw.reduce((sum, group) => sum + group.count, 0);
  const { timeLimitMinutes: minutes, attempts, passMark } = quiz;
  return [
    t(`evaluation.kind.${quiz.kind}`),
    t('quiz.rule.questions', { count }),
    minutes === null ? t('quiz.rule.noTime') : t('quiz.rule.time', { count: minutes }),
    attempts === null ? t('quiz.rule.anyAttempts') : t('quiz.rule.attempts', { count: attempts }),
    passMark === null ? t('quiz.rule.noPass') : t('quiz.rule.pass', { mark: passMark }),
    t(isCounted ? 'quiz.rule.counts' : 'quiz.rule.doesNotCount'),
  ];
}

function lineOf(
  question: DraftQuestion,
  sheet: QuizSheet,
  { base, t }: { base: string; t: Translate },
): QuestionLine {
  const { path, at, item, id } = question;
  const own = sheet.questions.filter((one) => one.path === path);
  const last = Math.max(...own.map((one) => one.at));
  return {
    id,
    title: item === null ? id || '—' : titleOf(item),
    type: item === null ? '' : t(`bank.type.${item.type}`),
    href: `${base}/reactivos/${id}`,
    moves: path === questionFileOf(sheet.id) && id !== '' ? { up: at > 0, down: at < last } : null,
    isDrawn: isDrawn(question, sheet.quiz?.draw ?? []),
    isReadable: item !== null,
  };
}

/** An assessment of a draft: how it is, and its questions. */
export function evaluationPage(sheet: QuizSheet, language: Language): EvaluationPage {
  const t = translator(language);
  const { draft, id, quiz, questions, title } = sheet;
  const base = `/ensenar/cursos/${draft.id}/evaluaciones/${id}`;
  const shortages = (quiz?.draw ?? []).flatMap((group) => {
    const has = hasOf(questions, group);
    return has >= group.count
      ? []
      : [t('evaluation.shortage', { group: groupName(group, t), count: group.count, has })];
  });
  return {
    title,
    section: draft.title,
    styles: ['studio.css'],
    draft,
    base,
    id,
    rules: rulesOf(sheet, t),
    isBroken: quiz === null,
    shortages,
    questions: questions.map((question) => lineOf(question, sheet, { base, t })),
    own: questions.filter(({ path }) => path === questionFileOf(id)).length,
    unreadable: sheet.unreadable,
    types: ITEM_TYPES.map((value) => ({ value, label: t(`bank.type.${value}`) })),
  };
}

/** What a group of a blueprint asks for, in a few words. */
function groupName(group: DrawGroup, t: Translate): string {
  const { form, objective, critical, topic, difficulty, type, tag } = group;
  const said = [
    tag,
    form === null ? null : t('bank.formIs', { form }),
    objective,
    topic,
    type === null ? null : t(`bank.type.${type}`),
    difficulty === null ? null : t(`bank.difficulty.${difficulty}`),
    critical === null ? null : t(critical ? 'evaluation.onlyCritical' : 'evaluation.noCritical'),
  ].filter((one) => one !== null);
  return said.length === 0 ? t('evaluation.anyQuestion') : said.join(' · ');
}
