import { join } from 'node:path';
import type { Dialect } from './dialect.ts';
import type { StorageFailed } from './sqlite-client.ts';

/**
 * The engine named by the environment: the SQLite file of the data folder unless a PostgreSQL address is given. The driver of
 * the other one is never loaded: it would take some megabytes of a small machine.
 */
export async function chooseDialect(
  config: {
    databaseUrl: string | undefined;
    dataDir: string;
  },
  storageFailed?: StorageFailed,
): Promise<Dialect> {
  if (config.databaseUrl !== undefined) {
    const { postgresDialect } = await import('./postgres.ts');
    return postgresDialect(config.databaseUrl);
  }
  const { sqliteDialect } = await import('./sqlite.ts');
  return sqliteDialect(join(config.dataDir, 'aula.sqlite'), storageFailed);
}
