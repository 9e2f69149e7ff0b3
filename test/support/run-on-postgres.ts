/** Runs the suite on PostgreSQL: `TEST_DATABASE_URL` names a server, by default the one on this machine. */
import { spawnSync } from 'node:child_process';

const url = process.env['TEST_DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';
const given = process.argv.slice(2);
const { status } = spawnSync(
  'npx',
  ['mocha', ...(given.length > 0 ? given : ['test/**/*.test.ts'])],
  {
    stdio: 'inherit',
    env: { ...process.env, TEST_DATABASE_URL: url },
  },
);
process.exit(status ?? 1);
