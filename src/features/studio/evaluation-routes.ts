import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { parseForm, parseParams } from '../../http/parse.ts';
import { redirectWith, renderPage } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { checkbox, Id, Slug } from '../../lib/text.ts';
import { quizFormPage, type QuizWriting } from './evaluation-form-views.ts';
import { evaluationPage } from './evaluation-views.ts';
import { writesCourses } from './home-routes.ts';
import { readQuiz } from './quiz-fields.ts';
import type { QuizService } from './quiz-service.ts';

const DraftAddress = z.object({ id: Id });
const Address = DraftAddress.extend({ evaluacion: Slug });
const MarkForm = z.object({ version: z.coerce.number().int().min(0).max(100_000).catch(0) });
const RemoveForm = z.object({ preguntas: checkbox.catch(false) });

const PATH = '/ensenar/cursos/:id';

/** Assessments of a draft: their pages, and the form that says how they are. */
export function evaluationRoutes({ evaluations }: { evaluations: QuizService }): Router {
  const router = Router();

  const show = (response: Response, writing: QuizWriting, status = 200): void => {
    const page = quizFormPage(writing, visitOf(response).language);
    const asksBack = status === 422 && (writing.mistakes ?? []).length === 0;
    renderPage(response, 'studio/evaluation-form', { ...page, asksBack }, status);
  };

  const save = async (
    request: Request,
    response: Response,
    { id, evaluacion }: { id: string; evaluacion: string | null },
  ): Promise<void> => {
    const actor = signedIn(response);
    const form = await evaluations.form(actor, id, evaluacion);
    const sent = readQuiz((request.body ?? {}) as Record<string, unknown>);
    const read = parseForm(MarkForm, request);
    const mark = read.ok ? read.value.version : 0;
    const writing = {
      ...form,
      quizId: evaluacion,
      fields: sent.draft,
      english: sent.english,
      focus: sent.focus,
      mark,
    };
    if (!sent.keeps) {
      show(response, writing, 422);
      return;
    }
    const saved = await evaluations.save(actor, id, evaluacion, { fields: sent.draft, mark });
    if (!saved.ok) {
      show(response, { ...writing, mistakes: saved.mistakes, mark: saved.mark }, 422);
      return;
    }
    redirectWith(response, `/ensenar/cursos/${id}/evaluaciones/${saved.id}`, 'flash.saved');
  };

  router.get(`${PATH}/evaluacion-nueva`, writesCourses, async (request, response) => {
    const { id } = parseParams(DraftAddress, request);
    const form = await evaluations.form(signedIn(response), id, null);
    show(response, { ...form, quizId: null });
  });

  router.post(`${PATH}/evaluaciones`, writesCourses, async (request, response) => {
    const { id } = parseParams(DraftAddress, request);
    await save(request, response, { id, evaluacion: null });
  });

  router.get(`${PATH}/evaluaciones/:evaluacion`, writesCourses, async (request, response) => {
    const { id, evaluacion } = parseParams(Address, request);
    const sheet = await evaluations.sheet(signedIn(response), id, evaluacion);
    const page = evaluationPage(sheet, visitOf(response).language);
    renderPage(response, 'studio/evaluation', page);
  });

  router.get(
    `${PATH}/evaluaciones/:evaluacion/editar`,
    writesCourses,
    async (request, response) => {
      const { id, evaluacion } = parseParams(Address, request);
      const form = await evaluations.form(signedIn(response), id, evaluacion);
      show(response, { ...form, quizId: evaluacion });
    },
  );

  router.post(`${PATH}/evaluaciones/:evaluacion`, writesCourses, async (request, response) => {
    const { id, evaluacion } = parseParams(Address, request);
    await save(request, response, { id, evaluacion });
  });

  router.post(
    `${PATH}/evaluaciones/:evaluacion/quitar`,
    writesCourses,
    async (request, response) => {
      const { id, evaluacion } = parseParams(Address, request);
      const form = parseForm(RemoveForm, request);
      const withQuestions = form.ok && form.value.preguntas;
      await evaluations.remove(signedIn(response), id, evaluacion, withQuestions);
      redirectWith(response, `/ensenar/cursos/${id}`, 'evaluation.removedFlash');
    },
  );

  return router;
}
