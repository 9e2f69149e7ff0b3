import { expect } from 'chai';
import type { Db } from '../../../src/db/connection.ts';
import { sha256Of } from '../../../src/lib/canonical-json.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import { proofOf } from '../../support/proof.ts';
import { beginCourse, saveLesson, ximenaTeaches } from '../../support/studio.ts';

const DRAFTS = 'Cada curso tiene un solo borrador';
const FILES = 'Cada archivo de un borrador';
const VERSIONS = 'Las versiones de cada curso';
const DOCUMENTS = 'Cada versión dice lo que se publicó';
const KEPT = 'Cada versión que guarda sus archivos';

/** What somebody does to the rows of a course, and the rule that must notice. Answers what it must name. */
interface Tampering {
  what: string;
  rule: string;
  act: (db: Db, ids: { draft: string; course: string; version: string }) => Promise<string>;
}

const fileOf = (db: Db, draft: string, path: string) =>
  db('course_draft_files').where({ draft_id: draft, path });

/** Publishes by hand another outline of a version, or the same with another digest. */
async function rewrite(db: Db, id: string, change: (text: string) => string): Promise<void> {
  const row = await db('course_versions').where({ id }).first<{ document: string }>('document');
  await db('course_versions')
    .where({ id })
    .update({ document: change(row.document) });
}

const TAMPERINGS: Tampering[] = [
  {
    what: 'a second open draft of a course',
    rule: DRAFTS,
    act: async (db, { draft }) => {
      const [row] = (await db('course_drafts').where('id', draft)) as Record<string, unknown>[];
      await db('course_drafts').insert({ ...row, id: 'otro', slug: 'otra-direccion' });
      return 'otro';
    },
  },
  {
    what: 'a draft at another address than its course',
    rule: DRAFTS,
    act: async (db, { draft }) => {
      await db('course_drafts').where('id', draft).update({ slug: 'otra-direccion' });
      return draft;
    },
  },
  {
    what: 'a file that is neither text nor media',
    rule: FILES,
    act: async (db, { draft }) => {
      await fileOf(db, draft, 'course.yml').update({ text: null });
      return `${draft}/course.yml`;
    },
  },
  {
    what: 'a text where media lie',
    rule: FILES,
    act: async (db, { draft }) => {
      await fileOf(db, draft, 'course.yml').update({ path: 'media/curso.yml' });
      return `${draft}/media/curso.yml`;
    },
  },
  {
    what: 'a file of a revision that there was not',
    rule: FILES,
    act: async (db, { draft }) => {
      await fileOf(db, draft, 'course.yml').update({ revision: 999 });
      return `${draft}/course.yml`;
    },
  },
  {
    what: 'a version that is missing among the others',
    rule: VERSIONS,
    act: async (db, { course }) => {
      await db('course_versions').where({ course_id: course, number: 2 }).update({ number: 3 });
      return course;
    },
  },
  {
    what: 'an older version that people get',
    rule: VERSIONS,
    act: async (db, { course }) => {
      const old = await db('course_versions')
        .where({ course_id: course, number: 1 })
        .first<{ id: string }>('id');
      await db('courses').where('id', course).update({ current_version_id: old.id });
      return course;
    },
  },
  {
    what: 'a version that was written over',
    rule: DOCUMENTS,
    act: async (db, { version }) => {
      await rewrite(db, version, (text) => text.replace('Doña Carmen', 'Doña Luisa'));
      return version;
    },
  },
  {
    what: 'a version that nobody could read',
    rule: DOCUMENTS,
    act: async (db, { version }) => {
      await rewrite(db, version, (text) => text.slice(0, 50));
      return version;
    },
  },
  {
    what: 'a version with a lesson that stands in no module',
    rule: DOCUMENTS,
    act: async (db, { version }) => {
      await rewrite(db, version, (text) =>
        text.replace('"lessons":["primera-escucha"]', '"lessons":[]'),
      );
      const { document } = await db('course_versions')
        .where('id', version)
        .first<{ document: string }>('document');
      expect(document).to.include('"lessons":[]');
      await db('course_versions')
        .where('id', version)
        .update({ digest: sha256Of(document) });
      return version;
    },
  },
  {
    what: 'a version that lost a lesson’s file',
    rule: KEPT,
    act: async (db, { version }) => {
      await db('course_version_files')
        .where({ version_id: version, path: 'lessons/primera-escucha.md' })
        .delete();
      return version;
    },
  },
];

describe('the proof of courses that are written', () => {
  let app: TestApp;
  const ids = { draft: '', course: '', version: '' };
  beforeEach(async () => {
    app = await startApp();
    await ximenaTeaches(app);
    const ximena = await app.signedIn('ximena');
    const { path, lesson } = await beginCourse(ximena);
    for (const texto of [
      '## Uno\n\nDoña Carmen llega.',
      '## Uno\n\nDoña Carmen llega con prisa.',
    ]) {
      await saveLesson(ximena, lesson, { texto });
      await ximena.post(`${path}/publicar`, { nota: 'Se corrige.' });
    }
    const { db } = app.database;
    ids.draft = path.split('/').at(-1) ?? '';
    const row = await db('course_drafts')
      .join('courses', 'courses.id', 'course_drafts.course_id')
      .where('course_drafts.id', ids.draft)
      .first<{ id: string; version: string }>('courses.id', 'current_version_id as version');
    ids.course = row.id;
    ids.version = row.version;
  });
  afterEach(() => app.stop());

  it('finds nothing wrong with a course that was published twice', async () => {
    expect((await proofOf(app)).failing).to.deep.equal([]);
    const versions = await app.database.db('course_versions').where('course_id', ids.course);
    expect(versions).to.have.length(2);
  });

  it('finds nothing wrong with a draft that names what it has not: its author is told', async () => {
    const { db } = app.database;
    await fileOf(db, ids.draft, 'course.yml').update({ text: 'modules: [' });
    await fileOf(db, ids.draft, 'lessons/primera-escucha.md').delete();
    expect((await proofOf(app)).failing).to.deep.equal([]);
  });

  for (const { what, rule, act } of TAMPERINGS)
    it(`finds ${what}`, async () => {
      const named = await act(app.database.db, ids);
      const line = (await proofOf(app)).failing.find((one) => one.includes(rule));
      expect(line).to.include(named);
    });
});
