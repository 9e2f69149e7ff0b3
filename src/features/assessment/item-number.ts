import { answered, type ItemKind, type NumberKey } from './item-kind.ts';
import { bounded, shareOf } from './percent.ts';
import { LONGEST_LINE, numberAs, readNumber } from './written.ts';

/** The number in the first unit of the item; null where it is none or its unit is not one of them. */
function inFirstUnit({ units, unitRequired }: NumberKey, text: string): number | null {
  const read = readNumber(text);
  if (read === null) return null;
  if (read.unit === '') return unitRequired ? null : read.value;
  const same = (name: string): string => name.toLocaleLowerCase('es-MX');
  const unit = units.find(({ name }) => same(name) === same(read.unit));
  return unit === undefined ? null : read.value * unit.factor;
}

/** A number within the bounds of the key. An answer is what was written, unit included. */
export const number: ItemKind<'number'> = {
  draw: ({ answers, units, unitRequired }) => ({
    answers: answers.map(({ id, from, to, credit }) => ({ id, from, to, credit })),
    units,
    unitRequired,
  }),
  takes: (_key, answer) =>
    answer.length <= 1 && answer.every(({ length }) => length <= LONGEST_LINE),
  isWhole: answered,
  credit(key, [text]) {
    const value = text === undefined ? null : inFirstUnit(key, text);
    return bounded(shareOf(value === null ? 0 : (numberAs(key.answers, value)?.credit ?? 0)));
  },
};
