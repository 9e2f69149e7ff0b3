import { addCounts, noCounts, type Counts } from './counts.ts';
import { type CountTable } from './disclosure.ts';
import type { Line } from './reader.ts';

/** A row of the finest grouping: for each dimension the way down its tree, such as state and municipality. */
export interface Leaf {
  paths: readonly (readonly string[])[];
  counts: Counts;
}

/** Stands for a whole dimension. */
export const ALL = '';
export const SEPARATOR = '\u001f';

/** Names a cell by one node of each dimension. */
export const cellKey = (nodes: readonly string[]): string => nodes.join(SEPARATOR);

interface Tree {
  depth: Map<string, number>;
  children: Map<string, Set<string>>;
  parent: Map<string, string>;
}

/**
 * Nodes go by their names, whatever order the leaves came in: which of two like cells is hidden hangs on the order, and has to
 * be decided alike in every table that has these two.
 */
function treeOf(leaves: readonly Leaf[], dimension: number): Tree {
  const tree: Tree = { depth: new Map([[ALL, 0]]), children: new Map(), parent: new Map() };
  const ways = new Map(
    leaves.map(({ paths }) => [cellKey(paths[dimension] ?? []), paths[dimension] ?? []]),
  );
  const sorted = [...ways].sort(([one], [other]) => (one < other ? -1 : 1));
  for (const [, way] of sorted) {
    let above = ALL;
    for (const [place, node] of way.entries()) {
      tree.depth.set(node, place + 1);
      tree.parent.set(node, above);
      const siblings = tree.children.get(above);
      if (siblings === undefined) tree.children.set(above, new Set([node]));
      else siblings.add(node);
      above = node;
    }
  }
  return tree;
}

/** Every tuple of one element from each list. */
function product(lists: readonly (readonly string[])[]): string[][] {
  return lists.reduce<string[][]>(
    (tuples, list) => tuples.flatMap((tuple) => list.map((element) => [...tuple, element])),
    [[]],
  );
}

export interface Cube extends CountTable {
  /** Where each cell stands in the table. */
  places: ReadonlyMap<string, number>;
  /** The nodes of a cell, one of each dimension. */
  nodesOf(cell: number): readonly string[];
  /** The cells that a cell is part of, near and far. */
  above(cell: number): number[];
  /** The finest nodes of one dimension that lie below a node, or the node itself. */
  leavesUnder(dimension: number, node: string): string[];
}

/** How many cells a cube of these leaves would have, before it is made. */
export function cubeSize(leaves: readonly Leaf[], dimensions: number): number {
  let size = 1;
  for (let place = 0; place < dimensions; place += 1) {
    const nodes = new Set(leaves.flatMap(({ paths }) => paths[place] ?? []));
    size *= nodes.size + 1;
  }
  return size;
}

/** The counts of every cell: each leaf counts in all cells above it. */
export function sumsOf(leaves: readonly Leaf[]): Map<string, Counts> {
  const sums = new Map<string, Counts>();
  for (const { paths, counts } of leaves) {
    for (const nodes of product(paths.map((path) => [ALL, ...path]))) {
      const key = cellKey(nodes);
      sums.set(key, addCounts(sums.get(key) ?? noCounts, counts));
    }
  }
  return sums;
}

function leavesUnder(tree: Tree | undefined, node: string): string[] {
  const children = tree?.children.get(node);
  if (children === undefined) return tree?.depth.has(node) === true && node !== ALL ? [node] : [];
  return [...children].flatMap((child) => leavesUnder(tree, child));
}

/** A node with all those above it. */
function wayUp(tree: Tree | undefined, node: string): string[] {
  const parent = tree?.parent.get(node);
  return parent === undefined ? [node] : [node, ...wayUp(tree, parent)];
}

/**
 * All sums of a table over some dimensions, each a tree, and the lines in which they add up. A cell of fewer dimensions
 * is decided before those it is the sum of, so that the same figure is shown or hidden on every page that has it.
 */
export function cubeOf(leaves: readonly Leaf[], dimensions: number): Cube {
  const sums = sumsOf(leaves);
  const trees = Array.from({ length: dimensions }, (_, place) => treeOf(leaves, place));
  const places = new Map<string, number>();
  const placeOf = (key: string): number => {
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, places.size);
    return places.size - 1;
  };
  for (const key of sums.keys()) placeOf(key);

  const stepsByDepth = new Map<string, { depths: number[]; lines: Line[] }>();
  for (const nodes of product(trees.map(({ depth }) => [...depth.keys()]))) {
    const key = cellKey(nodes);
    const depths = nodes.map((node, place) => trees[place]?.depth.get(node) ?? 0);
    for (const [place, node] of nodes.entries()) {
      const children = trees[place]?.children.get(node);
      if (children === undefined) continue;
      const parts = [...children].map((child) => placeOf(cellKey(nodes.with(place, child))));
      const below = depths.with(place, (depths[place] ?? 0) + 1);
      const step = stepsByDepth.get(below.join()) ?? { depths: below, lines: [] };
      step.lines.push({ total: placeOf(key), parts });
      stepsByDepth.set(below.join(), step);
    }
  }
  const ordered = [...stepsByDepth.values()].sort(
    (one, other) => deep(one.depths) - deep(other.depths),
  );
  const emptyCross = emptyCrosses(places, sums, trees);
  const keys = [...places.keys()];
  const nodesOf = (cell: number): string[] => keys[cell]?.split(SEPARATOR) ?? [];
  return {
    nodesOf,
    above: (cell) =>
      product(nodesOf(cell).map((node, place) => wayUp(trees[place], node)))
        .map((nodes) => placeOf(cellKey(nodes)))
        .filter((other) => other !== cell),
    cells: keys.map((key) => sums.get(key) ?? noCounts),
    steps: ordered.map(({ depths, lines }) => ({
      lines,
      bearing: ordered
        .filter((other) => other.depths.every((depth, place) => depth <= (depths[place] ?? 0)))
        .flatMap((other) => other.lines),
    })),
    places,
    isHiddenZero: (cell) => emptyCross.has(cell),
    leavesUnder: (dimension, node) => leavesUnder(trees[dimension], node),
  };
}

const deep = (depths: readonly number[]): number => depths.reduce((sum, depth) => sum + depth, 0);

/**
 * Cells of two dimensions or more that count nobody, though nothing shown says so: each of their totals counts somebody
 * or is such a cell itself.
 */
function emptyCrosses(
  places: ReadonlyMap<string, number>,
  sums: ReadonlyMap<string, Counts>,
  trees: readonly Tree[],
): Set<number> {
  const found = new Set<number>();
  const isEmpty = (key: string): boolean => (sums.get(key)?.enrolled ?? 0) === 0;
  const depthOf = (key: string): number =>
    deep(key.split(SEPARATOR).map((node, place) => trees[place]?.depth.get(node) ?? 0));
  const empty = [...places].filter(([key]) => isEmpty(key));
  for (const [key, cell] of empty.sort(([one], [other]) => depthOf(one) - depthOf(other))) {
    const nodes = key.split(SEPARATOR);
    if (nodes.filter((node) => node !== ALL).length < 2) continue;
    const saysNothing = nodes.every((node, place) => {
      const parent = trees[place]?.parent.get(node);
      if (parent === undefined) return true;
      const total = cellKey(nodes.with(place, parent));
      return !isEmpty(total) || found.has(places.get(total) ?? -1);
    });
    if (saysNothing) found.add(cell);
  }
  return found;
}
