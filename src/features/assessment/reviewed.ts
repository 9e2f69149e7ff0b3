import type { Html } from '../../lib/html.ts';
import type { MessageKey } from '../../i18n/translate.ts';
import type { Localized } from '../../lib/localized.ts';
import { escapeHtml } from '../content/lesson-blocks.ts';
import type { Credit } from './item-kind.ts';
import type { ItemTexts } from './item-texts.ts';
import type { ShownFile } from './handed-in.ts';
import { isRight } from './scoring.ts';

export type State = 'ok' | 'care' | 'bad' | 'info';

/** What was chosen, or was right, with its reason. Without a verdict it is one of the others. */
export interface ReviewedOption {
  text: Html;
  reason: Html;
  chosen: boolean;
  verdict: { state: State; key: MessageKey } | null;
}

/** One part of an answer, and what would have been right where it was not. */
export interface ReviewedPart {
  /** What it answers; a number stands for the gap of that number. */
  of: Html | number | null;
  given: Html | null;
  verdict: { state: State; key: MessageKey } | null;
  right: Html | null;
  reason: Html | null;
}

/** A decision of a scenario that counts, with what it brought of the most that it could. */
export interface ReviewedDecision {
  text: Html;
  choice: Html;
  consequence: Html | null;
  points: number;
  most: number;
  state: State;
  /** A critical place where another decision was needed. */
  missed: boolean;
}

/** How an answer is looked back on, by the type of its item. */
export type Reviewed =
  | { kind: 'options'; options: ReviewedOption[] }
  | { kind: 'parts'; parts: ReviewedPart[] }
  | { kind: 'text'; text: string }
  /** What was handed in, and what was said to a person who wrote it down. */
  | { kind: 'files'; files: ShownFile[]; text: string }
  | { kind: 'way'; decisions: ReviewedDecision[]; ending: Html | null }
  | { kind: 'none' };

function verdictOf(given: string | undefined, credit: Credit | null): ReviewedPart['verdict'] {
  if (given === undefined || given === '') return { state: 'info', key: 'result.item.blank' };
  if (isRight(credit)) return { state: 'ok', key: 'result.option.right' };
  return (credit?.earned ?? 0) > 0
    ? { state: 'care', key: 'result.option.partly' }
    : { state: 'bad', key: 'result.option.wrong' };
}

/** A part that was written, or chosen where its text is given. */
export function part(
  given: string | undefined,
  credit: Credit | null,
  more: { of?: ReviewedPart['of']; shown?: Html; right: Html | null; reason?: Html | null },
): ReviewedPart {
  const { of = null, shown, right, reason = null } = more;
  return {
    of,
    given: given === undefined || given === '' ? null : (shown ?? escapeHtml(given)),
    verdict: verdictOf(given, credit),
    right: isRight(credit) ? null : right,
    reason,
  };
}

interface WithReason {
  id: string;
  feedback: Localized | null;
}
export const reasonOf = (
  answers: readonly WithReason[],
  id: string | undefined,
  { html }: ItemTexts,
): Html | null => {
  const reason = answers.find((answer) => answer.id === id)?.feedback ?? null;
  return reason === null ? null : html(reason);
};
