import { seeded } from '../../lib/seeded.ts';
import type { Counts, Measure } from './counts.ts';
import type { Program, Solve } from './linear.ts';
import type { Line } from './reader.ts';

/**
 * The audit by feasible interval: between which least and most a reader who knows everything that is published, of all
 * measures together, can tell a hidden count. She is given the best tool there is: a linear program.
 */

/** A hidden count that nobody may tell to less than k. */
export interface Target {
  measure: Measure;
  cell: number;
}

interface Published {
  cells: readonly Counts[];
  lines: readonly Line[];
  hidden: Record<Measure, ReadonlySet<number>>;
}

/** From the largest: each is part of the one before it. */
const CHAIN = ['enrolled', 'started', 'completed', 'certified'] as const;

/** Rounds that look at many at once before each that is left is looked at alone. */
const TOGETHER = 6;
/** How far a hidden count may wander while a proof is looked for, in k: more would not make the proof better. */
const FAR = 12;
/** A solver tells 9.9999999 where it means 10. */
const EXACTLY = 1e-6;

interface Unknown extends Target {
  low: number;
  high: number;
  /** What it is in truth. */
  value: number;
}

/** Between what a reader could place hidden counts, as far as it was looked for. */
export class Ranges {
  readonly #found = new Map<string, { least: number; most: number }>();

  of({ measure, cell }: Target, value: number): { least: number; most: number } {
    return this.#found.get(`${measure} ${String(cell)}`) ?? { least: value, most: value };
  }

  keep({ measure, cell }: Target, least: number, most: number): void {
    this.#found.set(`${measure} ${String(cell)}`, { least, most });
  }
}

/**
 * The targets that a reader would tell to less than k. What was found stays in `ranges`, and holds as long as what is published
 * only becomes less: another country in which all that is shown is the same is still one.
 */
export function toldTooClosely(
  published: Published,
  targets: readonly Target[],
  k: number,
  solve: Solve,
  ranges: Ranges = new Ranges(),
): Target[] {
  const isOpen = (target: Target): boolean => {
    const { least, most } = ranges.of(target, published.cells[target.cell]?.[target.measure] ?? 0);
    return most - least < k - EXACTLY;
  };
  const open = targets.filter(
    (target) => published.hidden[target.measure].has(target.cell) && isOpen(target),
  );
  if (open.length === 0) return [];
  const system = systemOf(published, targets, k);
  const wanted = new Map<number, number[]>();
  for (const target of open) {
    const place = system.placeOf(target);
    if (place === undefined) continue;
    const part = system.partOf(place);
    const known = wanted.get(part);
    if (known === undefined) wanted.set(part, [place]);
    else known.push(place);
  }
  for (const [part, places] of wanted) narrowIn(system, part, places, k, solve, ranges);
  return open.filter(isOpen);
}

/** Widens the ranges of some unknowns of a part until they are k wide or can be no wider. */
function narrowIn(
  system: System,
  part: number,
  targets: readonly number[],
  k: number,
  solve: Solve,
  ranges: Ranges,
): void {
  const { program, places, values } = system.programOf(part);
  const before = places.map((place, at) => {
    const unknown = system.unknowns[place];
    const value = values[at] ?? 0;
    return unknown === undefined ? { least: value, most: value } : ranges.of(unknown, value);
  });
  const least = before.map((range) => range.least);
  const most = before.map((range) => range.most);
  const mine = new Map(places.map((place, at) => [place, at]));
  const isOpen = (at: number): boolean => (most[at] ?? 0) - (least[at] ?? 0) < k - EXACTLY;
  let open = targets.map((place) => mine.get(place) ?? -1);
  solve(program, (maximise) => {
    const look = (weights: ReadonlyMap<number, number>): void => {
      for (const [at, value] of (maximise(weights) ?? []).entries()) {
        least[at] = Math.min(least[at] ?? value, value);
        most[at] = Math.max(most[at] ?? value, value);
      }
    };
    const chance = seeded(places.length);
    for (let round = 0; round < TOGETHER && open.length > 1; round += 1) {
      const weights = new Map(open.map((at) => [at, chance() < 0.5 ? 1 : -1]));
      look(weights);
      look(new Map([...weights].map(([at, weight]) => [at, -weight])));
      open = open.filter(isOpen);
    }
    for (const at of open) {
      for (const weight of [1, -1]) if (isOpen(at)) look(new Map([[at, weight]]));
    }
  });
  for (const [at, place] of places.entries()) {
    const unknown = system.unknowns[place];
    if (unknown !== undefined) ranges.keep(unknown, least[at] ?? 0, most[at] ?? 0);
  }
}

