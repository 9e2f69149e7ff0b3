import type highsModule from 'highs';

/** Unknowns that are counts, and what is known of them. Unknowns are told by their place. */
export interface Program {
  /** Least and most of each unknown. */
  low: readonly number[];
  high: readonly number[];
  /** The sum of some, less the sum of others, is so much. */
  sums: readonly { plus: readonly number[]; minus: readonly number[]; value: number }[];
  /** The first is no more than the second. */
  pairs: readonly (readonly [number, number])[];
}

/** The values of a program's unknowns in which a sum of some, each times its weight, is as large as it can be; null when there are none. */
export type Maximise = (weights: ReadonlyMap<number, number>) => readonly number[] | null;

/** Works with a program that may be asked again and again: each answer begins from the one before. */
export type Solve = <T>(program: Program, work: (maximise: Maximise) => T) => T;

/** Its types describe a CommonJS module, whose default export stands one level deeper than that of the module that runs. */
type LoadHighs = typeof highsModule.default;

/** Linear programs are solved by HiGHS, which takes some megabytes and is loaded with the first table that is protected. */
export async function openSolver(): Promise<Solve> {
  const { default: loaded } = await import('highs');
  const highs = await (loaded as unknown as LoadHighs)();
  const { maximize } = highs.constants.objectiveSense;
  const { optimal } = highs.constants.modelStatus;
  return ({ low, high, sums, pairs }, work) => {
    const columns = low.length;
    const rows = [
      ...sums.map(({ plus, minus, value }) => ({ plus, minus, least: value, most: value })),
      ...pairs.map(([small, large]) => ({
        plus: [small],
        minus: [large],
        least: -highs.infinity,
        most: 0,
      })),
    ];
    const starts = [0];
    const indices: number[] = [];
    const values: number[] = [];
    for (const { plus, minus } of rows) {
      indices.push(...plus, ...minus);
      values.push(...plus.map(() => 1), ...minus.map(() => -1));
      starts.push(indices.length);
    }
    const model = highs.createModel({
      numCols: columns,
      numRows: rows.length,
      sense: maximize,
      colCost: new Float64Array(columns),
      colLower: Float64Array.from(low),
      colUpper: Float64Array.from(high),
      rowLower: rows.map(({ least }) => least),
      rowUpper: rows.map(({ most }) => most),
      matrix: { format: 'csr', numRows: rows.length, numCols: columns, starts, indices, values },
    });
    try {
      model.options.set({ output_flag: false, presolve: 'off', solver: 'simplex' });
      return work((weights) => {
        const costs = new Float64Array(columns);
        for (const [place, weight] of weights) costs[place] = weight;
        model.changeColsCost({ kind: 'range', from: 0, to: columns - 1 }, costs);
        if (model.run().modelStatus !== optimal) return null;
        return Array.from(model.getSolution().colValue);
      });
    } finally {
      model.dispose();
    }
  };
}

/** More was asked than somebody can wait for. */
export class TooMuchToSolve extends Error {}

/**
 * A solver that gives up after so much: the sizes of what it solved, rows by columns, added up. It is counted in sizes and
 * not by a clock, so that the same table is decided alike on every machine. Once it has given up it does so at once.
 */
export function bounded(solve: Solve, most: number): Solve {
  let asked = 0;
  return (program, work) => {
    const size = (program.sums.length + program.pairs.length) * program.low.length;
    return solve(program, (maximise) =>
      work((weights) => {
        asked += size;
        if (asked > most) throw new TooMuchToSolve();
        return maximise(weights);
      }),
    );
  };
}
