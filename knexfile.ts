import { join } from 'node:path';
import { readConfig } from './src/config.ts';
import { chooseDialect } from './src/db/dialect/choose.ts';
import { migrationSource } from './src/db/migrations.ts';

/**
 * For knex's own command line, to look at what is migrated:
 * `npx tsx node_modules/knex/bin/cli.js --knexfile knexfile.ts migrate:list`. The application migrates itself, on a
 * connection with the settings that migrations need.
 */
const config = readConfig(process.env);

export default {
  client: config.databaseUrl === undefined ? 'better-sqlite3' : 'pg',
  connection: config.databaseUrl ?? { filename: join(config.dataDir, 'aula.sqlite') },
  useNullAsDefault: true,
  compileSqlOnError: false,
  migrations: { migrationSource: migrationSource(await chooseDialect(config)) },
};
