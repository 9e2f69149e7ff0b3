import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { folderSource, pathsOf } from '../../../src/features/content/course-source.ts';
import { projectRoot } from '../../../src/lib/project-root.ts';
import { courseFolder } from '../../support/course.ts';
import { castDatabase, type TestDatabase } from '../../support/database.ts';
import { forgedZip } from '../../support/forged-zip.ts';

describe('the zip of a course from the command line', function () {
  this.timeout(60_000);
  let test: TestDatabase;
  before(async () => {
    test = await castDatabase();
  });
  after(() => test.drop());

  const aula = (...words: string[]) =>
    spawnSync(process.execPath, ['--import', 'tsx', 'src/cli.ts', 'package', 'import', ...words], {
      cwd: projectRoot,
      encoding: 'utf8',
      env: {
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        DATA_DIR: test.dataDir,
        SESSION_SECRET: 'x'.repeat(32),
        DATA_KEY: '11'.repeat(32),
        ...(test.databaseUrl === undefined ? {} : { DATABASE_URL: test.databaseUrl }),
      },
    });
  const written = (name: string, bytes: Buffer): string => {
    const path = join(test.dataDir, name);
    writeFileSync(path, bytes);
    return path;
  };

  it('becomes a draft of whoever is named, byte for byte, and says what keeps it from being published', async () => {
    const source = folderSource(courseFolder('curso-breve'));
    const paths = pathsOf(source);
    const zip = forgedZip(
      paths.map((path) => ({ name: `otro-curso/${path}`, bytes: source.file(path)?.bytes ?? '' })),
    );
    const { status, stdout, stderr } = aula(written('a.zip', zip), '--for', 'XIMENA');
    expect(stderr).to.equal('');
    expect(stdout).to.include('Borrador listo. Errores por corregir antes de publicar: 0.');
    expect(stdout).to.match(/\/ensenar\/cursos\/[\w-]+\n$/);
    expect(status).to.equal(0);
    const { db } = test.database;
    const draft: unknown = await db('course_drafts').first('slug', 'owner_id');
    expect(draft).to.deep.equal({ slug: 'otro-curso', owner_id: 'ximena' });
    const files = await db('course_draft_files').select<{ path: string; text: string | null }[]>(
      'path',
      'text',
    );
    expect(files.map(({ path }) => path).sort()).to.deep.equal([...paths].sort());
    for (const { path, text } of files)
      if (text !== null) expect(text).to.equal(source.file(path)?.bytes.toString('utf8'));
    expect(readdirSync(test.dataDir).filter((name) => name.startsWith('import-'))).to.deep.equal(
      [],
    );
  });

  it('is refused in words, and leaves nothing', () => {
    const hostile = aula(
      written('b.zip', forgedZip([{ name: '../course.yml' }])),
      '--for',
      'ximena',
    );
    expect([hostile.status, hostile.stderr]).to.deep.equal([
      1,
      '«../course.yml» apunta fuera de la carpeta del curso.\n',
    ]);
    const nobody = aula(written('c.zip', forgedZip([{ name: 'course.yml' }])), '--for', 'nadie');
    expect(nobody.status).to.equal(1);
    expect(readdirSync(test.dataDir).filter((name) => name.startsWith('import-'))).to.deep.equal(
      [],
    );
  });
});
