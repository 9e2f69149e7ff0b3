import { translator } from '../../i18n/translate.ts';
import type { Side } from '../../lib/actor.ts';
import { LANGUAGES } from '../../lib/localized.ts';
import { toSearchText } from '../../lib/search-text.ts';

/**
 * What the ranks of all corporations are compared by, the highest first (domain 5.3 and 5.4). Of a person the band is kept
 * and never the rank; the community has neither.
 */
const BANDS = {
  community: [],
  police: ['mando-superior', 'mando-medio', 'oficial', 'operativo'],
  military: ['generales', 'jefes', 'oficiales', 'tropa'],
} as const satisfies Record<Side, readonly string[]>;

export type RankBand = (typeof BANDS)[Side][number];

export const RANK_BANDS: readonly RankBand[] = Object.values(BANDS).flat();

/** The bands of one side of the wall. */
export const bandsOf = (side: Side): readonly RankBand[] => BANDS[side];

/** The band that a cell or a field names, by its code or by its words in either language; null where it is none of this side. */
export function bandNamed(typed: string, side: Side): RankBand | null {
  const words = toSearchText(typed);
  const namesOf = (band: RankBand): string[] => [
    band,
    ...LANGUAGES.map((language) => translator(language)(`ranks.band.${band}`)),
  ];
  return (
    bandsOf(side).find((band) => namesOf(band).some((name) => toSearchText(name) === words)) ?? null
  );
}
