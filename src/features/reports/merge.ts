import { noCounts, type Measure } from './counts.ts';
import { rateOf, type Figures, type Found, type Group } from './report.ts';

/** Stands for the rows that were put together. */
export const OTHERS = 'otros';

const isHidden = ({ figures }: Group): boolean =>
  figures.enrolled === null || figures.completed === null;

/** Whether so many rows are hidden that the table says little: a third or more, not counting what was told of them earlier. */
export const hidesMuch = (rows: readonly Group[]): boolean =>
  rows.length > 2 &&
  rows.filter((row) => isHidden(row) && row.earlier == null).length * 3 >= rows.length;

/** What is left of a total beside some rows, as far as all of them are told. */
export function lessAll(total: Figures, rows: readonly Group[]): Figures {
  const rest = (measure: Measure): number | null => {
    let left = total[measure];
    for (const { figures } of rows) {
      const value = figures[measure];
      left = left === null || value === null ? null : left - value;
    }
    return left;
  };
  const counts = Object.fromEntries(
    (Object.keys(noCounts) as Measure[]).map((measure) => [measure, rest(measure)]),
  ) as Record<Measure, number | null>;
  return { ...counts, rate: rateOf(counts.completed, counts.enrolled) };
}

/**
 * Puts the rows that are hidden into one. It holds the total less all other rows, which whoever reads the table could work
 * out: nothing is told that was not. The rows stay as they are when their total is hidden.
 */
export function mergeHidden(found: Found): Found {
  const { rows, total } = found;
  const hidden = rows.filter(isHidden);
  const shown = rows.filter((row) => !isHidden(row));
  if (hidden.length < 2 || total.enrolled === null) return found;
  const figures = lessAll(total, shown);
  return { ...found, rows: [...shown, { id: OTHERS, merged: hidden.length, figures }] };
}
