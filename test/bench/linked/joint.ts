import { type Counts, type Measure } from '../../../src/features/reports/counts.ts';
import { isFit } from '../../../src/features/reports/disclosure.ts';
import type { Maximise, Program, Solve } from '../../../src/features/reports/linear.ts';
import { seeded } from '../../../src/lib/seeded.ts';

/**
 * The audit of all tables of one reader together. Tables of the same people are linked, and each may hide enough by itself
 * where all of them do not. So for each count that must not be told another two countries are looked for, in which all that is
 * shown is the same and the count differs by k or more: people who change places in some dimensions. They are looked for
 * among few people at a time, which makes them harder to find and no less true. Where there are none, the cheapest cells are
 * hidden that stand in the way.
 */

/** People alike in every dimension: the way down the tree of each, and how many. */
export interface Alike {
  ways: readonly (readonly string[])[];
  counts: Counts;
}

/** To which depth a table goes in each dimension: 0, not at all. */
export type Depths = readonly number[];

/** A cell by its nodes, one of each dimension; '' is all of it. */
export type Nodes = readonly string[];

interface Given {
  people: readonly Alike[];
  tables: readonly Depths[];
  /** What the tables hide, each by itself. */
  isHidden: (nodes: Nodes, measure: Measure) => boolean;
  k: number;
  solve: Solve;
}

export interface Jointly {
  /** What is hidden beside that, cell by cell. */
  also: { nodes: Nodes; measure: Measure }[];
  /** Counts for which nothing was found: somebody may tell them. */
  unproved: { nodes: Nodes; measure: Measure }[];
  /** How often a linear program was solved. */
  programs: number;
}

/** In the order of the stages: each counts whoever has come so far or further. */
const STAGES = ['enrolled', 'started', 'completed', 'certified'] as const;
const LAST = STAGES.length - 1;
/** Among how many values of a dimension people change places: first few, which is often enough. */
const SIZES = [2, 4, 9];
const GROUPS_PER_SIZE = 15;
/** How many may come into one place, in k. */
const FAR = 3;
const EXACTLY = 1e-6;
/** What a total over everything costs: more than anything that could be hidden instead. */
const DEAR = 400;

interface Cell {
  nodes: Nodes;
  /** By stage. */
  values: number[];
  hidden: boolean[];
  crossed: number;
}

/** People of one stage with the same leaf in each dimension: what may change. */
interface Column {
  leaves: readonly number[];
  stage: number;
  /** How many there are in truth. */
  size: number;
  cells: readonly number[];
}

interface Target {
  cell: number;
  stage: number;
  least: number;
  most: number;
}

type Moves = ReadonlyMap<Column, number>;

interface Row {
  columns: readonly number[];
  places: number[];
  price: number;
}

const placeOf = (cell: number, stage: number): number => cell * STAGES.length + stage;

