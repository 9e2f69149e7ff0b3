import { Router, type Response } from 'express';
import { z } from 'zod';
import { peopleWho } from '../../http/access.ts';
import { attach } from '../../http/attach.ts';
import { parseForm, parseParams, parseQuery, sentValues } from '../../http/parse.ts';
import { asksForFile } from '../../http/purpose.ts';
import { redirectWith, renderPage } from '../../http/render.ts';
import { signedIn } from '../../http/visit.ts';
import { dayOf, type Clock } from '../../lib/clock.ts';
import { sendCsv } from '../../lib/csv.ts';
import { rowsFrom } from '../../lib/rows.ts';
import { Id } from '../../lib/text.ts';
import { mayAnywhere } from '../permissions/policy.ts';
import { wordsOf } from './gradebook-routes.ts';
import { needsCells, needsHeadings } from './needs-files.ts';
import { NeedsQuery } from './needs-forms.ts';
import type { NeedsService } from './needs-service.ts';
import { NEEDS, needsHref, needsPage, type SentBack } from './needs-views.ts';
import { ReasonForm } from './review-routes.ts';
import type { ReviewService } from './review-service.ts';

interface Needs {
  needs: NeedsService;
  reviews: ReviewService;
  clock: Clock;
}

const Address = z.object({ id: Id });
const readsAnswers = peopleWho('answers.read', (actor) => mayAnywhere(actor, 'answers.read'));
const grades = peopleWho('answers.grade', (actor) => mayAnywhere(actor, 'answers.grade'));

/** Who needs somebody who teaches, and what she can do about it at once. */
export function needsRoutes({ needs, reviews, clock }: Needs): Router {
  const router = Router();

  const show = async (
    response: Response,
    query: NeedsQuery,
    sent: SentBack | null = null,
  ): Promise<void> => {
    const found = await needs.page(signedIn(response), query);
    renderPage(
      response,
      'results/needs',
      needsPage(found, wordsOf(response), sent),
      sent === null ? 200 : 422,
    );
  };

  router.get(NEEDS, readsAnswers, async (request, response) => {
    await show(response, parseQuery(NeedsQuery, request));
  });

  router.get(`${NEEDS}.csv`, readsAnswers, asksForFile, async (request, response) => {
    const words = wordsOf(response);
    const lines = await needs.file(signedIn(response), parseQuery(NeedsQuery, request));
    attach(response, words.t('needs.fileName'), 'csv', dayOf(clock()));
    const rows = rowsFrom(lines, (line) => needsCells(line, words));
    await sendCsv(response, needsHeadings(words), rows);
  });

  router.post(`${NEEDS}/:id/otro-intento`, grades, async (request, response) => {
    const { id } = parseParams(Address, request);
    const query = parseQuery(NeedsQuery, request);
    const actor = signedIn(response);
    const form = parseForm(ReasonForm, request);
    if (!form.ok) {
      await reviews.assertReached(actor, id);
      const reason = sentValues(request)['motivo'] ?? '';
      await show(response, query, { attemptId: id, reason, errors: form.errors });
      return;
    }
    await reviews.giveMore(actor, id, form.value.motivo);
    redirectWith(response, needsHref(query, NEEDS, query.pagina), 'extra.givenFlash');
  });

  return router;
}
