import type { Counts, Measure } from '../../../../src/features/reports/counts.ts';
import { cellKey, SEPARATOR, type Leaf } from '../../../../src/features/reports/cube.ts';
import {
  protectTable,
  protectTogether,
  type Cell,
  type Earlier,
  type ProtectedTable,
  type Told,
  type Wanted,
} from '../../../../src/features/reports/protect.ts';
import { SIDES } from '../../../../src/lib/actor.ts';
import { seeded } from '../../../../src/lib/seeded.ts';

/** People alike in every dimension: the way down the tree of each, and how many. */
export interface Alike {
  ways: readonly (readonly string[])[];
  counts: Counts;
}

/** To which depth a table goes in each dimension: 0, not at all. */
export type Depths = readonly number[];

/** A cell by its nodes, one of each dimension; '' is all of it. */
export type Nodes = readonly string[];

export const K = 10;
const NOTHING = { also: [], kept: [] };
export const STAGES: readonly Measure[] = ['enrolled', 'started', 'completed', 'certified'];

/** Dimensions of a country, in the order in which people carry them. */
const NAMES = ['course', 'sex', 'side', 'period', 'territory', 'institution', 'network'] as const;
type Name = (typeof NAMES)[number] | 'age';

/** All that whoever may not list the people can ask for. */
const TABLES: Partial<Record<Name, number>>[] = [
  { course: 1, territory: 1, period: 3 },
  { course: 1, sex: 1, period: 3 },
  { sex: 1, territory: 1, period: 3 },
  { side: 1, course: 1, period: 3 },
  { side: 1, sex: 1, period: 3 },
  { side: 1, territory: 1, period: 3 },
  { territory: 2, course: 1 },
  { territory: 2, period: 3 },
  { territory: 2, side: 1 },
  { institution: 9, course: 1 },
  { institution: 9, period: 3 },
  { institution: 9, territory: 1 },
  { institution: 9, side: 1 },
  { network: 2, course: 1 },
  { network: 2, period: 3 },
  { network: 2, territory: 1 },
  { network: 2, side: 1 },
];

/** What she can ask for about age and rank, which is the second depth of side. */
const BANDS: Partial<Record<Name, number>>[] = [
  { age: 1, course: 1, period: 3 },
  { age: 1, sex: 1, period: 3 },
  { age: 1, territory: 1, period: 3 },
  { side: 2, course: 1, period: 3 },
  { side: 2, sex: 1, period: 3 },
  { side: 2, territory: 1, period: 3 },
];

export interface Country {
  people: Alike[];
  /** The dimensions in the order of this country. */
  names: readonly Name[];
  tables: Depths[];
}

/**
 * Small countries with the courses in both orders, and the dimensions too, since ties are decided by order; every third one has
 * two sides.
 */
export function* countries(count: number): Generator<Country> {
  const turned: readonly Name[] = [...NAMES].reverse();
  for (let seed = 1; seed <= count; seed += 1)
    yield country(seed, {
      names: seed % 2 === 0 ? turned : NAMES,
      isTurned: seed % 4 > 1,
      hasSides: seed % 3 === 0,
    });
}

interface Made {
  /** The order of the dimensions. */
  names: readonly Name[];
  isTurned: boolean;
  hasSides: boolean;
}

