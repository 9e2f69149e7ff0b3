import type { Translate } from '../../i18n/translate.ts';
import { inLanguage, type Language } from '../../lib/localized.ts';
import { optionsOf, type ItemDocument } from '../courses/item-document.ts';
import type { CheckAnswer } from './knowledge-check.ts';

/** One option after the answer, with its reason. */
export interface ReasonedOption {
  chosen: boolean;
  correct: boolean;
  verdict: string;
  text: string;
  reason: string;
}

/** What stands below a knowledge check once it was answered; also what the page's script receives. */
export interface CheckFeedback {
  correct: boolean;
  verdict: string;
  /** What was chosen and what was right. */
  options: ReasonedOption[];
  /** The rest, folded away. */
  others: ReasonedOption[];
  othersTitle: string;
  idea: string | null;
}

/** The verdict, the reason of what was chosen, what was right, and the others for whoever wants them. */
export function checkFeedback(
  item: ItemDocument,
  answer: CheckAnswer,
  { t, language }: { t: Translate; language: Language },
): CheckFeedback {
  const all = answer.options.map(({ id, chosen, correct }): ReasonedOption => {
    const option = optionsOf(item).find((one) => one.id === id);
    return {
      chosen,
      correct,
      verdict: chosen
        ? t(correct ? 'check.yoursRight' : 'check.yoursWrong')
        : t(correct ? 'check.right' : 'check.wrong'),
      text: option === undefined ? '' : inLanguage(option.text, language),
      reason: option?.feedback == null ? '' : inLanguage(option.feedback, language),
    };
  });
  return {
    correct: answer.correct,
    verdict: t(answer.correct ? 'check.correct' : 'check.notYet'),
    options: all
      .filter(({ chosen, correct }) => chosen || correct)
      .sort((a, b) => Number(b.chosen) - Number(a.chosen)),
    others: all.filter(({ chosen, correct }) => !chosen && !correct),
    othersTitle: t('check.others'),
    idea: item.feedback === null ? null : inLanguage(item.feedback, language),
  };
}
