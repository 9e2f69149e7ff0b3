import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import { foldUsername } from '../../lib/username.ts';
import { verifyPassword } from './passwords.ts';

const Row = z.object({ id: z.string(), password_hash: z.string(), status: z.string() }).optional();

/** Checks user name and password. Takes the same time whether the account exists or not. */
export const passwordCheck =
  (db: Db) =>
  async (username: string, password: string): Promise<{ id: string } | null> => {
    const row = Row.parse(
      await db('people')
        .select('id', 'password_hash', 'status')
        .where('username', foldUsername(username).slice(0, 200))
        .first(),
    );
    const fits = await verifyPassword(row?.password_hash ?? null, password);
    return row !== undefined && fits && row.status === 'active' ? { id: row.id } : null;
  };