function country(seed: number, { names, isTurned, hasSides }: Made): Country {
  const random = seeded(seed);
  const some = new Map<string, Alike>();
  const months = [
    ['2026', '2026-I', '2026-01'],
    ['2026', '2026-I', '2026-02'],
    ['2026', '2026-II', '2026-08'],
  ];
  const courses = isTurned ? ['z', 'b'] : ['a', 'b'];
  const places = [
    ['15', '15033'],
    ['15', '15035'],
    ['20', '20067'],
  ];
  for (const territory of places)
    for (const period of months)
      for (const sex of ['hombre', 'mujer'])
        for (const course of courses) {
          if (random() < 0.3) continue;
          const count = 1 + Math.floor(random() * (random() < 0.4 ? 8 : 30));
          for (let person = 0; person < count; person += 1) {
            const institution = [['-'], ['/x/', '/x/·'], ['/x/', '/x/y/', '/x/y/·']][
              Math.floor(random() * 3)
            ] ?? ['-'];
            const network = random() < 0.5 ? ['-', '--'] : ['fund', random() < 0.3 ? 'n1' : 'n2'];
            const ways: Partial<Record<Name, string[]>> = {
              course: [course],
              sex: [sex],
              side: [hasSides && random() < 0.4 ? 'police' : 'community'],
              period,
              territory,
              institution,
              network,
            };
            const stage = [0, 1, 3][Math.floor(random() * 3)] ?? 0;
            const mine = names.map((name) => ways[name] ?? []);
            const key = mine.flat().join();
            const known = some.get(key) ?? {
              ways: mine,
              counts: { enrolled: 0, started: 0, completed: 0, certified: 0 },
            };
            for (const [at, measure] of STAGES.entries())
              if (at <= stage) known.counts[measure] += 1;
            some.set(key, known);
          }
        }
  return {
    people: [...some].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, alike]) => alike),
    names,
    tables: TABLES.map((table) => names.map((name) => table[name] ?? 0)),
  };
}

export const keyOf = (nodes: Nodes): string => nodes.join('|');

/** Whether a table is by age or rank. */
const isByBand = (names: readonly Name[], depths: Depths): boolean =>
  names.some((name, at) => (depths[at] ?? 0) > ({ age: 0, side: 1 }[name as string] ?? 99));

/** Whether a cell is of an age or a rank. */
export const isOfBand = ({ names }: Country, key: string): boolean =>
  key
    .split('|')
    .some(
      (node, at) =>
        node !== '' &&
        (names[at] === 'age' || (names[at] === 'side' && !SIDES.some((side) => side === node))),
    );

export const withoutBands = (country: Country): Country => ({
  ...country,
  tables: country.tables.filter((depths) => !isByBand(country.names, depths)),
});

/** What is left out of a country with bands, one or the other. */
export const LEFT_OUT: readonly (readonly Name[])[] = [
  ['institution', 'network'],
  ['network', 'side'],
];

/** The same country with the age and the rank of everybody, but without some dimensions, so that all crosses fit one program. */
export function withBands(
  { people, names }: Country,
  seed: number,
  leftOut: readonly Name[],
): Country {
  const random = seeded(seed + 1000);
  const kept = names.flatMap((name, at) => (leftOut.includes(name) ? [] : [at]));
  const own = kept.flatMap((at) => names[at] ?? []);
  const side = own.indexOf('side');
  const some = new Map<string, Alike>();
  for (const { ways, counts } of people)
    for (let person = 0; person < counts.enrolled; person += 1) {
      const age = ['18-24', '25-34', '-'][Math.floor(random() ** 1.5 * 3)] ?? '-';
      const isRanked = random() < 0.6;
      const mine = [...kept.map((at) => ways[at] ?? []), [age]].map((way, at) => {
        if (at !== side) return way;
        const band = way[0] === 'police' && isRanked ? 'operativo' : `${way[0] ?? ''}-`;
        return [...way, band];
      });
      const key = mine.flat().join();
      const known = some.get(key) ?? {
        ways: mine,
        counts: { enrolled: 0, started: 0, completed: 0, certified: 0 },
      };
      for (const measure of STAGES) if (person < counts[measure]) known.counts[measure] += 1;
      some.set(key, known);
    }
  const order: readonly Name[] = [...own, 'age'];
  const tables = [...TABLES, ...BANDS].filter((table) =>
    leftOut.every((name) => table[name] === undefined),
  );
  return {
    people: [...some].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, alike]) => alike),
    names: order,
    tables: tables.map((table) => order.map((name) => table[name] ?? 0)),
  };
}

/** Of each cell and measure what is shown, or null. */
export type Shown = ReadonlyMap<string, Record<Measure, number | null>>;

/** Cells as they stand on a page, some as of an earlier month. */
export type Standing = ReadonlyMap<string, Earlier>;

