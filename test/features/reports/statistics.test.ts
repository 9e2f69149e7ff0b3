import { expect } from 'chai';
import { gainOf, gapOf, quantileOf, wilson } from '../../../src/features/reports/statistics.ts';

describe('the statistics of indicators', () => {
  it('give Wilson’s interval as published tables have it', () => {
    // 8 of 10 and 0 of 20, as in Newcombe (1998) and most textbooks.
    const some = wilson(8, 10);
    expect(some.low).to.be.closeTo(0.4902, 0.0005);
    expect(some.high).to.be.closeTo(0.9433, 0.0005);
    const none = wilson(0, 20);
    expect(none.low).to.equal(0);
    expect(none.high).to.be.closeTo(0.1611, 0.0005);
  });

  it('give the interval of a difference as Newcombe’s example: 56/70 and 48/80', () => {
    const { gap, low, high } = gapOf({ some: 56, of: 70 }, { some: 48, of: 80 });
    expect(gap).to.be.closeTo(0.2, 1e-9);
    expect(low).to.be.closeTo(0.0524, 0.0002);
    expect(high).to.be.closeTo(0.3339, 0.0002);
  });

  it('take the nearest rank, in any order of values', () => {
    const days = [
      [30, 1],
      [3, 4],
      [10, 5],
    ] as const;
    expect(quantileOf(days, 0.5)).to.equal(10);
    expect(quantileOf(days, 0.4)).to.equal(3);
    expect(quantileOf(days, 0.9)).to.equal(10);
    expect(quantileOf(days, 1)).to.equal(30);
    expect(quantileOf([], 0.5)).to.equal(null);
  });

  it('count gain in pairs alone, and no effect where all gained the same', () => {
    const pairs = [
      [40, 80],
      [50, 70],
      [100, 100],
    ] as const;
    const gains = pairs.map(([before, after]) => after - before);
    const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);
    const found = gainOf({
      n: 3,
      before: sum(pairs.map(([before]) => before)),
      after: sum(pairs.map(([, after]) => after)),
      gain: sum(gains),
      gainSquared: sum(gains.map((gain) => gain * gain)),
      normalised: 40 / 60 + 20 / 50,
      withRoom: 2,
    });
    expect(found?.gain).to.equal(20);
    expect(found?.normalised).to.be.closeTo(0.5333, 0.0001);
    expect(found?.effect).to.be.closeTo(1, 1e-9);
    const same = { n: 2, before: 100, after: 120, gain: 20, gainSquared: 200 };
    expect(gainOf({ ...same, normalised: 0.4, withRoom: 2 })?.effect).to.equal(null);
    expect(gainOf({ ...same, n: 0, normalised: 0, withRoom: 0 })).to.equal(null);
  });
});
