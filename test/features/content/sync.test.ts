import { expect } from 'chai';
import { createHash } from 'node:crypto';
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCourse, readSource } from '../../../src/features/content/course-folder.ts';
import {
  filesSource,
  folderSource,
  pathsOf,
  type SourceFile,
} from '../../../src/features/content/course-source.ts';
import { readSupport } from '../../../src/features/content/reference-lists.ts';
import { versionFiles } from '../../../src/features/content/version-files.ts';
import { courseVersions } from '../../../src/features/courses/repository.ts';
import { CourseDocument } from '../../../src/features/courses/document.ts';
import { projectRoot } from '../../../src/lib/project-root.ts';
import { createServices } from '../../../src/services.ts';
import { loadSecrets } from '../../../src/secrets.ts';
import { readConfig } from '../../../src/config.ts';
import { openDatabase } from '../../../src/db/connection.ts';
import { CAST } from '../../../src/demo/cast.ts';
import { NOW } from '../../support/clock.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import { courseFolder, publishCourse } from '../../support/course.ts';
import { optionsOf } from '../../../src/features/courses/item-document.ts';

describe('publishing course files', () => {
  let app: TestApp;
  let folder: string;
  beforeEach(async () => {
    app = await startApp();
    folder = join(mkdtempSync(join(tmpdir(), 'aula-course-')), 'curso-breve');
    cpSync(courseFolder('curso-breve'), folder, { recursive: true });
  });
  afterEach(async () => {
    await app.stop();
    rmSync(join(folder, '..'), { recursive: true, force: true });
  });

  const edit = (file: string, from: string, to: string): void => {
    const path = join(folder, file);
    const text = readFileSync(path, 'utf8');
    expect(text).to.include(from);
    writeFileSync(path, text.replace(from, to));
  };
  const publish = () => app.services.content.publish(readCourse(folder));
  const versions = () => courseVersions(app.database.reads);

  it('makes a document that fits its own schema', async () => {
    const { number, document } = await publishCourse(app.services);
    expect(number).to.equal(1);
    expect(CourseDocument.parse(document)).to.deep.equal(document);
    expect(document.lessons.map(({ id, moduleId }) => `${moduleId}/${id}`)).to.deep.equal([
      'm1/la-plaza',
      'm1/escuchar-bien',
      'm2/pedir-ayuda',
    ]);
  });

  it('numbers each change and leaves older versions as they were', async () => {
    expect(await publish()).to.include({ outcome: 'published', number: 1 });
    const first = await versions().currentOf('curso-breve');
    edit('lessons/la-plaza.md', 'piso del atrio', 'patio del atrio');
    expect(await publish()).to.include({ outcome: 'published', number: 2 });

    const kept = await versions().byId(first?.id ?? '');
    expect(kept?.document).to.deep.equal(first?.document);
    const newest = await versions().currentOf('curso-breve');
    expect(newest?.number).to.equal(2);
    expect(JSON.stringify(newest?.document)).to.include('patio del atrio');
  });

  it('leaves an enrolment on the version that it began with', async () => {
    const first = await publishCourse(app.services);
    const rosa = CAST.rosa.id;
    await app.database.db('enrolments').insert({
      id: 'rosa-in-curso-breve',
      person_id: rosa,
      course_id: first.courseId,
      version_id: first.id,
      cycle: 1,
      status: 'active',
      enrolled_at: NOW.toISOString(),
      enrolled_on: '2026-11-23',
      sex: 'mujer',
      side: 'community',
    });
    edit('lessons/la-plaza.md', 'piso del atrio', 'patio del atrio');
    await publish();
    const [kept = ''] = await app.database
      .db('enrolments')
      .where('person_id', rosa)
      .pluck<string[]>('version_id');
    const hers = await versions().byId(kept);
    expect(hers?.number).to.equal(1);
    expect(JSON.stringify(hers?.document)).to.include('piso del atrio');
  });

  it('changes nothing when repeated', async () => {
    await publish();
    const before = readdirSync(join(app.dataDir, 'media')).map(
      (name) => statSync(join(app.dataDir, 'media', name)).mtimeMs,
    );
    expect(await publish()).to.include({ outcome: 'unchanged', number: null });
    const after = readdirSync(join(app.dataDir, 'media')).map(
      (name) => statSync(join(app.dataDir, 'media', name)).mtimeMs,
    );
    expect(after).to.deep.equal(before);
    expect(await app.database.db('course_versions').count({ n: '*' })).to.deep.equal([{ n: 1 }]);
  });

  it('says nothing new when only a comment changed', async () => {
    await publish();
    edit('course.yml', 'code: BREVE-1', '# una nota para quien edita\ncode: BREVE-1');
    expect((await publish()).outcome).to.equal('unchanged');
  });

  it('keeps the old version when the new files have mistakes', async () => {
    await publish();
    edit('lessons/la-plaza.md', 'glosario:acuerdo', 'glosario:acuerdos');
    const { outcome, problems } = await publish();
    expect(outcome).to.equal('refused');
    expect(problems.map(({ key }) => key)).to.include('content.problem.unknownTerm');
    expect((await versions().currentOf('curso-breve'))?.number).to.equal(1);
  });

  it('warns when a published lesson or question disappears', async () => {
    await publish();
    edit('course.yml', '[la-plaza, escuchar-bien]', '[la-plaza]');
    rmSync(join(folder, 'lessons/escuchar-bien.md'));
    rmSync(join(folder, 'lessons/escuchar-bien.en.md'));
    edit('questions/forma-b.yml', 'id: fin-acuerdo-4', 'id: fin-acuerdo-5');
    const { outcome, problems } = await publish();
    expect(outcome).to.equal('published');
    const gone = problems
      .filter(({ key }) => key.endsWith('Gone'))
      .map(({ params }) => params['id']);
    expect(gone).to.deep.equal(['escuchar-bien', 'fin-acuerdo-4']);
  });

  it('warns when a published lesson or question becomes another under the same id', async () => {
    const reading = readCourse(folder);
    await app.services.content.publish(reading);
    if (reading.document === null) throw new Error('The course has mistakes');
    const other = { es: 'Otra cosa completamente distinta', en: 'Something else' };
    const [lesson, corrected] = reading.document.lessons;
    const [question] = reading.document.items;
    const changed = {
      ...reading.document,
      lessons: reading.document.lessons.map((one) =>
        one === lesson
          ? { ...one, title: other, summary: { es: [other.es], en: [other.en] } }
          : one === corrected
            ? { ...one, title: { ...one.title, es: `${one.title.es}, corregido` } }
            : one,
      ),
      items: reading.document.items.map((one) =>
        one === question
          ? {
              ...one,
              stem: other,
              options: optionsOf(one).map((option) => ({ ...option, text: other })),
            }
          : one,
      ),
    };
    const { outcome, problems } = await app.services.content.publish({
      ...reading,
      document: changed,
    });
    expect(outcome).to.equal('published');
    expect(
      problems.filter(({ key }) => key.endsWith('Reused')).map(({ params }) => params['id']),
    ).to.deep.equal([lesson?.id, question?.id]);
  });

  it('gives one number to one change when two processes start at once', async () => {
    const other = await secondProcess(app);
    const reading = readCourse(folder);
    const made = await Promise.all([
      app.services.content.publish(reading),
      other.services.content.publish(reading),
    ]);
    await other.close();
    expect(made.map(({ outcome }) => outcome).sort()).to.deep.equal(['published', 'unchanged']);
    expect(await app.database.db('course_versions').count({ n: '*' })).to.deep.equal([{ n: 1 }]);
  });

  it('keeps the files of each version, byte for byte, also for one that was published before files were kept', async () => {
    await publish();
    const version = await versions().currentOf('curso-breve');
    const { db } = app.database;
    const kept = await versionFiles(db, version?.id ?? '');
    const said = kept.map(({ path, text, sha256 }) => [path, text ?? sha256]);
    const source = folderSource(folder);
    const onDisk = pathsOf(source).map((path) => {
      const bytes = source.file(path)?.bytes ?? Buffer.from('');
      const isText = /\.(?:md|yml)$/.test(path);
      return [path, isText ? bytes.toString() : createHash('sha256').update(bytes).digest('hex')];
    });
    expect(said).to.have.deep.members(onDisk);

    await db('course_version_files').delete();
    expect(await publish()).to.include({ outcome: 'unchanged' });
    expect(await versionFiles(db, version?.id ?? '')).to.deep.equal(kept);
  });

  it('reads the same from files in memory as from the folder', () => {
    const source = folderSource(folder);
    const files = new Map(pathsOf(source).map((path) => [path, source.file(path)] as const));
    const known = new Map(
      [...files].filter((entry): entry is [string, SourceFile] => entry[1] !== null),
    );
    const { document, problems } = readSource(filesSource('curso-breve', known));
    expect(problems).to.deep.equal([]);
    expect(document).to.deep.equal(readCourse(folder).document);
  });

  it('takes Spanish alone, and says in the document what has no English', async () => {
    edit('course.yml', '{ es: Cuidarse, en: Taking care }', 'Cuidarse');
    rmSync(join(folder, 'lessons/la-plaza.en.md'));
    expect(await publish()).to.include({ outcome: 'published' });
    const document = (await versions().currentOf('curso-breve'))?.document;
    expect(document?.spanishOnly).to.equal(true);
    expect(document?.modules.map(({ title }) => title.en)).to.include('Cuidarse');
    const [plaza, other] = document?.lessons ?? [];
    expect(plaza?.spanishOnly).to.equal(true);
    expect(plaza?.body.en).to.deep.equal(plaza?.body.es);
    expect(other).not.to.have.property('spanishOnly');
  });

  it('leaves a course alone that is written in the studio: neither a folder nor its absence changes it', async () => {
    await publish();
    await app.database.db('courses').where('slug', 'curso-breve').update({ origin: 'studio' });
    edit('lessons/la-plaza.md', 'piso del atrio', 'patio del atrio');
    expect(await publish()).to.include({ outcome: 'authored' });
    await app.services.content.sync(join(projectRoot, 'content'));
    expect((await versions().currentOf('curso-breve'))?.number).to.equal(1);
  });

  it('refuses a code that another course has', async () => {
    await publish();
    const other = join(folder, '..', 'otro-curso');
    cpSync(folder, other, { recursive: true });
    const { outcome, problems } = await app.services.content.publish(readCourse(other));
    expect(outcome).to.equal('refused');
    expect(problems.map(({ key }) => key)).to.deep.equal(['content.problem.codeTaken']);
  });

  it('loads paths, support lines and the route outside the corporation', async () => {
    await app.services.content.sync(join(projectRoot, 'content'));
    const again = await app.services.content.sync(join(projectRoot, 'content'));
    expect(again.courses.map(({ outcome }) => outcome)).to.deep.equal(
      again.courses.map(() => 'unchanged'),
    );
    const { lines, outside } = await readSupport(app.database.reads);
    expect(lines.slice(0, 2).map(({ number }) => number)).to.deep.equal(['911', '079']);
    expect(lines.find(({ id }) => id === 'saptel')?.verifiedOn).to.equal(null);
    expect(outside?.text.es).to.include('No tienes que denunciar dentro de su corporación');
    const paths = await app.database.db('learning_paths').orderBy('position').pluck('id');
    expect(paths).to.deep.equal(['programa-mucpaz', 'policia-con-perspectiva', 'predespliegue']);
  });
});

async function secondProcess(app: TestApp) {
  const database = openDatabase(app.dialect);
  const config = readConfig({
    DATA_DIR: app.dataDir,
    SESSION_SECRET: 'a secret that only the tests know, long enough',
    DATA_KEY: '11'.repeat(32),
  });
  const services = await createServices({
    config,
    secrets: loadSecrets(config),
    database,
    clock: app.clock,
  });
  return { services, close: () => database.close() };
}
