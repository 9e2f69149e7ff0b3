import { expect } from 'chai';
import { ALL, cellKey, cubeOf, type Cube, type Leaf } from '../../../src/features/reports/cube.ts';
import {
  MEASURES,
  noCounts,
  type Counts,
  type Measure,
} from '../../../src/features/reports/counts.ts';
import { isFit, suppress, type Hidden } from '../../../src/features/reports/disclosure.ts';
import { openSolver, type Program, type Solve } from '../../../src/features/reports/linear.ts';
import { seeded } from '../../../src/lib/seeded.ts';
import { flowAttack } from './flow-attack.ts';

const K = 10;

const enrolledOnly = (enrolled: number): Counts => ({ ...noCounts, enrolled });

const leavesOf = (values: readonly (readonly number[])[]): Leaf[] =>
  values.flatMap((row, r) =>
    row.map((value, c): Leaf => ({
      paths: [[`r${String(r)}`], [`c${String(c)}`]],
      counts: enrolledOnly(value),
    })),
  );

/** What a reader of all measures at once tells of each hidden count that must not be told, by a linear program of her own. */
function jointAttack(
  { cells, steps }: Cube,
  hidden: Hidden,
  solve: Solve,
): { name: string; width: number }[] {
  const order: readonly Measure[] = ['enrolled', 'started', 'completed', 'certified'];
  const at = (measure: Measure, cell: number): number =>
    order.indexOf(measure) * cells.length + cell;
  const low: number[] = [];
  const high: number[] = [];
  for (const measure of order) {
    for (const [cell, counts] of cells.entries()) {
      const isHidden = hidden[measure].has(cell);
      low.push(isHidden ? 0 : counts[measure]);
      high.push(isHidden ? 100_000 : counts[measure]);
    }
  }
  const lines = steps.flatMap((step) => step.lines);
  const program: Program = {
    low,
    high,
    sums: order.flatMap((measure) =>
      lines.map(({ total, parts }) => ({
        plus: parts.map((part) => at(measure, part)),
        minus: [at(measure, total)],
        value: 0,
      })),
    ),
    pairs: order
      .slice(1)
      .flatMap((small, place) =>
        cells.map((_, cell) => [at(small, cell), at(order[place] ?? small, cell)] as const),
      ),
  };
  const found: { name: string; width: number }[] = [];
  solve(program, (maximise) => {
    for (const measure of MEASURES) {
      for (const cell of hidden[measure]) {
        const counts = cells[cell] ?? noCounts;
        if (isFit(measure, counts, K)) continue;
        const place = at(measure, cell);
        const most = maximise(new Map([[place, 1]]))?.[place] ?? Number.NaN;
        const least = maximise(new Map([[place, -1]]))?.[place] ?? Number.NaN;
        found.push({ name: `${measure} ${String(counts[measure])}`, width: most - least });
      }
    }
  });
  return found;
}

