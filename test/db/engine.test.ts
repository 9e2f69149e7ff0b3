import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { openDatabase } from '../../src/db/connection.ts';
import { sqliteDialect } from '../../src/db/dialect/sqlite.ts';
import { migrate } from '../../src/db/migrations.ts';
import { castDatabase, emptyDatabase, engine } from '../support/database.ts';

const counter = join(import.meta.dirname, 'count-up.ts');

/** Runs a process that adds one, read then write, so many times. */
const countUp = (env: Record<string, string>): Promise<number> =>
  new Promise((done) => {
    const child = spawn(process.execPath, ['--import', 'tsx', counter], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.once('exit', (code) => {
      done(code ?? 1);
    });
  });

describe('the database', () => {
  it('loses nothing when two processes write at the same time', async function () {
    this.timeout(60_000);
    const test = await castDatabase();
    await test.database
      .db('settings')
      .insert({ name: 'counter', value: '0', changed_at: '2026-11-23T16:00:00.000Z' });
    const env = { TEST_DATA_DIR: test.dataDir, TEST_URL: test.databaseUrl ?? '', TIMES: '200' };
    const codes = await Promise.all([countUp(env), countUp(env)]);
    const row: unknown = await test.database.db('settings').where('name', 'counter').first('value');
    expect(codes).to.deep.equal([0, 0]);
    expect(row).to.deep.equal({ value: '400' });
    await test.drop();
  });

  it('may be migrated by two processes at once, and again', async () => {
    const test = await emptyDatabase();
    const applied = await Promise.all([migrate(test.dialect), migrate(test.dialect)]);
    expect(applied.flat()).to.have.lengthOf(new Set(applied.flat()).size);
    expect(await migrate(test.dialect)).to.deep.equal([]);
    await test.drop();
  });

  it('refuses to change or delete what the log holds', async () => {
    const test = await castDatabase();
    const { db } = test.database;
    await db('audit_events').insert({
      position: 1,
      at: '2026-11-23T16:00:00.000Z',
      action: 'x',
      object_type: 'x',
      details: '{}',
      previous_hash: '',
      hash: 'h',
    });
    for (const act of [
      () => db('audit_events').update({ action: 'y' }),
      () => db('audit_events').delete(),
    ]) {
      const refused = await act().then(
        () => false,
        (error: unknown) => String(error).includes('append-only'),
      );
      expect(refused).to.equal(true);
    }
    await test.drop();
  });
});

if (engine === 'sqlite') {
  describe('SQLite', () => {
    it('runs with the settings that durability needs', async () => {
      const test = await castDatabase();
      const { db } = test.database;
      const pragma = async (name: string): Promise<unknown> => {
        const [row] = await db.raw<Record<string, unknown>[]>('PRAGMA '.concat(name));
        return Object.values(row ?? {})[0];
      };
      expect(await pragma('journal_mode')).to.equal('wal');
      expect(await pragma('synchronous')).to.equal(2);
      expect(await pragma('foreign_keys')).to.equal(1);
      expect(await pragma('trusted_schema')).to.equal(0);
      expect(await pragma('busy_timeout')).to.equal(10);
      expect(statSync(join(test.dataDir, 'aula.sqlite')).mode & 0o077).to.equal(0);
      await test.drop();
    });

    it('keeps the children of a table that a migration rebuilds', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'aula-rebuild-'));
      const dialect = sqliteDialect(join(folder, 'aula.sqlite'));
      const db = dialect.openForMigrations();
      await db.schema.createTable('parents', (table) => {
        table.text('id').primary();
        table.text('name');
      });
      await db.schema.createTable('children', (table) => {
        table.text('id').primary();
        table.text('parent_id').references('parents.id').onDelete('CASCADE');
      });
      await db('parents').insert({ id: 'p', name: 'x' });
      await db('children').insert({ id: 'c', parent_id: 'p' });
      await db.transaction((trx) =>
        trx.schema.alterTable('parents', (table) => {
          table.dropColumn('name');
        }),
      );
      await dialect.checkForeignKeys(db);
      expect(await db('children').select('id')).to.deep.equal([{ id: 'c' }]);
      await db('parents').delete();
      expect(
        await dialect.checkForeignKeys(db).then(
          () => 'whole',
          () => 'broken',
        ),
      ).to.equal('broken');
      await db.destroy();
      rmSync(folder, { recursive: true });
    });

    it('does not start on a folder that it may not read', () => {
      const folder = mkdtempSync(join(tmpdir(), 'aula-closed-'));
      mkdirSync(join(folder, 'aula.sqlite'));
      chmodSync(folder, 0o500);
      expect(() => openDatabase(sqliteDialect(join(folder, 'aula.sqlite')))).to.throw();
      chmodSync(folder, 0o700);
      rmSync(folder, { recursive: true });
    });
  });
}
