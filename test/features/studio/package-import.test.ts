import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { folderSource, pathsOf } from '../../../src/features/content/course-source.ts';
import { aulaCommand } from '../../support/aula-command.ts';
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

  const aula = (...given: string[]) => {
    const { words, how } = aulaCommand(test, ['package', 'import', ...given]);
    return spawnSync(process.execPath, words, { ...how, encoding: 'utf8' });
  };
  const written = (name: string, bytes: Buffer): string => {
    const path = join(test.dataDir, name);
    writeFileSync(path, bytes);
    return path;
  };

  /** The folder of a course as a package, some of its files changed. */
  const packed = (
    name: string,
    slug: string,
    change: (text: string) => string = String,
  ): string => {
    const source = folderSource(courseFolder('curso-breve'));
    const files = pathsOf(source).map((path) => {
      const bytes = source.file(path)?.bytes ?? Buffer.alloc(0);
      const isText = /\.(?:md|yml)$/.test(path);
      return {
        name: `${slug}/${path}`,
        bytes: isText ? Buffer.from(change(bytes.toString('utf8'))) : bytes,
      };
    });
    return written(name, forgedZip(files));
  };
  const newCode = (text: string): string => text.replace(/^code: .*$/m, 'code: PAQ-UNO');

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

  it('is published as a course of the operator, then as its next version, and never twice the same', async () => {
    const first = aula(packed('d.zip', 'paquete-uno', newCode));
    expect(first.stderr).to.equal('');
    expect(first.stdout)
      .to.match(/paquete-uno.*1/)
      .and.match(/\/cursos\/paquete-uno\n$/);
    expect(first.status).to.equal(0);
    const { db } = test.database;
    const course = await db('courses')
      .where('slug', 'paquete-uno')
      .first<{ id: string; origin: string }>();
    expect(course.origin).to.equal('package');
    const files = await db('course_version_files').count({ n: '*' }).first<{ n: number }>();
    expect(files.n).to.be.greaterThan(5);

    const again = aula(packed('d.zip', 'paquete-uno', newCode));
    expect([again.status, again.stderr]).to.deep.equal([0, '']);
    const next = aula(
      packed('e.zip', 'paquete-uno', (text) => newCode(text).replace('atrio', 'patio')),
    );
    expect(next.status, next.stdout).to.equal(0);
    const versions = await db('course_versions')
      .where('course_id', course.id)
      .orderBy('number')
      .pluck<number[]>('number');
    expect(versions).to.deep.equal([1, 2]);
    const events = await db('audit_events').where({
      action: 'courses.published',
      object_id: course.id,
    });
    expect(events).to.have.length(2);
  });

  it('is refused where its address or its code is somebody else’s, or its files have mistakes', async () => {
    const { db } = test.database;
    const refusals: [string, string][] = [
      [packed('f.zip', 'res-con', newCode), 'es de un curso de content/'],
      [packed('g.zip', 'otro-curso', newCode), 'escribe en el estudio'],
      [packed('h.zip', 'paquete-dos', newCode), 'ya es de otro curso'],
      [packed('i.zip', 'paquete-dos', (text) => text.replace(/^title:.*$/m, '')), 'title'],
    ];
    for (const [file, why] of refusals) {
      const { status, stdout } = aula(file);
      expect(status, file).to.equal(1);
      expect(stdout).to.include(why).and.include('no se publicó');
    }
    await db('courses').where('slug', 'paquete-uno').update({ origin: 'studio' });
    const taken = aula(
      packed('j.zip', 'paquete-uno', (text) => newCode(text).replace('atrio', 'zaguán')),
    );
    expect([taken.status, taken.stdout.includes('escribe en el estudio')]).to.deep.equal([1, true]);
    expect(
      await db('courses').whereIn('slug', ['res-con', 'paquete-dos', 'otro-curso']),
    ).to.deep.equal([]);
    expect(readdirSync(test.dataDir).filter((name) => name.startsWith('import-'))).to.deep.equal(
      [],
    );
  });
});
