import { Router } from 'express';
import { z } from 'zod';
import { peopleWho } from '../../http/access.ts';
import { parseParams } from '../../http/parse.ts';
import { renderPage } from '../../http/render.ts';
import { signedIn } from '../../http/visit.ts';
import { Id } from '../../lib/text.ts';
import { mayAnywhere } from '../permissions/policy.ts';
import { wordsOf } from './gradebook-routes.ts';
import type { ReviewService } from './review-service.ts';
import { reviewPage } from './review-views.ts';

const Address = z.object({ id: Id });
const readsAnswers = peopleWho('answers.read', (actor) => mayAnywhere(actor, 'answers.read'));

/** Attempts of others, as they saw them. */
export function reviewRoutes({ reviews }: { reviews: ReviewService }): Router {
  const router = Router();
  router.get('/ensenar/intentos/:id', readsAnswers, async (request, response) => {
    const { id } = parseParams(Address, request);
    const review = await reviews.attempt(signedIn(response), id);
    renderPage(response, 'results/review', reviewPage(review, wordsOf(response)));
  });
  return router;
}
