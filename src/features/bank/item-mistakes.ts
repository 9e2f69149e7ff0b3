import type { z } from 'zod';
import type { MessageKey } from '../../i18n/translate.ts';
import { checkItem } from '../content/item-checks.ts';
import { hasErrors, problemList, type ProblemKey } from '../content/problem.ts';
import { ItemDocument } from '../courses/item-document.ts';

/** Something to put right, beside the field of the form that it is about. */
export interface Mistake {
  field: string;
  key: MessageKey;
  params: Record<string, string | number>;
}

export type Checked = { ok: true; item: ItemDocument } | { ok: false; mistakes: Mistake[] };

/** What the check of course files says of an item, said to whoever has a form before her. */
const SAID: Partial<Record<ProblemKey, MessageKey>> = {
  'content.problem.oneCorrect': 'bank.wrong.oneCorrect',
  'content.problem.multiple': 'bank.wrong.multiple',
  'content.problem.trueFalse': 'bank.wrong.oneCorrect',
  'content.problem.nothingRight': 'bank.wrong.nothingRight',
  'content.problem.fromBeyondTo': 'bank.wrong.fromBeyondTo',
  'content.problem.gapsInText': 'bank.wrong.gapsInText',
  'content.problem.nodeEndsOrGoesOn': 'bank.wrong.nodeEndsOrGoesOn',
  'content.problem.nodeStuck': 'bank.wrong.nodeStuck',
  'content.problem.unknownNode': 'bank.wrong.unknownNode',
  'content.problem.nodeNotReached': 'bank.wrong.nodeNotReached',
  'content.problem.nodeWithoutEnd': 'bank.wrong.nodeWithoutEnd',
  'content.problem.checkOfChoice': 'bank.wrong.checkOfChoice',
};

/** Fields that hold a text in two languages; the Spanish one tells what is wrong with both. */
const TEXTS = new Set([
  'stem',
  'feedback',
  'text',
  'prompt',
  'answer',
  'template',
  'graderNotes',
  'consequence',
  'title',
  'intro',
]);

/** A mistake of a whole part stands beside the control of it with which to put it right. */
const BESIDE: readonly (readonly [RegExp, string])[] = [
  [/^tags\..*$/, 'tags'],
  [/^answers$/, 'answers.0.credit'],
  [/^(gaps\.\d+)(?:\.answers)?$/, '$1.answers.0.credit'],
  [/^((?:.*\.)?answers\.\d+)$/, '$1.from'],
  [/^(nodes\.\d+)$/, '$1.ending'],
  [/^nodes$/, 'nodes.0.choices.0.points'],
];

function fieldOf(path: readonly PropertyKey[]): string {
  const names = path
    .map(String)
    .filter((name, at, all) => name !== 'answers' || all[at - 1] !== name);
  const last = names.at(-1) ?? '';
  const field = TEXTS.has(last) ? [...names, 'es'].join('.') : names.join('.');
  const [pattern, control] = BESIDE.find(([one]) => one.test(field)) ?? [];
  return pattern === undefined || control === undefined ? field : field.replace(pattern, control);
}

type Issue = z.core.$ZodIssue;

function sentenceOf(issue: Issue): { key: MessageKey; params: Mistake['params'] } {
  const plain = (key: MessageKey) => ({ key, params: {} });
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === null || issue.input === undefined || issue.input === '')
        return plain('form.required');
      return plain(
        issue.expected === 'number' || issue.expected === 'int'
          ? 'bank.wrong.number'
          : 'form.invalid',
      );
    case 'too_small':
      if (issue.origin === 'array')
        return { key: 'bank.wrong.tooFew', params: { count: Number(issue.minimum) } };
      return issue.origin === 'string'
        ? plain('form.required')
        : { key: 'bank.wrong.tooLow', params: { least: Number(issue.minimum) } };
    case 'too_big':
      if (issue.origin === 'array' || issue.origin === 'number')
        return { key: 'bank.wrong.tooHigh', params: { most: Number(issue.maximum) } };
      return plain('form.tooLong');
    case 'invalid_value':
    case 'invalid_union':
      return plain('form.choose');
    case 'invalid_format':
      return plain('bank.wrong.name');
    case 'unrecognized_keys':
      return plain('form.unknownField');
    default:
      return plain('form.invalid');
  }
}

/** What a schema says against fields that are named like those of its document, beside each of them. */
export const mistakesOf = (issues: readonly Issue[]): Mistake[] =>
  issues
    .filter(({ path }) => path.at(-1) !== 'en')
    .map((issue) => ({ field: fieldOf(issue.path), ...sentenceOf(issue) }));

/** Longer than any text of an item needs to be. */
const LONGEST = 20_000;

/** The item that somebody wrote, or all that is wrong with it. */
export function checkCandidate(candidate: unknown): Checked {
  const read = ItemDocument.safeParse(candidate, { reportInput: true });
  if (!read.success) {
    return { ok: false, mistakes: mistakesOf(read.error.issues) };
  }
  const item = read.data;
  const mistakes: Mistake[] = [...tooLong(item)];
  const problems = problemList();
  checkItem({ value: item, at: (path) => ({ file: fieldOf(path), line: 1 }) }, problems);
  if (hasErrors(problems.sorted())) {
    for (const { severity, file, key, params } of problems.sorted()) {
      if (severity === 'error')
        mistakes.push({ field: file, key: SAID[key as ProblemKey] ?? key, params });
    }
  }
  return mistakes.length > 0 ? { ok: false, mistakes } : { ok: true, item };
}

function tooLong(value: unknown, path: readonly string[] = []): Mistake[] {
  if (typeof value === 'string') {
    if (value.length <= LONGEST) return [];
    return [{ field: path.join('.'), key: 'form.tooLong', params: {} }];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inside]) => tooLong(inside, [...path, name]));
}
