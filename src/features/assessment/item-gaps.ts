import type { ItemOf } from '../courses/item-document.ts';
import { partsOf, takesParts } from './answer-parts.ts';
import { shuffled, type Random } from './draw.ts';
import type { Credit, GapKey, ItemKind } from './item-kind.ts';
import { writtenKey } from './item-shorttext.ts';
import { bounded, shareOf, weighted } from './percent.ts';
import { LONGEST_LINE, numberAs, readNumber, writtenAs } from './written.ts';

type Gap = ItemOf<'gaps'>['gaps'][number];

function keyOf(gap: Gap, random: Random): GapKey {
  const { id, weight } = gap;
  switch (gap.kind) {
    case 'typed': {
      const { caseSensitive, accentSensitive } = gap;
      return {
        id,
        weight,
        kind: 'typed',
        answers: writtenKey(gap.answers),
        caseSensitive,
        accentSensitive,
      };
    }
    case 'chosen': {
      const options = gap.answers.map((answer) => ({ id: answer.id, credit: answer.credit }));
      return { id, weight, kind: 'chosen', options: shuffled(options, random) };
    }
    case 'number': {
      const answers = gap.answers.map(({ id: answer, from, to, credit }) => ({
        id: answer,
        from,
        to,
        credit,
      }));
      return { id, weight, kind: 'number', answers };
    }
  }
}

/** Percent that a gap is worth with this value. */
export function percentOf(gap: GapKey, value: string): number {
  switch (gap.kind) {
    case 'typed':
      return writtenAs(gap, value)?.credit ?? 0;
    case 'chosen':
      return gap.options.find(({ id }) => id === value)?.credit ?? 0;
    case 'number': {
      const read = readNumber(value);
      return read?.unit === '' ? (numberAs(gap.answers, read.value)?.credit ?? 0) : 0;
    }
  }
}

/** A text with gaps, typed or chosen; each counts by its weight. An answer is `gap=value` for each. */
export const gaps: ItemKind<'gaps'> = {
  draw: (item, random) => ({ gaps: item.gaps.map((gap) => keyOf(gap, random)) }),
  takes: (key, answer) =>
    takesParts(
      answer,
      key.gaps.map(({ id }) => id),
      (value, name) =>
        value.length <= LONGEST_LINE &&
        key.gaps.some(
          (gap) =>
            gap.id === name &&
            (gap.kind !== 'chosen' || gap.options.some(({ id }) => id === value)),
        ),
    ),
  isWhole: (key, answer) => answer.length === key.gaps.length,
  credit(key, answer) {
    const parts = partsOf(answer) ?? new Map<string, string>();
    return weighted(
      key.gaps.map((gap): { weight: number; credit: Credit } => {
        const value = parts.get(gap.id);
        return {
          weight: gap.weight,
          credit: bounded(shareOf(value === undefined ? 0 : percentOf(gap, value))),
        };
      }),
    );
  },
};
