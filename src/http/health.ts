import { access, constants } from 'node:fs/promises';
import { Router } from 'express';
import type { Reads } from '../db/dialect/dialect.ts';
import { everyone } from './access.ts';

/** `/salud`: 200 when the database answers and the data folder can be written, 503 otherwise. */
export function healthRoutes({ reads, dataDir }: { reads: Reads; dataDir: string }): Router {
  const router = Router();
  router.get('/salud', everyone, async (_request, response) => {
    const database = await reads.all('select 1 as ok', []).then(
      () => true,
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
