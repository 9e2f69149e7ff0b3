import type { Target } from './audit.ts';
import { ALL, cellKey, cubeOf, cubeSize, SEPARATOR, sumsOf, type Cube, type Leaf } from './cube.ts';
import { addCounts, noCounts, type Measure } from './counts.ts';
import type { DimensionName } from './dimensions.ts';
import { suppress, type Hidden, type Suppressed } from './disclosure.ts';
import { openSolver, type Solve } from './linear.ts';
import { MONTHS } from './period.ts';
import { rateOf, type Dated, type Figures } from './report.ts';

/** Figures of one cell in the order of `ORDER`; null: not to be shown. */
export type Cell = readonly (number | null)[];

/** Whether two counts differ, and by so few that the difference is a small count. */
export const differByFew = (one: number, other: number, k: number): boolean =>
  one !== other && Math.abs(one - other) < k;

/** A cell as it was told when an earlier month closed. */
export interface Earlier {
  closedOn: string;
  cell: Cell;
}
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
  /** Counts without those, as they were told last, of cells that show something else. */
  last: Record<string, Cell>;
  /** What an earlier month told of cells of which this one tells less. */
  earlier?: Record<string, Earlier> | undefined;
}

/** What was told last of the counts of cells of a table, without those whom the reader may list by name. */
export type LastTold = Readonly<Record<string, Cell>>;

/** What this table told last of each cell. */
export const lastTold = ({ cells, last }: ProtectedTable): LastTold => ({ ...cells, ...last });

/** What this table tells of each cell, as of which month; `closedOn` is its own. */
export function toldAsOf(
  { cells, earlier }: ProtectedTable,
  closedOn: string,
): Record<string, Earlier> {
  const own = Object.entries(cells).map(([key, cell]) => [key, { closedOn, cell }] as const);
  return { ...Object.fromEntries(own), ...earlier };
}

/** The leaves of one table, in two parts: people whom a reader may not list, and those whom she may. */
export interface Wanted {
  /** What the leaves go down by, in their order. */
  dimensions: readonly DimensionName[];
  unnamed: readonly Leaf[];
  named: readonly Leaf[];
  /** What this reader was told last of its cells when earlier months closed. */
  before: LastTold;
  /** What she reads of them until something newer tells as much. */
  earlier: Readonly<Record<string, Earlier>>;
}

/** The cells of a table as they were told. */
export interface Told {
  dimensions: readonly DimensionName[];
  cells: Readonly<Record<string, Cell>>;
}

/** What of one table is hidden in all of them, as `nameOf` names it. */
export type Also = ReadonlySet<string>;

const MOST_CELLS = 30_000;

let solver: Promise<Solve> | undefined;
const loadSolver = (): Promise<Solve> => (solver ??= openSolver());

/** A count as every table of a reader calls it that has it. */
function nameOf(
  { dimensions }: Pick<Wanted, 'dimensions'>,
  nodes: readonly string[],
  measure: Measure,
): string {
  const places = dimensions.flatMap((name, at) => {
    const node = nodes[at] ?? ALL;
    return node === ALL ? [] : [`${name}=${node}`];
  });
  return cellKey([measure, ...places]);
}

/** Whether a table with these dimensions has a count of this name. */
const isOf = (name: string, dimensions: readonly DimensionName[]): boolean =>
  name
    .split(SEPARATOR)
    .slice(1)
    .every((place) => dimensions.some((dimension) => place.startsWith(`${dimension}=`)));

const tooLarge: ProtectedTable = { isTooLarge: true, ways: [], cells: {}, known: {}, last: {} };

/**
 * Counts that differ by fewer than k from what was told of them: the difference is a small count of the months since then, which their
 * own cells hide. They are kept back until they differ by k.
 */
function keptBack(wanted: Wanted, cube: Cube, k: number): string[] {
  return Object.entries(wanted.before).flatMap(([key, before]) => {
    const cell = cube.places.get(key);
    if (cell === undefined) return [];
    return ORDER.filter((measure, at) => {
      const told = before[at] ?? null;
      return told !== null && differByFew(told, cube.cells[cell]?.[measure] ?? 0, k);
    }).map((measure) => nameOf(wanted, cube.nodesOf(cell), measure));
  });
}

