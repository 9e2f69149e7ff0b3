import { expect } from 'chai';
import fc from 'fast-check';
import { hideSmallCounts } from '../../../src/features/reports/small-counts.ts';

describe('the parts of one whole', () => {
  it('are told where they are large', () => {
    expect(hideSmallCounts([40, 12, 0, 10])).to.deep.equal([40, 12, 0, 10]);
    expect(hideSmallCounts([0, 0])).to.deep.equal([0, 0]);
  });

  it('hide a small one together with what would give it back', () => {
    expect(hideSmallCounts([40, 12, 0, 3])).to.deep.equal([40, null, 0, null]);
    expect(hideSmallCounts([40, 3, 4, 2])).to.deep.equal([null, null, null, null]);
    expect(hideSmallCounts([40, 6, 5, 0])).to.deep.equal([40, null, null, 0]);
    expect(hideSmallCounts([4, 5])).to.deep.equal([null, null]);
    expect(hideSmallCounts([6, 14], 5)).to.deep.equal([6, 14]);
  });

  it('leave a reader who knows the whole guessing over k or more', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 8 }),
        fc.constantFrom(5, 10),
        (counts, k) => {
          const told = hideSmallCounts(counts, k);
          const hidden = counts.filter((_, at) => told[at] === null);
          for (const [at, count] of counts.entries()) {
            if (told[at] !== null) expect(told[at]).to.equal(count);
            else if (hidden.length === 1) expect(count, 'alone').to.be.below(k);
            if (count > 0 && count < k) expect(told[at], 'small').to.equal(null);
          }
          const total = counts.reduce((sum, count) => sum + count, 0);
          const rest = hidden.reduce((sum, count) => sum + count, 0);
          if (hidden.length > 0 && total >= k) {
            expect(rest).to.be.at.least(k);
            expect(hidden.length).to.be.at.least(2);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});
