/**
 * Runs the suite on PostgreSQL: `TEST_DATABASE_URL` names a server, by default the one on this machine. Unless files are
 * named, those are left out that never come near a database: they would say again what they said on SQLite.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const url = process.env['TEST_DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';

const IMPORT = /(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+\.ts)'/g;
const texts = new Map<string, string>();

function textOf(file: string): string {
  const text = texts.get(file) ?? readFileSync(file, 'utf8');
  texts.set(file, text);
  return text;
}

/** Whether a test, or anything that it takes in, asks where PostgreSQL is. */
function meetsDatabase(test: string): boolean {
  const seen = new Set([test]);
  for (const file of seen) {
    const text = textOf(file);
    if (text.includes('TEST_DATABASE_URL')) return true;
    for (const [, path = ''] of text.matchAll(IMPORT)) seen.add(join(dirname(file), path));
  }
  return false;
}

function testsOfDatabase(): string[] {
  const files = readdirSync('test', { recursive: true, encoding: 'utf8' });
  return files
    .filter((name) => name.endsWith('.test.ts') && !/^(journeys|guide)\//.test(name))
    .map((name) => join('test', name))
    .filter(meetsDatabase);
}

const given = process.argv.slice(2);
const { status } = spawnSync('npx', ['mocha', ...(given.length > 0 ? given : testsOfDatabase())], {
  stdio: 'inherit',
  env: { ...process.env, TEST_DATABASE_URL: url },
});
process.exit(status ?? 1);