/**
 * What one reader is told by all her tables, `before` being what she was told when the month before closed. Apart, they know
 * nothing of one another.
 */
export async function told(
  { people, names, tables }: Country,
  {
    isTogether = true,
    before = new Map(),
    standing = new Map(),
    month = '',
    k = K,
  }: {
    isTogether?: boolean;
    before?: Shown;
    /** How cells stood when the month before closed; then how they stand in this one. */
    standing?: Map<string, Earlier>;
    month?: string;
    k?: number;
  } = {},
): Promise<Map<string, Record<Measure, number | null>>> {
  const isBelow = (depths: Depths): boolean =>
    names.some(
      (name, at) =>
        (depths[at] ?? 0) > (name === 'territory' ? 1 : 0) &&
        ['territory', 'institution', 'network'].includes(name),
    );
  const placesOf = (depths: Depths): number[] =>
    depths.flatMap((depth, at) => (depth === 0 ? [] : [at]));
  const wanted = (depths: Depths): Wanted => {
    const mine = placesOf(depths);
    const leaves = people.map(({ ways, counts }): Leaf => ({
      paths: mine.map((at) => (ways[at] ?? []).slice(0, depths[at])),
      counts,
    }));
    const inTerms = <T>(cells: ReadonlyMap<string, T>): [string, T][] =>
      [...cells].flatMap(([key, cell]): [string, T][] => {
        const nodes = key.split('|');
        const isIn = nodes.every((node, at) => node === '' || mine.includes(at));
        return isIn ? [[cellKey(mine.map((at) => nodes[at] ?? '')), cell]] : [];
      });
    const known = inTerms(before).map(([key, figures]): [string, Cell] => [
      key,
      STAGES.map((stage) => figures[stage]),
    ]);
    return {
      dimensions: mine.map((at) => names[at] ?? 'course'),
      unnamed: leaves,
      named: [],
      before: Object.fromEntries(known),
      earlier: Object.fromEntries(inTerms(stood)),
    };
  };
  const stood: Standing = new Map(standing);
  const shown = new Map<string, Record<Measure, number | null>>();
  const add = (depths: Depths, table: ProtectedTable): void => {
    const mine = placesOf(depths);
    for (const [key, cell] of Object.entries(table.cells)) {
      const nodes = depths.map(() => '');
      for (const [place, node] of key.split(SEPARATOR).entries()) nodes[mine[place] ?? 0] = node;
      const figures = Object.fromEntries(
        STAGES.map((measure, at) => [measure, cell[at] ?? null]),
      ) as Record<Measure, number | null>;
      const before = shown.get(keyOf(nodes));
      if (before !== undefined && JSON.stringify(before) !== JSON.stringify(figures))
        throw new Error(`two tables tell ${keyOf(nodes)} differently`);
      shown.set(keyOf(nodes), figures);
      standing.set(keyOf(nodes), table.earlier?.[key] ?? { closedOn: month, cell });
    }
  };
  const bands = tables.filter((depths) => isByBand(names, depths));
  const crossed = tables.filter((depths) => !isBelow(depths) && !bands.includes(depths));
  const { tables: made, ...forOthers } = isTogether
    ? await protectTogether(crossed.map(wanted), k)
    : {
        tables: await Promise.all(
          crossed.map((depths) => protectTable(wanted(depths), k, NOTHING)),
        ),
        ...NOTHING,
      };
  for (const [at, depths] of crossed.entries()) {
    const table = made[at];
    if (table !== undefined) add(depths, table);
  }
  for (const depths of tables.filter(isBelow))
    add(depths, await protectTable(wanted(depths), k, forOthers));
  const first = crossed.map((depths, at): Told => ({
    dimensions: wanted(depths).dimensions,
    cells: made[at]?.cells ?? {},
  }));
  const later = await protectTogether(bands.map(wanted), K, {
    before: isTogether ? first : [],
    width: k,
  });
  for (const [at, depths] of bands.entries()) {
    const table = later.tables[at];
    if (table !== undefined) add(depths, table);
  }
  return shown;
}
