import type { ItemOf, ItemType } from '../courses/item-document.ts';
import type { Random } from './draw.ts';

/** A share of an item's worth, exact: 2 of 3. Never below nothing, never more than all. */
export interface Credit {
  of: number;
  earned: number;
}

/** What an attempt keeps of items, by their type: all that scoring one needs, and the order in which things are shown. */
export interface Keys {
  single: ChoiceKey;
  multiple: ChoiceKey & { penalty?: boolean };
  truefalse: ChoiceKey;
  matching: MatchingKey;
  ordering: OrderingKey;
  shorttext: WrittenKey;
  number: NumberKey;
  gaps: { gaps: GapKey[] };
  essay: EssayKey;
  file: { maxFiles: number };
  oral: OralKey;
  scenario: ScenarioKey;
}

/** An option as a snapshot keeps it. */
export interface KeyedOption {
  id: string;
  correct: boolean;
  /** Percent of the item, where the rule of the type does not say it. */
  credit?: number;
}
export interface ChoiceKey {
  options: KeyedOption[];
}

export interface MatchingKey {
  /** The answers that are right for each prompt: several where they say the same. */
  prompts: { id: string; right: string[] }[];
  /** All answers, as they are shown. */
  answers: string[];
}

export interface OrderingKey {
  /** In the right order. */
  right: string[];
  /** As they are shown at first. */
  shown: string[];
}

/** An answer that may be written: any of its texts, worth so many percent. */
export interface WrittenAnswer {
  id: string;
  texts: string[];
  credit: number;
}
export interface WrittenKey {
  answers: WrittenAnswer[];
  caseSensitive: boolean;
  accentSensitive: boolean;
}

export interface NumberAnswer {
  id: string;
  from: number | null;
  to: number | null;
  credit: number;
}
export interface NumberKey {
  answers: NumberAnswer[];
  units: { name: string; factor: number }[];
  unitRequired: boolean;
}

export type GapKey = { id: string; weight: number } & (
  | ({ kind: 'typed' } & WrittenKey)
  | { kind: 'chosen'; options: { id: string; credit: number }[] }
  | { kind: 'number'; answers: NumberAnswer[] }
);

export interface EssayKey {
  /** What stands in the field before anybody writes, in either language: sent back as it is, it answers nothing. */
  templates?: string[];
}

export interface OralKey {
  /** False where nobody may write down what somebody says. */
  assisted?: false;
}

export interface ScenarioKey {
  nodes: {
    id: string;
    critical: boolean;
    ends: boolean;
    choices: { id: string; points: number; to: string | null }[];
  }[];
  counts: 'first' | 'last';
}

/** What one type of item does its own way. An answer is a list of texts; which, each type tells. */
export interface ItemKind<T extends ItemType> {
  /** What a draw keeps of the item. */
  draw(item: ItemOf<T>, random: Random): Keys[T];
  /** Whether this can be an answer to the item, right or wrong. An empty list is none yet. */
  takes(key: Keys[T], answer: readonly string[]): boolean;
  /** Whether nothing is left to answer. */
  isWhole(key: Keys[T], answer: readonly string[]): boolean;
  /** What an answer that was taken is worth; null where a person has to say. */
  credit(key: Keys[T], answer: readonly string[]): Credit | null;
}

/** Whether anything was answered at all. */
export const answered = (_key: unknown, answer: readonly string[]): boolean => answer.length > 0;
