import type { Side } from '../../lib/actor.ts';
import type { Sealer } from '../../lib/sealed.ts';
import { sealEmail, sealKey } from '../accounts/contact-seals.ts';
import type { IdentityDigests } from './identity.ts';

export interface Sealing {
  seal: Sealer;
  digests: IdentityDigests;
}

/** The columns of what is sealed of a person. */
export function sealedColumns(
  { seal, digests }: Sealing,
  id: string,
  side: Side,
  { email, curp, cuip }: { email?: string | null; curp?: string | null; cuip?: string | null },
): Record<string, string> {
  const columns: Record<string, string> = {};
  if (email != null) {
    columns['email_sealed'] = sealEmail(seal, id, email);
    columns['email_digest'] = digests.email(email);
  }
  for (const [kind, key] of [
    ['curp', curp],
    ['cuip', cuip],
  ] as const) {
    if (key == null) continue;
    columns[`${kind}_sealed`] = sealKey(seal, id, kind, key);
    columns[`${kind}_digest`] = digests.of(kind, side, key);
  }
  return columns;
}

const SEALED = [
  'email_sealed',
  'email_digest',
  'curp_sealed',
  'curp_digest',
  'cuip_sealed',
  'cuip_digest',
];
/** The same columns of somebody who has none of it. */
export const noSeals = Object.fromEntries(SEALED.map((name) => [name, null]));
