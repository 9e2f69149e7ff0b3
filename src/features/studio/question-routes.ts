import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { parseForm, parseParams, parseQuery } from '../../http/parse.ts';
import { redirectWith, renderPage } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { Refusal } from '../../lib/errors.ts';
import { Id, Slug } from '../../lib/text.ts';
import { ItemForm, NewItemQuery } from '../bank/forms.ts';
import { blankDraft, draftOf } from '../bank/item-draft.ts';
import type { FieldsGiven } from '../bank/item-form-views.ts';
import { pressed } from '../bank/item-writing.ts';
import type { ShowItem } from '../bank/ports.ts';
import type { ItemDocument } from '../courses/item-document.ts';
import { writesCourses } from './home-routes.ts';
import { questionPage } from './question-views.ts';
import type { QuestionService, QuestionSheet } from './question-service.ts';

interface Needs {
  questions: QuestionService;
  showItem: ShowItem;
}

const QuizAddress = z.object({ id: Id, evaluacion: Slug });
const Address = QuizAddress.extend({ reactivo: Slug });
const MoveForm = z.object({ hacia: z.enum(['arriba', 'abajo']) });

const PATH = '/ensenar/cursos/:id/evaluaciones/:evaluacion';
const addressOf = (id: string, quizId: string): string =>
  `/ensenar/cursos/${id}/evaluaciones/${quizId}`;

/** Questions that are written by hand for an assessment of a draft, in the forms of the banks. */
export function questionRoutes({ questions, showItem }: Needs): Router {
  const router = Router();

  const show = (
    response: Response,
    sheet: QuestionSheet,
    given: FieldsGiven,
    status = 200,
  ): void => {
    const page = questionPage(sheet, given, {
      language: visitOf(response).language,
      showItem,
    });
    const asksBack = status === 422 && (given.mistakes ?? []).length === 0;
    renderPage(response, 'studio/question-form', { ...page, asksBack }, status);
  };

  /** Does what the pressed button asks for; answers the question where that is to keep it. */
  const written = (
    request: Request,
    response: Response,
    sheet: QuestionSheet,
  ): { item: ItemDocument; version: number } | null => {
    const body = (request.body ?? {}) as Record<string, unknown>;
    const said = pressed(body, parseForm(ItemForm, request), sheet.question?.item ?? null);
    if (said.kind === 'keep') return { item: said.item, version: said.written.version };
    show(response, sheet, said.written, 422);
    return null;
  };

  router.get(`${PATH}/reactivo-nuevo`, writesCourses, async (request, response) => {
    const { id, evaluacion } = parseParams(QuizAddress, request);
    const { tipo } = parseQuery(NewItemQuery, request);
    const sheet = await questions.sheet(signedIn(response), id, evaluacion, null);
    show(response, sheet, { draft: blankDraft(tipo), version: 0 });
  });

  router.post(`${PATH}/reactivos`, writesCourses, async (request, response) => {
    const { id, evaluacion } = parseParams(QuizAddress, request);
    const actor = signedIn(response);
    const sheet = await questions.sheet(actor, id, evaluacion, null);
    const given = written(request, response, sheet);
    if (given === null) return;
    await questions.add(actor, id, { quizId: evaluacion }, [given.item]);
    redirectWith(response, addressOf(id, evaluacion), 'evaluation.questionAdded');
  });

  router.get(`${PATH}/reactivos/:reactivo`, writesCourses, async (request, response) => {
    const { id, evaluacion, reactivo } = parseParams(Address, request);
    const sheet = await questions.sheet(signedIn(response), id, evaluacion, reactivo);
    if (sheet.question === null) throw new Refusal('not-found', 'error.notFound');
    const { item, mark } = sheet.question;
    show(response, sheet, { draft: draftOf(item), version: mark });
  });

  router.post(`${PATH}/reactivos/:reactivo`, writesCourses, async (request, response) => {
    const { id, evaluacion, reactivo } = parseParams(Address, request);
    const actor = signedIn(response);
    const sheet = await questions.sheet(actor, id, evaluacion, reactivo);
    const given = written(request, response, sheet);
    if (given === null) return;
    const at = { quizId: evaluacion, itemId: reactivo, mark: given.version };
    if (await questions.change(actor, id, at, given.item)) {
      redirectWith(response, addressOf(id, evaluacion), 'flash.saved');
      return;
    }
    const mistakes = [{ field: '', key: 'bank.changedMeanwhile' as const, params: {} }];
    const version = sheet.question?.mark ?? 0;
    show(response, sheet, { draft: draftOf(given.item), version, mistakes }, 422);
  });

  router.post(`${PATH}/reactivos/:reactivo/mover`, writesCourses, async (request, response) => {
    const { id, evaluacion, reactivo } = parseParams(Address, request);
    const form = parseForm(MoveForm, request);
    const at = { quizId: evaluacion, itemId: reactivo };
    const by = form.ok && form.value.hacia === 'arriba' ? -1 : 1;
    await questions.sheet(signedIn(response), id, evaluacion, null);
    if (!form.ok) throw new Refusal('bad-request', 'error.badRequest');
    await questions.move(signedIn(response), id, at, by);
    redirectWith(response, addressOf(id, evaluacion), 'studio.moved');
  });

  router.post(`${PATH}/reactivos/:reactivo/quitar`, writesCourses, async (request, response) => {
    const { id, evaluacion, reactivo } = parseParams(Address, request);
    await questions.remove(signedIn(response), id, { quizId: evaluacion, itemId: reactivo });
    redirectWith(response, addressOf(id, evaluacion), 'evaluation.questionRemoved');
  });

  return router;
}
