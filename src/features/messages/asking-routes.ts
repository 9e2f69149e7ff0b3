import { Router, type Request, type Response } from 'express';
import { anyoneSignedIn } from '../../http/access.ts';
import { parseForm, parseParams, parseQuery, sentValues } from '../../http/parse.ts';
import type { RateLimit } from '../../http/rate-limit.ts';
import { leadTo, redirectWith, renderPage } from '../../http/render.ts';
import { leaveFlash } from '../../http/flash.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { newId } from '../../lib/random-code.ts';
import type { SupportLines } from '../places/support-lines.ts';
import type { Asking, AskingService } from './asking-service.ts';
import { AttemptQuery, LessonAddress, QuestionForm, QuizAddress } from './forms.ts';
import type { About } from './thread.ts';
import { askPage, blankText, type TextReturned } from './views.ts';

interface Needs {
  asking: AskingService;
  supportLines: SupportLines;
  limits: { messages: RateLimit };
}

const ADDRESSES = [
  '/cursos/:slug/lecciones/:leccion/pregunta',
  '/cursos/:slug/evaluaciones/:evaluacion/pregunta',
] as const;

/** Asking about a lesson or a quiz those who accompany one's group. Others are led to the course page. */
export function askingRoutes({ asking, supportLines, limits }: Needs): Router {
  const router = Router();

  const aboutOf = (request: Request): { slug: string; about: About } => {
    if ('leccion' in request.params) {
      const { slug, leccion } = parseParams(LessonAddress, request);
      return { slug, about: { kind: 'lesson', id: leccion } };
    }
    const { slug, evaluacion } = parseParams(QuizAddress, request);
    return { slug, about: { kind: 'quiz', id: evaluacion } };
  };

  const prepare = async (request: Request, response: Response): Promise<Asking | null> => {
    const { slug, about } = aboutOf(request);
    const { intento } = parseQuery(AttemptQuery, request);
    const found = await asking.prepare(signedIn(response), slug, about, intento);
    if (found === null) redirectWith(response, `/cursos/${slug}`, 'messages.enrolFirst', 'info');
    return found;
  };

  const show = async (
    response: Response,
    found: Asking,
    { sendKey, form, status }: { sendKey: string; form: TextReturned; status: number },
  ): Promise<void> => {
    const support = await supportLines.box(signedIn(response).stateCode);
    const { language } = visitOf(response);
    const page = askPage(found, { sendKey, form }, { language, support });
    renderPage(response, 'messages/ask', page, status);
  };

  for (const address of ADDRESSES) {
    router.get(address, anyoneSignedIn, async (request, response) => {
      const found = await prepare(request, response);
      if (found === null) return;
      await show(response, found, { sendKey: newId(), form: blankText, status: 200 });
    });

    router.post(address, anyoneSignedIn, async (request, response) => {
      const found = await prepare(request, response);
      if (found === null) return;
      const form = parseForm(QuestionForm, request);
      if (!form.ok) {
        const { texto = '', clave = newId() } = sentValues(request);
        const returned = { text: texto, errors: form.errors };
        await show(response, found, { sendKey: clave, form: returned, status: 422 });
        return;
      }
      const actor = signedIn(response);
      await limits.messages.consume(actor.id);
      const { texto: text, clave: sendKey } = form.value;
      const id = await asking.ask(actor, found, { text, sendKey });
      sent(request, response, `/mensajes/${id}`);
    });
  }

  return router;
}

/** Leads to the conversation; a script of ours is told where that is. */
export function sent(request: Request, response: Response, to: string): void {
  leaveFlash(response, { kind: 'ok', key: 'messages.sentFlash' });
  leadTo(request, response, to);
}
