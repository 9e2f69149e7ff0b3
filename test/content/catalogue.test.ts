import { join } from 'node:path';
import { expect } from 'chai';
import { readCourse } from '../../src/features/content/course-folder.ts';
import { courseFolders } from '../../src/features/content/sync.ts';
import type { CourseDocument } from '../../src/features/courses/document.ts';
import { missingBefore } from '../../src/features/courses/learning-paths.ts';
import { LANGUAGES } from '../../src/lib/localized.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { startApp, type TestApp } from '../support/app.ts';
import type { Browser } from '../support/browser.ts';
import { enrol } from '../support/enrol.ts';
import { overBudget, weighPage, type Weight } from '../support/page-weight.ts';

const content = join(projectRoot, 'content');
const SLUGS = courseFolders(content).map((folder) => readCourse(folder).slug);

/** What a module of an hour may weigh, without its recordings. */
const MODULE = 600_000;
/** Processor seconds of a first start for all of the catalogue, from files to published versions. */
const FIRST = 10;

describe('the catalogue of this repository', function () {
  this.timeout(120_000);
  let app: TestApp;
  let rosa: Browser;
  let seconds: number;
  before(async () => {
    app = await startApp({
      before: async (services) => {
        const begun = process.cpuUsage();
        const { courses } = await services.content.sync(content);
        const { user, system } = process.cpuUsage(begun);
        seconds = (user + system) / 1e6;
        expect(courses.map(({ slug, outcome }) => `${slug} ${outcome}`)).to.deep.equal(
          SLUGS.map((slug) => `${slug} published`),
        );
      },
    });
    for (const slug of SLUGS) await enrol(app.database.db, { name: 'rosa', slug });
    rosa = await app.signedIn('rosa');
  });
  after(() => app.stop());

  it('is published whole on a first start in less than ten seconds of a processor', () => {
    expect(seconds).to.be.below(FIRST);
  });

  it('is left as it is by every start after it', async () => {
    const { courses, listProblems } = await app.services.content.sync(content);
    expect(new Set(courses.map(({ outcome }) => outcome))).to.deep.equal(new Set(['unchanged']));
    expect(listProblems.filter(({ severity }) => severity === 'error')).to.deep.equal([]);
  });

  it('has no course that its learning paths keep out of reach', async () => {
    const exists = new Set(SLUGS);
    const paths = await app.services.paths();
    const finished = new Set<string>();
    for (let before = -1; before !== finished.size;) {
      before = finished.size;
      const open = SLUGS.filter(
        (slug) => missingBefore(slug, paths, { exists, finished }) === null,
      );
      for (const slug of open) finished.add(slug);
    }
    expect([...finished].sort()).to.deep.equal(SLUGS);
  });

  const documentOf = async (slug: string): Promise<CourseDocument> => {
    const version = await app.services.versions.currentOf(slug);
    if (version === null) throw new Error(`${slug} was not published`);
    return version.document;
  };

  /** The pages of a lesson: its text, with the gate before it and the route of equal credit where it has them. */
  const pagesOf = (
    { slug }: CourseDocument,
    { id, sensitive }: { id: string; sensitive: boolean },
  ) =>
    (sensitive ? ['?ruta=lectura', '?ruta=alternativa', ''] : ['']).map(
      (route) => `/cursos/${slug}/lecciones/${id}${route}`,
    );

  const weigh = async (path: string): Promise<Weight> => {
    const page = await rosa.get(path);
    expect(page.status, path).to.equal(200);
    const cookie = [...rosa.cookies].map((pair) => pair.join('=')).join('; ');
    return weighPage(app.url + path, page, cookie);
  };

  it('has guides that a phone can pay for', async () => {
    const heavy: string[] = [];
    for (const slug of SLUGS)
      for (const { id } of (await documentOf(slug)).guides ?? []) {
        const path = `/cursos/${slug}/guias/${id}`;
        heavy.push(...overBudget(await weigh(path)).map((text) => `${path}: ${text}`));
      }
    expect(heavy.join('\n')).to.equal('');
  });

  for (const slug of SLUGS) {
    it(`weighs what a phone can pay for in ${slug}: each page of a lesson, and each module`, async () => {
      const document = await documentOf(slug);
      const heavy: string[] = [];
      for (const language of LANGUAGES) {
        rosa.cookies.set('lang', language);
        for (const { id, lessons } of document.modules) {
          let sum = 0;
          for (const lesson of document.lessons.filter((one) => lessons.includes(one.id))) {
            for (const [at, path] of pagesOf(document, lesson).entries()) {
              const weight = await weigh(path);
              heavy.push(...overBudget(weight).map((text) => `${language} ${path}: ${text}`));
              // Style and scripts come once and stay; a figure counts in each lesson that shows it.
              if (at === 0) sum += weight.total - weight.css - weight.js;
            }
          }
          if (sum > MODULE) heavy.push(`${language} ${slug} ${id} weighs ${String(sum)}`);
        }
      }
      expect(heavy.join('\n')).to.equal('');
    });
  }
});
