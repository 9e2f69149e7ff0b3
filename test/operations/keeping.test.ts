import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, utimesSync, writeFileSync } from 'node:fs';
import { watch } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { checkBackup } from '../../src/backup/check.ts';
import { asRefusal, keepNewest, outlivedBackups } from '../../src/backup/place.ts';
import { DAY, HOUR } from '../../src/lib/clock.ts';
import { Refusal } from '../../src/lib/errors.ts';
import { aulaCommand } from '../support/aula-command.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { NOW } from '../support/clock.ts';
import { smallDisk, whyNoDisk } from '../crash/small-disk.ts';
import { liveIn } from '../support/world.ts';
import { backUp, namesIn, newFolder } from './places.ts';

const COMPLETE = /^aula-.*\.tar\.gz(\.age)?$/;

describe('keeping backups', function () {
  this.timeout(120_000);
  let app: TestApp;
  before(async () => {
    app = await startApp();
    await liveIn(app);
  });
  after(() => app.stop());

  const command = (given: string[]) => {
    const { words, how } = aulaCommand(app, ['backup', ...given]);
    return { words, how: { ...how, encoding: 'utf8' as const } };
  };

  it('leaves the last of each of so many days, and other files alone', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'notas.txt'), 'x');
    writeFileSync(join(folder, 'aula-20200101.tar.gz'), 'x');
    const times = [-40, -3, -2, -2 + 1 / 24, -1, -1 / 24, 0].map(
      (days) => new Date(NOW.getTime() + days * DAY),
    );
    const files: string[] = [];
    for (const now of times) files.push(await backUp(app, { to: folder, now }));
    const removed = await keepNewest(folder, { days: 3, made: files.at(-1) ?? '' });
    expect(removed).to.have.lengthOf(4);
    const kept = [3, 4, 6].map((at) => files[at]?.slice(folder.length + 1));
    expect(namesIn(folder)).to.have.members(['notas.txt', 'aula-20200101.tar.gz', ...kept]);
  });

  it('keeps none longer than thirty days, and verify tells of one that is left', async () => {
    const folder = newFolder();
    const days = (ago: number): Date => new Date(NOW.getTime() - ago * DAY);
    const old = await backUp(app, { to: folder, now: days(30.1) });
    const young = await backUp(app, { to: folder, now: days(29.9) });
    const name = (file: string): string => file.slice(folder.length + 1);
    expect(await outlivedBackups(folder, NOW)).to.deep.equal([name(old)]);
    expect(await outlivedBackups(join(folder, 'none'), NOW)).to.deep.equal([]);
    const made = await backUp(app, { to: folder, now: NOW });
    expect(await keepNewest(folder, { days: 30, made })).to.deep.equal([name(old)]);
    expect(namesIn(folder)).to.have.members([name(young), name(made)]);

    const forgotten = newFolder();
    await backUp(app, { to: forgotten, now: new Date(Date.now() - 31 * DAY) });
    const { words, how } = aulaCommand(app, ['verify', '--backups', forgotten]);
    const { status, stdout } = spawnSync(process.execPath, words, { ...how, encoding: 'utf8' });
    expect(stdout).to.match(/FALLA.*más de 30 días.*aula-/);
    expect(status).to.equal(1);
  });

  it('never removes the one just made, though the clock went back', async () => {
    const folder = newFolder();
    const later = await backUp(app, { to: folder, now: new Date(NOW.getTime() + 9 * DAY) });
    const made = await backUp(app, { to: folder, now: NOW });
    await keepNewest(folder, { days: 1, made });
    expect(namesIn(folder).map((name) => join(folder, name))).to.include(made);
    expect(later).to.be.a('string');
  });

  it('goes by the command as well, which says what it did and writes it down', async () => {
    const folder = newFolder();
    const old = await backUp(app, { to: folder, now: new Date(NOW.getTime() - 400 * DAY) });
    const { words, how } = command(['--to', folder, '--keep', '1']);
    const { status, stdout, stderr } = spawnSync(process.execPath, words, how);
    expect(status, stderr).to.equal(0);
    expect(stdout).to.match(
      /^Respaldo completo: .*aula-\S+\.tar\.gz \(filas: \d+, bytes: \d+\)\.\n/,
    );
    expect(stdout).to.include(`Se borró ${old.slice(folder.length + 1)}.`);
    const [name = ''] = namesIn(folder);
    const { sha256 } = await checkBackup(join(folder, name), null);
    const event = await app.database
      .db('audit_events')
      .where('action', 'backup.made')
      .orderBy('position', 'desc')
      .first<Record<string, unknown>>('actor_id', 'object_id');
    expect(event).to.deep.equal({ actor_id: null, object_id: sha256 });
  });

  it('refuses to write over a file, to keep without a folder and to keep nothing', () => {
    const folder = newFolder();
    const file = join(folder, 'one.tar.gz');
    writeFileSync(file, 'mine');
    for (const [given, said] of [
      [['--to', file], 'Ya existe'],
      [['--to', join(folder, 'two'), '--keep', '3'], 'debe ser una carpeta'],
      [['--to', folder, '--keep', '0'], '1 o más'],
      [['--to', folder, '--key-file', join(folder, 'none')], 'archivo de la llave'],
    ] as const) {
      const { words, how } = command([...given]);
      const { status, stderr } = spawnSync(process.execPath, words, how);
      expect(stderr).to.include(said);
      expect(status).to.equal(1);
    }
    expect(namesIn(folder)).to.deep.equal(['one.tar.gz']);
  });

  it('killed in the middle, leaves nothing that looks complete; the next one cleans up', async () => {
    const folder = newFolder();
    const keyFile = join(newFolder(), 'key');
    // Making a key of a phrase takes long enough to be met in the middle.
    writeFileSync(keyFile, 'una frase larga para el respaldo');
    const { words, how } = command(['--to', folder, '--key-file', keyFile]);
    const changes = watch(folder);
    const child = spawn(process.execPath, words, { ...how, stdio: 'ignore' });
    const ended = new Promise<NodeJS.Signals | null>((done) => {
      child.once('exit', (_code, signal) => {
        done(signal);
      });
    });
    for await (const { filename } of changes) if (filename?.endsWith('.part') === true) break;
    child.kill('SIGKILL');
    expect(await ended).to.equal('SIGKILL');
    expect(namesIn(folder)).not.to.deep.equal([]);
    expect(namesIn(folder).filter((name) => COMPLETE.test(name))).to.deep.equal([]);
    await backUp(app, { to: folder });
    expect(
      namesIn(folder).some((name) => name.endsWith('.part')),
      'may still be running',
    ).to.equal(true);
    const old = new Date(NOW.getTime() - 25 * HOUR);
    for (const name of namesIn(folder))
      if (!COMPLETE.test(name)) utimesSync(join(folder, name), old, old);
    await backUp(app, { to: folder });
    expect(namesIn(folder).every((name) => COMPLETE.test(name))).to.equal(true);
  });

  it('into a full or read-only folder says so, and leaves what was there', function () {
    const disk = smallDisk({ megabytes: 4 });
    if (disk === null) {
      this.test!.title += whyNoDisk;
      return this.skip();
    }
    try {
      const { folder } = disk;
      const { words, how } = command(['--to', folder]);
      const refuses = (why: string): void => {
        const names = namesIn(folder);
        const { status, stderr } = spawnSync(process.execPath, words, how);
        expect(stderr).to.include(why).and.include(folder);
        expect(status).to.equal(1);
        expect(namesIn(folder)).to.deep.equal(names);
      };
      disk.fill({ but: 16 * 1024 });
      refuses('No hay espacio');
      disk.fill();
      refuses('No hay espacio');
      disk.free();
      disk.readOnly();
      refuses('No se puede escribir');
    } finally {
      disk.remove();
    }
  });

  it('into a folder of somebody else says so; another file that cannot be read is no such folder', async function () {
    const folder = newFolder();
    const denied = (path: string) =>
      Object.assign(new Error('permission denied'), { code: 'EACCES', path });
    for (const path of [folder, join(folder, '.aula-x.part')]) {
      const said = asRefusal(denied(path), folder);
      expect(said).to.be.instanceOf(Refusal).and.include({ key: 'backup.cannotWrite' });
    }
    const elsewhere = denied(join(newFolder(), 'media'));
    expect(asRefusal(elsewhere, folder)).to.equal(elsewhere);
    // Whom nothing is denied cannot be refused.
    if (process.getuid?.() === 0) return;
    chmodSync(folder, 0o500);
    const told: unknown = await backUp(app, { to: folder }).catch((error: unknown) => error);
    chmodSync(folder, 0o700);
    expect(told).to.be.instanceOf(Refusal).and.include({ key: 'backup.cannotWrite' });
    expect(namesIn(folder)).to.deep.equal([]);
  });

  it('whose writes fail leaves what was there', async () => {
    const folder = newFolder();
    const old = await backUp(app, { to: folder });
    const { words, how } = command(['--to', folder]);
    // A limit on the size of files stands in for the full disk: the write fails in the same place.
    const { status } = spawnSync(
      'bash',
      ['-c', 'trap "" XFSZ; ulimit -f 40; exec "$0" "$@"', process.execPath, ...words],
      how,
    );
    expect(status).not.to.equal(0);
    expect(namesIn(folder).map((name) => join(folder, name))).to.deep.equal([old]);
    expect((await checkBackup(old, null)).manifest.format).to.equal(1);
  });
});
