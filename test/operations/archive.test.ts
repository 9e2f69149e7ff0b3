import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { randomBytes } from 'node:crypto';
import { generateX25519Identity } from 'age-encryption';
import { expect } from 'chai';
import { readArchive, wholeOf, writeArchive } from '../../src/backup/archive.ts';
import type { BackupKey } from '../../src/backup/key.ts';
import { newFolder } from './places.ts';

const CHUNK = randomBytes(100_000);

describe('an archive', () => {
  const keys: Record<string, BackupKey | null> = { plain: null };
  before(async () => {
    keys['sealed'] = { kind: 'identity', identity: await generateX25519Identity() };
  });

  for (const how of ['plain', 'sealed']) {
    it(`gives back what was put in (${how})`, async () => {
      const file = join(newFolder(), 'archive');
      const key = keys[how] ?? null;
      await writeArchive(createWriteStream(file), key, async (archive) => {
        await archive.add('empty', Buffer.alloc(0));
        for (let number = 0; number < 20; number += 1)
          await archive.add(`n${String(number)}`, CHUNK);
        await archive.addStream('stream', CHUNK.length, Readable.from([CHUNK]));
      });
      const names: string[] = [];
      for await (const entry of readArchive(file, key)) {
        names.push(entry.name);
        expect(
          (await wholeOf(entry)).equals(entry.name === 'empty' ? Buffer.alloc(0) : CHUNK),
        ).to.equal(true);
      }
      expect(names).to.have.lengthOf(22);
    });

    it(`says when the disk takes no more (${how})`, async () => {
      let room = 500_000;
      const full = new Writable({
        write(bytes: Buffer, _encoding, done) {
          room -= bytes.length;
          done(room < 0 ? new Error('ENOSPC') : null);
        },
      });
      let added = 0;
      const refused = await writeArchive(full, keys[how] ?? null, async (archive) => {
        for (; added < 1000; added += 1) await archive.add(`n${String(added)}`, CHUNK);
      }).then(
        () => 'written',
        (error: unknown) => String(error),
      );
      expect(refused).to.include('ENOSPC');
      expect(added, 'went on without a disk').to.be.lessThan(100);
    });

    it(`says when a file shrinks while it is read (${how})`, async () => {
      const file = join(newFolder(), 'archive');
      const refused = await writeArchive(createWriteStream(file), keys[how] ?? null, (archive) =>
        archive.addStream('stream', CHUNK.length + 1, Readable.from([CHUNK])),
      ).then(
        () => 'written',
        (error: unknown) => String(error),
      );
      expect(refused).to.include('Size mismatch');
    });
  }
});
