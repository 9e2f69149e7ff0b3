import { join } from 'node:path';
import { expect } from 'chai';
import type { Browser as Chromium, BrowserContext } from 'playwright-core';
import { readCourse } from '../../src/features/content/course-folder.ts';
import { courseFolders } from '../../src/features/content/sync.ts';
import type { CourseDocument, LessonDocument } from '../../src/features/courses/document.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { launchChromium, PHONE, signIn } from '../support/chromium.ts';
import { enrol, finishLessons } from '../support/enrol.ts';
import { axeProblems, contrastProblems, overflow } from '../support/page-checks.ts';

const COURSES = courseFolders(join(projectRoot, 'content')).map((folder) => readCourse(folder));

/** How many of the things that are hard to show a lesson has: a table, a figure. */
const hardIn = ({ body }: LessonDocument): number => {
  const text = body.es.map((part) => (part.kind === 'html' ? part.html : '')).join('');
  return ['<table', '<figure'].filter((tag) => text.includes(tag)).length;
};

/** The course, a lesson with table and figure where there is one, and every guide. */
function pagesOf({ slug, lessons, guides = [] }: CourseDocument): string[] {
  const hardest = lessons.reduce((one, next) => (hardIn(next) > hardIn(one) ? next : one));
  return [
    `/cursos/${slug}`,
    `/cursos/${slug}/lecciones/${hardest.id}?ruta=lectura`,
    ...guides.map(({ id }) => `/cursos/${slug}/guias/${id}`),
  ];
}

describe('pages of every course of this repository, by day and by night', function () {
  this.timeout(120_000);
  let app: TestApp;
  let chromium: Chromium;
  let phone: BrowserContext;
  before(async () => {
    app = await startApp({
      before: async ({ content }) => {
        for (const reading of COURSES) await content.publish(reading);
      },
    });
    chromium = await launchChromium();
    // Nothing moves, so that colours have arrived when they are read.
    phone = await chromium.newContext({ ...PHONE, reducedMotion: 'reduce' });
    await (await signIn(phone, app.url, 'rosa')).close();
  });
  after(async () => {
    await chromium.close();
    await app.stop();
  });

  /** Where each scenario is decided, for somebody who has finished all lessons. */
  const scenariosOf = async (document: CourseDocument): Promise<string[]> => {
    const rosa = await app.signedIn('rosa');
    const found: string[] = [];
    for (const { id, draw } of document.quizzes) {
      if (!draw.some(({ type }) => type === 'scenario')) continue;
      const begun = await rosa.post(`/cursos/${document.slug}/evaluaciones/${id}/intentos`);
      const { document: attempt } = await rosa.get(begun.location);
      const step = attempt.querySelector('button[name=abrir]')?.getAttribute('value') ?? '';
      found.push(`${begun.location}/preguntas/${step}`);
    }
    return found;
  };

  for (const { slug, document } of COURSES) {
    it(`break no rule of accessibility and fit a phone: ${slug}`, async () => {
      if (document === null) throw new Error(`${slug} has mistakes: npm run aula -- content check`);
      const enrolment = await enrol(app.database.db, { name: 'rosa', slug });
      const lessons = document.lessons.map(({ id }) => id);
      await finishLessons(app.database.db, enrolment, lessons);
      const page = await phone.newPage();
      const problems: string[] = [];
      for (const path of [...pagesOf(document), ...(await scenariosOf(document))]) {
        await page.emulateMedia({ colorScheme: 'light' });
        const answer = await page.goto(app.url + path);
        expect([answer?.status(), page.url()]).to.deep.equal([200, app.url + path]);
        const found = await axeProblems(page);
        const wider = await overflow(page);
        if (wider > 0) found.push(`is ${String(wider)} px too wide`);
        await page.emulateMedia({ colorScheme: 'dark' });
        found.push(...(await contrastProblems(page)).map((text) => `by night ${text}`));
        problems.push(...found.map((text) => `${path} ${text}`));
      }
      await page.close();
      expect(problems.join('\n')).to.equal('');
    });
  }
});
