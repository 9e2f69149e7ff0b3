import { Router, type Response } from 'express';
import { z } from 'zod';
import { peopleWho } from '../../http/access.ts';
import { parseForm, parseParams, type FieldErrors } from '../../http/parse.ts';
import { redirectWith, renderPage, type PageBase } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import { Id, paragraph } from '../../lib/text.ts';
import { wholePoints } from '../assessment/points.ts';
import { mayAnywhere } from '../permissions/policy.ts';
import type { Held, HeldService } from './held-service.ts';

interface HeldPage extends PageBase {
  rows: (Held & { before: string; after: string; action: string })[];
  errors: FieldErrors;
  /** Which row the errors belong to. */
  wrong: string;
}

declare module '../../http/render.ts' {
  interface Pages {
    'results/held': HeldPage;
  }
}

const HELD = '/ensenar/por-revisar';
const Address = z.object({ id: Id, correccion: Id });
const DecisionForm = z.object({
  decision: z.enum(['keep', 'lower']),
  motivo: paragraph(500, 5),
});
const grades = peopleWho('answers.grade', (actor) => mayAnywhere(actor, 'answers.grade'));
const points = (score: number | null): string =>
  score === null ? '–' : String(wholePoints(score));

/** Passed results that a correction would lower. */
export function heldRoutes({ held }: { held: HeldService }): Router {
  const router = Router();

  const show = async (response: Response, errors: FieldErrors, wrong: string): Promise<void> => {
    const rows = (await held.list(signedIn(response))).map((one) => ({
      ...one,
      before: points(one.oldScore),
      after: points(one.newScore),
      action: `${HELD}/${one.attemptId}/${one.correctionId}`,
    }));
    const title = translator(visitOf(response).language)('held.title');
    renderPage(response, 'results/held', { title, rows, errors, wrong }, wrong === '' ? 200 : 422);
  };

  router.get(HELD, grades, async (_request, response) => {
    await show(response, {}, '');
  });

  router.post(`${HELD}/:id/:correccion`, grades, async (request, response) => {
    const { id, correccion } = parseParams(Address, request);
    const form = parseForm(DecisionForm, request);
    if (!form.ok) {
      await show(response, form.errors, `${HELD}/${id}/${correccion}`);
      return;
    }
    const { decision, motivo } = form.value;
    const at = { attemptId: id, correctionId: correccion };
    await held.decide(signedIn(response), at, decision, motivo);
    redirectWith(response, HELD, 'held.decidedFlash');
  });

  return router;
}
