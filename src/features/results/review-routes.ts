import { Router } from 'express';
import { z } from 'zod';
import { peopleWho } from '../../http/access.ts';
import { parseForm, parseParams, sentValues } from '../../http/parse.ts';
import { redirectWith, renderPage } from '../../http/render.ts';
import { asksForBeginning, sendStored } from '../../http/stored-file.ts';
import { signedIn } from '../../http/visit.ts';
import { Id, paragraph } from '../../lib/text.ts';
import { asStored } from '../assessment/hand-in-routes.ts';
import type { HandInService } from '../assessment/hand-in-service.ts';
import { mayAnywhere } from '../permissions/policy.ts';
import { wordsOf } from './gradebook-routes.ts';
import type { ReviewService } from './review-service.ts';
import { reviewPage } from './review-views.ts';

const Address = z.object({ id: Id });
const FileAddress = z.object({ id: Id, archivo: Id });
/** Why somebody is given another attempt. */
export const ReasonForm = z.object({ motivo: paragraph(500, 5) });
const grades = peopleWho('answers.grade', (actor) => mayAnywhere(actor, 'answers.grade'));
const readsAnswers = peopleWho('answers.read', (actor) => mayAnywhere(actor, 'answers.read'));

interface Needs {
  reviews: ReviewService;
  handIn: HandInService;
}

/** Attempts of others, as they saw them. */
export function reviewRoutes({ reviews, handIn }: Needs): Router {
  const router = Router();
  router.get('/ensenar/intentos/:id', readsAnswers, async (request, response) => {
    const { id } = parseParams(Address, request);
    const review = await reviews.attempt(signedIn(response), id);
    renderPage(response, 'results/review', reviewPage(review, wordsOf(response)));
  });
  router.get('/ensenar/intentos/:id/archivos/:archivo', readsAnswers, async (request, response) => {
    const { id, archivo } = parseParams(FileAddress, request);
    const isAnew = asksForBeginning(request);
    const file = await reviews.file(signedIn(response), id, archivo, isAnew);
    if (file === null) {
      response.redirect(303, `/ensenar/intentos/${id}`);
      return;
    }
    await sendStored(request, response, asStored(file), (start, end) =>
      handIn.files.bytes(file, start, end),
    );
  });
  router.post('/ensenar/intentos/:id/otro-intento', grades, async (request, response) => {
    const { id } = parseParams(Address, request);
    const actor = signedIn(response);
    const form = parseForm(ReasonForm, request);
    if (!form.ok) {
      const review = await reviews.attempt(actor, id);
      const sent = { reason: sentValues(request)['motivo'] ?? '', errors: form.errors };
      renderPage(response, 'results/review', reviewPage(review, wordsOf(response), sent), 422);
      return;
    }
    await reviews.giveMore(actor, id, form.value.motivo);
    redirectWith(response, `/ensenar/intentos/${id}`, 'extra.givenFlash');
  });

  return router;
}
