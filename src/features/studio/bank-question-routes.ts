import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import {
  parseForm,
  parseParams,
  parseQuery,
  sentValues,
  type FieldErrors,
} from '../../http/parse.ts';
import { redirectWith, renderPage, type PageBase } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import { Id, line, optional } from '../../lib/text.ts';
import type { Bank } from '../bank/bank.ts';
import { ItemsQuery } from '../bank/forms.ts';
import type { Pick } from '../bank/picks.ts';
import { opens } from '../bank/routes.ts';
import { BANKS } from '../bank/views.ts';
import type { BankQuestions } from './bank-questions.ts';
import type { Draft } from './draft.ts';

interface Needs {
  bankQuestions: BankQuestions;
}

interface TakePage extends PageBase {
  bank: Bank;
  base: string;
  count: number;
  drafts: Draft[];
  quiz: boolean;
  passMark: number | null;
  /** Where the form goes: this address with what was picked. */
  action: string;
  values: Record<string, string>;
  errors: FieldErrors;
}

declare module '../../http/render.ts' {
  interface Pages {
    'studio/take-questions': TakePage;
  }
}

const Address = z.object({ id: Id });
const PickQuery = z.object({
  reactivo: Id.nullable().catch(null),
  importacion: Id.nullable().catch(null),
  evaluacion: z
    .literal('1')
    .transform(() => true)
    .catch(false),
});
const TakeForm = z.object({
  borrador: Id,
  evaluacion: z.enum(['si', 'no']).default('no'),
  titulo: line(120).catch('Evaluación final'),
  cuantas: z.coerce.number().int().min(1).max(300).catch(10),
});
const QuizForm = z.object({
  titulo: line(120, 3),
  cuantas: z.coerce.number().int().min(1).max(300),
  /** Left empty, that of the course. */
  minimo: optional(z.coerce.number().int().min(1).max(100)),
});

function pickIn(request: Request): { pick: Pick; quiz: boolean } {
  const { reactivo, importacion, evaluacion: quiz } = parseQuery(PickQuery, request);
  if (reactivo !== null) return { pick: { kind: 'item', id: reactivo }, quiz };
  if (importacion !== null) return { pick: { kind: 'import', id: importacion }, quiz };
  return { pick: { kind: 'found', filter: parseQuery(ItemsQuery, request).filter }, quiz };
}

/** Questions of a bank on their way into a draft. */
export function bankQuestionRoutes({ bankQuestions }: Needs): Router {
  const router = Router();
  const PATH = `${BANKS}/:id/curso`;

  const show = async (
    request: Request,
    response: Response,
    form: { values: Record<string, string>; errors: FieldErrors },
    status = 200,
  ): Promise<void> => {
    const { id } = parseParams(Address, request);
    const { pick, quiz } = pickIn(request);
    const { bank, items, drafts, passMark } = await bankQuestions.look(
      signedIn(response),
      id,
      pick,
    );
    const title = translator(visitOf(response).language)(
      quiz ? 'bank.makeQuiz' : 'bank.useInCourse',
    );
    const base = `${BANKS}/${id}`;
    const { values, errors } = form;
    renderPage(
      response,
      'studio/take-questions',
      {
        title,
        section: bank.name,
        bank,
        base,
        count: items.length,
        drafts,
        quiz,
        passMark,
        action: request.originalUrl,
        values,
        errors,
      },
      status,
    );
  };

  router.get(PATH, opens, async (request, response) => {
    await show(request, response, { values: {}, errors: {} });
  });

  router.post(PATH, opens, async (request, response) => {
    const { id } = parseParams(Address, request);
    const { pick } = pickIn(request);
    const actor = signedIn(response);
    await bankQuestions.look(actor, id, pick);
    const form = parseForm(TakeForm, request);
    const wanted = form.ok && form.value.evaluacion === 'si' ? parseForm(QuizForm, request) : null;
    const errors = !form.ok ? form.errors : wanted !== null && !wanted.ok ? wanted.errors : null;
    if (!form.ok || errors !== null) {
      await show(request, response, { values: sentValues(request), errors: errors ?? {} }, 422);
      return;
    }
    const { borrador: draftId, titulo: title, cuantas: count } = form.value;
    const passMark = wanted?.ok === true ? (wanted.value.minimo ?? null) : null;
    const quiz = wanted === null ? null : { title, count, passMark };
    await bankQuestions.take(actor, { bankId: id, pick, draftId, quiz });
    redirectWith(
      response,
      `/ensenar/cursos/${draftId}`,
      quiz === null ? 'bank.takenFlash' : 'bank.quizFlash',
    );
  });

  return router;
}
