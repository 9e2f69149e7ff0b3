import { expect } from 'chai';
import { aiken } from '../../../../src/features/bank/formats/aiken.ts';
import { fingerprint } from '../../../../src/features/bank/formats/fingerprint.ts';

const first = async (text: string): Promise<string> =>
  fingerprint((await aiken.read(text)).items[0]!.item);

describe('what makes two questions the same', () => {
  it('is their words, whatever the case, the accents and the order of the options', async () => {
    const one = await first('¿Quién media?\nA. La jueza\nB. La mediadora\nANSWER: B');
    expect(await first('quien MEDIA\nA. la mediadora\nB. La jueza.\nANSWER: A')).to.equal(one);
    expect(await first('¿Quién media?\nA. La jueza\nB. Nadie\nANSWER: B')).to.not.equal(one);
  });
});
