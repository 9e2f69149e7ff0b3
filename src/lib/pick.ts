import type { Problems } from './problems.ts';
import { toSearchText } from './search-text.ts';

/** Something that a form offers: its id, and the words people know it by. */
export interface Choice {
  id: string;
  label: string;
}

/** Finds what a person may have meant, a few at most: the one with that id, or those whose names hold the words. */
export type Finder = (typed: string) => Promise<Choice[]>;

export type Picked =
  { kind: 'one'; choice: Choice } | { kind: 'many'; choices: Choice[] } | { kind: 'none' };

/** How many a form offers when the words fit several. */
export const OFFERED = 20;

/** What the typed text names: an id or a whole name wins over a part of one. */
export function pick(typed: string, found: readonly Choice[]): Picked {
  const words = toSearchText(typed);
  const exact =
    found.find(({ id }) => id === typed) ??
    only(found.filter(({ label }) => toSearchText(label) === words)) ??
    only(found);
  if (exact !== undefined) return { kind: 'one', choice: exact };
  return found.length === 0 ? { kind: 'none' } : { kind: 'many', choices: found.slice(0, OFFERED) };
}

const only = (choices: readonly Choice[]): Choice | undefined =>
  choices.length === 1 ? choices[0] : undefined;

export interface PickedAll<K extends string> {
  /** Ids by field; null where nothing was typed or where a problem stands. */
  ids: Record<K, string | null>;
  problems: Problems;
  /** What to offer for the fields whose words fit several. */
  choices: Record<string, Choice[]>;
}

/** Resolves the fields of a form in which people name things in their own words. Empty fields are no problem here. */
export async function pickAll<K extends string>(
  fields: Record<K, { typed: string | undefined; find: Finder }>,
): Promise<PickedAll<K>> {
  const answer: PickedAll<K> = { ids: {} as Record<K, string | null>, problems: {}, choices: {} };
  for (const name of Object.keys(fields) as K[]) {
    const { typed, find } = fields[name];
    answer.ids[name] = null;
    if (typed === undefined) continue;
    const picked = pick(typed, await find(typed));
    if (picked.kind === 'one') {
      answer.ids[name] = picked.choice.id;
      continue;
    }
    answer.problems[name] = [picked.kind === 'none' ? 'pick.none' : 'pick.many'];
    if (picked.kind === 'many') answer.choices[name] = picked.choices;
  }
  return answer;
}
