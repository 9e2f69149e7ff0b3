import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { understandingApart } from '../../../../src/features/studio/formats/understand-apart.ts';
import { Refusal } from '../../../../src/lib/errors.ts';
import { smallDisk, whyNoDisk } from '../../../crash/small-disk.ts';
import { docxOf, paragraph, pngOf } from '../../../support/office-files.ts';

describe('reading a file in a process of its own', function () {
  this.timeout(60_000);
  let folder: string;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'apart-'));
    writeFileSync(join(folder, 'bien'), await docxOf(paragraph('Hola')));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });
  const given = { path: '', name: 'bien.docx', prefix: 'a', folder: '' };

  it('tells what it holds', async () => {
    const understand = understandingApart();
    const told = await understand({ ...given, path: join(folder, 'bien'), folder });
    expect(told).to.deep.include({ ok: true, name: 'bien.docx', title: 'bien' });
    const bad = await understand({ ...given, path: join(folder, 'bien'), name: 'a.pdf', folder });
    expect(bad).to.deep.equal({
      ok: false,
      name: 'a.pdf',
      reasons: [{ key: 'file.kind.otherEnding', params: {} }],
    });
  });

  it('tells to come back when the disk has no room for what comes out of it', async function () {
    const disk = smallDisk({ megabytes: 1 });
    if (disk === null) {
      this.test!.title += whyNoDisk;
      return this.skip();
    }
    try {
      disk.fill();
      const picture = join(folder, 'foto');
      writeFileSync(picture, pngOf(900, 900));
      const refused = await understandingApart()({
        ...given,
        path: picture,
        name: 'foto.png',
        folder: disk.folder,
      }).catch((error: unknown) => error);
      expect(refused).to.be.instanceOf(Refusal);
      expect(refused).to.include({ kind: 'unavailable', key: 'uploads.noRoom' });
      rmSync(picture);
    } finally {
      disk.remove();
    }
  });

  it('ends when it takes too long, or too much memory, and the next file is read all the same', async () => {
    const hasty = understandingApart({ patience: 1 });
    const late = await hasty({ ...given, path: join(folder, 'bien'), folder });
    expect(late).to.deep.include({ ok: false, reasons: [{ key: 'file.tooSlow', params: {} }] });
    const narrow = understandingApart({ memory: 1_000_000 });
    const heavy = await narrow({ ...given, path: join(folder, 'bien'), folder });
    expect(heavy).to.deep.include({ ok: false, reasons: [{ key: 'file.tooHeavy', params: {} }] });
    const again = await understandingApart()({ ...given, path: join(folder, 'bien'), folder });
    expect(again.ok).to.equal(true);
    expect(readdirSync(folder)).to.deep.equal(['bien']);
  });
});
