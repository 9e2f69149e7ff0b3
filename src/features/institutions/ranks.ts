import { toSearchText } from '../../lib/search-text.ts';
import type { RankBand } from './rank-bands.ts';

/** A rank of an institution, on the days from the first to the last; null where no day is known. */
export interface Rank {
  id: string;
  institutionId: string;
  name: string;
  band: RankBand;
  validFrom: string | null;
  validTo: string | null;
  source: string | null;
  isUnverified: boolean;
}

type Period = Pick<Rank, 'validFrom' | 'validTo'>;

export const isOf = (day: string, { validFrom, validTo }: Period): boolean =>
  (validFrom === null || validFrom <= day) && (validTo === null || day <= validTo);

/** Whether two periods share a day. */
export const overlap = (one: Period, other: Period): boolean =>
  (one.validFrom ?? '') <= (other.validTo ?? '9999') &&
  (other.validFrom ?? '') <= (one.validTo ?? '9999');

/** Ids of an institution and of all above it, from the root down. */
export const idsAlong = (path: string): string[] => path.split('/').filter(Boolean);

/**
 * The ranks that an institution has on a day: its own, and those of the institutions above it whose names it does not give
 * another band itself. `path` holds its ids from the root down.
 */
export function ranksWithin(path: string, day: string, all: readonly Rank[]): Rank[] {
  const named = new Map<string, Rank>();
  for (const id of idsAlong(path))
    for (const rank of all)
      if (rank.institutionId === id && isOf(day, rank)) named.set(toSearchText(rank.name), rank);
  return [...named.values()];
}

/** Answers the ranks of institutions by their paths on one day, each path worked out once. */
export function rankCatalogue(all: readonly Rank[], day: string): (path: string) => Rank[] {
  const known = new Map<string, Rank[]>();
  return (path) => {
    const ranks = known.get(path) ?? ranksWithin(path, day, all);
    known.set(path, ranks);
    return ranks;
  };
}

/** The rank of this name among them, without accents and case. */
export const rankNamed = (typed: string, ranks: readonly Rank[]): Rank | null => {
  const words = toSearchText(typed);
  return ranks.find(({ name }) => toSearchText(name) === words) ?? null;
};

const NEAR = 3;
/** Half of the pairs of letters in common: a letter or two are wrong, or a word is missing. */
const ALIKE = 0.5;

const pairsOf = (text: string): Set<string> => {
  const words = ` ${toSearchText(text)} `;
  return new Set(Array.from({ length: words.length - 1 }, (_none, at) => words.slice(at, at + 2)));
};

/** Share of their pairs of letters that two words have in common, 0 to 1 (Dice). */
function likeness(one: string, other: string): number {
  const [mine, yours] = [pairsOf(one), pairsOf(other)];
  const common = [...mine].filter((pair) => yours.has(pair)).length;
  return (2 * common) / (mine.size + yours.size);
}

/** The names that are most like what was typed, the likest first. */
export const namesNear = (typed: string, ranks: readonly Rank[]): string[] =>
  ranks
    .map(({ name }) => ({ name, like: likeness(typed, name) }))
    .filter(({ like }) => like >= ALIKE)
    .sort((one, other) => other.like - one.like)
    .slice(0, NEAR)
    .map(({ name }) => name);
