import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import sharp, { type Sharp } from 'sharp';
import { readCaptions, transcriptOf } from '../../../../src/features/studio/formats/captions.ts';
import { blankFilm } from '../../../../src/features/studio/formats/film.ts';
import { kindOf } from '../../../../src/features/studio/formats/kind.ts';
import { redrawn } from '../../../../src/features/studio/formats/picture.ts';
import { FileRefused } from '../../../../src/features/studio/formats/problem.ts';
import { bareSound } from '../../../../src/features/studio/formats/sound.ts';
import { box, filmWithPlace } from '../../../support/film.ts';
import { forgedZip } from '../../../support/forged-zip.ts';
import { docxOf, paragraph, pngOf, pptxOf } from '../../../support/office-files.ts';

const told = async (work: () => unknown): Promise<string> => {
  try {
    await work();
    return '';
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    return error.reasons.map(({ key }) => key).join();
  }
};

/** Noise, which no format makes small. */
const noise = (width: number, height: number): Sharp =>
  sharp(
    Buffer.from(
      Array.from({ length: width * height * 3 }, (_, at) => (at * 7919 + ((at * at) % 251)) % 256),
    ),
    { raw: { width, height, channels: 3 } },
  );

describe('pictures that somebody brings', () => {
  it('lose place, time and name, stand upright and weigh what a phone can bear', async () => {
    const photo = await noise(1400, 700)
      .jpeg({ quality: 90 })
      .withMetadata({ orientation: 6 })
      .withExif({
        IFD0: { Artist: 'Rosa Hernández' },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '19/1 36/1 0/1' },
      })
      .toBuffer();
    expect((await sharp(photo).metadata()).exif?.includes('Rosa')).to.equal(true);
    const { bytes, width, height } = await redrawn(photo);
    const after = await sharp(bytes).metadata();
    expect([after.exif, after.xmp, after.iptc, after.icc]).to.deep.equal([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(after.format).to.equal('webp');
    expect(bytes.length).to.be.at.most(60_000);
    expect(bytes.includes('Rosa')).to.equal(false);
    expect([height > width, after.width, after.height]).to.deep.equal([true, width, height]);
  });

  it('stay as large as they are when they are small', async () => {
    const { width, height } = await redrawn(pngOf(40, 20));
    expect([width, height]).to.deep.equal([40, 20]);
  });

  it('are refused when they are huge, cut off, or something else', async () => {
    const bomb = await sharp({
      create: { width: 9000, height: 9000, channels: 3, background: 'red' },
    })
      .png()
      .toBuffer();
    expect(await told(() => redrawn(bomb))).to.equal('file.picture.pixels');
    expect(await told(() => redrawn(pngOf(600, 600).subarray(0, 200)))).to.equal(
      'file.picture.damaged',
    );
    expect(await told(() => redrawn(Buffer.from('<svg/>')))).to.equal('file.picture.damaged');
  });
});

describe('sound and film that somebody brings', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'film-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const written = (bytes: Buffer): string => {
    const path = join(folder, 'a');
    writeFileSync(path, bytes);
    return path;
  };

  it('lose where and by whom they were made, and nothing else', async () => {
    const film = filmWithPlace();
    const path = written(film);
    await blankFilm(path);
    const after = readFileSync(path);
    expect(after.length).to.equal(film.length);
    for (const word of ['19.6010', 'Rosa', 'udta', 'xyz'])
      expect(after.includes(word), word).to.equal(false);
    expect(after.subarray(-5008).equals(film.subarray(-5008))).to.equal(true);
    const sound = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0]), Buffer.alloc(500, 1)]);
    const label = Buffer.concat([
      Buffer.from('ID3\x04\0\0\0\0\0\x0a', 'latin1'),
      Buffer.from('Rosa------'),
    ]);
    const tail = Buffer.concat([Buffer.from('TAG'), Buffer.alloc(125, 'R')]);
    expect(bareSound(Buffer.concat([label, sound, tail])).bytes.equals(sound)).to.equal(true);
  });

  it('whose boxes make no sense are refused', async () => {
    const liar = box('moov', 'x');
    liar.writeUInt32BE(4_000_000, 0);
    expect(await told(() => blankFilm(written(liar)))).to.equal('file.film.damaged');
    expect(await told(() => bareSound(Buffer.from('ID3 y nada más')))).to.equal(
      'file.sound.damaged',
    );
  });

  it('have captions whose times are in order, which become a first transcript', async () => {
    const vtt =
      'WEBVTT - Charla\n\nNOTE de prueba\n\n1\n00:00:01.000 --> 00:00:03.000 align:start\n<v Rosa>Hola a todas.\n\n00:03.500 --> 00:05.000\nEmpecemos\n\n00:09.000 --> 00:10.000\ncon calma.\n\n00:20.000 --> 00:21.000\nFin.';
    expect(transcriptOf(readCaptions(vtt))).to.equal('Hola a todas. Empecemos con calma.\n\nFin.');
    expect(await told(() => readCaptions('1\n00:00:01,000 --> 00:00:02,000\nx'))).to.equal(
      'file.captions.head',
    );
    expect(await told(() => readCaptions('WEBVTT\n\n00:00:01,000 --> 00:00:02,000\nx'))).to.equal(
      'file.captions.time',
    );
    expect(await told(() => readCaptions('WEBVTT\n\n00:05.000 --> 00:04.000\nx'))).to.equal(
      'file.captions.order',
    );
    expect(await told(() => readCaptions('WEBVTT\n\n'))).to.equal('file.captions.empty');
  });

  it('are known by their content, never by their name alone', async () => {
    const known: [string, Buffer, string][] = [
      ['a.docx', await docxOf(paragraph('x')), 'docx'],
      ['sin nombre', await docxOf(paragraph('x')), 'docx'],
      ['a.pptx', await pptxOf([{ title: 'x' }]), 'pptx'],
      ['a.zip', forgedZip([{ name: 'curso/course.yml' }]), 'course'],
      ['a.md', Buffer.from('# Hola'), 'markdown'],
      ['a.pdf', Buffer.from('%PDF-1.7\n'), 'pdf'],
      ['a.JPG', await noise(8, 8).jpeg().toBuffer(), 'picture'],
      [
        'a.mp3',
        Buffer.concat([
          Buffer.from('ID3\x04\0\0\0\0\0\0', 'latin1'),
          Buffer.from([0xff, 0xfb, 0x90, 0]),
        ]),
        'sound',
      ],
      ['a.mp4', filmWithPlace(), 'film'],
      ['a.vtt', Buffer.from('WEBVTT\n'), 'captions'],
    ];
    for (const [name, bytes, kind] of known)
      expect(await kindOf(written(bytes), name), name).to.equal(kind);
    const refused: [string, Buffer, string][] = [
      ['a.png', await docxOf(paragraph('x')), 'file.kind.otherEnding'],
      ['foto.jpg', Buffer.from('<html><script>alert(1)</script>'), 'file.kind.html'],
      ['a.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'file.kind.svg'],
      ['a.md', Buffer.from('<?xml version="1.0"?><svg/>'), 'file.kind.svg'],
      ['a.xhtml', Buffer.from('<html xmlns="http://www.w3.org/1999/xhtml"/>'), 'file.kind.html'],
      ['a.docm', await docxOf(paragraph('x')), 'file.office.macros'],
      ['a.doc', Buffer.from('d0cf11e0a1b11ae100', 'hex'), 'file.kind.old'],
      ['a.rtf', Buffer.from('{\\rtf1 hola}'), 'file.kind.old'],
      [
        'a.odt',
        forgedZip([
          { name: 'mimetype', bytes: 'application/vnd.oasis.opendocument.text', stored: true },
        ]),
        'file.kind.openDocument',
      ],
      ['a.xlsx', forgedZip([{ name: 'xl/workbook.xml' }]), 'file.kind.spreadsheet'],
      ['a.zip', forgedZip([{ name: 'imsmanifest.xml' }]), 'file.kind.package'],
      ['a.zip', forgedZip([{ name: 'x.txt' }]), 'file.kind.otherZip'],
      ['a.exe', Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'), 'file.kind.unknown'],
      ['a.ejs', Buffer.from('<%= process.env %>'), 'file.kind.unknown'],
      ['a.js', Buffer.from('alert(1)'), 'file.kind.unknown'],
      ['a.txt', Buffer.alloc(0), 'file.kind.empty'],
      ['a.gz', Buffer.from('1f8b0800000000000003', 'hex'), 'file.kind.archive'],
      ['a.amr', Buffer.from('#!AMR\n\x04\0\0', 'latin1'), 'file.kind.sound'],
    ];
    for (const [name, bytes, key] of refused)
      expect(await told(() => kindOf(written(bytes), name)), name).to.equal(key);
  });
});
