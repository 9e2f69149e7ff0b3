/** User names are compared without case and in one Unicode form. */
export const foldUsername = (username: string): string =>
  username.normalize('NFC').trim().toLocaleLowerCase('es');

/** Letters, digits, dot, hyphen and underscore: what a person can say over the phone. */
const PLAIN = /^[a-z0-9][a-z0-9._-]{1,38}[a-z0-9]$/;

/**
 * Whether a folded name may be chosen. Its letters are those of Spanish, with any accent that makes one letter with them: what
 * only looks like them (another alphabet, wide forms, a dot over an i) would let somebody pass for another person.
 */
export const isUsername = (name: string): boolean =>
  !/\p{M}/u.test(name) && PLAIN.test(name.normalize('NFD').replace(/\p{M}/gu, ''));
