import { z } from 'zod';
import type { Database } from '../../db/connection.ts';
import { foldUsername } from '../../lib/username.ts';
import type { Audit } from '../audit/audit.ts';
import { verifyPassword } from './passwords.ts';

const Row = z.object({ id: z.string(), password_hash: z.string(), status: z.string() }).optional();

interface Needs {
  database: Pick<Database, 'db' | 'groupedTraces'>;
  audit: Audit;
}

/**
 * Checks user name and password, and writes down when they do not fit: for which account, never what was typed. Does the same
 * work whether the account exists or not.
 */
export const passwordCheck =
  ({ database: { db, groupedTraces }, audit }: Needs) =>
  async (username: string, password: string): Promise<{ id: string } | null> => {
    const row = Row.parse(
      await db('people')
        .select('id', 'password_hash', 'status')
        .where('username', foldUsername(username).slice(0, 200))
        .first(),
    );
    const fits = await verifyPassword(row?.password_hash ?? null, password);
    if (row !== undefined && fits && row.status === 'active') return { id: row.id };
    await groupedTraces((trx) =>
      audit(trx, {
        actorId: null,
        action: 'sign-in.failed',
        objectType: 'person',
        objectId: row?.id ?? null,
      }),
    );
    return null;
  };
