import { HOUR, MINUTE } from '../../lib/clock.ts';
import { keyedDigest, normaliseTypedCode } from '../../lib/random-code.ts';
import type { Sealer } from '../../lib/sealed.ts';

export const CODE_LIVES = 24 * HOUR;
export const LINK_LIVES = 30 * MINUTE;
/** Wrong codes after which a live one dies: far from a guess, and no lock against the person. */
export const MOST_ATTEMPTS = 20;

/**
 * Digest of a typed code, bound to its person. Eight characters could be tried out against a plain digest from a stolen
 * database, so the digest needs the data key.
 */
export const recoveryCodes = (seal: Sealer) => {
  const key = seal.derive('recovery-code');
  return {
    digest: (personId: string, typed: string): string =>
      keyedDigest(key, `${personId} ${normaliseTypedCode(typed)}`),
  };
};

/** As it is read aloud: two groups of four. */
export const readable = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;
