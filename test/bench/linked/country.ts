import type { Measure } from '../../../src/features/reports/counts.ts';
import { cubeOf, type Leaf } from '../../../src/features/reports/cube.ts';
import { suppress } from '../../../src/features/reports/disclosure.ts';
import type { Solve } from '../../../src/features/reports/linear.ts';
import { seeded } from '../../../src/lib/seeded.ts';
import type { Alike, Depths, Nodes } from './joint.ts';

export const K = 10;
export const STAGES: readonly Measure[] = ['enrolled', 'started', 'completed', 'certified'];

/** Dimensions of a country, in the order in which people carry them. */
export const NAMES = ['course', 'sex', 'period', 'territory', 'institution', 'network'] as const;
export type Name = (typeof NAMES)[number];

/** All that whoever may not list the people can ask for. */
const TABLES: Partial<Record<Name, number>>[] = [
  { course: 1, territory: 1, period: 3 },
  { course: 1, sex: 1, period: 3 },
  { sex: 1, territory: 1, period: 3 },
  { territory: 2, course: 1 },
  { territory: 2, period: 3 },
  { institution: 9, course: 1 },
  { institution: 9, period: 3 },
  { institution: 9, territory: 1 },
  { network: 1, course: 1 },
  { network: 1, period: 3 },
  { network: 1, territory: 1 },
];

export interface Country {
  people: Alike[];
  /** The dimensions in the order of this country. */
  names: readonly Name[];
  tables: Depths[];
}

/** A small country; other names turn the order of courses, and so do dimensions. */
export function country(seed: number, names: readonly Name[], isTurned: boolean): Country {
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
            const network = random() < 0.5 ? '-' : random() < 0.3 ? 'n1' : 'n2';
            const ways: Record<Name, string[]> = {
              course: [course],
              sex: [sex],
              period,
              territory,
              institution,
              network: [network],
            };
            const stage = [0, 1, 3][Math.floor(random() * 3)] ?? 0;
            const mine = names.map((name) => ways[name]);
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

/** What each table tells by itself: of each cell and measure what is shown, or null. */
export function told(
  { people, tables }: Country,
  solve: Solve,
): Map<string, Record<Measure, number | null>> {
  const shown = new Map<string, Record<Measure, number | null>>();
  for (const depths of tables) {
    const mine = depths.flatMap((depth, at) => (depth === 0 ? [] : [at]));
    const leaves = new Map<string, Leaf>();
    for (const { ways, counts } of people) {
      const paths = mine.map((at) => (ways[at] ?? []).slice(0, depths[at]));
      const key = paths.join('|');
      const known = leaves.get(key);
      if (known === undefined) leaves.set(key, { paths, counts: { ...counts } });
      else for (const measure of STAGES) known.counts[measure] += counts[measure];
    }
    const sorted = [...leaves].sort(([one], [other]) => (one < other ? -1 : 1));
    const cube = cubeOf(
      sorted.map(([, leaf]) => leaf),
      mine.length,
    );
    const hidden = suppress(cube, K, solve);
    for (const [key, cell] of cube.places) {
      const nodes = depths.map(() => '');
      for (const [place, node] of key.split('\u001f').entries()) nodes[mine[place] ?? 0] = node;
      const before = shown.get(keyOf(nodes));
      const counts = cube.cells[cell];
      const figures = STAGES.map((measure): [Measure, number | null] => {
        const isHidden = hidden[measure].has(cell) || before?.[measure] === null;
        return [measure, isHidden ? null : (counts?.[measure] ?? 0)];
      });
      shown.set(keyOf(nodes), Object.fromEntries(figures) as Record<Measure, number | null>);
    }
  }
  return shown;
}
