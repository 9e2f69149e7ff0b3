import { expect } from 'chai';
import { ALL, cellKey, cubeOf, type Leaf } from '../../../src/features/reports/cube.ts';
import { MEASURES, noCounts } from '../../../src/features/reports/counts.ts';
import { isFit, suppress } from '../../../src/features/reports/disclosure.ts';
import {
  mayTellShare,
  toldSteps,
  type FunnelCounts,
} from '../../../src/features/reports/funnel.ts';
import { STEPS } from '../../../src/features/reports/learned.ts';
import { openSolver, type Program, type Solve } from '../../../src/features/reports/linear.ts';
import { seeded } from '../../../src/lib/seeded.ts';

const K = 10;
const COUNTRIES = 250;
/** From the first to the last, each a part of the one before. */
const CHAIN = [
  'enrolled',
  'started',
  'half',
  'tested',
  'graded',
  'completed',
  'certified',
] as const;
type Link = (typeof CHAIN)[number];
type State = Record<Link, number>;

describe('the funnel', function () {
  this.timeout(120_000);
  let solve: Solve;
  before(async () => {
    solve = await openSolver();
  });

  const random = seeded(1_325_005);
  const state = (): State => {
    let left = 1 + Math.floor(random() * (random() < 0.5 ? 12 : 60));
    const count = (): number => {
      const before = left;
      if (random() < 0.6) left = Math.floor(left * (0.5 + random() / 2));
      return before;
    };
    return Object.fromEntries(CHAIN.map((link) => [link, count()])) as State;
  };
  const sumOf = (states: readonly State[], link: Link): number =>
    states.reduce((sum, one) => sum + one[link], 0);

  it('tells no count under k, and none by the difference of two of its steps', () => {
    let told = 0;
    for (let turn = 0; turn < 2_000; turn += 1) {
      const one = state();
      const account = Math.floor(random() * 80);
      const counts: FunnelCounts = {
        ...one,
        account,
        invited: account + Math.floor(random() * 40),
      };
      const steps = toldSteps(counts, K);
      const shown = [
        counts.started,
        ...STEPS.filter((step) => steps.has(step)).map((step) => counts[step]),
        counts.completed,
      ];
      if (shown.length > 2)
        for (const [at, count] of shown.slice(1).entries())
          expect((shown[at] ?? 0) - count).to.be.at.least(K);
      for (const step of steps) expect(counts[step]).to.be.at.least(K);
      if (steps.has('account')) expect(Math.abs(account - one.enrolled)).to.be.at.least(K);
      if (steps.has('invited')) expect(counts.invited - account).to.be.at.least(K);
      told += steps.size;
    }
    expect(told).to.be.greaterThan(500);
  });

  it('gives back nothing of the table by states to a reader with a program over all that is told', () => {
    let [attacked, steps] = [0, 0];
    const close: string[] = [];
    for (let country = 0; country < COUNTRIES; country += 1) {
      const states = Array.from({ length: 2 + Math.floor(random() * 4) }, state);
      const leaves = states.map((one, at): Leaf => ({
        paths: [[`s${String(at)}`]],
        counts: { ...noCounts, ...pick(one) },
      }));
      const cube = cubeOf(leaves, 1);
      const { hidden } = suppress(cube, K, solve);
      const total = Object.fromEntries(CHAIN.map((link) => [link, sumOf(states, link)])) as State;
      const told = toldSteps({ ...total, invited: 0, account: 0 }, K);
      steps += told.size;
      const cells = cube.cells.length;
      const place = (link: Link, cell: number): number => CHAIN.indexOf(link) * cells + cell;
      const [low, high]: [number[], number[]] = [[], []];
      for (const link of CHAIN)
        for (const [key, cell] of cube.places) {
          const isTotal = key === cellKey([ALL]);
          const isShown = isStep(link) ? isTotal && told.has(link) : !hidden[link].has(cell);
          const value = isStep(link) ? total[link] : (cube.cells[cell]?.[link] ?? 0);
          low[place(link, cell)] = isShown ? value : 0;
          high[place(link, cell)] = isShown ? value : 100_000;
        }
      const lines = cube.steps.flatMap((step) => step.lines);
      const program: Program = {
        low,
        high,
        sums: CHAIN.flatMap((link) =>
          lines.map(({ total: whole, parts }) => ({
            plus: parts.map((part) => place(link, part)),
            minus: [place(link, whole)],
            value: 0,
          })),
        ),
        pairs: CHAIN.slice(1).flatMap((link, at) =>
          cube.cells.map((_, cell) => [place(link, cell), place(CHAIN[at] ?? link, cell)] as const),
        ),
      };
      solve(program, (maximise) => {
        const widthOf = (at: number): number =>
          (maximise(new Map([[at, 1]]))?.[at] ?? Number.NaN) -
          (maximise(new Map([[at, -1]]))?.[at] ?? Number.NaN);
        for (const measure of MEASURES)
          for (const cell of hidden[measure]) {
            if (isFit(measure, cube.cells[cell] ?? noCounts, K)) continue;
            attacked += 1;
            const width = widthOf(place(measure, cell));
            if (!(width > K - 1e-6))
              close.push(`${measure} in ${String(country)}: ${String(width)}`);
          }
        const whole = cube.places.get(cellKey([ALL])) ?? -1;
        for (const step of STEPS) {
          if (told.has(step)) continue;
          const isSmall = total.started - total[step] < K || total[step] - total.completed < K;
          const width = widthOf(place(step, whole));
          const isBetween = total.started - total.completed < K;
          if (isSmall && !isBetween && width < K - 1e-6) close.push(`${step}: ${String(width)}`);
        }
      });
    }
    expect(close).to.deep.equal([]);
    expect(attacked).to.be.greaterThan(500);
    expect(steps).to.be.greaterThan(100);
  });

  it('shares of answers need enough people, and some right and some wrong', () => {
    const share = (people: number, asked: number, correct: number) =>
      mayTellShare({ people, asked, correct }, K);
    expect(share(10, 40, 37)).to.equal(true);
    expect(share(9, 40, 20)).to.equal(false);
    expect(share(20, 20, 18)).to.equal(false);
    expect(share(20, 20, 2)).to.equal(false);
    expect(share(20, 20, 20)).to.equal(false);
  });
});

const isStep = (link: Link): link is (typeof STEPS)[number] =>
  (STEPS as readonly string[]).includes(link);

const pick = ({ enrolled, started, completed, certified }: State) => ({
  enrolled,
  started,
  completed,
  certified,
});