type CellsOf = Record<Measure, ReadonlySet<number>>;

/**
 * What is kept back in a table, with all that it is made of and that counts somebody: parts that are told would give the rest back
 * when the total is told again.
 */
function withParts(wanted: Wanted, cube: Cube, kept: ReadonlySet<string>): CellsOf {
  const partsOf = (measure: Measure): ReadonlySet<number> => {
    const found = new Set<number>();
    if (kept.size === 0) return found;
    for (const cell of cube.places.values())
      if (kept.has(nameOf(wanted, cube.nodesOf(cell), measure))) found.add(cell);
    for (const { lines } of cube.steps)
      for (const { total, parts } of lines)
        if (found.has(total))
          for (const part of parts) if ((cube.cells[part]?.[measure] ?? 0) > 0) found.add(part);
    return found;
  };
  return Object.fromEntries(
    ORDER.map((measure) => [measure, partsOf(measure)]),
  ) as unknown as CellsOf;
}

interface HiddenBefore {
  also: Also;
  kept: CellsOf;
  given?: Given;
  width?: number;
}

function hide(
  wanted: Wanted,
  cube: Cube,
  k: number,
  solve: Solve,
  { also, kept, given, width = k }: HiddenBefore,
): Suppressed {
  return suppress(cube, k, solve, {
    also: (measure, cell) =>
      kept[measure].has(cell) || also.has(nameOf(wanted, cube.nodesOf(cell), measure)),
    given: (measure, cell) => given?.(wanted, cube.nodesOf(cell), measure),
    width,
    isNested: given !== undefined,
  });
}

/** What tables told of a count that another one has as well: hidden or not, undefined if they have no such count. */
type Given = (wanted: Wanted, nodes: readonly string[], measure: Measure) => boolean | undefined;

function givenBy(tables: readonly Told[]): Given {
  const hidden = new Map<string, boolean>();
  for (const { dimensions, cells } of tables)
    for (const [key, figures] of Object.entries(cells))
      for (const [at, measure] of ORDER.entries())
        hidden.set(
          nameOf({ dimensions }, key.split(SEPARATOR), measure),
          (figures[at] ?? null) === null,
        );
  return ({ dimensions, unnamed }, nodes, measure) => {
    const known = hidden.get(nameOf({ dimensions }, nodes, measure));
    if (known !== undefined) return known;
    // What everybody has is no part of a name: tables of one side are not by side.
    const wider = nodes.map((node, place) =>
      unnamed.every(({ paths }) => paths[place]?.[0] === node) ? ALL : node,
    );
    return hidden.get(nameOf({ dimensions }, wider, measure));
  };
}

/** Whether all of a table differs by fewer than k from what was told of it. */
export function isHardlyChanged({ dimensions, unnamed, before }: Wanted, k: number): boolean {
  const told = before[cellKey(dimensions.map(() => ALL))]?.[0] ?? null;
  if (told === null) return false;
  const now = unnamed.reduce((sum, { counts }) => sum + counts.enrolled, 0);
  return differByFew(told, now, k);
}

/** Who enrolled and who completed, which share their rate. */
const RATED = [ORDER.indexOf('enrolled'), ORDER.indexOf('completed')];

/** Whether a cell told of enrolled or completed and does not any more: the other figures come and go by themselves. */
export const toldMore = (was: Cell, now: Cell): boolean =>
  RATED.some((at) => (was[at] ?? null) !== null && (now[at] ?? null) === null);

