import { expect } from 'chai';
import { line, paragraph } from '../../src/lib/text.ts';

describe('typed text', () => {
  const marks = (count: number): string => `a${'\u0316'.repeat(count)}`;

  it('may carry as many marks as any writing does', () => {
    for (const rule of [line(120), paragraph(4000)]) {
      expect(rule.safeParse(marks(30)).success).to.equal(true);
      expect(rule.safeParse('Nʼuuñ Yooʼ ka̱ʼnu').success).to.equal(true);
    }
  });

  it('is refused with more of them before it is put into one form, which would cost the square of their number', () => {
    const normalised: number[] = [];
    const honest = Object.getOwnPropertyDescriptor(String.prototype, 'normalize');
    Object.defineProperty(String.prototype, 'normalize', {
      configurable: true,
      value(this: string) {
        normalised.push(this.length);
        return this;
      },
    });
    try {
      for (const rule of [line(120), paragraph(40_000)])
        expect(rule.safeParse(marks(100)).success).to.equal(false);
    } finally {
      Object.defineProperty(String.prototype, 'normalize', honest ?? {});
    }
    expect(normalised).to.deep.equal([]);
  });
});
