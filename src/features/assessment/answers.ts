import { Refusal } from '../../lib/errors.ts';
import { digest } from '../../lib/random-code.ts';
import { kindOf } from './item-types.ts';
import type { Snapshot } from './snapshot.ts';

/** Fields of a form that are answers: `r_<item>`, once or several times. An empty value means "nothing chosen". */
export const ANSWER_PREFIX = 'r_';

/** What a form says about each item, not yet compared with what was drawn. */
export type SentAnswers = Map<string, string[]>;

/** Picks the answers out of a form, without repetitions and in one order, so that equal answers are equal texts. */
export function readAnswers(body: Readonly<Record<string, unknown>>): SentAnswers {
  const answers: SentAnswers = new Map();
  for (const [name, value] of Object.entries(body)) {
    if (!name.startsWith(ANSWER_PREFIX)) continue;
    const values = Array.isArray(value) ? value : [value];
    if (!values.every((one) => typeof one === 'string'))
      throw new Refusal('invalid', 'quiz.unknownAnswer');
    answers.set(
      name.slice(ANSWER_PREFIX.length),
      [...new Set(values.filter((one) => one !== ''))].sort(),
    );
  }
  return answers;
}

/** Refuses items that were not drawn, options that they do not have, and two options where one is asked. */
export function checkAgainst(snapshot: Snapshot, answers: SentAnswers): void {
  const drawn = new Map(snapshot.items.map((item) => [item.id, item]));
  for (const [itemId, chosen] of answers) {
    const item = drawn.get(itemId);
    const fits =
      item !== undefined &&
      (kindOf(item.type).several || chosen.length <= 1) &&
      chosen.every((id) => item.options.some((option) => option.id === id));
    if (!fits) throw new Refusal('invalid', 'quiz.unknownAnswer');
  }
}

/** Names what was sent under a key, so that the same key with another body is noticed. */
export const digestOf = (what: 'save' | 'submit', answers: SentAnswers): string =>
  digest(JSON.stringify([what, ...[...answers].sort(([one], [other]) => (one < other ? -1 : 1))]));
