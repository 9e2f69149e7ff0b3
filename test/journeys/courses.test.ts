import { join } from 'node:path';
import { expect } from 'chai';
import type { Browser as Chromium, Page } from 'playwright-core';
import { CAST } from '../../src/demo/cast.ts';
import { readCourse } from '../../src/features/content/course-folder.ts';
import { courseFolders } from '../../src/features/content/sync.ts';
import type { CourseDocument } from '../../src/features/courses/document.ts';
import { stepsOf } from '../../src/features/enrolment/steps.ts';
import { HOUR } from '../../src/lib/clock.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { launchChromium, PHONE, signIn } from '../support/chromium.ts';
import { press } from '../support/pressing.ts';
import { expectSound } from '../support/proof.ts';
import { finishByForms, finishByHand, takeTest, type Route } from '../support/taking-courses.ts';

/** Every course that the repository has, whichever they are. */
const COURSES = courseFolders(join(projectRoot, 'content')).map((folder) => readCourse(folder));

/** The module that is gone through by hand: one that has a gate, where a course has one. */
const moduleByHand = ({ modules, lessons }: CourseDocument): string | undefined =>
  (lessons.find(({ sensitive }) => sensitive) ?? { moduleId: modules[0]?.id }).moduleId;

describe('every course of this repository, from enrolment to certificate', function () {
  this.timeout(120_000);
  let app: TestApp;
  let chromium: Chromium;
  let page: Page;
  before(async () => {
    // Without the paths: which course is asked for before another is a matter of theirs, and each stands here by itself.
    app = await startApp({
      before: async ({ content }) => {
        for (const reading of COURSES) await content.publish(reading);
      },
    });
    chromium = await launchChromium();
    page = await signIn(await chromium.newContext(PHONE), app.url, 'rosa');
  });
  after(async () => {
    await chromium.close();
    await app.stop();
  });
  afterEach(() => {
    app.clock.advance(HOUR);
  });

  /** The session of the phone in a browser without JavaScript. */
  const sameSession = async () => {
    const visitor = app.browser();
    for (const { name, value } of await page.context().cookies()) visitor.cookies.set(name, value);
    return visitor;
  };

  /**
   * Everything in its order: tests and one module as a finger does them, the lessons of the other modules with the same session over
   * HTTP. Of the lessons with a gate every other one is finished by its route of equal credit.
   */
  const goThrough = async (document: CourseDocument): Promise<void> => {
    const byHand = moduleByHand(document);
    const visitor = await sameSession();
    let gates = 0;
    for (const { kind, id } of stepsOf(document)) {
      const lesson = document.lessons.find((one) => one.id === id);
      if (kind === 'quiz' || lesson === undefined) {
        await takeTest(page, { url: app.url, document, quizId: id });
        continue;
      }
      if (lesson.sensitive) gates += 1;
      const route: Route = lesson.sensitive && gates % 2 === 0 ? 'alternativa' : 'lectura';
      const reading = { document, lesson, route };
      if (lesson.moduleId === byHand) await finishByHand(page, { url: app.url, ...reading });
      else await finishByForms(visitor, reading);
    }
  };

  for (const { slug, document } of COURSES) {
    it(`is whole in ${slug}: every lesson, check, scenario and test, and a certificate that anybody can check`, async () => {
      if (document === null) throw new Error(`${slug} has mistakes: npm run aula -- content check`);
      await page.goto(`${app.url}/cursos/${slug}`);
      await press(page, /Inscribirme/);
      await goThrough(document);

      // The final test stands last: its result leads on to the certificate.
      await page.locator('main a[href^="/constancias/"]').first().click();
      expect(await page.locator('.certificate__name').innerText()).to.equal(CAST.rosa.displayName);
      expect(await page.locator('.certificate__course').innerText()).to.equal(document.title.es);
      const code = await page.locator('.certificate__code').innerText();
      const answer = await app.browser().get(`/v/${code.trim()}`);
      expect(answer.status).to.equal(200);
      expect(answer.text)
        .to.include(document.title.es)
        .and.match(/vigente/i);
      expect(answer.text).not.to.include('Hernández');
      await page.goto(`${app.url}/cursos/${slug}`);
      expect(await page.locator('#accion').innerText()).to.include('Completaste');
    });
  }

  it('leaves data in which every rule holds', async () => {
    await expectSound(app);
  });
});
