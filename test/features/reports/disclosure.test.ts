import { expect } from 'chai';
import fc from 'fast-check';
import { ALL, cellKey, cubeOf, type Cube, type Leaf } from '../../../src/features/reports/cube.ts';
import {
  MEASURES,
  noCounts,
  type Counts,
  type Measure,
} from '../../../src/features/reports/counts.ts';
import {
  hideCells,
  isFit,
  suppress,
  type Hidden,
} from '../../../src/features/reports/disclosure.ts';
import { openSolver, type Solve } from '../../../src/features/reports/linear.ts';
import { workOut, type Line } from '../../../src/features/reports/reader.ts';

type Interval = [number, number];

/**
 * What a reader can work out of each cell, from all measures together. It shares no code with the control, so that a
 * mistake there is not repeated here.
 */
function attack(cube: Cube, hidden: Hidden): Record<Measure, Interval[]> {
  const known = {} as Record<Measure, Interval[]>;
  for (const measure of MEASURES) {
    known[measure] = cube.cells.map((counts, cell) =>
      hidden[measure].has(cell) ? [0, Infinity] : [counts[measure], counts[measure]],
    );
  }
  const lines = cube.steps.flatMap((step) => step.lines);
  const chain: [Measure, Measure][] = [
    ['certified', 'completed'],
    ['completed', 'started'],
    ['started', 'enrolled'],
  ];
  for (let round = 0, moved = true; moved && round < 300; round += 1) {
    moved = false;
    const of = (measure: Measure, cell: number): Interval => known[measure][cell] ?? [0, Infinity];
    const narrow = (measure: Measure, cell: number, low: number, high: number): void => {
      const [oldLow, oldHigh] = of(measure, cell);
      if (low <= oldLow && high >= oldHigh) return;
      known[measure][cell] = [Math.max(low, oldLow), Math.min(high, oldHigh)];
      moved = true;
    };
    for (const [small, large] of chain) {
      for (const cell of cube.cells.keys()) {
        narrow(small, cell, 0, of(large, cell)[1]);
        narrow(large, cell, of(small, cell)[0], Infinity);
      }
    }
    const sumOf = (measure: Measure, cells: readonly number[], end: 0 | 1): number =>
      cells.reduce((sum, cell) => sum + of(measure, cell)[end], 0);
    for (const measure of MEASURES) {
      for (const { total, parts } of lines) {
        narrow(measure, total, sumOf(measure, parts, 0), sumOf(measure, parts, 1));
        for (const part of parts) {
          const others = parts.filter((other) => other !== part);
          const [least, most] = of(measure, total);
          narrow(
            measure,
            part,
            least - sumOf(measure, others, 1),
            most - sumOf(measure, others, 0),
          );
        }
      }
    }
  }
  return known;
}

const counts = fc
  .tuple(
    fc.oneof(fc.integer({ min: 0, max: 14 }), fc.integer({ min: 0, max: 80 })),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  )
  .map(([enrolled, s, f, c]): Counts => {
    const started = Math.round(enrolled * s);
    const completed = Math.round(started * f);
    return { enrolled, started, completed, certified: Math.round(completed * c) };
  });

const oneWay = fc
  .array(counts, { minLength: 1, maxLength: 9 })
  .map((rows): Leaf[] => rows.map((row, at) => ({ paths: [[`r${String(at)}`]], counts: row })));

/** Rows by columns, the rows in groups as municipalities are in states. */
const twoWay = fc
  .tuple(
    fc.integer({ min: 1, max: 3 }),
    fc.integer({ min: 1, max: 4 }),
    fc.integer({ min: 2, max: 4 }),
  )
  .chain(([states, each, columns]) =>
    fc
      .array(counts, { minLength: states * each * columns, maxLength: states * each * columns })
      .map((cells): Leaf[] =>
        cells.map((cell, at) => {
          const row = Math.floor(at / columns);
          return {
            paths: [
              [`s${String(Math.floor(row / each))}`, `m${String(row)}`],
              [`c${String(at % columns)}`],
            ],
            counts: cell,
          };
        }),
      ),
  );

