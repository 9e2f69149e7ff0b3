import type { Side } from '../../lib/actor.ts';
import { keyedDigest } from '../../lib/random-code.ts';
import type { Sealer } from '../../lib/sealed.ts';
import { toSearchText } from '../../lib/search-text.ts';

/**
 * What is compared in the place of keys and addresses. A CURP has another digest on each side of the wall: nobody learns through
 * an import that somebody is on the other one.
 */
export const identityDigests = (seal: Sealer) => {
  const keys = {
    curp: seal.derive('curp'),
    cuip: seal.derive('cuip'),
    email: seal.derive('email'),
  };
  return {
    of: (kind: 'curp' | 'cuip', side: Side, key: string): string =>
      keyedDigest(keys[kind], `${side} ${key}`),
    email: (address: string): string => keyedDigest(keys.email, address.toLowerCase()),
  };
};
export type IdentityDigests = ReturnType<typeof identityDigests>;

/** Two names that are the same but for accents, case and the order of given name and surnames. */
export const nameKey = (name: string): string => toSearchText(name).split(' ').sort().join(' ');
