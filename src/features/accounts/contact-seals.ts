import type { Sealer } from '../../lib/sealed.ts';

/** Where a sealed contact belongs: moved to another person's row or to another column, it does not open. */
const place = (column: string, personId: string): string => `people.${column} ${personId}`;

export const sealPhone = (seal: Sealer, personId: string, phone: string): string =>
  seal.seal(phone, place('phone', personId));
export const openPhone = (seal: Sealer, personId: string, sealed: string): string =>
  seal.open(sealed, place('phone', personId));

export const sealEmail = (seal: Sealer, personId: string, email: string): string =>
  seal.seal(email, place('email', personId));
export const openEmail = (seal: Sealer, personId: string, sealed: string): string =>
  seal.open(sealed, place('email', personId));

/** An address that waits to be confirmed does not open as one in force. */
export const sealPendingEmail = (seal: Sealer, personId: string, email: string): string =>
  seal.seal(email, place('pending-email', personId));
export const openPendingEmail = (seal: Sealer, personId: string, sealed: string): string =>
  seal.open(sealed, place('pending-email', personId));

/** A key of a register of the state. */
export const sealKey = (
  seal: Sealer,
  personId: string,
  kind: 'curp' | 'cuip',
  key: string,
): string => seal.seal(key, place(kind, personId));
export const openKey = (
  seal: Sealer,
  personId: string,
  kind: 'curp' | 'cuip',
  sealed: string,
): string => seal.open(sealed, place(kind, personId));
