import { join } from 'node:path';
import type { Dialect } from './dialect.ts';
import { postgresDialect } from './postgres.ts';
import { sqliteDialect } from './sqlite.ts';
import type { StorageFailed } from './sqlite-client.ts';

/** The engine named by the environment: the SQLite file of the data folder unless a PostgreSQL address is given. */
export const chooseDialect = (
  config: {
    databaseUrl: string | undefined;
    dataDir: string;
  },
  storageFailed?: StorageFailed,
): Dialect =>
  config.databaseUrl === undefined
    ? sqliteDialect(join(config.dataDir, 'aula.sqlite'), storageFailed)
    : postgresDialect(config.databaseUrl);
