import { ALL, cellKey, cubeOf, cubeSize, sumsOf, type Leaf } from './cube.ts';
import { addCounts, noCounts, type Measure } from './counts.ts';
import { suppress } from './disclosure.ts';
import { openSolver, type Solve } from './linear.ts';
import { rateOf, type Figures } from './report.ts';

/** Figures of one cell in the order of `ORDER`; null: not to be shown. */
type Cell = readonly (number | null)[];
const ORDER: readonly Measure[] = ['enrolled', 'started', 'completed', 'certified'];

/** A table with all its sums as it may be told: what is hidden is not in it. Plain data, so that it can be kept. */
export interface ProtectedTable {
  /** Too many cells to be protected: there are none. */
  isTooLarge: boolean;
  /** For each dimension the ways down its tree. */
  ways: string[][][];
  cells: Record<string, Cell>;
  /** How many enrolments of a cell the reader may list by name; cells without any are left out. */
  known: Record<string, number>;
}

const MOST_CELLS = 30_000;

let solver: Promise<Solve> | undefined;

/**
 * Protects a table of the people whom a reader may not list, and adds those whom she may. Long work, made to run in a
 * process of its own.
 */
export async function protectTable(
  unnamed: readonly Leaf[],
  named: readonly Leaf[],
  { dimensions, k }: { dimensions: number; k: number },
): Promise<ProtectedTable> {
  if (cubeSize(unnamed, dimensions) > MOST_CELLS)
    return { isTooLarge: true, ways: [], cells: {}, known: {} };
  const solve = await (solver ??= openSolver());
  const cube = cubeOf(unnamed, dimensions);
  const hidden = suppress(cube, k, solve);
  const known = sumsOf(named);
  const cells: Record<string, Cell> = {};
  for (const [key, cell] of cube.places) {
    const counts = addCounts(cube.cells[cell] ?? noCounts, known.get(key) ?? noCounts);
    cells[key] = ORDER.map((measure) => (hidden[measure].has(cell) ? null : counts[measure]));
  }
  const ways = Array.from({ length: dimensions }, (_, place) => {
    const found = unnamed.map(({ paths }) => paths[place] ?? []);
    return [...new Map(found.map((way) => [way.join(), [...way]])).values()];
  });
  const counted = [...known].filter(([, { enrolled }]) => enrolled > 0);
  return {
    isTooLarge: false,
    ways,
    cells,
    known: Object.fromEntries(counted.map(([key, { enrolled }]) => [key, enrolled])),
  };
}
export type ProtectTable = typeof protectTable;

const NOBODY: Cell = [0, 0, 0, 0];

/** What may be told of a cell; a cell that is not in the table counts nobody. */
export function figuresAt(table: ProtectedTable, nodes: readonly string[]): Figures {
  const cell = table.cells[cellKey(nodes)] ?? NOBODY;
  const [enrolled = null, started = null, completed = null, certified = null] = cell;
  return { enrolled, started, completed, certified, rate: rateOf(completed, enrolled) };
}

/** The finest nodes of one dimension that lie below a node, or the node itself. */
export function finestUnder({ ways }: ProtectedTable, dimension: number, node: string): string[] {
  const below = (ways[dimension] ?? []).filter((way) => node === ALL || way.includes(node));
  return [...new Set(below.flatMap((way) => way.at(-1) ?? []))];
}
