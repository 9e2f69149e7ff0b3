import { Router } from 'express';
import { z } from 'zod';
import { peopleWho } from '../../http/access.ts';
import { framedByUs, framesOurs } from '../../http/framed.ts';
import { parseParams, parseQuery } from '../../http/parse.ts';
import { renderPage, type PageBase } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import { Refusal } from '../../lib/errors.ts';
import { Id, Slug } from '../../lib/text.ts';
import { NOTHING_DONE } from '../enrolment/completion.ts';
import { opensStudio } from '../studio/access.ts';
import type { LessonEditing } from '../studio/lesson-service.ts';
import { lessonPage } from './views.ts';

interface PhonePage extends PageBase {
  lesson: { title: string; href: string };
  draft: { title: string; href: string };
  frame: string;
}

declare module '../../http/render.ts' {
  interface Pages {
    'lessons/phone': PhonePage;
  }
}

const Address = z.object({ id: Id, leccion: Slug });
const Route = z.object({ ruta: z.enum(['lectura', 'alternativa']).catch('lectura') });

const writes = peopleWho('courses.create or courses.publish', opensStudio);
const PATH = '/ensenar/cursos/:id/lecciones/:leccion';

/** A lesson of a draft as whoever takes the course will see it, also in a frame as wide as a phone. */
export function lessonPreviewRoutes({ lessonEditing }: { lessonEditing: LessonEditing }): Router {
  const router = Router();

  router.get(`${PATH}/telefono`, writes, async (request, response) => {
    const { id, leccion } = parseParams(Address, request);
    const actor = signedIn(response);
    const { title, draft } = await lessonEditing.sheet(actor, id, leccion, 'es');
    const href = `/ensenar/cursos/${id}/lecciones/${leccion}`;
    framesOurs(response);
    renderPage(response, 'lessons/phone', {
      title: translator(visitOf(response).language)('studio.onPhone'),
      section: draft.title,
      styles: ['studio.css'],
      lesson: { title, href },
      draft: { title: draft.title, href: `/ensenar/cursos/${id}` },
      frame: `${href}/pagina`,
    });
  });

  router.get(`${PATH}/pagina`, writes, async (request, response) => {
    const { id, leccion } = parseParams(Address, request);
    const { ruta } = parseQuery(Route, request);
    const { document } = await lessonEditing.preview(signedIn(response), id, leccion);
    const lesson = document?.lessons.find((one) => one.id === leccion);
    if (document === null || lesson === undefined)
      throw new Refusal('conflict', 'studio.previewBroken');
    const { language } = visitOf(response);
    const page = lessonPage(
      { version: { document }, lesson, facts: NOTHING_DONE },
      { language, discreet: false, support: null, alternative: ruta === 'alternativa' },
    );
    framedByUs(response);
    renderPage(response, 'lessons/lesson', { ...page, isPreview: true });
  });

  return router;
}