/** What is told of a table, people who may be listed included. */
function tell(
  { dimensions, unnamed, named, before, earlier: toldEarlier }: Wanted,
  cube: Cube,
  hidden: Hidden,
): ProtectedTable {
  const known = sumsOf(named);
  const cells: Record<string, Cell> = {};
  const last: Record<string, Cell> = {};
  const earlier: Record<string, Earlier> = {};
  for (const [key, cell] of cube.places) {
    const others = cube.cells[cell] ?? noCounts;
    const counts = addCounts(others, known.get(key) ?? noCounts);
    const shown = ORDER.map((measure) => (hidden[measure].has(cell) ? null : counts[measure]));
    cells[key] = shown;
    const told = ORDER.map((measure, at) =>
      hidden[measure].has(cell) ? (before[key]?.[at] ?? null) : others[measure],
    );
    if (told.some((count, at) => count !== shown[at])) last[key] = told;
    const was = toldEarlier[key];
    if (was !== undefined && toldMore(was.cell, shown)) earlier[key] = was;
  }
  // Who has left a cell may come back to it.
  for (const [key, told] of Object.entries(before)) if (!cube.places.has(key)) last[key] = told;
  const ways = dimensions.map((_, place) => {
    const found = unnamed.map(({ paths }) => paths[place] ?? []);
    return [...new Map(found.map((way) => [way.join(), [...way]])).values()];
  });
  const counted = [...known].filter(([, { enrolled }]) => enrolled > 0);
  return {
    isTooLarge: false,
    ways,
    cells,
    known: Object.fromEntries(counted.map(([key, { enrolled }]) => [key, enrolled])),
    last,
    earlier,
  };
}

/** What is hidden for the sake of a reader's other tables, as `nameOf` names it. */
export interface ForOthers {
  also: readonly string[];
  /** What is kept back, and with it all its parts. */
  kept: readonly string[];
}

/** Protects one table. Long work, made to run in a process of its own. */
export async function protectTable(
  wanted: Wanted,
  k: number,
  { also, kept }: ForOthers,
): Promise<ProtectedTable> {
  const { unnamed, dimensions } = wanted;
  if (cubeSize(unnamed, dimensions.length) > MOST_CELLS) return tooLarge;
  const cube = cubeOf(unnamed, dimensions.length);
  const parts = withParts(wanted, cube, new Set([...kept, ...keptBack(wanted, cube, k)]));
  const hides = { also: new Set(also), kept: parts };
  const { hidden } = hide(wanted, cube, k, await loadSolver(), hides);
  return tell(wanted, cube, hidden);
}
export type ProtectTable = typeof protectTable;

/** A table with so many periods that it can be protected: months, else quarters, halves or years. */
function fitting(wanted: Wanted): Wanted {
  const period = wanted.dimensions.indexOf('period');
  const to = (depth: number, leaves: readonly Leaf[]): Leaf[] =>
    leaves.map(({ paths, counts }) => ({
      counts,
      paths: paths.map((way, at) => (at === period ? way.slice(0, depth) : way)),
    }));
  for (let depth = MONTHS; depth > 0; depth -= 1) {
    const unnamed = to(depth, wanted.unnamed);
    if (cubeSize(unnamed, wanted.dimensions.length) <= MOST_CELLS)
      return { ...wanted, unnamed, named: to(depth, wanted.named) };
  }
  return wanted;
}

/** How often something more is hidden for what is left; more than any country of the tests takes. */
const ROUNDS = 40;

/**
 * Protects several tables of the same people, so that they do not tell together what each of them hides: they hide the same
 * of what they share, and where coarse figures tell a finer count by themselves, the smallest of them that does is hidden
 * in all. Also answers what was hidden so, for the other tables of this reader. What she was told in tables before these stays as it
 * was told, and `width` is to how much she may tell what is hidden. Long work, as above.
 */
