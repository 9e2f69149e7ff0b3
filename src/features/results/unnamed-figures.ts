import type { ItemDocument } from '../courses/item-document.ts';
import type { ItemFigures, OptionUse } from './item-analysis.ts';
import type { Unnamed } from './unnamed.ts';

/** The figures of an item as they are told: null where one may not be. */
export interface ToldFigures extends Pick<ItemFigures, 'answers' | 'discrimination' | 'flags'> {
  facility: number | null;
  upperLower: number | null;
  omission: number | null;
  options: (Pick<OptionUse, 'id'> & { all: number | null; upper: number; lower: number })[];
}

/**
 * The figures of an item for somebody who may not know who answered. Where each person chose one option, those and the
 * ones who left it open are the parts of one whole; otherwise each figure stands beside its own rest.
 */
export function withoutSmall(
  figures: ItemFigures,
  { type }: Pick<ItemDocument, 'type'>,
  { hide }: Pick<Unnamed, 'hide'>,
): ToldFigures {
  const { answers } = figures;
  const countOf = (share: number): number => Math.round(share * answers);
  const ofTwo = (share: number): number | null => {
    const count = countOf(share);
    return hide([count, answers - count]).includes(null) ? null : share;
  };
  const isOneOfAll = type === 'single' || type === 'truefalse';
  const parts = hide([
    ...figures.options.map(({ all }) => countOf(all)),
    countOf(figures.omission),
  ]);
  const allOf = (use: OptionUse, at: number): number | null =>
    isOneOfAll ? (parts[at] == null ? null : use.all) : ofTwo(use.all);
  const facility = ofTwo(figures.facility);
  return {
    answers,
    flags: figures.flags,
    facility,
    // The 27 % of few people are fewer still.
    upperLower: null,
    discrimination: facility === null ? null : figures.discrimination,
    omission: isOneOfAll
      ? parts.at(-1) == null
        ? null
        : figures.omission
      : ofTwo(figures.omission),
    options: figures.options.map((use, at) => ({ ...use, all: allOf(use, at) })),
  };
}