/** Proves that what the tables hide stays hidden where all of them are read together, and hides more where it does not. */
export function hideJointly(given: Given): Jointly {
  const { k, solve } = given;
  const country = countryOf(given);
  const { cells } = country;
  const targets = country.targets();
  const targetAt = new Map(targets.map((target) => [placeOf(target.cell, target.stage), target]));
  const also = new Set<number>();
  const unproved: Target[] = [];
  const chance = seeded(targets.length);
  let programs = 0;
  const shownCells = new Map<Column, { since: number; places: number[] }>();
  const traces = new Map<string, { since: number; found: Map<string, Column[]> }>();

  const valueOf = ({ cell, stage }: Target): number => cells[cell]?.values[stage] ?? 0;
  const isOpen = ({ least, most }: Target): boolean => most - least < k - EXACTLY;
  const isShown = (place: number): boolean => cells[place >> 2]?.hidden[place & LAST] === false;

  const hide = (place: number): void => {
    const cell = cells[place >> 2];
    if (cell === undefined) return;
    const stage = place & LAST;
    const leaning = stage === 0 ? [0, 1, 2, 3] : stage === 2 ? [1, 2, 3] : [stage];
    for (const one of leaning) {
      if (cell.hidden[one] === true) continue;
      cell.hidden[one] = true;
      also.add(placeOf(place >> 2, one));
    }
  };

  /** Another country: what of it is shown stays, or is hidden from now on; what is hidden moves. */
  const remember = (moves: Moves): void => {
    const moved = new Map<number, number>();
    for (const [column, by] of moves)
      for (const cell of column.cells)
        for (let stage = 0; stage <= column.stage; stage += 1) {
          const place = placeOf(cell, stage);
          moved.set(place, (moved.get(place) ?? 0) + by);
        }
    for (const [place, by] of moved) {
      if (Math.abs(by) > EXACTLY && isShown(place)) hide(place);
      const target = targetAt.get(place);
      if (target === undefined) continue;
      target.least = Math.min(target.least, valueOf(target) + by);
      target.most = Math.max(target.most, valueOf(target) + by);
    }
  };

  const pricesOf = (place: number): number => {
    const cell = cells[place >> 2];
    if (cell === undefined || cell.crossed === 0) return DEAR;
    const size = Math.log2(2 + (cell.values[place & LAST] ?? 0));
    return (cell.crossed === 1 ? 2 : 1) * size * size * ((place & LAST) === 0 ? 1.5 : 1);
  };

  const rowsOf = (columns: readonly Column[], target: Target) => {
    const at = new Map<number, number[]>();
    for (const [index, column] of columns.entries())
      for (const cell of column.cells)
        for (let stage = 0; stage <= column.stage; stage += 1) {
          const place = placeOf(cell, stage);
          if (!isShown(place) && !targetAt.has(place)) continue;
          const known = at.get(place);
          if (known === undefined) at.set(place, [index]);
          else known.push(index);
        }
    const rows = new Map<string, Row>();
    const leaning = new Map<number, number>();
    for (const [place, list] of at) {
      const other = targetAt.get(place);
      if (other !== undefined && other !== target && isOpen(other)) {
        const weight = (chance() - 0.5) / 10;
        for (const index of list) leaning.set(index, (leaning.get(index) ?? 0) + weight);
      }
      if (!isShown(place)) continue;
      const key = list.join();
      const row = rows.get(key);
      if (row === undefined)
        rows.set(key, { columns: list, places: [place], price: pricesOf(place) });
      else {
        row.places.push(place);
        row.price += pricesOf(place);
      }
    }
    const mine = at.get(placeOf(target.cell, target.stage)) ?? [];
    return { rows: [...rows.values()], mine, leaning };
  };

  const movesOf = (columns: readonly Column[], values: readonly number[]): Moves => {
    const moves = new Map<Column, number>();
    for (const [index, column] of columns.entries()) {
      const by = values[index] ?? 0;
      if (Math.abs(by) > 1e-9) moves.set(column, by);
    }
    return moves;
  };

  /** As far up and down as a count goes while nothing that is shown moves. */
  const wander = (target: Target, columns: readonly Column[]): void => {
    const { rows, mine, leaning } = rowsOf(columns, target);
    const free = freeOf(columns, rows);
    const at = new Map(free.map((index, place) => [index, place]));
    const here = (list: readonly number[]): number[] =>
      list.flatMap((index) => at.get(index) ?? []);
    const ours = here(mine);
    if (ours.length === 0) return;
    const sums = new Map(
      rows
        .map((row) => here(row.columns))
        .filter((plus) => plus.length > 0)
        .map((plus) => [plus.join(), plus]),
    );
    const program: Program = {
      low: free.map((index) => -(columns[index]?.size ?? 0)),
      high: free.map(() => FAR * k),
      sums: [...sums.values()].map((plus) => ({ plus, minus: [], value: 0 })),
      pairs: [],
    };
    const found: Moves[] = [];
    solve(program, (maximise: Maximise) => {
      for (const way of [1, -1]) {
        const weights = new Map(
          [...leaning].flatMap(([index, weight]) => {
            const place = at.get(index);
            return place === undefined ? [] : [[place, way * weight] as const];
          }),
        );
        for (const place of ours) weights.set(place, (weights.get(place) ?? 0) + way);
        const values = maximise(weights);
        programs += 1;
        if (values !== null)
          found.push(
            movesOf(
              free.flatMap((index) => columns[index] ?? []),
              values,
            ),
          );
      }
    });
    for (const moves of found) remember(moves);
  };

  /** The cheapest cells whose hiding lets a count go so far. */
  const makeWay = (target: Target, columns: readonly Column[]): void => {
    const { rows, mine } = rowsOf(columns, target);
    const value = valueOf(target);
    const slack = columns.length;
    const surplus = slack + 2 * rows.length;
    let best: { cost: number; moves: Moves } | null = null;
    for (const way of [1, -1]) {
      const by = way === 1 ? target.least + k - value : value - (target.most - k);
      if (way === -1 && by > value) continue;
      const program: Program = {
        low: [...columns.map(({ size }) => -size), ...rows.flatMap(() => [0, 0]), 0],
        high: [...columns.map(() => FAR * k), ...rows.flatMap(() => [1e4, 1e4]), 1e4],
        sums: [
          ...rows.map(({ columns: plus }, row) => ({
            plus: [...plus, slack + 2 * row],
            minus: [slack + 2 * row + 1],
            value: 0,
          })),
          way === 1
            ? { plus: mine, minus: [surplus], value: by }
            : { plus: [...mine, surplus], minus: [], value: -by },
        ],
        pairs: [],
      };
      const costs = new Map(
        rows.flatMap(({ price }, row) =>
          [0, 1].map((side) => [slack + 2 * row + side, -price] as const),
        ),
      );
      const values = solve(program, (maximise) => maximise(costs));
      programs += 1;
      if (values === null) continue;
      const cost = rows.reduce((sum, { price }, row) => {
        const moved = (values[slack + 2 * row] ?? 0) + (values[slack + 2 * row + 1] ?? 0);
        return moved > EXACTLY ? sum + price : sum;
      }, 0);
      if (best === null || cost < best.cost) best = { cost, moves: movesOf(columns, values) };
    }
    if (best !== null) remember(best.moves);
  };

  /** What of a column is shown, until more is hidden. */
  const shownIn = (column: Column): number[] => {
    const known = shownCells.get(column);
    if (known?.since === also.size) return known.places;
    const places = column.cells
      .flatMap((cell) => STAGES.slice(0, column.stage + 1).map((_, stage) => placeOf(cell, stage)))
      .filter(isShown)
      .sort((one, other) => one - other);
    shownCells.set(column, { since: also.size, places });
    return places;
  };

  /** What a move changes of all that is shown, and what its opposite would. */
  const traceOf = (from: Column, to: Column): { trace: string; opposite: string } => {
    const [left, right] = [new Set(shownIn(from)), new Set(shownIn(to))];
    const gone = [...left].filter((place) => !right.has(place)).join();
    const come = [...right].filter((place) => !left.has(place)).join();
    return { trace: `${come}/${gone}`, opposite: `${gone}/${come}` };
  };

  /** People of one value of a dimension by the trace that they would leave if they moved to another. */
  const byTrace = (dimension: number, from: number, to: number): Map<string, Column[]> => {
    const key = [dimension, from, to].join();
    const known = traces.get(key);
    if (known?.since === also.size) return known.found;
    const found = new Map<string, Column[]>();
    for (const column of country.peopleAt(dimension, from)) {
      const there = country.columnAt(column.leaves.with(dimension, to), column.stage);
      const { trace } = traceOf(column, there);
      found.set(trace, [...(found.get(trace) ?? []), column]);
    }
    traces.set(key, { since: also.size, found });
    return found;
  };

  /** People who come to a cell in one dimension, alone where that leaves no trace, else against others who leave the opposite one. */
  const exchange = (target: Target): void => {
    const need = (): number => target.least + k - valueOf(target);
    for (const { dimension, own, donors } of country.donorsOf(target)) {
      const moves = new Map<Column, number>();
      const move = (from: Column, to: Column, by: number): void => {
        moves.set(from, (moves.get(from) ?? 0) - by);
        moves.set(to, (moves.get(to) ?? 0) + by);
      };
      let got = 0;
      const gone = new Map<Column, number>();
      for (const donor of donors) {
        if (got >= need()) break;
        const there = country.columnAt(donor.leaves.with(dimension, own), donor.stage);
        const { trace, opposite } = traceOf(donor, there);
        let left = Math.min(donor.size, need() - got);
        if (trace === '/') {
          move(donor, there, left);
          got += left;
          continue;
        }
        const value = donor.leaves[dimension] ?? -1;
        for (const other of byTrace(dimension, own, value).get(opposite) ?? []) {
          if (left <= 0) break;
          if (other.stage >= target.stage && other.cells.includes(target.cell)) continue;
          const can = Math.min(left, other.size - (gone.get(other) ?? 0));
          if (can <= 0) continue;
          gone.set(other, (gone.get(other) ?? 0) + can);
          move(donor, there, can);
          move(other, country.columnAt(other.leaves.with(dimension, value), other.stage), can);
          got += can;
          left -= can;
        }
      }
      if (got > 0) remember(moves);
      if (!isOpen(target)) return;
    }
  };

  for (const target of targets) {
    if (isOpen(target)) exchange(target);
    let columns: Column[] = [];
    for (const size of SIZES) {
      if (!isOpen(target)) break;
      columns = country.around(target, size);
      wander(target, columns);
    }
    if (isOpen(target)) makeWay(target, columns);
    if (isOpen(target)) unproved.push(target);
  }
  const named = (cell: number, stage: number): { nodes: Nodes; measure: Measure } => ({
    nodes: cells[cell]?.nodes ?? [],
    measure: STAGES[stage] ?? 'enrolled',
  });
  return {
    also: [...also].map((place) => named(place >> 2, place & LAST)),
    unproved: unproved.map(({ cell, stage }) => named(cell, stage)),
    programs,
  };
}

