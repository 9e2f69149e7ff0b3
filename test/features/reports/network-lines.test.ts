import { expect } from 'chai';
import { openSolver, type Program, type Solve } from '../../../src/features/reports/linear.ts';
import {
  ALL_NETWORKS,
  fundingLine,
  hideNetworkLines,
  stateLine,
  type NetworkCross,
  type ToldLines,
} from '../../../src/features/reports/network-lines.ts';
import { hideSmallCounts } from '../../../src/features/reports/small-counts.ts';
import { seeded } from '../../../src/lib/seeded.ts';

const K = 10;
const FUNDS = ['Fortaseg', 'FASP', 'estatal', null];
const STATES = ['01', '15', '20', '32', '11'];

const linesOf = (cross: NetworkCross): string[] => [
  ALL_NETWORKS,
  fundingLine(cross.funding),
  stateLine(cross.stateCode),
];
const sumOf = (crosses: readonly NetworkCross[], name: string): number =>
  crosses
    .filter((cross) => linesOf(cross).includes(name))
    .reduce((sum, { unnamed }) => sum + unnamed, 0);

/** Counts from 1 to 9, of lines and of a fund within a state, that a linear program tells to less than ten. */
function attack(crosses: readonly NetworkCross[], told: ToldLines, solve: Solve): string[] {
  const under = (name: string): number[] =>
    crosses.flatMap((cross, at) => (linesOf(cross).includes(name) ? [at] : []));
  const program: Program = {
    low: crosses.map(() => 0),
    high: crosses.map(() => 10_000),
    sums: Object.entries(told).flatMap(([name, value]) =>
      value === null ? [] : [{ plus: under(name), minus: [], value }],
    ),
    pairs: [],
  };
  const targets = [
    ...Object.keys(told).map((name) => ({ name, places: under(name) })),
    ...crosses.map((cross, at) => ({ name: linesOf(cross).join(), places: [at] })),
  ].filter(({ places }) => {
    const count = places.reduce((sum, at) => sum + (crosses[at]?.unnamed ?? 0), 0);
    return count > 0 && count < K;
  });
  return solve(program, (maximise) =>
    targets.flatMap(({ name, places }) => {
      const [most = Number.NaN, least = Number.NaN] = [1, -1].map((weight) =>
        places.reduce(
          (sum, at, _, all) =>
            sum + (maximise(new Map(all.map((one) => [one, weight])))?.[at] ?? Number.NaN),
          0,
        ),
      );
      return most - least >= K - 1e-6 ? [] : [name];
    }),
  );
}

/** The same lines with each table protected by itself. */
function apart(crosses: readonly NetworkCross[]): ToldLines {
  const names = [...new Set(crosses.flatMap(linesOf))];
  const tables = ['all', 'fund ', 'state '].map((kind) =>
    names.filter((name) => name.startsWith(kind)),
  );
  return Object.fromEntries(
    tables.flatMap((table) => {
      const told = hideSmallCounts(table.map((name) => sumOf(crosses, name)));
      return table.map((name, at) => [name, told[at] ?? null]);
    }),
  );
}

/** Funds that have networks in some states and not in others. */
function programmes(count: number): NetworkCross[][] {
  const random = seeded(217);
  return Array.from({ length: count }, () =>
    STATES.flatMap((stateCode) =>
      FUNDS.filter(() => random() < 0.45).map((funding) => ({
        funding,
        stateCode,
        unnamed: Math.floor(random() * (random() < 0.5 ? 12 : 40)),
        named: 0,
      })),
    ),
  ).filter((crosses) => crosses.length > 0);
}

describe('lines of networks by fund and by state', function () {
  this.timeout(60_000);

  it('tell no small count together, of a fund within a state either', async () => {
    const solve = await openSolver();
    let [shown, told, before] = [0, 0, 0];
    for (const crosses of programmes(200)) {
      const lines = await hideNetworkLines(crosses, K);
      expect(attack(crosses, lines, solve), JSON.stringify(crosses)).to.deep.equal([]);
      for (const [name, value] of Object.entries(lines)) {
        if (value === null) continue;
        expect(value, name).to.equal(sumOf(crosses, name));
        if (value > 0) shown += 1;
      }
      const alone = apart(crosses);
      before += Object.values(alone).filter((value) => value !== null && value > 0).length;
      told += attack(crosses, alone, solve).length;
    }
    // Protected apart they tell some, so that the attack is one; what is told now is not nothing.
    expect(told).to.be.greaterThan(100);
    expect(shown / before).to.be.greaterThan(0.3);
  });

  it('do not give back by a state that is one fund what is hidden of the fund', async () => {
    const solve = await openSolver();
    const of = (funding: string, stateCode: string, unnamed: number): NetworkCross => ({
      funding,
      stateCode,
      unnamed,
      named: 0,
    });
    const crosses = [
      of('FASP', '20', 12),
      of('estatal', '15', 4),
      of('Fortaseg', '15', 40),
      of('Fortaseg', '01', 30),
    ];
    const alone = apart(crosses);
    expect(alone).to.deep.include({ 'fund FASP': null, 'state 20': 12 });
    expect(attack(crosses, alone, solve)).to.include('fund estatal');
    const lines = await hideNetworkLines(crosses, K);
    expect(attack(crosses, lines, solve)).to.deep.equal([]);
    expect(lines['all']).to.equal(86);
  });

  it('count beside the others those whom the reader may list', async () => {
    const crosses = [
      { funding: 'FASP', stateCode: '20', unnamed: 4, named: 30 },
      { funding: 'Fortaseg', stateCode: '15', unnamed: 0, named: 7 },
      { funding: 'Fortaseg', stateCode: '01', unnamed: 25, named: 0 },
    ];
    const lines = await hideNetworkLines(crosses, K);
    expect(lines['fund FASP']).to.equal(null);
    expect(lines['state 15']).to.equal(7);
    expect(lines['all']).to.equal(66);
  });
});
