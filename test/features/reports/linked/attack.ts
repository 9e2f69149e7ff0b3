import type { Counts, Measure } from '../../../../src/features/reports/counts.ts';
import type { Program, Solve } from '../../../../src/features/reports/linear.ts';
import { K, keyOf, STAGES, type Country } from './country.ts';

/**
 * The best reader there is: a linear program over every cross of every dimension, whether anybody is there or not. It shares no
 * code with the control. Answers which counts below k it tells to less than k.
 */
export function attack(
  { people, tables }: Country,
  shown: ReadonlyMap<string, Record<Measure, number | null>>,
  solve: Solve,
  k = K,
): string[] {
  const leaves = (people[0]?.ways ?? []).map((_, at) => [
    ...new Map(people.map(({ ways }) => [String(ways[at]), ways[at] ?? []])).values(),
  ]);
  let crosses: (readonly string[])[][] = [[]];
  for (const list of leaves) crosses = crosses.flatMap((one) => list.map((way) => [...one, way]));
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
  const unknowns = new Map<string, Map<Measure, number[]>>();
  for (const [cross, ways] of crosses.entries())
    for (const key of cellsOf(ways))
      for (const [at, measure] of STAGES.entries()) {
        const byMeasure = unknowns.get(key) ?? new Map<Measure, number[]>();
        unknowns.set(key, byMeasure);
        const list = byMeasure.get(measure) ?? [];
        byMeasure.set(measure, list);
        for (let stage = at; stage < STAGES.length; stage += 1)
          list.push(cross * STAGES.length + stage);
      }
  const truth = new Map<string, Counts>();
  for (const { ways, counts } of people)
    for (const key of cellsOf(ways)) {
      const sum = truth.get(key) ?? { enrolled: 0, started: 0, completed: 0, certified: 0 };
      for (const measure of STAGES) sum[measure] += counts[measure];
      truth.set(key, sum);
    }
  const nobody = new Set<number>();
  const sums: { plus: number[]; value: number }[] = [];
  const targets: { name: string; places: readonly number[] }[] = [];
  for (const [key, byMeasure] of unknowns)
    for (const [measure, places] of byMeasure) {
      const value = shown.get(key)?.[measure] ?? null;
      const real = truth.get(key)?.[measure] ?? 0;
      if (value === 0) for (const place of places) nobody.add(place);
      else if (value !== null) sums.push({ plus: places, value });
      else if (real > 0 && real < k) targets.push({ name: `${measure} of ${key}`, places });
    }
  const rows = new Map(
    sums.map(({ plus, value }) => {
      const mine = plus.filter((place) => !nobody.has(place));
      return [mine.join(), { plus: mine, minus: [], value }];
    }),
  );
  const width = crosses.length * STAGES.length;
  const program: Program = {
    low: new Array<number>(width).fill(0),
    high: Array.from({ length: width }, (_, place) => (nobody.has(place) ? 0 : 10_000)),
    sums: [...rows.values()],
    pairs: [],
  };
  const ranges = targets.map(() => ({ least: Infinity, most: -Infinity }));
  const close: string[] = [];
  solve(program, (maximise) => {
    for (const [at, { name, places }] of targets.entries()) {
      const wide = (): boolean => {
        const range = ranges[at];
        return range !== undefined && range.most - range.least >= k - 1e-6;
      };
      for (const weight of [1, -1]) {
        if (wide()) break;
        const found = maximise(new Map(places.map((place) => [place, weight])));
        if (found === null) throw new Error('no country has these figures');
        for (const [other, range] of ranges.entries()) {
          const value = (targets[other]?.places ?? []).reduce((sum, p) => sum + (found[p] ?? 0), 0);
          range.least = Math.min(range.least, value);
          range.most = Math.max(range.most, value);
        }
      }
      if (!wide()) close.push(name);
    }
  });
  return close;
}
