import { expect } from 'chai';
import fc from 'fast-check';
import { base32, codeAt, keyAddress, newSecret, stepAt, stepOf } from '../../src/lib/totp.ts';

/** The secret and the table of RFC 6238, appendix B, for SHA-1. */
const SECRET = Buffer.from('12345678901234567890');
const VECTORS: [seconds: number, code: string][] = [
  [59, '94287082'],
  [1_111_111_109, '07081804'],
  [1_111_111_111, '14050471'],
  [1_234_567_890, '89005924'],
  [2_000_000_000, '69279037'],
  [20_000_000_000, '65353130'],
];
/** RFC 4648, section 10, without padding. */
const TEXTS: Record<string, string> = {
  '': '',
  f: 'MY',
  fo: 'MZXQ',
  foo: 'MZXW6',
  foob: 'MZXW6YQ',
  fooba: 'MZXW6YTB',
  foobar: 'MZXW6YTBOI',
};
const at = (seconds: number): Date => new Date(seconds * 1000);
const someSecret = fc
  .uint8Array({ minLength: 20, maxLength: 20 })
  .map((bytes) => Buffer.from(bytes));
const someSecond = fc.integer({ min: 300, max: 20_000_000_000 });

describe('codes that change with time', () => {
  it('are those of RFC 6238', () => {
    for (const [seconds, code] of VECTORS)
      expect(codeAt(SECRET, stepAt(at(seconds)), 8), String(seconds)).to.equal(code);
  });

  it('ASVS 6.5.5: are good within their 30 seconds and the step before and after, and at no other time', () => {
    fc.assert(
      fc.property(someSecret, someSecond, fc.integer({ min: -5, max: 5 }), (secret, now, away) => {
        const step = stepAt(at(now));
        const code = codeAt(secret, step + away);
        const near = [step - 1, step, step + 1].map((one) => codeAt(secret, one));
        const found = stepOf(secret, code, at(now));
        if (Math.abs(away) <= 1) expect(codeAt(secret, found ?? 0)).to.equal(code);
        else if (!near.includes(code)) expect(found).to.equal(null);
      }),
    );
  });

  it('are nothing but six digits', () => {
    fc.assert(
      fc.property(someSecret, someSecond, (secret, now) => {
        expect(codeAt(secret, stepAt(at(now)))).to.match(/^\d{6}$/);
      }),
    );
    for (const odd of ['', '12345', '1234567', 'abcdef', '١٢٣٤٥٦', '\0'])
      expect(stepOf(SECRET, odd, at(59))).to.equal(null);
  });

  it('come from secrets of 160 bits that are never the same, written in base 32', () => {
    for (const [plain, text] of Object.entries(TEXTS))
      expect(base32(Buffer.from(plain))).to.equal(text);
    const made = Array.from({ length: 100 }, () => base32(newSecret()));
    expect(new Set(made).size).to.equal(100);
    for (const text of made) expect(text).to.match(/^[A-Z2-7]{32}$/);
  });

  it('are named in the application by who gives them and by the user name', () => {
    const address = keyAddress(SECRET, { issuer: 'Aula', account: 'ñoño.ruiz' });
    expect(address).to.equal(
      `otpauth://totp/Aula:${encodeURIComponent('ñoño.ruiz')}?secret=${base32(SECRET)}&issuer=Aula`,
    );
  });
});
