import type { MessageKey } from '../../i18n/translate.ts';
import { bandNamed, type RankBand } from '../institutions/rank-bands.ts';
import { namesNear, rankNamed } from '../institutions/ranks.ts';
import type { Place } from '../permissions/policy.ts';
import type { Problem } from './cell-names.ts';
import type { Reference } from './reference-queries.ts';
import type { Said } from './understand.ts';

/**
 * The band of command that a row gives to somebody of an institution: by itself, or by a rank of the institution's catalogue of
 * today. A cell of ranks may hold a band as well. Null where it says none, or something wrong.
 */
export function bandSaid(
  { rank, rankBand }: Pick<Said, 'rank' | 'rankBand'>,
  { name, place: { side, institutionPath } }: { name: string; place: Place },
  { ranksAt }: Pick<Reference, 'ranksAt'>,
  problems: Problem[],
): RankBand | null {
  const complain = (
    field: Problem['field'],
    key: MessageKey,
    params: Problem['params'] = {},
  ): null => {
    problems.push({ field, key, params });
    return null;
  };
  if (rank === null && rankBand === null) return null;
  const field = rankBand === null ? 'rank' : 'rankBand';
  if (side === 'community') return complain(field, 'rosters.wrong.rankSide');
  const said = rankBand === null ? null : bandNamed(rankBand, side);
  if (rankBand !== null && said === null)
    return complain('rankBand', `rosters.wrong.rankBand.${side}`, { value: rankBand });
  if (rank === null) return said;
  const known = ranksAt(institutionPath ?? '');
  const named = rankNamed(rank, known)?.band ?? bandNamed(rank, side);
  if (named === null) {
    const near = namesNear(rank, known);
    return near.length === 0
      ? complain('rank', 'rosters.wrong.rankNone', { value: rank, institution: name })
      : complain('rank', 'rosters.wrong.rankNear', {
          value: rank,
          institution: name,
          names: near.join(', '),
        });
  }
  return said === null || said === named
    ? named
    : complain('rank', 'rosters.wrong.ranksDiffer', { value: rank });
}