describe('disclosure control', function () {
  this.timeout(120_000);
  let solve: Solve;
  before(async () => {
    solve = await openSolver();
  });

  it('hides in the worked table of three rows and two columns exactly what is needed', () => {
    const values = [14, 12, 3, 22, 25, 6];
    const names = ['A women', 'A men', 'B women', 'B men', 'C women', 'C men'];
    const TOTAL = 100;
    const rows: Line[] = [0, 2, 4].map((at) => ({ total: TOTAL + at, parts: [at, at + 1] }));
    const columns: Line[] = [0, 1].map((at) => ({
      total: TOTAL + at,
      parts: [at, at + 2, at + 4],
    }));
    for (const lines of [
      [...rows, ...columns],
      [...columns, ...rows],
    ]) {
      const hidden = hideCells({
        steps: [{ lines, bearing: lines }],
        primary: new Set([2, 5]),
        size: (cell) => values[cell] ?? 0,
        hasRoom: () => true,
        restIsFit: (cells) => cells.reduce((sum, cell) => sum + (values[cell] ?? 0), 0) >= 10,
        tooClose: () => [],
      });
      const found = [...hidden].map((cell) => names[cell]).sort();
      expect(found).to.deep.equal(['B men', 'B women', 'C men', 'C women']);
    }
  });

  it('tells from the worked table what a reader tells: B women lie in 0 to 25, C men in 3 to 28', () => {
    const low = Float64Array.from([14, 12, 0, 0, 0, 0, 42, 40, 26, 25, 31]);
    const high = Float64Array.from([
      14,
      12,
      ...Array<number>(4).fill(Infinity),
      42,
      40,
      26,
      25,
      31,
    ]);
    const bounds = { low, high };
    workOut(
      [
        { total: 6, parts: [0, 2, 4] },
        { total: 7, parts: [1, 3, 5] },
        { total: 8, parts: [0, 1] },
        { total: 9, parts: [2, 3] },
        { total: 10, parts: [4, 5] },
      ],
      bounds,
    );
    expect([bounds.low[2], bounds.high[2]]).to.deep.equal([0, 25]);
    expect([bounds.low[5], bounds.high[5]]).to.deep.equal([3, 28]);
  });

  for (const k of [5, 10]) {
    it(`never shows a count from 1 to ${String(k - 1)}, nor two that differ by so little`, () => {
      fc.assert(
        fc.property(fc.oneof(oneWay, twoWay), (leaves) => {
          const cube = cubeOf(leaves, leaves[0]?.paths.length ?? 1);
          const { hidden } = suppress(cube, k, solve);
          for (const [cell, c] of cube.cells.entries()) {
            const seen = MEASURES.filter((measure) => !hidden[measure].has(cell)).map((m) => c[m]);
            for (const one of [0, ...seen]) {
              for (const other of seen) {
                const apart = Math.abs(one - other);
                expect(apart === 0 || apart >= k, `${String(cell)}: ${seen.join(' ')}`).to.equal(
                  true,
                );
              }
            }
          }
        }),
        { numRuns: 150 },
      );
    });

    for (const { what, table } of [
      { what: 'in a table of one dimension', table: oneWay },
      { what: 'where dimensions cross', table: twoWay },
    ]) {
      it(`leaves nothing hidden that subtraction would give back to less than ${String(k)} ${what}`, () => {
        fc.assert(
          fc.property(table, (leaves) => {
            const cube = cubeOf(leaves, leaves[0]?.paths.length ?? 1);
            const { hidden } = suppress(cube, k, solve);
            const known = attack(cube, hidden);
            for (const measure of ['enrolled', 'completed'] as const) {
              for (const cell of hidden[measure]) {
                if (isFit(measure, cube.cells[cell] ?? noCounts, k)) continue;
                const [low, high] = known[measure][cell] ?? [0, 0];
                const found = `${measure} of ${String(cell)}: ${String(low)}..${String(high)}`;
                expect(high - low, found).to.be.at.least(k);
              }
            }
          }),
          { numRuns: 150 },
        );
      });
    }
  }

  it('shows everything when every cell is large and nobody stands alone', () => {
    const leaves: Leaf[] = ['a', 'b'].map((row) => ({
      paths: [[row]],
      counts: { enrolled: 60, started: 45, completed: 30, certified: 30 },
    }));
    const { hidden } = suppress(cubeOf(leaves, 1), 10, solve);
    for (const measure of MEASURES) expect([...hidden[measure]], measure).to.deep.equal([]);
  });

  it('decides a figure the same in every table that has it', () => {
    fc.assert(
      fc.property(twoWay, (leaves) => {
        const wide = cubeOf(leaves, 2);
        const narrow = cubeOf(
          leaves.map(({ paths, counts: c }) => ({ paths: [paths[0] ?? []], counts: c })),
          1,
        );
        const { hidden: inWide } = suppress(wide, 10, solve);
        const { hidden: inNarrow } = suppress(narrow, 10, solve);
        for (const [key, cell] of narrow.places) {
          const same = wide.places.get(cellKey([key, ALL])) ?? -1;
          for (const measure of MEASURES) {
            expect(inWide[measure].has(same), key).to.equal(inNarrow[measure].has(cell));
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
