import { expect } from 'chai';
import { rowsFrom, slices } from '../../src/lib/rows.ts';

describe('rows in parts', () => {
  const numbers = (count: number): number[] => Array.from({ length: count }, (_, at) => at);

  it('come in slices, whole and in order, and others have their turn after each', async () => {
    const sizes: number[] = [];
    const seen: number[] = [];
    let turns = 0;
    const count = (): void => {
      turns += 1;
      if (seen.length < 1_300) setImmediate(count);
    };
    setImmediate(count);
    for await (const slice of slices([numbers(1_000), [], numbers(300)], 250)) {
      sizes.push(slice.length);
      seen.push(...slice);
      expect(turns).to.be.at.least(sizes.length - 1);
    }
    expect(sizes).to.deep.equal([250, 250, 250, 250, 250, 50]);
    expect(seen).to.deep.equal([...numbers(1_000), ...numbers(300)]);
  });

  it('are left where they are found when nobody wants more', async () => {
    let left = false;
    async function* found(): AsyncGenerator<number[]> {
      try {
        await Promise.resolve();
        for (;;) yield numbers(10);
      } finally {
        left = true;
      }
    }
    for await (const slice of slices(rowsFrom(found(), (at) => [at]))) {
      expect(slice[9]).to.deep.equal([9]);
      break;
    }
    expect(left).to.equal(true);
  });
});
