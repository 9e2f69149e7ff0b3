import { Router, type Request } from 'express';
import { z } from 'zod';
import { peopleWho } from '../../http/access.ts';
import { parseForm, parseParams, sentValues } from '../../http/parse.ts';
import { redirectWith, renderPage } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import { Id } from '../../lib/text.ts';
import { mayCreate, opensStudio } from './access.ts';
import type { DraftService } from './draft-service.ts';
import { NewCourseForm } from './forms.ts';
import type { TeachingHomeService } from './home.ts';
import { blank, homePage, newCoursePage, NO_CHOICES, type Chosen } from './views.ts';

export const writesCourses = peopleWho('courses.create or courses.publish', opensStudio);
const createsCourses = peopleWho('courses.create', mayCreate);

const NO_VALUES = { ...blank, values: { horas: '4', minimo: '70' } };

interface Needs {
  teachingHome: TeachingHomeService;
  drafts: DraftService;
}

/** `/ensenar`: what somebody who teaches finds first, and beginning a course. */
export function teachingRoutes({ teachingHome, drafts }: Needs): Router {
  const router = Router();

  router.get('/ensenar', writesCourses, async (_request, response) => {
    const actor = signedIn(response);
    const { language } = visitOf(response);
    const t = translator(language);
    const given = { t, language, mayCreate: mayCreate(actor) };
    renderPage(response, 'studio/home', homePage(await teachingHome.of(actor), actor, given));
  });

  router.get('/ensenar/cursos/nuevo', createsCourses, (_request, response) => {
    const t = translator(visitOf(response).language);
    renderPage(response, 'studio/new-course', newCoursePage(NO_VALUES, NO_CHOICES, t));
  });

  router.post('/ensenar/cursos', createsCourses, async (request, response) => {
    const form = parseForm(NewCourseForm, request);
    if (!form.ok) {
      const t = translator(visitOf(response).language);
      const returned = { values: sentValues(request), errors: form.errors };
      const page = newCoursePage(returned, sentChoices(request), t);
      renderPage(response, 'studio/new-course', page, 422);
      return;
    }
    const { id, lessonId } = await drafts.create(signedIn(response), form.value);
    redirectWith(response, `/ensenar/cursos/${id}/lecciones/${lessonId}`, 'studio.begunFlash');
  });

  router.post('/ensenar/cursos/:id/descartar', writesCourses, async (request, response) => {
    const { id } = parseParams(z.object({ id: Id }), request);
    await drafts.archive(signedIn(response), id);
    redirectWith(response, '/ensenar', 'studio.archivedFlash');
  });

  return router;
}

/** What was chosen for a course: for whom, its topics and pillars. */
export const sentChoices = (request: Request): Chosen => ({
  para: sentList(request, 'para'),
  temas: sentList(request, 'temas'),
  pilares: sentList(request, 'pilares'),
});

/** What was sent under a name that may come several times. */
export function sentList(request: Request, name: string): string[] {
  const sent = ((request.body ?? {}) as Record<string, unknown>)[name];
  return (Array.isArray(sent) ? sent : [sent]).filter((one) => typeof one === 'string');
}
