import { expect } from 'chai';
import { fundsTold } from '../../../src/features/reports/funds.ts';

describe('funds of networks, month after month', () => {
  const before = { a: 'FASP', b: 'FASP', c: 'Fortaseg', d: '' };

  it('are those of today when nothing was told before', () => {
    expect(fundsTold({}, before)).to.deep.equal(before);
  });

  it('stay with a network that moves to another, since what two totals lose and gain would tell its count', () => {
    const moved = { ...before, b: 'Fortaseg', d: 'FASP', e: 'FOBAM' };
    expect(fundsTold(before, moved)).to.deep.equal({ ...before, e: 'FOBAM' });
    const apart = { ...before, b: 'FOBAM' };
    expect(fundsTold(before, apart)).to.deep.equal(before);
    const joined = { ...before, c: 'FASP' };
    expect(fundsTold(before, joined), 'whole funds too').to.deep.equal(before);
  });

  it('take a new name when all their networks do, unless two come to one', () => {
    const renamed = { ...before, a: 'FASP 2026', b: 'FASP 2026' };
    expect(fundsTold(before, renamed)).to.deep.equal(renamed);
    const both = { ...renamed, c: 'FASP 2026' };
    expect(fundsTold(before, both)).to.deep.equal(before);
    const swapped = { ...before, a: 'Fortaseg', b: 'Fortaseg', c: 'FASP' };
    expect(fundsTold(before, swapped)).to.deep.equal(before);
  });
});
