import { access, constants } from 'node:fs/promises';
import { Router } from 'express';
import type { Reads } from '../db/dialect/dialect.ts';
import { within } from '../lib/within.ts';
import { everyone } from './access.ts';

/** Whoever asks must not wait longer than this for a database that says nothing. */
const PATIENCE = 2_000;

/** `/salud`: 200 when the database answers and the data folder can be written, 503 otherwise. */
export function healthRoutes({ reads, dataDir }: { reads: Reads; dataDir: string }): Router {
  const router = Router();
  router.get('/salud', everyone, async (_request, response) => {
    const answer = reads.all('select name from knex_migrations limit 1', []);
    const database = await within(PATIENCE, answer).then(
      (rows) => rows !== null,
      () => false,
    );
    const folder = await access(dataDir, constants.W_OK).then(
      () => true,
      () => false,
    );
    response.status(database && folder ? 200 : 503).json({ database, folder });
  });
  return router;
}
