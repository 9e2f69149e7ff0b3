import { expect } from 'chai';
import { Kept } from '../../src/lib/kept.ts';

describe('what is kept', () => {
  it('is made once, and forgets what nobody asked for the longest when it grows too heavy', () => {
    const made: string[] = [];
    const kept = new Kept<string>(6, (text) => text.length);
    const get = (key: string): string =>
      kept.get(key, () => {
        made.push(key);
        return key.repeat(2);
      });
    for (const key of ['a', 'b', 'a', 'c', 'a', 'd', 'a', 'b'])
      expect(get(key)).to.equal(key + key);
    expect(made).to.deep.equal(['a', 'b', 'c', 'd', 'b']);
  });
});
