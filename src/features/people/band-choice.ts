import type { Side } from '../../lib/actor.ts';
import { bandsOf, type RankBand } from '../institutions/rank-bands.ts';
import type { Rank } from '../institutions/ranks.ts';

/** A band, or none, as the field of a form holds it. */
export const bandValue = (band: RankBand | null): string => (band === null ? '' : `nivel:${band}`);
export const rankValue = ({ id }: Pick<Rank, 'id'>): string => `grado:${id}`;

/** The band that a form chose, by itself or by a rank; null: none is known, undefined: there is no such choice any more. */
export function bandChosen(
  value: string,
  side: Side,
  ranks: readonly Rank[],
): RankBand | null | undefined {
  if (value === '') return null;
  return (
    bandsOf(side).find((band) => bandValue(band) === value) ??
    ranks.find((rank) => rankValue(rank) === value)?.band
  );
}
