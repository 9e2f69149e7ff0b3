import {
  digest,
  keyedDigest,
  newLinkCode,
  newTypedCode,
  normaliseTypedCode,
  TYPED_ALPHABET,
} from '../../lib/random-code.ts';

const LINK = /^[A-Za-z0-9_-]{22}$/;
const TYPED_LENGTH = 8;
const TYPED = new RegExp(`^[${TYPED_ALPHABET}]{${String(TYPED_LENGTH)}}$`);

export interface InvitationCodes {
  newLink(): { code: string; digest: string };
  newSlip(): { code: string; digest: string };
  /** What a code may be stored as, or null when it cannot be one of ours. */
  read(code: string): { kind: 'link' | 'slip'; digest: string } | null;
}

/**
 * Codes of invitations: 128 bits in a link, eight letters on paper. The short ones are stored under a keyed digest, since
 * a plain digest of so few letters could be tried out by whoever stole the database.
 */
export const invitationCodes = (key: Buffer): InvitationCodes => ({
  newLink() {
    const code = newLinkCode();
    return { code, digest: digest(code) };
  },
  newSlip() {
    const code = newTypedCode(TYPED_LENGTH);
    return { code, digest: keyedDigest(key, code) };
  },
  read(code) {
    if (code.length > 200) return null;
    if (LINK.test(code)) return { kind: 'link', digest: digest(code) };
    const typed = normaliseTypedCode(code);
    return TYPED.test(typed) ? { kind: 'slip', digest: keyedDigest(key, typed) } : null;
  },
});

/** As it is printed: `ACDE-FGHJ`. */
export const printed = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;

/** The code in what somebody typed or pasted: a code, or the whole address of an invitation. */
export function codeIn(typed: string): string {
  const inAddress = /\/invitacion\/([^/?#\s]+)/.exec(typed)?.[1];
  return (inAddress ?? typed).trim();
}
