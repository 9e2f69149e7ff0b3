import type { Counts, Measure } from '../../../../src/features/reports/counts.ts';
import type { Program, Solve } from '../../../../src/features/reports/linear.ts';
import { seeded } from '../../../../src/lib/seeded.ts';
import { K, keyOf, STAGES, type Alike, type Country, type Shown } from './country.ts';

/** Dimensions that are left out, so that all crosses of two months fit one program. */
const LEFT_OUT = ['institution', 'network'];
/** The month that a country has at the second look and not yet at the first. */
const NEW = '2026-08';

/**
 * One country as it stood when each of some months closed, the oldest first. Before the last came the enrolments of a new month, and
 * of those who were there before some went on each time: nobody was withdrawn, which leaves the reader of all the least to
 * guess. `slowly`: few of them went on.
 */
export function monthsOf(
  { people, names, tables }: Country,
  seed: number,
  { slowly = false, count = 2 } = {},
): Country[] {
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
  const earlier = (people: readonly Alike[]): Alike[] =>
    people.map(({ ways, counts }) => ({
      ways,
      counts: slowly ? less(counts, random) : muchLess(counts, random),
    }));
  const found = [[...some.values()]];
  while (found.length < count) {
    const [next = []] = found;
    const there =
      found.length === 1 ? next.filter(({ ways }) => ways[period]?.at(-1) !== NEW) : next;
    found.unshift(earlier(there));
  }
  const isKept = (depths: readonly number[]): boolean =>
    depths.every((depth, at) => depth === 0 || kept.includes(at));
  const rest = { names: of(names), tables: tables.filter(isKept).map(of) };
  return found.map((people) => ({ people, ...rest }));
}

/** A month before, when many have gone on since. */
function muchLess({ enrolled, ...counts }: Counts, random: () => number): Counts {
  const completed = Math.floor(counts.completed * (0.5 + random() / 2));
  return {
    enrolled,
    started: Math.max(completed, Math.floor(counts.started * (0.7 + 0.3 * random()))),
    completed,
    certified: Math.min(completed, counts.certified),
  };
}

/** What a reader was told of each count last, of months one after the other. */
export function toldLast(months: readonly Shown[]): Shown {
  const last = new Map<string, Record<Measure, number | null>>();
  for (const shown of months)
    for (const [key, figures] of shown) {
      const before = last.get(key);
      const of = (stage: Measure): number | null => figures[stage] ?? before?.[stage] ?? null;
      last.set(key, Object.fromEntries(STAGES.map((stage) => [stage, of(stage)])) as never);
    }
  return last;
}

/** A month before, when one in ten has gone on since. */
function less({ enrolled, ...counts }: Counts, random: () => number): Counts {
  const before = (count: number): number => Math.max(0, count - Math.floor(count / 10 + random()));
  const completed = before(counts.completed);
  const started = Math.max(completed, before(counts.started));
  return { enrolled, started, completed, certified: Math.min(completed, counts.certified) };
}

/** A count that must not be told, or by how few one has grown, and how closely a reader of both months tells it. */
export interface Told {
  name: string;
  width: number;
}

/**
 * Whoever kept all that she was told when months closed: a linear program over all of them, in which of the
 * months that were over the enrolments are the same and whoever has started, completed or holds a certificate still does.
 */
export function attackMonths(
  months: readonly Country[],
  shown: readonly Shown[],
  solve: Solve,
): Told[] {
  const after = months.at(-1);
  if (after === undefined) return [];
  const { names, tables } = after;
  const period = names.indexOf('period');
  const leaves = names.map((_, at) => [
    ...new Map(after.people.map(({ ways }) => [String(ways[at]), ways[at] ?? []])).values(),
  ]);
  let crosses: (readonly string[])[][] = [[]];
  for (const list of leaves) crosses = crosses.flatMap((one) => list.map((way) => [...one, way]));
  const width = crosses.length * STAGES.length;
  const placeOf = (month: number, cross: number, stage: number): number =>
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
  const low = new Array<number>(months.length * width).fill(0);
  const high = new Array<number>(months.length * width).fill(10_000);
  const sums: Program['sums'][number][] = [];
  const pairs: (readonly [number, number])[] = [];
  const targets: { name: string; weights: Map<number, number> }[] = [];
  let known = new Map<string, Counts>();

  for (const [month, country] of months.entries()) {
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
    const cells = shown[month];
    for (const [key, some] of crossesOf)
      for (const [stage, measure] of STAGES.entries()) {
        const places = some.map((cross) => placeOf(month, cross, stage));
        const real = truth.get(key)?.[measure] ?? 0;
        const grown = real - (known.get(key)?.[measure] ?? 0);
        // What a table does not have counts nobody in it.
        const cell = cells?.get(key);
        const value = cell === undefined ? 0 : cell[measure];
        if (value !== null) sums.push({ plus: places, minus: [], value });
        else if (real > 0 && real < K)
          targets.push({
            name: `${String(month)}: ${measure} of ${key}`,
            weights: new Map(places.map((place) => [place, 1])),
          });
        if (month > 0 && grown > 0 && grown < K)
          targets.push({
            name: `${String(month)}: growth of ${measure} of ${key}`,
            weights: new Map(
              some.flatMap((cross) => [
                [placeOf(month, cross, stage), 1],
                [placeOf(month - 1, cross, stage), -1],
              ]),
            ),
          });
      }
    known = truth;
    for (const cross of crosses.keys())
      for (const stage of STAGES.keys())
        if (stage > 0) pairs.push([placeOf(month, cross, stage), placeOf(month, cross, stage - 1)]);
  }
  for (const month of months.keys())
    for (const [cross, ways] of month === 0 ? [] : crosses.entries()) {
      if (ways[period]?.at(-1) === NEW) {
        for (const stage of STAGES.keys()) high[placeOf(month - 1, cross, stage)] = 0;
        continue;
      }
      const [old, now] = [placeOf(month - 1, cross, 0), placeOf(month, cross, 0)];
      sums.push({ plus: [now], minus: [old], value: 0 });
      for (const stage of STAGES.keys())
        if (stage > 0) pairs.push([placeOf(month - 1, cross, stage), placeOf(month, cross, stage)]);
    }
  const ranges = targets.map(() => ({ least: Infinity, most: -Infinity }));
  return solve({ low, high, sums, pairs }, (maximise) =>
    targets.flatMap(({ name, weights }, at) => {
      const mine = ranges[at] ?? { least: 0, most: 0 };
      for (const weight of [1, -1]) {
        if (mine.most - mine.least >= K - 1e-6) return [];
        const found = maximise(new Map([...weights].map(([place, one]) => [place, weight * one])));
        if (found === null) throw new Error('no country has these figures');
        for (const [other, range] of ranges.entries()) {
          const value = [...(targets[other]?.weights ?? [])].reduce(
            (sum, [place, one]) => sum + one * (found[place] ?? 0),
            0,
          );
          range.least = Math.min(range.least, value);
          range.most = Math.max(range.most, value);
        }
      }
      const close = mine.most - mine.least;
      return close >= K - 1e-6 ? [] : [{ name, width: close }];
    }),
  );
}
