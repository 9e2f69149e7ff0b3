import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { FileRefused } from '../../../../src/features/studio/formats/problem.ts';
import {
  COURSE_ZIP,
  openZip,
  type ZipLimits,
} from '../../../../src/features/studio/formats/zip.ts';
import { forgedZip, type Forged } from '../../../support/forged-zip.ts';

const few: ZipLimits = {
  ...COURSE_ZIP,
  files: 5,
  fileBytes: 2_000_000,
  bytes: 4_000_000,
  depth: 4,
};
const zeros = (bytes: number): Buffer => Buffer.alloc(bytes);

/** Why a zip is refused, when it is opened or when its files are read. */
async function reasons(zip: Buffer, limits: ZipLimits = few): Promise<string[]> {
  try {
    const opened = await openZip(zip, limits);
    for (const entry of opened.entries.values()) await entry.read();
    opened.close();
    return [];
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    return error.reasons.map(({ key }) => key.replace('file.zip.', ''));
  }
}

const one = (file: Partial<Forged>): Buffer => forgedZip([{ name: 'a.md', ...file }]);

/** What somebody forges, and the word by which it is refused. */
const FORGED: [string, () => Buffer, string][] = [
  ['a path out of the folder', () => one({ name: '../a.md' }), 'escape'],
  ['a path out of the folder in its middle', () => one({ name: 'x/../../a.md' }), 'escape'],
  ['a path with backslashes', () => one({ name: '..\\..\\a.md' }), 'escape'],
  ['a path with an empty part', () => one({ name: 'x//a.md' }), 'escape'],
  ['a path with a dot for a part', () => one({ name: './a.md' }), 'escape'],
  ['a path from the root', () => one({ name: '/etc/passwd' }), 'absolute'],
  ['a path with a drive', () => one({ name: 'C:\\windows\\a.md' }), 'absolute'],
  ['a link', () => one({ mode: 0o120_777, bytes: '/etc/passwd' }), 'link'],
  ['a pipe', () => one({ mode: 0o010_644 }), 'link'],
  ['a device', () => one({ mode: 0o020_644 }), 'link'],
  ['a NUL in a name', () => one({ name: 'a.md\0.png' }), 'control'],
  ['a line break in a name', () => one({ name: 'a\nb.md' }), 'control'],
  ['a name written from right to left', () => one({ name: 'a\u202egnp.md' }), 'control'],
  ['a name that Windows keeps for itself', () => one({ name: 'media/CON.png' }), 'reserved'],
  ['a name that ends in a dot', () => one({ name: 'a.md.' }), 'reserved'],
  ['a name with a colon', () => one({ name: 'a.md:oculto' }), 'reserved'],
  ['an endless name', () => one({ name: `${'a'.repeat(300)}.md` }), 'longName'],
  ['too deep a folder', () => one({ name: 'a/b/c/d/e.md' }), 'depth'],
  ['a name twice', () => forgedZip([{ name: 'a.md' }, { name: 'a.md' }]), 'twice'],
  ['two names that differ in case', () => forgedZip([{ name: 'a.md' }, { name: 'A.md' }]), 'twice'],
  [
    'two spellings of one accent',
    () => forgedZip([{ name: 'á.md' }, { name: 'á.md'.normalize('NFD') }]),
    'twice',
  ],
  ['a file that is a folder too', () => forgedZip([{ name: 'a' }, { name: 'a/b.md' }]), 'twice'],
  ['a password', () => one({ encrypted: true }), 'encrypted'],
  ['an unknown way of packing', () => one({ claims: { method: 99 } }), 'method'],
  ['too many files', () => forgedZip('abcdef'.split('').map((name) => ({ name }))), 'tooMany'],
  ['a bomb that says what it is', () => one({ bytes: zeros(1_900_000) }), 'ratio'],
  ['a file too large', () => one({ bytes: zeros(2_100_000) }), 'fileTooLarge'],
  [
    'too much in all',
    () =>
      forgedZip(['a', 'b', 'c'].map((name) => ({ name, bytes: zeros(1_500_000), stored: true }))),
    'tooLarge',
  ],
  [
    'a bomb that says it is small',
    () => one({ bytes: zeros(9_000_000), claims: { bytes: 10 } }),
    'damaged',
  ],
  ['a file that says it is larger', () => one({ claims: { bytes: 500 } }), 'damaged'],
  ['other bytes than the sum says', () => one({ stored: true, claims: { crc: 1 } }), 'damaged'],
  [
    'two entries over the same bytes',
    () =>
      forgedZip([
        { name: 'a', bytes: 'x'.repeat(500), stored: true },
        { name: 'b', bytes: 'x'.repeat(500), stored: true, claims: { offset: 0 } },
      ]),
    'bomb',
  ],
  ['a list that ends too early', () => forgedZip([{ name: 'a' }], { count: 3 }), 'broken'],
  ['a list that is elsewhere', () => forgedZip([{ name: 'a' }], { offset: 5 }), 'broken'],
  ['half a zip', () => one({ bytes: 'x'.repeat(4000), stored: true }).subarray(0, 900), 'broken'],
  ['no zip at all', () => Buffer.from('hola'), 'broken'],
  ['nothing', () => Buffer.alloc(0), 'broken'],
  ['a folder with bytes', () => one({ name: 'x/' }), 'broken'],
];

describe('zips that somebody brings', () => {
  for (const [what, make, why] of FORGED) {
    it(`refuses ${what}`, async () => {
      expect(await reasons(make())).to.include(why);
    });
  }

  it('tells every reason at once, and no more than somebody reads', async () => {
    const many = Array.from({ length: 60 }, (_, at) => ({ name: `../${String(at)}.md` }));
    const told = await reasons(forgedZip([...many, { name: '/b' }]), COURSE_ZIP);
    expect(told).to.have.length(20);
    const two = await reasons(forgedZip([{ name: '../a' }, { name: '/b' }]));
    expect(two).to.deep.equal(['escape', 'absolute']);
  });

  it('opens what ordinary programs write, with accents, folders and what they add by themselves', async () => {
    const zip = await openZip(
      forgedZip([
        { name: 'curso/', bytes: '' },
        { name: 'curso/lección.md', bytes: 'Situación' },
        { name: 'curso\\media\\foto.png', bytes: 'png', stored: true },
        { name: '__MACOSX/curso/._x', bytes: 'x' },
        { name: 'curso/.DS_Store', bytes: 'x' },
      ]),
      few,
    );
    expect([...zip.entries.keys()]).to.deep.equal(['curso/lección.md', 'curso/media/foto.png']);
    const text = await zip.entries.get('curso/lección.md')?.read();
    expect(text?.toString()).to.equal('Situación');
    zip.close();
  });

  it('takes a zip inside for bytes, and opens nothing of it', async () => {
    const inner = forgedZip([{ name: '../a.md' }]);
    expect(await reasons(one({ name: 'b.zip', bytes: inner }))).to.deep.equal([]);
  });

  it('reads from a file and writes to one, without having it in memory', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'zip-'));
    try {
      const file = join(folder, 'a.zip');
      writeFileSync(file, one({ bytes: 'hola', name: 'a.md' }));
      const zip = await openZip(file, few);
      await zip.entries.get('a.md')?.writeTo(join(folder, 'a.md'));
      zip.close();
      expect(readFileSync(join(folder, 'a.md'), 'utf8')).to.equal('hola');
      expect(statSync(join(folder, 'a.md')).mode & 0o777).to.equal(0o600);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