describe('the interval attack', function () {
  this.timeout(240_000);
  let solve: Solve;
  before(async () => {
    solve = await openSolver();
  });

  it('finds in the worked table what the blueprint says, and not the two small cells', () => {
    const values = [
      [14, 12],
      [3, 22],
      [25, 6],
    ];
    const cube = cubeOf(leavesOf(values), 2);
    const hidden = suppress(cube, K, solve, { measures: ['enrolled'] }).hidden.enrolled;
    const isHidden = (row: number, column: number): boolean =>
      hidden.has(cube.places.get(cellKey([`r${String(row)}`, `c${String(column)}`])) ?? -1);
    const shown = [...cube.places].filter(([, cell]) => !hidden.has(cell)).map(([key]) => key);
    expect(shown).to.have.members(
      [
        [ALL, ALL],
        ['r0', ALL],
        ['r1', ALL],
        ['r2', ALL],
        [ALL, 'c0'],
        [ALL, 'c1'],
        ['r0', 'c0'],
        ['r0', 'c1'],
      ].map(cellKey),
    );
    const told = flowAttack(values, isHidden);
    expect(told.get('1,0')).to.deep.equal([0, 25]);
    expect(told.get('2,1')).to.deep.equal([3, 28]);
  });

  it('recovers no small cell of 1,000 random tables, none to less than ten', () => {
    const random = seeded(1325);
    const between = (least: number, most: number): number =>
      least + Math.floor(random() * (most - least + 1));
    let [tables, small, all, hiddenCells] = [0, 0, 0, 0];
    const exact: string[] = [];
    const close: string[] = [];
    while (tables < 1000) {
      const [rows, columns] = [between(3, 8), between(2, 6)];
      const values = Array.from({ length: rows }, () =>
        Array.from({ length: columns }, () =>
          random() < 1 / 3 ? between(1, K - 1) : between(K, 60),
        ),
      );
      const sums = [
        ...values.map((row) => row.reduce((sum, value) => sum + value, 0)),
        ...Array.from({ length: columns }, (_, c) =>
          values.reduce((sum, row) => sum + (row[c] ?? 0), 0),
        ),
      ];
      // The totals are published, so each must be fit to be.
      if (sums.some((sum) => sum < K)) continue;
      tables += 1;
      const cube = cubeOf(leavesOf(values), 2);
      const hidden = suppress(cube, K, solve, { measures: ['enrolled'] }).hidden.enrolled;
      const isHidden = (row: number, column: number): boolean =>
        hidden.has(cube.places.get(cellKey([`r${String(row)}`, `c${String(column)}`])) ?? -1);
      const told = flowAttack(values, isHidden);
      for (const [r, row] of values.entries()) {
        for (const [c, value] of row.entries()) {
          all += 1;
          if (isHidden(r, c)) hiddenCells += 1;
          if (value >= K) continue;
          small += 1;
          const range = told.get(`${String(r)},${String(c)}`);
          expect(range, 'a small cell is shown').to.not.equal(undefined);
          const width = (range?.[1] ?? 0) - (range?.[0] ?? 0);
          const where = `table ${String(tables)}, ${String(r)},${String(c)}: ${String(range)}`;
          if (width === 0) exact.push(where);
          else if (width < K) close.push(where);
        }
      }
    }
    expect(small).to.be.greaterThan(6000);
    expect(exact, 'recovered').to.deep.equal([]);
    expect(close, 'told to less than ten').to.deep.equal([]);
    // Half of the cells, as the prototype of the rule: a control that hides everything would pass the rest.
    expect(hiddenCells / all).to.be.below(0.55);
  });

  it('tells nothing to less than ten, of all measures of a table together, and nothing exactly where three dimensions cross', () => {
    const random = seeded(8217);
    const between = (least: number, most: number): number =>
      least + Math.floor(random() * (most - least + 1));
    const counts = (): Counts => {
      const enrolled = random() < 1 / 3 ? between(0, 14) : between(15, 90);
      const started = between(Math.floor(enrolled / 2), enrolled);
      const completed = between(0, started);
      return { enrolled, started, completed, certified: between(0, completed) };
    };
    const close: string[] = [];
    let [attacked, hiddenBeside] = [0, 0];
    for (let table = 0; table < 90; table += 1) {
      const sizes = [between(2, 5), between(2, 4), ...(table % 3 === 0 ? [2] : [])];
      const places = sizes.reduce<string[][]>(
        (tuples, size, at) =>
          tuples.flatMap((tuple) =>
            Array.from({ length: size }, (_, n) => [...tuple, `${String(at)}-${String(n)}`]),
          ),
        [[]],
      );
      const leaves = places.map((place): Leaf => ({
        paths: place.map((node) => [node]),
        counts: counts(),
      }));
      const cube = cubeOf(leaves, sizes.length);
      const { hidden: whole } = suppress(cube, K, solve);
      // A table that takes too long to prove is one that gives up early: what it has not proved it does not tell.
      const { hidden: givenUp } = suppress(cube, K, solve, { most: 900 });
      hiddenBeside += givenUp.completed.size - whole.completed.size;
      for (const hidden of [whole, givenUp])
        for (const { name, width } of jointAttack(cube, hidden, solve)) {
          attacked += 1;
          // Three tables of two dimensions, taken together, narrow a few cells a little; none of them alone does.
          const apart = sizes.length === 2 ? K : 1;
          if (!(width >= apart - 1e-6))
            close.push(`table ${String(table)}: ${name}, ${String(width)}`);
        }
    }
    expect(hiddenBeside).to.be.greaterThan(20);
    expect(attacked).to.be.greaterThan(500);
    expect(close).to.deep.equal([]);
  });
});
