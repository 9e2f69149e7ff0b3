import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { expect } from 'chai';
import { readKey } from '../../src/backup/key.ts';
import { migrate } from '../../src/db/migrations.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { castDatabase, emptyDatabase, type TestDatabase } from '../support/database.ts';
import { liveIn } from '../support/world.ts';
import { backUp, contentsOf, namesIn, newFolder, remade, restoreInto } from './places.ts';

const PHRASE = { kind: 'phrase', phrase: 'nublado jueves tejido bosque' } as const;
const NOT_A_BACKUP = /no es un respaldo completo.*No se tocó nada/;

describe('a restore refuses', function () {
  this.timeout(120_000);
  let app: TestApp;
  let target: Omit<TestDatabase, 'database'>;
  let folder: string;
  let plain: string;
  before(async () => {
    app = await startApp();
    await liveIn(app);
    target = await emptyDatabase();
    folder = newFolder();
    plain = await backUp(app, { to: folder });
  });
  after(async () => {
    // Whatever was refused before left nothing behind: the good backup finds an empty place.
    const answer = await restoreInto(target, plain);
    await target.drop();
    await app.stop();
    expect(answer.refusal, answer.lines.join('\n')).to.equal(null);
  });
  afterEach(() => {
    expect(namesIn(target.dataDir), 'left behind').to.deep.equal([]);
  });

  const altered = (bytes: Buffer, name = 'altered'): string => {
    const file = join(folder, name);
    writeFileSync(file, bytes);
    return file;
  };

  it('a file that is cut anywhere', async () => {
    const bytes = readFileSync(plain);
    for (const part of [0, 0.001, 0.1, 0.5, 0.9, 0.999]) {
      const file = altered(bytes.subarray(0, Math.floor(bytes.length * part)));
      expect((await restoreInto(target, file)).refusal, String(part)).to.match(NOT_A_BACKUP);
    }
    expect((await restoreInto(target, altered(bytes.subarray(0, -1)))).refusal).to.match(
      NOT_A_BACKUP,
    );
  });

  it('a file in which one bit is another', async () => {
    const bytes = readFileSync(plain);
    const said = gunzipSync(bytes);
    // A few bits of gzip say nothing: some of its head, and those that fill its last byte up.
    const saysTheSame = (copy: Buffer): boolean => {
      try {
        return gunzipSync(copy).equals(said);
      } catch {
        return false;
      }
    };
    let refused = 0;
    for (let at = 10; at < bytes.length; at += Math.floor(bytes.length / 24)) {
      const copy = Buffer.from(bytes);
      copy[at] = (copy[at] ?? 0) ^ 4;
      if (saysTheSame(copy)) continue;
      refused += 1;
      expect((await restoreInto(target, altered(copy))).refusal, String(at)).to.match(NOT_A_BACKUP);
    }
    expect(refused).to.be.greaterThan(20);
  });

  it('what is no backup, or is not there', async () => {
    for (const text of ['', 'hola', '{"format":1}'])
      expect((await restoreInto(target, altered(Buffer.from(text)))).refusal).to.match(
        NOT_A_BACKUP,
      );
    expect((await restoreInto(target, join(folder, 'none'))).refusal).to.include(
      'No se puede leer',
    );
  });

  it('a sealed backup without its phrase, or with another', async () => {
    const file = await backUp(app, { to: folder, key: PHRASE });
    expect(readFileSync(file).includes('Rosa'), 'readable').to.equal(false);
    expect((await restoreInto(target, file)).refusal).to.include('--key-file');
    const other = { kind: 'phrase', phrase: 'otra frase muy distinta' } as const;
    const refused = await restoreInto(target, file, { key: other });
    expect(refused.refusal).to.include('La llave no es la de este respaldo');
    const fresh = await emptyDatabase();
    expect((await restoreInto(fresh, file, { key: PHRASE })).refusal).to.equal(null);
    await fresh.drop();
  });

  it('a sealed backup that is cut or altered, and its public key', async () => {
    const identity = await generateX25519Identity();
    const recipient = await identityToRecipient(identity);
    const file = await backUp(app, { to: folder, key: { kind: 'recipient', recipient } });
    const asked = await restoreInto(target, file, { key: { kind: 'recipient', recipient } });
    expect(asked.refusal).to.include('llave pública');
    const stranger = await generateX25519Identity();
    const other = await restoreInto(target, file, {
      key: { kind: 'identity', identity: stranger },
    });
    expect(other.refusal).to.include('La llave no es la de este respaldo');

    const key = { kind: 'identity', identity } as const;
    const bytes = readFileSync(file);
    const copy = Buffer.from(bytes);
    copy[bytes.length - 2000] = (copy[bytes.length - 2000] ?? 0) ^ 1;
    const half = bytes.subarray(0, Math.floor(bytes.length / 2));
    for (const wrong of [copy, bytes.subarray(0, -1), half, bytes.subarray(0, 30)])
      expect((await restoreInto(target, altered(wrong), { key })).refusal).to.match(NOT_A_BACKUP);
    const fresh = await emptyDatabase();
    expect((await restoreInto(fresh, file, { key })).refusal).to.equal(null);
    await fresh.drop();
  });

  it('key files that say nothing safe', async () => {
    const file = join(folder, 'key');
    writeFileSync(file, '# una nota\ncorta\n');
    const short = await readKey(file).catch((error: unknown) => String(error));
    expect(short).to.include('backup.shortPhrase');
    writeFileSync(file, '# una nota\n\nuna frase que sí alcanza\n');
    expect(await readKey(file)).to.deep.equal({
      kind: 'phrase',
      phrase: 'una frase que sí alcanza',
    });
    const none = await readKey(join(folder, 'no-key')).catch((error: unknown) => String(error));
    expect(none).to.include('backup.noKeyFile');
  });

  it('a backup of a newer version', async () => {
    const file = await remade(plain, join(folder, 'newer'), (_entries, manifest) => {
      manifest.migrations.push('30000101000000_dreams__create');
    });
    expect((await restoreInto(target, file)).refusal).to.include('versión más nueva');
    const format = await remade(plain, join(folder, 'format'), (_entries, manifest) => {
      (manifest as { format: number }).format = 2;
    });
    expect((await restoreInto(target, format)).refusal).to.include('versión más nueva');
  });

  it('a table or an entry that nobody knows, and a way out of the folder', async () => {
    const table = await remade(plain, join(folder, 'table'), (entries, manifest) => {
      entries.set('tables/spells/000001.jsonl', Buffer.from('{"id":1}\n'));
      manifest.tables.push({ name: 'spells', rows: 1, sha256: '' });
    });
    expect((await restoreInto(target, table)).refusal).to.include('tables/spells');
    for (const name of ['media/../../evil.svg', '../evil', 'tables/people/x.sql', 'media/x.svg']) {
      const file = await remade(plain, join(folder, 'entry'), (entries) => {
        entries.set(name, Buffer.from('x'));
      });
      expect((await restoreInto(target, file)).refusal, name).to.match(NOT_A_BACKUP);
    }
  });

  it('data that do not keep their rules, and leaves nothing of them', async () => {
    const better = await remade(plain, join(folder, 'better'), (entries) => {
      const name = 'tables/attempts/000001.jsonl';
      const text = entries.get(name)?.toString() ?? '';
      entries.set(name, Buffer.from(text.replace(/"score":\d+/, '"score":9999')));
    });
    const answer = await restoreInto(target, better);
    expect(answer.refusal).to.include('No se restauró nada');
    expect(answer.lines.join('\n')).to.match(/FALLA {2}I3 La calificación/);
  });

  it('rows that point nowhere', async () => {
    const orphans = await remade(plain, join(folder, 'orphans'), (entries) => {
      const name = 'tables/memberships/000001.jsonl';
      const text = entries.get(name)?.toString() ?? '';
      entries.set(name, Buffer.from(text.replace(/"person_id":"rosa"/g, '"person_id":"nadie"')));
    });
    expect((await restoreInto(target, orphans)).refusal).to.include('No se restauró nada');
  });

  it('a database that holds people, and leaves it as it is', async () => {
    const full = await castDatabase();
    const before = await contentsOf(full);
    expect((await restoreInto(full, plain)).refusal).to.include('no está vacía');
    expect(await contentsOf(full)).to.deep.equal(before);
    await full.drop();
  });

  it('while a server works there, and a server does not start while somebody restores', async () => {
    const server = await target.dialect.hold();
    const another = await target.dialect.hold();
    expect((await restoreInto(target, plain)).refusal).to.include('Un servidor usa');
    await server.release();
    expect((await restoreInto(target, plain)).refusal).to.include('Un servidor usa');
    await another.release();
    const alone = await target.dialect.holdAlone();
    const started = await target.dialect.hold().then(
      () => 'started',
      (error: unknown) => String(error),
    );
    expect(started).to.include('restore.running');
    await alone.release();
  });

  it('a media folder with files of somebody else', async () => {
    const place = await emptyDatabase();
    mkdirSync(join(place.dataDir, 'media'));
    writeFileSync(join(place.dataDir, 'media', 'mine.png'), 'x');
    expect((await restoreInto(place, plain)).refusal).to.include('no son del respaldo');
    expect(namesIn(join(place.dataDir, 'media'))).to.deep.equal(['mine.png']);
    await place.drop();
  });

  it('nothing of a database that was migrated and never used', async () => {
    const place = await emptyDatabase();
    await migrate(place.dialect);
    expect((await restoreInto(place, plain)).refusal).to.equal(null);
    await place.drop();
  });

  it("backups that others could read: each is its owner's alone", () => {
    expect(statSync(plain).mode & 0o077).to.equal(0);
  });
});
