import { toldTooClosely, type Target } from './audit.ts';
import { noCounts, type Counts } from './counts.ts';
import type { Hidden } from './disclosure.ts';
import { openSolver, type Solve } from './linear.ts';
import type { Line } from './reader.ts';
import { hideSmallCounts } from './small-counts.ts';

/** People registered in networks of one fund in one state: of those whom a reader may not list, and of those whom she may. */
export interface NetworkCross {
  funding: string | null;
  stateCode: string;
  unnamed: number;
  named: number;
}

/** What is told of each line, by its name; null: nothing. */
export type ToldLines = Record<string, number | null>;

export const ALL_NETWORKS = 'all';
export const fundingLine = (funding: string | null): string => `fund ${funding ?? ''}`;
export const stateLine = (stateCode: string): string => `state ${stateCode}`;

let solver: Promise<Solve> | undefined;

/** Networks of one fund in one state are one cross. */
function together(crosses: readonly NetworkCross[]): NetworkCross[] {
  const found = new Map<string, NetworkCross>();
  for (const cross of crosses) {
    const key = JSON.stringify([cross.funding, cross.stateCode]);
    const { unnamed, named } = found.get(key) ?? { unnamed: 0, named: 0 };
    found.set(key, { ...cross, unnamed: unnamed + cross.unnamed, named: named + cross.named });
  }
  return [...found.values()];
}

/** All, the funds, the states, and below them each fund in each state, by their places. */
function tableOf(crosses: readonly NetworkCross[]) {
  const places = new Map<string, number>([[ALL_NETWORKS, 0]]);
  const placeOf = (name: string): number => {
    const known = places.get(name) ?? places.size;
    places.set(name, known);
    return known;
  };
  const funds = new Set(crosses.map(({ funding }) => placeOf(fundingLine(funding))));
  const states = new Set(crosses.map(({ stateCode }) => placeOf(stateLine(stateCode))));
  const cells: Counts[] = Array.from({ length: places.size }, () => noCounts);
  const below = new Map<number, number[]>();
  for (const { funding, stateCode, unnamed } of crosses) {
    const cross = cells.push({ ...noCounts, enrolled: unnamed }) - 1;
    for (const line of [0, placeOf(fundingLine(funding)), placeOf(stateLine(stateCode))]) {
      cells[line] = { ...noCounts, enrolled: (cells[line]?.enrolled ?? 0) + unnamed };
      if (line > 0) below.set(line, [...(below.get(line) ?? []), cross]);
    }
  }
  const lines: Line[] = [
    { total: 0, parts: [...funds] },
    { total: 0, parts: [...states] },
    ...[...below].map(([total, parts]) => ({ total, parts })),
  ];
  return { places, funds, states, cells, lines };
}

/**
 * Lines of networks by fund and by state as they may be told beside each other. Which funds have networks in which states is
 * public, so a fund of one state and that state are one count. After the small ones, each with what its own table would give
 * back, lines are hidden until a reader with a linear program tells no small count, of a fund within a state either.
 */
export async function hideNetworkLines(
  crosses: readonly NetworkCross[],
  k: number,
): Promise<ToldLines> {
  const solve = await (solver ??= openSolver());
  const { places, funds, states, cells, lines } = tableOf(together(crosses));
  const size = (cell: number): number => cells[cell]?.enrolled ?? 0;
  const hidden = new Set([...cells.keys()].filter((cell) => cell >= places.size));
  if (size(0) > 0 && size(0) < k) hidden.add(0);
  for (const some of [[...funds], [...states]]) {
    const shown = hideSmallCounts(some.map(size), k);
    for (const [at, cell] of some.entries()) if (shown[at] === null) hidden.add(cell);
  }
  const targets = [...cells.keys()]
    .filter((cell) => size(cell) > 0 && size(cell) < k)
    .map((cell): Target => ({ measure: 'enrolled', cell }));
  const toldWith = (hiding: ReadonlySet<number>): number => {
    const none = new Set<number>();
    const all: Hidden = { enrolled: hiding, started: none, completed: none, certified: none };
    return toldTooClosely({ cells, lines, hidden: all }, targets, k, solve).length;
  };
  for (let told = toldWith(hidden); told > 0;) {
    const shown = [...places.values()]
      .filter((cell) => !hidden.has(cell) && size(cell) > 0)
      .sort((one, other) => size(one) - size(other));
    const [smallest] = shown;
    if (smallest === undefined) break;
    const helps = shown.find((cell) => toldWith(new Set([...hidden, cell])) < told);
    hidden.add(helps ?? smallest);
    told = toldWith(hidden);
  }
  return Object.fromEntries(
    [...places].map(([name, cell]) => {
      const known = crosses
        .filter(
          ({ funding, stateCode }) =>
            cell === 0 || [fundingLine(funding), stateLine(stateCode)].includes(name),
        )
        .reduce((sum, { named }) => sum + named, 0);
      return [name, hidden.has(cell) ? null : size(cell) + known];
    }),
  );
}
export type HideNetworkLines = typeof hideNetworkLines;
