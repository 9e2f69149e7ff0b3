import { Router } from 'express';
import { z } from 'zod';
import { anyoneSignedIn, everyone } from '../../http/access.ts';
import { parseParams } from '../../http/parse.ts';
import { redirectWith, renderKept, renderPage } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import { inLanguage } from '../../lib/localized.ts';
import { Slug } from '../../lib/text.ts';
import { keyOfFacts } from './completion.ts';
import type { CourseForPerson, EnrolmentService } from './service.ts';
import { coursePage } from './views.ts';

const CourseAddress = z.object({ slug: Slug });

/** A course as a person meets it: its page, coming in, leaving. */
export function enrolmentRoutes({ enrolment }: { enrolment: EnrolmentService }): Router {
  const router = Router();

  router.get('/cursos/:slug', everyone, async (request, response) => {
    const { slug } = parseParams(CourseAddress, request);
    const { actor, language } = visitOf(response);
    const course = await enrolment.courseFor(actor, slug);
    renderKept(response, 'enrolment/course', keyOf(course, actor !== null), () =>
      coursePage(course, { language, signedIn: actor !== null }),
    );
  });

  router.post('/cursos/:slug/inscripcion', anyoneSignedIn, async (request, response) => {
    const { slug } = parseParams(CourseAddress, request);
    const actor = signedIn(response);
    const { missing } = await enrolment.enrol(actor, slug);
    if (missing === null) {
      redirectWith(response, `/cursos/${slug}`, 'enrolment.done');
      return;
    }
    const { language } = visitOf(response);
    const course = await enrolment.courseFor(actor, slug);
    renderPage(
      response,
      'enrolment/course',
      coursePage(course, { language, signedIn: true, refused: true }),
      409,
    );
  });

  router.get('/cursos/:slug/baja', anyoneSignedIn, async (request, response) => {
    const { slug } = parseParams(CourseAddress, request);
    const { language } = visitOf(response);
    const course = await enrolment.courseFor(signedIn(response), slug);
    if (course.enrolment?.status !== 'active') {
      response.redirect(303, `/cursos/${slug}`);
      return;
    }
    const heading = inLanguage(course.version.document.title, language);
    const title = translator(language)('enrolment.leaveTitle', { course: heading });
    renderPage(response, 'enrolment/leave', { title, heading: title, section: heading, slug });
  });

  router.post('/cursos/:slug/baja', anyoneSignedIn, async (request, response) => {
    const { slug } = parseParams(CourseAddress, request);
    await enrolment.withdraw(signedIn(response), slug);
    redirectWith(response, `/cursos/${slug}`, 'enrolment.left');
  });

  return router;
}

/** All that the page of a course is made of, besides the language. */
const keyOf = (
  { version, enrolment, facts, missing }: CourseForPerson,
  isSignedIn: boolean,
): string =>
  [
    version.id,
    isSignedIn,
    enrolment?.status,
    enrolment?.currentVersionId,
    missing?.id,
    keyOfFacts(facts),
  ].join();