interface Part {
  places: number[];
  sums: Program['sums'][number][];
  pairs: (readonly [number, number])[];
}

interface System {
  unknowns: readonly Unknown[];
  placeOf: (target: Target) => number | undefined;
  /** Unknowns that bear on one another are of one part. */
  partOf: (place: number) => number;
  programOf: (part: number) => { program: Program; places: number[]; values: number[] };
}

function systemOf(
  { cells, lines, hidden }: Published,
  targets: readonly Target[],
  k: number,
): System {
  const unknowns: Unknown[] = [];
  const places = new Map<string, number>();
  const keyOf = (measure: Measure, cell: number): string => `${measure} ${String(cell)}`;
  const valueOf = (measure: Measure, cell: number): number => cells[cell]?.[measure] ?? 0;
  const unknown = (measure: Measure, cell: number): number => {
    const key = keyOf(measure, cell);
    const known = places.get(key);
    if (known !== undefined) return known;
    const value = valueOf(measure, cell);
    places.set(key, unknowns.length);
    unknowns.push({ measure, cell, low: 0, high: value + FAR * k, value });
    return unknowns.length - 1;
  };
  const narrow = (place: number, end: 'low' | 'high', value: number): void => {
    const mine = unknowns[place];
    if (mine === undefined) return;
    mine[end] = end === 'low' ? Math.max(mine.low, value) : Math.min(mine.high, value);
  };
  const parents: number[] = [];
  const rootOf = (place: number): number => {
    let root = place;
    while ((parents[root] ?? root) !== root) root = parents[root] ?? root;
    parents[place] = root;
    return root;
  };
  const join = (one: number, other: number): void => {
    parents[rootOf(one)] = rootOf(other);
  };

  const sums: Part['sums'] = [];
  for (const measure of CHAIN) {
    const hides = hidden[measure];
    for (const { total, parts } of lines) {
      const plus = parts.filter((part) => hides.has(part));
      const minus = hides.has(total) ? [total] : [];
      if (plus.length + minus.length === 0) continue;
      const sum = (some: readonly number[]): number =>
        some.reduce((all, cell) => all + valueOf(measure, cell), 0);
      const row = {
        plus: plus.map((cell) => unknown(measure, cell)),
        minus: minus.map((cell) => unknown(measure, cell)),
        value: sum(plus) - sum(minus),
      };
      const [first, ...others] = [...row.plus, ...row.minus];
      for (const other of others) join(other, first ?? other);
      sums.push(row);
    }
  }
  for (const { measure, cell } of targets) {
    if (hidden[measure].has(cell)) unknown(measure, cell);
  }
  const pairs: Part['pairs'] = [];
  for (const cell of new Set(unknowns.map((one) => one.cell))) {
    for (const [at, large] of CHAIN.entries()) {
      const small = CHAIN[at + 1];
      if (small === undefined) continue;
      const [isLarge, isSmall] = [large, small].map((one) => hidden[one].has(cell));
      if (isLarge === true && isSmall === true) {
        const pair = [unknown(small, cell), unknown(large, cell)] as const;
        join(...pair);
        pairs.push(pair);
      } else if (isSmall === true) {
        narrow(unknown(small, cell), 'high', valueOf(large, cell));
      } else if (isLarge === true) {
        narrow(unknown(large, cell), 'low', valueOf(small, cell));
      }
    }
  }

  const parts = new Map<number, Part>();
  const partAt = (place: number): Part => {
    const root = rootOf(place);
    const known = parts.get(root);
    if (known !== undefined) return known;
    const part: Part = { places: [], sums: [], pairs: [] };
    parts.set(root, part);
    return part;
  };
  for (const place of unknowns.keys()) partAt(place).places.push(place);
  for (const row of sums) partAt(row.plus[0] ?? row.minus[0] ?? -1).sums.push(row);
  for (const pair of pairs) partAt(pair[0]).pairs.push(pair);

  return {
    unknowns,
    placeOf: ({ measure, cell }) => places.get(keyOf(measure, cell)),
    partOf: rootOf,
    programOf(root) {
      const part = partAt(root);
      const at = new Map(part.places.map((place, index) => [place, index]));
      const here = (place: number): number => at.get(place) ?? -1;
      const of = (what: 'low' | 'high' | 'value'): number[] =>
        part.places.map((place) => unknowns[place]?.[what] ?? 0);
      return {
        places: part.places,
        values: of('value'),
        program: {
          low: of('low'),
          high: of('high'),
          sums: part.sums.map(({ plus, minus, value }) => ({
            plus: plus.map(here),
            minus: minus.map(here),
            value,
          })),
          pairs: part.pairs.map(([small, large]) => [here(small), here(large)] as const),
        },
      };
    },
  };
}
