import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import {
  parseForm,
  parseParams,
  parseQuery,
  sentValues,
  type FieldErrors,
} from '../../http/parse.ts';
import { redirectWith, renderPage } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import { Refusal } from '../../lib/errors.ts';
import { Id, line, optional, paragraph, Slug } from '../../lib/text.ts';
import { markOf } from './draft-questions.ts';
import { writesCourses } from './home-routes.ts';
import type { PastedQuestions, PasteService, PasteSheet } from './paste-service.ts';
import { pastePage } from './paste-views.ts';
import type { QuestionService } from './question-service.ts';

interface Needs {
  pasting: PasteService;
  questions: QuestionService;
}

const Address = z.object({ id: Id });
const Query = z.object({ evaluacion: Slug.nullable().catch(null) });
const PasteForm = z.object({
  texto: paragraph(150_000),
  titulo: optional(line(120, 3)),
  evaluacion: z.literal('').or(Slug).default(''),
  /** Tells which text was looked at. */
  visto: z.string().max(20).catch(''),
});
type Asked = z.output<typeof PasteForm>;

const PATH = '/ensenar/cursos/:id/preguntas';

/** Questions that are pasted into an assessment: paste, look, add. */
export function pasteRoutes({ pasting, questions }: Needs): Router {
  const router = Router();

  const show = (
    response: Response,
    sheet: PasteSheet,
    form: { values: Record<string, string>; errors: FieldErrors },
    { read, status }: { read: PastedQuestions | null; status: number },
  ): void => {
    const page = pastePage(sheet, form, read, visitOf(response).language);
    const asksBack = status === 422 && Object.keys(form.errors).length === 0;
    renderPage(response, 'studio/paste', { ...page, asksBack }, status);
  };

  /** What was sent and understood; null where the form went back with its mistakes. */
  const understood = async (
    request: Request,
    response: Response,
    id: string,
  ): Promise<{ sheet: PasteSheet; asked: Asked; read: PastedQuestions } | null> => {
    const actor = signedIn(response);
    const sheet = await pasting.sheet(actor, id);
    const form = parseForm(PasteForm, request);
    const values = sentValues(request);
    const back = (errors: FieldErrors, read: PastedQuestions | null = null): null => {
      show(response, sheet, { values, errors }, { read, status: 422 });
      return null;
    };
    if (!form.ok) return back(form.errors);
    const { evaluacion, texto } = form.value;
    if (evaluacion !== '' && !sheet.quizzes.some((quiz) => quiz.id === evaluacion))
      return back({ evaluacion: ['form.choose'] });
    const read = await pasting.read(actor, id, texto);
    if (typeof read === 'string') return back({ texto: [read] });
    if (read.items.length === 0) return back({ texto: ['evaluation.nothingRead'] }, read);
    return { sheet, asked: form.value, read };
  };

  router.get(PATH, writesCourses, async (request, response) => {
    const { id } = parseParams(Address, request);
    const { evaluacion } = parseQuery(Query, request);
    const sheet = await pasting.sheet(signedIn(response), id);
    const values = evaluacion === null ? {} : { evaluacion };
    show(response, sheet, { values, errors: {} }, { read: null, status: 200 });
  });

  /** The same page with what was understood; nothing is saved. */
  router.post(`${PATH}/vista`, writesCourses, async (request, response) => {
    const { id } = parseParams(Address, request);
    const given = await understood(request, response, id);
    if (given === null) return;
    const { sheet, read } = given;
    show(response, sheet, { values: sentValues(request), errors: {} }, { read, status: 200 });
  });

  router.post(PATH, writesCourses, async (request, response) => {
    const { id } = parseParams(Address, request);
    const given = await understood(request, response, id);
    if (given === null) return;
    const { sheet, asked, read } = given;
    const title = asked.titulo ?? translator('es-MX')('evaluation.givenTitle');
    const into = asked.evaluacion === '' ? { title } : { quizId: asked.evaluacion };
    const fresh = read.items.filter(({ isKnown }) => !isKnown).map(({ item }) => item);
    const values = sentValues(request);
    if (read.problems.length > 0 && asked.visto !== String(markOf(asked.texto))) {
      show(response, sheet, { values, errors: {} }, { read, status: 422 });
      return;
    }
    if (fresh.length === 0) {
      const errors: FieldErrors = { texto: ['evaluation.allKnown'] };
      show(response, sheet, { values, errors }, { read, status: 422 });
      return;
    }
    try {
      const { quizId } = await questions.add(signedIn(response), id, into, fresh);
      const address = `/ensenar/cursos/${id}/evaluaciones/${quizId}`;
      redirectWith(response, address, 'evaluation.pastedFlash');
    } catch (error) {
      if (!(error instanceof Refusal) || error.key !== 'studio.tooLong') throw error;
      show(response, sheet, { values, errors: { texto: [error.key] } }, { read, status: 422 });
    }
  });

  return router;
}
