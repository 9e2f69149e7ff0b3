import { Refusal } from '../../lib/errors.ts';
import { digest } from '../../lib/random-code.ts';
import { partOf } from './answer-parts.ts';
import { kindOf } from './item-types.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * Fields of a form that are answers: `r_<item>`, once or several times, or `r_<item>.<part>` for what has parts. An empty
 * value means "nothing chosen".
 */
export const ANSWER_PREFIX = 'r_';

/** What a form says about each item, not yet compared with what was drawn. */
export type SentAnswers = Map<string, string[]>;

/** Picks the answers out of a form, without repetitions and in one order, so that equal answers are equal texts. */
export function readAnswers(body: Readonly<Record<string, unknown>>): SentAnswers {
  const sets = new Map<string, Set<string>>();
  for (const [name, value] of Object.entries(body)) {
    if (!name.startsWith(ANSWER_PREFIX)) continue;
    const values = Array.isArray(value) ? value : [value];
    if (!values.every((one) => typeof one === 'string'))
      throw new Refusal('invalid', 'quiz.unknownAnswer');
    const [item = '', part] = name.slice(ANSWER_PREFIX.length).split('.', 2);
    const given = sets.get(item) ?? new Set();
    for (const sent of values) {
      // A form writes its own line ends; a script sends those of the page.
      const text = sent.replaceAll('\r\n', '\n');
      if (text.trim() !== '') given.add(part === undefined ? text : partOf(part, text));
    }
    sets.set(item, given);
  }
  return new Map([...sets].map(([item, given]) => [item, [...given].sort()]));
}

/** Refuses items that were not drawn, and what cannot be an answer to them. */
export function checkAgainst(snapshot: Snapshot, answers: SentAnswers): void {
  const drawn = new Map(snapshot.items.map((item) => [item.id, item]));
  for (const [itemId, answer] of answers) {
    const item = drawn.get(itemId);
    if (item === undefined || !kindOf(item.type).takes(item as never, answer))
      throw new Refusal('invalid', 'quiz.unknownAnswer');
  }
}

/** Names what was sent under a key, so that the same key with another body is noticed. */
export const digestOf = (what: 'save' | 'submit', answers: SentAnswers): string =>
  digest(JSON.stringify([what, ...[...answers].sort(([one], [other]) => (one < other ? -1 : 1))]));
