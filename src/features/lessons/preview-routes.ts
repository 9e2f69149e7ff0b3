import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { peopleWho } from '../../http/access.ts';
import { framedByUs, framesOurs } from '../../http/framed.ts';
import { parseParams, parseQuery } from '../../http/parse.ts';
import { renderPage, type PageBase } from '../../http/render.ts';
import { signedIn, visitOf, wantsJson } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import { Refusal } from '../../lib/errors.ts';
import { Id, Slug } from '../../lib/text.ts';
import { NOTHING_DONE } from '../enrolment/completion.ts';
import { stepsOf } from '../enrolment/steps.ts';
import type { SupportLines } from '../places/support-lines.ts';
import { opensStudio } from '../studio/access.ts';
import type { LessonEditing } from '../studio/lesson-service.ts';
import type { LegalRegister } from './legal-register.ts';
import { answerCheck, checkIn } from './knowledge-check.ts';
import { chosenIn, tellChecked } from './routes.ts';
import { draftLinks, gatePage, lessonPage } from './views.ts';

interface PhonePage extends PageBase {
  /** What is shown, and where it is written. */
  shown: { title: string; href: string; back: string };
  draft: { title: string; href: string };
  frame: string;
}

declare module '../../http/render.ts' {
  interface Pages {
    'lessons/phone': PhonePage;
  }
}

const Address = z.object({ id: Id, leccion: Slug });
const CheckAddress = Address.extend({ comprobacion: Slug });
const Route = z.object({ ruta: z.enum(['lectura', 'alternativa']).optional().catch(undefined) });

const writes = peopleWho('courses.create or courses.publish', opensStudio);
const PATH = '/ensenar/cursos/:id/lecciones/:leccion';

interface Needs {
  lessonEditing: LessonEditing;
  supportLines: SupportLines;
  legalRegister: LegalRegister;
}

/** A lesson of a draft as whoever takes the course will see it, also in a frame as wide as a phone. Nothing is kept of it. */
export function lessonPreviewRoutes({ lessonEditing, supportLines, legalRegister }: Needs): Router {
  const router = Router();

  /** The lesson of the draft, and what its page needs. */
  const reading = async (request: Request, response: Response) => {
    const { id, leccion } = parseParams(Address, request);
    const actor = signedIn(response);
    const { document } = await lessonEditing.preview(actor, id, leccion);
    const lesson = document?.lessons.find((one) => one.id === leccion);
    if (document === null || lesson === undefined)
      throw new Refusal('conflict', 'studio.previewBroken');
    framedByUs(response);
    return {
      shown: { version: { document }, lesson, facts: NOTHING_DONE },
      given: {
        language: visitOf(response).language,
        discreet: false,
        support: lesson.sensitive ? await supportLines.box(actor.stateCode) : null,
        links: draftLinks(id),
        laws: await legalRegister.lawsFor(lesson),
      },
    };
  };
  type Reading = Awaited<ReturnType<typeof reading>>;

  /** The page of a lesson, whose button goes on to the next step and marks nothing. */
  const pageOf = (
    { shown, given }: Reading,
    more: Pick<Parameters<typeof lessonPage>[1], 'alternative' | 'checked'>,
  ) => {
    const steps = stepsOf(shown.version.document);
    const at = steps.findIndex(({ kind, id }) => kind === 'lesson' && id === shown.lesson.id);
    const next = steps[at + 1];
    return {
      ...lessonPage(shown, { ...given, ...more }),
      isPreview: true,
      framed: true,
      finish: { action: next === undefined ? '' : given.links.step(next), done: false },
    };
  };

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
      shown: {
        title,
        href,
        back: translator(visitOf(response).language)('studio.backToEditor'),
      },
      draft: { title: draft.title, href: `/ensenar/cursos/${id}` },
      frame: `${href}/pagina`,
    });
  });

  router.get(`${PATH}/pagina`, writes, async (request, response) => {
    const { ruta } = parseQuery(Route, request);
    const found = await reading(request, response);
    const { shown, given } = found;
    if (shown.lesson.sensitive && ruta === undefined)
      renderPage(response, 'lessons/gate', { ...gatePage(shown, given), framed: true });
    else {
      const alternative = ruta === 'alternativa' && shown.lesson.alternative !== null;
      renderPage(response, 'lessons/lesson', pageOf(found, { alternative }));
    }
  });

  router.post(`${PATH}/pagina/comprobacion/:comprobacion`, writes, async (request, response) => {
    const { comprobacion: itemId } = parseParams(CheckAddress, request);
    const found = await reading(request, response);
    const { document } = found.shown.version;
    const item = checkIn(document, found.shown.lesson, itemId);
    if (item === undefined) throw new Refusal('not-found', 'error.notFound');
    const chosen = chosenIn(request, `r_${itemId}`);
    const answer = answerCheck(item, chosen);
    if (wantsJson(request)) {
      tellChecked(response, document, { itemId, answer });
      return;
    }
    const checked = { itemId, chosen, answer };
    const page = pageOf(found, { alternative: false, checked });
    renderPage(response, 'lessons/lesson', page, answer === null ? 422 : 200);
  });

  return router;
}
