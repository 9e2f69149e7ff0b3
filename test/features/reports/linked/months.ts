import type { Counts } from '../../../../src/features/reports/counts.ts';
import type { Program, Solve } from '../../../../src/features/reports/linear.ts';
import { seeded } from '../../../../src/lib/seeded.ts';
import { K, keyOf, STAGES, type Alike, type Country, type Shown } from './country.ts';

/** Dimensions that are left out, so that all crosses of two months fit one program. */
const LEFT_OUT = ['institution', 'network'];
/** The month that a country has at the second look and not yet at the first. */
const NEW = '2026-08';

/** One country as it stood when a month closed, and when the next one had. */
export interface TwoMonths {
  before: Country;
  after: Country;
}

/**
 * In between came the enrolments of the new month, and of those who were there before some went on: nobody was withdrawn, which
 * leaves the reader of both the least to guess. `slowly`: few of them went on.
 */
export function twoMonths(
  { people, names, tables }: Country,
  seed: number,
  { slowly = false } = {},
): TwoMonths {
  const random = seeded(seed);
  const kept = names.flatMap((name, at) => (LEFT_OUT.includes(name) ? [] : [at]));
  const of = <T>(list: readonly T[]): T[] => kept.flatMap((at) => list[at] ?? []);
  const period = of(names).indexOf('period');
  const some = new Map<string, Alike>();
  for (const { ways, counts } of people) {
    const mine = kept.map((at) => ways[at] ?? []);
    const key = mine.flat().join();
    const known = some.get(key) ?? {
      ways: mine,
      counts: { enrolled: 0, started: 0, completed: 0, certified: 0 },
    };
    for (const measure of STAGES) known.counts[measure] += counts[measure];
    some.set(key, known);
  }
  const after = [...some.values()];
  const before = after
    .filter(({ ways }) => ways[period]?.at(-1) !== NEW)
    .map(({ ways, counts }): Alike => {
      if (slowly) return { ways, counts: less(counts, random) };
      const completed = Math.floor(counts.completed * (0.5 + random() / 2));
      return {
        ways,
        counts: {
          enrolled: counts.enrolled,
          started: Math.max(completed, Math.floor(counts.started * (0.7 + 0.3 * random()))),
          completed,
          certified: Math.min(completed, counts.certified),
        },
      };
    });
  const isKept = (depths: readonly number[]): boolean =>
    depths.every((depth, at) => depth === 0 || kept.includes(at));
  const rest = { names: of(names), tables: tables.filter(isKept).map(of) };
  return { before: { people: before, ...rest }, after: { people: after, ...rest } };
}

/** A month before, when one in ten has gone on since. */
function less({ enrolled, ...counts }: Counts, random: () => number): Counts {
  const before = (count: number): number => Math.max(0, count - Math.floor(count / 10 + random()));
  const completed = before(counts.completed);
  const started = Math.max(completed, before(counts.started));
  return { enrolled, started, completed, certified: Math.min(completed, counts.certified) };
}

/** A count that must not be told, and how closely a reader of both months tells it. */
export interface Told {
  name: string;
  width: number;
}

/**
 * Whoever kept all that she was told when a month closed, and gets the next one: a linear program over both, in which of the
 * months that were over the enrolments are the same and whoever has started, completed or holds a certificate still does.
 */
export function attackBoth(
  { before, after }: TwoMonths,
  shown: { before: Shown; after: Shown },
  solve: Solve,
): Told[] {
  const { names, tables } = after;
  const period = names.indexOf('period');
  const leaves = names.map((_, at) => [
    ...new Map(after.people.map(({ ways }) => [String(ways[at]), ways[at] ?? []])).values(),
  ]);
  let crosses: (readonly string[])[][] = [[]];
  for (const list of leaves) crosses = crosses.flatMap((one) => list.map((way) => [...one, way]));
  const width = crosses.length * STAGES.length;
  const placeOf = (month: 0 | 1, cross: number, stage: number): number =>
    month * width + cross * STAGES.length + stage;

  const cellsOf = (ways: readonly (readonly string[])[]): string[] => {
    const keys = new Set<string>();
    for (const depths of tables) {
      let some: string[][] = [[]];
      for (const [at, depth] of depths.entries()) {
        const nodes = ['', ...(ways[at] ?? []).slice(0, depth)];
        some = some.flatMap((one) => nodes.map((node) => [...one, node]));
      }
      for (const nodes of some) keys.add(keyOf(nodes));
    }
    return [...keys];
  };
  const low = new Array<number>(2 * width).fill(0);
  const high = new Array<number>(2 * width).fill(10_000);
  const sums: Program['sums'][number][] = [];
  const pairs: (readonly [number, number])[] = [];
  const targets: { name: string; places: number[] }[] = [];

  for (const [month, country] of [before, after].entries() as IterableIterator<[0 | 1, Country]>) {
    const crossesOf = new Map<string, number[]>();
    for (const [cross, ways] of crosses.entries())
      for (const key of cellsOf(ways)) crossesOf.set(key, [...(crossesOf.get(key) ?? []), cross]);
    const truth = new Map<string, Counts>();
    for (const { ways, counts } of country.people)
      for (const key of cellsOf(ways)) {
        const sum = truth.get(key) ?? { enrolled: 0, started: 0, completed: 0, certified: 0 };
        for (const measure of STAGES) sum[measure] += counts[measure];
        truth.set(key, sum);
      }
    const cells = month === 0 ? shown.before : shown.after;
    for (const [key, some] of crossesOf)
      for (const [stage, measure] of STAGES.entries()) {
        const places = some.map((cross) => placeOf(month, cross, stage));
        const real = truth.get(key)?.[measure] ?? 0;
        // What a table does not have counts nobody in it.
        const cell = cells.get(key);
        const value = cell === undefined ? 0 : cell[measure];
        if (value !== null) sums.push({ plus: places, minus: [], value });
        else if (real > 0 && real < K)
          targets.push({ name: `${String(month)}: ${measure} of ${key}`, places });
      }
    for (const cross of crosses.keys())
      for (const stage of STAGES.keys())
        if (stage > 0) pairs.push([placeOf(month, cross, stage), placeOf(month, cross, stage - 1)]);
  }
  for (const [cross, ways] of crosses.entries()) {
    if (ways[period]?.at(-1) === NEW) {
      for (const stage of STAGES.keys()) high[placeOf(0, cross, stage)] = 0;
      continue;
    }
    const [old, now] = [placeOf(0, cross, 0), placeOf(1, cross, 0)];
    sums.push({ plus: [now], minus: [old], value: 0 });
    for (const stage of STAGES.keys())
      if (stage > 0) pairs.push([placeOf(0, cross, stage), placeOf(1, cross, stage)]);
  }
  const ranges = targets.map(() => ({ least: Infinity, most: -Infinity }));
  return solve({ low, high, sums, pairs }, (maximise) =>
    targets.flatMap(({ name, places }, at) => {
      const mine = ranges[at] ?? { least: 0, most: 0 };
      for (const weight of [1, -1]) {
        if (mine.most - mine.least >= K - 1e-6) return [];
        const found = maximise(new Map(places.map((place) => [place, weight])));
        if (found === null) throw new Error('no country has these figures');
        for (const [other, range] of ranges.entries()) {
          const value = (targets[other]?.places ?? []).reduce((sum, p) => sum + (found[p] ?? 0), 0);
          range.least = Math.min(range.least, value);
          range.most = Math.max(range.most, value);
        }
      }
      const close = mine.most - mine.least;
      return close >= K - 1e-6 ? [] : [{ name, width: close }];
    }),
  );
}
