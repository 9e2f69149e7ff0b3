import type { ChoiceItem } from '../../courses/item-document.ts';
import { unreadable } from './collect.ts';

/**
 * The key of options as other systems write it: a percentage for each. Ours says which are right, and a share of its own
 * only where the rule of the type does not say it.
 */
export interface ChoiceKey {
  penalty: boolean;
  options: { correct: boolean; credit: number | null }[];
}

const near = (one: number, other: number): boolean => Math.abs(one - other) < 0.001;

/** Percentages are written with five decimals, as Moodle does. */
export const percent = (value: number): string => String(Math.round(value * 100_000) / 100_000);

/** One of several: the best is right; what else earns or costs something keeps its share. */
export function singleKey(percents: readonly number[]): ChoiceKey {
  const best = Math.max(...percents);
  if (percents.length === 0 || best <= 0) return unreadable('formats.problem.nothingRight');
  const at = percents.indexOf(best);
  return {
    penalty: true,
    options: percents.map((value, index) => ({
      correct: index === at,
      credit: near(value, index === at ? 100 : 0) ? null : value,
    })),
  };
}

/** Several: what earns something is right. */
export function multipleKey(percents: readonly number[]): ChoiceKey {
  const right = percents.filter((value) => value > 0);
  if (right.length === 0) return unreadable('formats.problem.nothingRight');
  const share = 100 / right.length;
  const wrong = percents.filter((value) => value <= 0);
  const even = right.every((value) => near(value, share));
  const costs = wrong.every((value) => near(value, -share));
  const free = wrong.every((value) => near(value, 0));
  const byRule = even && (costs || free);
  return {
    penalty: !(byRule && free && !costs),
    options: percents.map((value) => ({
      correct: value > 0,
      credit: byRule || near(value, value > 0 ? share : 0) ? null : value,
    })),
  };
}

/** What each option is worth, in percent. */
export function percentsOf(item: ChoiceItem): number[] {
  if (item.type !== 'multiple')
    return item.options.map(({ correct, credit }) => credit ?? (correct ? 100 : 0));
  const share = 100 / Math.max(1, item.options.filter(({ correct }) => correct).length);
  const own = item.options.some(({ credit }) => credit !== null);
  return item.options.map(({ correct, credit }) => {
    if (credit !== null) return credit;
    if (correct) return share;
    return item.penalty && !own ? -share : 0;
  });
}

/** The key in one line, where the percentages alone would not bring it back; null where they do. */
export function keyLineOf(item: ChoiceItem, worth = percentsOf(item)): string | null {
  const percents = worth.map((value) => Number(percent(value)));
  const key: ChoiceKey = {
    penalty: item.type === 'multiple' ? item.penalty : true,
    options: item.options.map(({ correct, credit }) => ({ correct, credit })),
  };
  const line = lineOf(key);
  if (item.type === 'truefalse')
    return item.options.every(({ credit }) => credit === null) ? null : line;
  try {
    const read = item.type === 'multiple' ? multipleKey(percents) : singleKey(percents);
    return lineOf(read) === line ? null : line;
  } catch {
    return line;
  }
}

const lineOf = ({ penalty, options }: ChoiceKey): string =>
  [
    penalty ? 'p' : 'n',
    ...options.map(({ correct, credit }) => `${correct ? '1' : '0'}:${String(credit ?? '')}`),
  ].join(';');

/** Reads the line; null where it does not fit so many options. */
export function keyFromLine(line: string | undefined, count: number): ChoiceKey | null {
  const [penalty, ...rest] = line?.split(';') ?? [];
  if (rest.length !== count || (penalty !== 'p' && penalty !== 'n')) return null;
  const options = rest.map((part) => {
    const [correct, credit = ''] = part.split(':');
    return { correct: correct === '1', credit: credit === '' ? null : Number(credit) };
  });
  return options.some(({ credit }) => Number.isNaN(credit))
    ? null
    : { penalty: penalty === 'p', options };
}
