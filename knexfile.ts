import { readConfig } from './src/config.ts';
import { chooseDialect } from './src/db/dialect/choose.ts';
import { migrationSource } from './src/db/migrations.ts';

/**
 * For knex's own command line, to look at what is migrated:
 * `npx tsx node_modules/knex/bin/cli.js --knexfile knexfile.ts migrate:list`. The application migrates itself.
 */
const dialect = chooseDialect(readConfig(process.env));

export default {
  ...(dialect.openForMigrations().client as { config: object }).config,
  migrations: { migrationSource: migrationSource(dialect) },
};
