import { expect } from 'chai';
import { eachInTurns, packed, unpacked, withHead } from '../../../src/features/bank/packed.ts';

describe('a long list as text', () => {
  const whole = {
    first: 0,
    items: Array.from({ length: 1_234 }, (_, at) => ({ at, text: `línea\n${String(at)} «»` })),
  };

  it('comes back as it was, however long', async () => {
    expect(await unpacked(await packed(whole))).to.deep.equal(whole);
    expect(await unpacked(await packed({ ...whole, items: [] }))).to.deep.equal({
      first: 0,
      items: [],
    });
    expect(await unpacked(JSON.stringify(whole)), 'as it was kept before').to.deep.equal(whole);
    const lines = [{ first: 0, items: [] }, whole.items.slice(0, 100), whole.items.slice(100)];
    const plain = lines.map((line) => JSON.stringify(line)).join('\n');
    expect(await unpacked(plain), 'and as it was then').to.deep.equal(whole);
  });

  it('may get another head while its list stays', async () => {
    const text = withHead(await packed(whole), { first: 7 });
    expect(await unpacked(text)).to.deep.equal({ ...whole, first: 7 });
  });

  it('is worked through with turns for others in between', async () => {
    let turns = 0;
    const count = (): void => {
      turns += 1;
      if (turns < 1_000) setImmediate(count);
    };
    setImmediate(count);
    const doubled = await eachInTurns(whole.items, ({ at }) => 2 * at);
    expect(doubled.at(-1)).to.equal(2 * 1_233);
    expect(turns).to.be.at.least(12);
    turns = 1_000;
  });
});