export async function protectTogether(
  asked: readonly Wanted[],
  k: number,
  { before, width }: { before: readonly Told[]; width: number } = { before: [], width: k },
): Promise<{ tables: ProtectedTable[] } & ForOthers> {
  const solve = await loadSolver();
  const given = before.length === 0 ? undefined : givenBy(before);
  const cubes = asked.map((each) => {
    const wanted = fitting(each);
    const { unnamed, dimensions } = wanted;
    const isTooLarge = cubeSize(unnamed, dimensions.length) > MOST_CELLS;
    return isTooLarge ? null : { wanted, cube: cubeOf(unnamed, dimensions.length) };
  });
  const kept = new Set(
    cubes.flatMap((one) => (one === null ? [] : keptBack(one.wanted, one.cube, k))),
  );
  const some = cubes.map((one) => one && { ...one, kept: withParts(one.wanted, one.cube, kept) });
  const also = new Set<string>();
  let found: (Suppressed | null)[] = [];
  const hidesAlso = ({ dimensions }: Wanted): number =>
    [...also].filter((name) => isOf(name, dimensions)).length;
  const counted: number[] = [];
  for (let round = 0, size = -1; size !== also.size && round < ROUNDS; round += 1) {
    size = also.size;
    found = some.map((one, at) => {
      const mine = one === null ? 0 : hidesAlso(one.wanted);
      const known = found[at];
      if (known && counted[at] === mine) return known;
      counted[at] = mine;
      return (
        one &&
        hide(one.wanted, one.cube, k, solve, {
          also,
          kept: one.kept,
          width,
          ...(given === undefined ? {} : { given }),
        })
      );
    });
    for (const [at, one] of some.entries())
      for (const target of found[at]?.left ?? []) {
        const cause = one && coarser(one, target, found[at]?.hidden ?? null, given);
        if (cause) also.add(nameOf(one.wanted, one.cube.nodesOf(cause.cell), cause.measure));
      }
  }
  const tables = some.map((one, at) => {
    const hidden = found[at]?.hidden;
    return one === null || hidden === undefined ? tooLarge : tell(one.wanted, one.cube, hidden);
  });
  return { tables, also: [...also], kept: [...kept] };
}
export type ProtectTogether = typeof protectTogether;

/** Of the figures above a count that are still told the smallest of the finest, of its own measure before others. */
function coarser(
  { wanted, cube }: { wanted: Wanted; cube: Cube },
  { measure, cell }: Target,
  hidden: Hidden | null,
  given: Given = () => undefined,
): Target | null {
  const rankOf = (one: Target): number[] => [
    one.measure === measure ? 0 : 1,
    -cube.nodesOf(one.cell).filter((node) => node !== ALL).length,
    cube.cells[one.cell]?.[one.measure] ?? 0,
  ];
  const shown = cube
    .above(cell)
    .filter((one) => cube.nodesOf(one).some((node) => node !== ALL))
    .flatMap((one) => ORDER.map((other): Target => ({ measure: other, cell: one })))
    .filter((one) => hidden?.[one.measure].has(one.cell) === false)
    .filter((one) => given(wanted, cube.nodesOf(one.cell), one.measure) === undefined)
    .filter((one) => (cube.cells[one.cell]?.[one.measure] ?? 0) > 0);
  return (
    shown.sort((one, other) => {
      const [mine, its] = [rankOf(one), rankOf(other)];
      const at = mine.findIndex((value, place) => value !== its[place]);
      return (mine[at] ?? 0) - (its[at] ?? 0);
    })[0] ?? null
  );
}

const NOBODY: Cell = [0, 0, 0, 0];

function figuresOf([
  enrolled = null,
  started = null,
  completed = null,
  certified = null,
]: Cell): Figures {
  return { enrolled, started, completed, certified, rate: rateOf(completed, enrolled) };
}

/** What may be told of a cell; a cell that is not in the table counts nobody. */
export const figuresAt = (table: ProtectedTable, nodes: readonly string[]): Figures =>
  figuresOf(table.cells[cellKey(nodes)] ?? NOBODY);

/** What an earlier month told of a cell, where this one tells less. */
export function earlierAt({ earlier }: ProtectedTable, nodes: readonly string[]): Dated | null {
  const was = earlier?.[cellKey(nodes)];
  return was === undefined ? null : { figures: figuresOf(was.cell), cutOffDay: was.closedOn };
}

/** Whether a table goes down to a node, or as far as that depth in a dimension; months of a large table may be left out. */
export const goesTo = ({ ways }: ProtectedTable, dimension: number, depth: number): boolean =>
  (ways[dimension] ?? []).every((way) => way.length >= depth);

/** The ways down one dimension that lead through a node. */
export const waysThrough = (
  { ways }: ProtectedTable,
  dimension: number,
  node: string,
): string[][] => (ways[dimension] ?? []).filter((way) => node === ALL || way.includes(node));
