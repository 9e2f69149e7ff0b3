import { spawnSync } from 'node:child_process';
import { accessSync, closeSync, mkdirSync, openSync, readFileSync, statSync } from 'node:fs';
import { truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { chance } from '../../src/demo/random.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { castDatabase, type TestDatabase } from '../support/database.ts';
import { newFolder } from '../operations/places.ts';
import { SECRETS } from './server.ts';
import { smallDisk, whyNoDisk } from './small-disk.ts';

/** Starts the server where it cannot start, and answers how it ended. */
function start(env: Record<string, string>, uid?: number) {
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', join(projectRoot, 'src/server.ts')],
    {
      cwd: projectRoot,
      encoding: 'utf8',
      timeout: 30_000,
      env: { PATH: process.env['PATH'], LOG_LEVEL: 'silent', PORT: '0', ...SECRETS, ...env },
      ...(uid === undefined ? {} : { uid }),
    },
  );
  return { status, said: stderr };
}

const NOBODY = 65_534;

describe('a start that cannot succeed ends with 1 and says why', function () {
  this.timeout(60_000);

  const refuses = (env: Record<string, string>, why: RegExp, uid?: number): void => {
    const { status, said } = start(env, uid);
    expect(said).to.match(why);
    expect(said, 'no stack').not.to.match(/^\s+at /m);
    expect(status).to.equal(1);
  };

  it('where the data folder cannot be made', () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    refuses({ DATA_DIR: join(file, 'data') }, /No se puede crear .*no es una carpeta/);
    refuses({ DATA_DIR: file }, /No se puede crear .*no es una carpeta/);
  });

  it('where the data folder belongs to somebody else', function () {
    if (process.getuid?.() !== 0) return this.skip();
    const folder = newFolder();
    mkdirSync(join(folder, 'data'), { mode: 0o700 });
    const tried = spawnSync(process.execPath, ['-e', ''], { cwd: projectRoot, uid: NOBODY });
    // A clone in a folder that only root may enter says nothing about the data folder.
    if (tried.status !== 0) return this.skip();
    refuses({ DATA_DIR: join(folder, 'data') }, /No hay permiso para usar .*data/, NOBODY);
  });

  it('where the data folder can only be read', function () {
    const disk = smallDisk({ megabytes: 1 });
    if (disk === null) {
      this.test!.title += whyNoDisk;
      return this.skip();
    }
    try {
      disk.readOnly();
      refuses({ DATA_DIR: disk.folder }, /solo se puede leer/);
    } finally {
      disk.remove();
    }
  });

  it('where PostgreSQL does not answer', () => {
    const url = 'postgres://postgres@127.0.0.1:1/aula';
    refuses({ DATA_DIR: newFolder(), DATABASE_URL: url }, /DATABASE_URL no responde/);
  });
});

describe('a damaged database file', function () {
  this.timeout(60_000);
  let test: TestDatabase;
  let file: string;
  beforeEach(async function () {
    test = await castDatabase();
    await test.database.close();
    file = join(test.dataDir, 'aula.sqlite');
    try {
      accessSync(file);
    } catch {
      // This engine keeps no file of ours.
      await test.drop();
      this.skip();
    }
  });
  afterEach(() => test.drop());

  const refused = (): void => {
    const before = readFileSync(file);
    const { status, said } = start({ DATA_DIR: test.dataDir });
    expect(said).to.match(/está dañada: .*aula -- restore ARCHIVO/);
    expect(status).to.equal(1);
    expect(readFileSync(file).equals(before), 'it was written into').to.equal(true);
  };

  it('is not opened when bytes in it are others', () => {
    const luck = chance(32);
    const { size } = statSync(file);
    const open = openSync(file, 'r+');
    for (let times = 0; times < 100; times += 1) {
      // The first bytes of a page say what it is.
      const at = 4096 * (1 + luck.below(size / 4096 - 1)) + luck.below(8);
      writeSync(open, Buffer.from([luck.below(256)]), 0, 1, at);
    }
    closeSync(open);
    refused();
  });

  it('is not opened when its head is gone', () => {
    const open = openSync(file, 'r+');
    writeSync(open, Buffer.alloc(64, 7), 0, 64, 0);
    closeSync(open);
    refused();
  });

  it('is not opened when it was cut', () => {
    truncateSync(file, Math.floor(statSync(file).size / 8192) * 4096);
    refused();
  });
});
