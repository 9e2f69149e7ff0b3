import { keyedDigest, newTypedCode, normaliseTypedCode } from '../../lib/random-code.ts';
import type { Sealer } from '../../lib/sealed.ts';
import type { SecondFactorRow } from './second-factor-repository.ts';
import { stepOf } from '../../lib/totp.ts';

const COUNT = 10;
/** 16 of 23 signs: 72 random bits, out of reach even for whoever has the database and the key. */
const LENGTH = 16;
const SIX_DIGITS = /^\d{6}$/;

/** What somebody typed where a code is asked for. */
export type TypedCode =
  { by: 'application'; step: number } | { by: 'paper'; digest: string } | { by: 'nothing' };

/**
 * Secrets and codes of second factors. A secret is sealed for its person; a code on paper is kept as a digest under a
 * key that is not in the database.
 */
export const secondFactorCodes = (seal: Sealer) => {
  const key = seal.derive('second-factor codes on paper');
  const place = (personId: string): string => `second-factor ${personId}`;
  const digestOf = (personId: string, typed: string): string =>
    keyedDigest(key, `${personId} ${normaliseTypedCode(typed)}`);

  return {
    sealSecret: (personId: string, secret: Buffer): string =>
      seal.seal(secret.toString('base64'), place(personId)),
    openSecret: (personId: string, sealed: string): Buffer =>
      Buffer.from(seal.open(sealed, place(personId)), 'base64'),

    /** Ten codes to be written down, and what is kept of them. */
    newPaperCodes(personId: string): { codes: string[]; digests: string[] } {
      const codes = new Set<string>();
      while (codes.size < COUNT) codes.add(newTypedCode(LENGTH));
      return {
        codes: [...codes].map((code) => (code.match(/.{4}/g) ?? []).join('-')),
        digests: [...codes].map((code) => digestOf(personId, code)),
      };
    },

    /** Six digits are the application's, anything else is from the paper. Says nothing about whether it was used. */
    read(personId: string, factor: SecondFactorRow, typed: string, now: Date): TypedCode {
      const code = normaliseTypedCode(typed);
      if (factor.secretSealed === null) return { by: 'nothing' };
      if (!SIX_DIGITS.test(code)) return { by: 'paper', digest: digestOf(personId, code) };
      const step = stepOf(this.openSecret(personId, factor.secretSealed), code, now);
      return step === null ? { by: 'nothing' } : { by: 'application', step };
    },
  };
};
export type SecondFactorCodes = ReturnType<typeof secondFactorCodes>;
