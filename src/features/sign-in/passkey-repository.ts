import { z } from 'zod';
import { Instant, json, toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';

/** How a browser may reach an authenticator. */
export const TRANSPORTS = [
  'ble',
  'cable',
  'hybrid',
  'internal',
  'nfc',
  'smart-card',
  'usb',
] as const;

/** What an authenticator tells of a credential when it is made. */
export interface NewCredential {
  credentialId: string;
  publicKey: string;
  counter: number;
  transports: (typeof TRANSPORTS)[number][];
}

const Row = z
  .object({
    id: z.string(),
    credential_id: z.string(),
    public_key: z.string(),
    counter: z.coerce.number(),
    transports: json(z.array(z.enum(TRANSPORTS))),
    name: z.string(),
    created_at: Instant,
    last_used_at: Instant.nullable(),
  })
  .transform((row) => ({
    id: row.id,
    credentialId: row.credential_id,
    publicKey: row.public_key,
    counter: row.counter,
    transports: row.transports,
    name: row.name,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
  }));
export type Passkey = z.output<typeof Row>;

/** The rows of passkeys. */
export const passkeyRepository = (db: Db) => ({
  /** A person's, the oldest first. */
  async of(personId: string): Promise<Passkey[]> {
    const rows: unknown[] = await db('passkeys')
      .where('person_id', personId)
      .orderBy(['created_at', 'id']);
    return rows.map((row) => Row.parse(row));
  },

  /** False when that credential is there already, whoever has it. */
  async add(
    row: NewCredential & { id: string; personId: string; name: string },
    now: Date,
  ): Promise<boolean> {
    const added: unknown[] = await db('passkeys')
      .insert({
        id: row.id,
        person_id: row.personId,
        credential_id: row.credentialId,
        public_key: row.publicKey,
        counter: row.counter,
        transports: JSON.stringify(row.transports),
        name: row.name,
        created_at: toColumn(now),
      })
      .onConflict('credential_id')
      .ignore()
      .returning('id');
    return added.length === 1;
  },

  /** Notes a use. False when the counter did not rise, as that of a copy does not, or the passkey is gone. */
  async use(id: string, counter: number, now: Date): Promise<boolean> {
    const used = await db('passkeys')
      .where('id', id)
      .where('counter', counter === 0 ? '=' : '<', counter)
      .update({ counter, last_used_at: toColumn(now) });
    return used === 1;
  },

  async remove(personId: string, id: string): Promise<boolean> {
    return (await db('passkeys').where({ id, person_id: personId }).delete()) === 1;
  },
});
