import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { checkBackup } from '../../src/backup/check.ts';
import { migrate, migrationState } from '../../src/db/migrations.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { startApp } from '../support/app.ts';
import { emptyDatabase } from '../support/database.ts';
import { schemaOf } from '../support/schema.ts';
import { PHONE } from '../support/world.ts';
import { contentsOf, restoreInto } from './places.ts';

/** One backup for each released schema, made by that version: README.md there says how. */
const FOLDER = join(projectRoot, 'test', 'fixtures', 'versions');
const VERSIONS = readdirSync(FOLDER).filter((name) => name.endsWith('.tar.gz'));
const LARGEST = 200_000;

describe('an upgrade', function () {
  this.timeout(60_000);

  it('is tried from at least one released version', () => {
    expect(VERSIONS).not.to.deep.equal([]);
  });

  for (const name of VERSIONS) {
    const file = join(FOLDER, name);

    it(`from ${name} keeps people, scores and certificates, every rule, and the schema of a fresh start`, async () => {
      expect(statSync(file).size).to.be.lessThan(LARGEST);
      const { manifest } = await checkBackup(file, null);
      expect(name).to.equal(`${manifest.migrations.at(-1) ?? ''}.tar.gz`);
      const target = await emptyDatabase();
      const answer = await restoreInto(target, file);
      expect(answer.refusal, answer.lines.join('\n')).to.equal(null);

      const rows = Object.fromEntries(manifest.tables.map((table) => [table.name, table.rows]));
      const now = await contentsOf(target);
      for (const table of ['people', 'enrolments', 'attempts', 'certificates'])
        expect(now[table], table).to.match(new RegExp(`^${String(rows[table] ?? 0)} `));
      expect(await migrate(target.dialect), 'nothing left to do').to.deep.equal([]);

      const fresh = await emptyDatabase();
      await migrate(fresh.dialect);
      expect(await schemaOf(target.dialect)).to.deep.equal(await schemaOf(fresh.dialect));
      await fresh.drop();

      const app = await startApp({ over: target });
      const rosa = await app.signedIn('rosa');
      expect((await rosa.get('/cuenta/telefono')).body).to.include(PHONE.slice(-4));
      const { code } = await app.database
        .db('certificates')
        .where({ person_id: 'rosa', status: 'current' })
        .first<{ code: string }>('code');
      expect((await app.browser().get(`/v/${code}`)).text).to.include('Vigente');
      await app.stop();
    });
  }

  it('finds every migration of the released versions in its place', async () => {
    const fresh = await emptyDatabase();
    await migrate(fresh.dialect);
    const { applied } = await fresh.dialect.view(({ db }) => migrationState(db, fresh.dialect));
    for (const name of VERSIONS) {
      const { migrations } = (await checkBackup(join(FOLDER, name), null)).manifest;
      expect(
        applied.filter((one) => migrations.includes(one)),
        name,
      ).to.deep.equal(migrations);
    }
    await fresh.drop();
  });
});