/** The columns that something shown does not keep where they are. */
function freeOf(columns: readonly Column[], rows: readonly Row[]): number[] {
  const fixed = new Set<number>();
  for (let before = -1; before !== fixed.size;) {
    before = fixed.size;
    for (const row of rows) {
      const open = row.columns.filter((index) => !fixed.has(index));
      // Where nobody is that could go, nobody comes either.
      if (open.length === 1 || open.every((index) => columns[index]?.size === 0))
        for (const index of open) fixed.add(index);
    }
  }
  return columns.map((_, index) => index).filter((index) => !fixed.has(index));
}

interface Country {
  cells: Cell[];
  targets: () => Target[];
  /** People who may change places for a target, in the dimensions of its cell. */
  around: (target: Target, size: number) => Column[];
  columnAt: (leaves: readonly number[], stage: number) => Column;
  peopleAt: (dimension: number, leaf: number) => readonly Column[];
  /** In each dimension of a cell those who would be in it with another value, and a value that is in it. */
  donorsOf: (target: Target) => { dimension: number; own: number; donors: Column[] }[];
}

function countryOf({ people, tables, isHidden, k }: Given): Country {
  const dimensions = tables[0]?.length ?? 0;
  const leafWays: string[][][] = Array.from({ length: dimensions }, () => []);
  const leafAt = leafWays.map(() => new Map<string, number>());
  const nodeNames: string[][] = leafWays.map(() => ['']);
  const nodeAt = leafWays.map(() => new Map<string, number>());
  const leafNodes: number[][][] = leafWays.map(() => []);
  const leafOf = (dimension: number, way: readonly string[]): number => {
    const key = way.join('\u001f');
    const known = leafAt[dimension]?.get(key);
    if (known !== undefined) return known;
    const leaf = leafWays[dimension]?.push([...way]) ?? 1;
    leafAt[dimension]?.set(key, leaf - 1);
    leafNodes[dimension]?.push(
      way.map((name) => {
        const node = nodeAt[dimension]?.get(name);
        if (node !== undefined) return node;
        const names = nodeNames[dimension] ?? [];
        names.push(name);
        nodeAt[dimension]?.set(name, names.length - 1);
        return names.length - 1;
      }),
    );
    return leaf - 1;
  };
  const leavesOfPeople = people.map(({ ways }) => ways.map((way, at) => leafOf(at, way)));
  const strides: number[] = [];
  for (let at = 0, stride = 1; at < dimensions; at += 1) {
    strides.push(stride);
    stride *= nodeNames[at]?.length ?? 1;
  }

  /** Each kind of cell that some table has, by its depth in each dimension. */
  const kinds = new Map<string, readonly (readonly [number, number])[]>();
  for (const depths of tables) {
    let some: number[][] = [[]];
    for (const [dimension, depth] of depths.entries()) {
      const longest = Math.max(...(leafWays[dimension] ?? []).map(({ length }) => length));
      const most = Math.min(depth, longest);
      some = some.flatMap((one) => Array.from({ length: most + 1 }, (_, to) => [...one, to]));
    }
    for (const kind of some)
      kinds.set(
        kind.join(),
        kind.flatMap((depth, dimension) => (depth === 0 ? [] : [[dimension, depth - 1] as const])),
      );
  }

  const cells: Cell[] = [];
  const cellAt = new Map<number, number>();
  const cellsOf = (leaves: readonly number[]): number[] => {
    const found: number[] = [];
    for (const kind of kinds.values()) {
      let code = 0;
      let isThere = true;
      for (const [dimension, depth] of kind) {
        const node = leafNodes[dimension]?.[leaves[dimension] ?? -1]?.[depth];
        if (node === undefined) {
          isThere = false;
          break;
        }
        code += node * (strides[dimension] ?? 0);
      }
      if (!isThere) continue;
      let cell = cellAt.get(code);
      if (cell === undefined) {
        cell = cells.length;
        cellAt.set(code, cell);
        const nodes = new Array<string>(dimensions).fill('');
        for (const [dimension, depth] of kind)
          nodes[dimension] = leafWays[dimension]?.[leaves[dimension] ?? -1]?.[depth] ?? '';
        // A cross that counts nobody is hidden like a small one.
        cells.push({
          nodes,
          values: [0, 0, 0, 0],
          hidden: STAGES.map(() => kind.length > 1),
          crossed: kind.length,
        });
      }
      found.push(cell);
    }
    return found;
  };

  const columns = new Map<string, Column>();
  const cellsAt = new Map<string, readonly number[]>();
  const columnAt = (leaves: readonly number[], stage: number): Column => {
    const place = leaves.join();
    const key = `${place};${String(stage)}`;
    const known = columns.get(key);
    if (known !== undefined) return known;
    const mine = cellsAt.get(place) ?? cellsOf(leaves);
    cellsAt.set(place, mine);
    const column: Column = { leaves, stage, size: 0, cells: mine };
    columns.set(key, column);
    return column;
  };
  for (const [at, { counts }] of people.entries()) {
    for (const [stage, measure] of STAGES.entries()) {
      const next = STAGES[stage + 1];
      const size = counts[measure] - (next === undefined ? 0 : counts[next]);
      if (size > 0) columnAt(leavesOfPeople[at] ?? [], stage).size += size;
    }
  }
  const atoms = [...columns.values()];
  for (const { cells: mine, stage, size } of atoms)
    for (const cell of mine)
      for (let to = 0; to <= stage; to += 1) {
        const { values } = cells[cell] ?? { values: [] };
        values[to] = (values[to] ?? 0) + size;
      }
  const countsOf = ({
    values: [enrolled = 0, started = 0, completed = 0, certified = 0],
  }: Cell): Counts => ({
    enrolled,
    started,
    completed,
    certified,
  });
  const isUnfit = (cell: Cell, stage: number): boolean =>
    !isFit(STAGES[stage] ?? 'enrolled', countsOf(cell), k);
  for (const cell of cells)
    cell.hidden = STAGES.map(
      (measure, stage) => isUnfit(cell, stage) || isHidden(cell.nodes, measure),
    );

  const isIn = (cell: Cell, dimension: number, leaf: number): boolean =>
    leafWays[dimension]?.[leaf]?.includes(cell.nodes[dimension] ?? '') === true;

  const peopleAt = leafWays.map(() => new Map<number, Column[]>());
  for (const atom of atoms)
    for (const [dimension, leaf] of atom.leaves.entries()) {
      const known = peopleAt[dimension]?.get(leaf);
      if (known === undefined) peopleAt[dimension]?.set(leaf, [atom]);
      else known.push(atom);
    }

  return {
    cells,
    columnAt,
    peopleAt: (dimension, leaf) => peopleAt[dimension]?.get(leaf) ?? [],
    donorsOf({ cell: at, stage }) {
      const cell = cells[at];
      if (cell === undefined) return [];
      const its = cell.nodes.flatMap((node, dimension) => (node === '' ? [] : [dimension]));
      return its.flatMap((dimension) => {
        const others = its.filter((one) => one !== dimension);
        const [own] = [...(peopleAt[dimension] ?? [])]
          .filter(([leaf]) => isIn(cell, dimension, leaf))
          .sort(([, one], [, other]) => other.length - one.length);
        if (own === undefined) return [];
        const donors = atoms.filter(
          (atom) =>
            atom.stage >= stage &&
            !isIn(cell, dimension, atom.leaves[dimension] ?? -1) &&
            others.every((one) => isIn(cell, one, atom.leaves[one] ?? -1)),
        );
        return [{ dimension, own: own[0], donors }];
      });
    },
    targets: () =>
      cells
        .flatMap((cell, at) =>
          STAGES.flatMap((_, stage): Target[] => {
            const value = cell.values[stage] ?? 0;
            return isUnfit(cell, stage) ? [{ cell: at, stage, least: value, most: value }] : [];
          }),
        )
        .sort((one, other) => {
          const [a, b] = [cells[one.cell], cells[other.cell]];
          return (
            (a?.crossed ?? 0) - (b?.crossed ?? 0) ||
            one.stage - other.stage ||
            one.least - other.least
          );
        }),
    around(target, size) {
      const cell = cells[target.cell];
      if (cell === undefined) return [];
      const its = cell.nodes.flatMap((node, dimension) => (node === '' ? [] : [dimension]));
      const misses = atoms.map((atom) =>
        its.filter((dimension) => !isIn(cell, dimension, atom.leaves[dimension] ?? -1)),
      );
      /** Of the values of a dimension those that are hidden in the place of its own, and with most people near. */
      const valuesIn = (dimension: number): number[] => {
        const near = new Map<number, number>();
        for (const [at, atom] of atoms.entries()) {
          const leaf = atom.leaves[dimension] ?? -1;
          const far = misses[at]?.filter((one) => one !== dimension).length ?? 0;
          near.set(leaf, (near.get(leaf) ?? 0) + atom.size * 0.1 ** far);
        }
        const own = nodeAt[dimension]?.get(cell.nodes[dimension] ?? '') ?? -1;
        const depth = leafNodes[dimension]?.find((nodes) => nodes.includes(own))?.indexOf(own) ?? 0;
        let rest = 0;
        for (const other of its)
          if (other !== dimension)
            rest += (nodeAt[other]?.get(cell.nodes[other] ?? '') ?? 0) * (strides[other] ?? 0);
        const isHiddenAt = (leaf: number): boolean => {
          const nodes = leafNodes[dimension]?.[leaf] ?? [];
          const node = nodes[Math.min(depth, nodes.length - 1)] ?? 0;
          const there = cellAt.get(rest + node * (strides[dimension] ?? 0));
          return there === undefined || cells[there]?.hidden[target.stage] === true;
        };
        const all = [...near]
          .map(([leaf, weight]) => ({ leaf, weight, first: isHiddenAt(leaf) ? 1 : 0 }))
          .sort((one, other) => other.first - one.first || other.weight - one.weight)
          .map(({ leaf }) => leaf);
        return [
          ...all.filter((leaf) => isIn(cell, dimension, leaf)).slice(0, Math.max(1, size - 1)),
          ...all.filter((leaf) => !isIn(cell, dimension, leaf)).slice(0, size),
        ];
      };
      const values = its.map(valuesIn);
      const chosen = values.map((list) => new Set(list));
      const groups = new Map<string, { atom: Column; people: number }>();
      for (const atom of atoms) {
        if (!its.every((dimension, at) => chosen[at]?.has(atom.leaves[dimension] ?? -1))) continue;
        const key = `${atom.leaves.filter((_, dimension) => !its.includes(dimension)).join()};${String(atom.stage)}`;
        const known = groups.get(key);
        if (known === undefined) groups.set(key, { atom, people: atom.size });
        else known.people += atom.size;
      }
      const largest = [...groups.values()]
        .sort((one, other) => other.people - one.people)
        .slice(0, size * GROUPS_PER_SIZE);
      const stages = target.stage > 0 ? STAGES.map((_, stage) => stage) : null;
      const found = new Set<Column>();
      for (const { atom } of largest) {
        let some: number[][] = [[...atom.leaves]];
        for (const [at, dimension] of its.entries())
          some = some.flatMap((leaves) =>
            (values[at] ?? []).map((leaf) => leaves.with(dimension, leaf)),
          );
        for (const leaves of some)
          for (const stage of stages ?? [atom.stage]) found.add(columnAt(leaves, stage));
      }
      return [...found];
    },
  };
}
