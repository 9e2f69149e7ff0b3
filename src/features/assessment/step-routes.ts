import { Router } from 'express';
import { anyoneSignedIn } from '../../http/access.ts';
import { parseParams, parseQuery } from '../../http/parse.ts';
import { renderPage } from '../../http/render.ts';
import { allowRecording } from '../../http/security-headers.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import type { PendingKeys } from '../../lib/pending-key.ts';
import type { SupportLines } from '../places/support-lines.ts';
import type { AttemptPages } from './attempt-pages.ts';
import { ReturnQuery, StepAddress } from './forms.ts';
import { handInPage, oralPage } from './hand-in-views.ts';
import { scenarioPage, sensitiveLesson } from './scenario-views.ts';

interface Needs {
  attemptPages: AttemptPages;
  supportLines: SupportLines;
  pendingKeys: PendingKeys;
}

/** Questions that have a page of their own within an attempt. */
export function stepRoutes({ attemptPages, supportLines, pendingKeys }: Needs): Router {
  const router = Router();

  router.get('/intentos/:id/preguntas/:item', anyoneSignedIn, async (request, response) => {
    const { id, item: itemId } = parseParams(StepAddress, request);
    const { desde } = parseQuery(ReturnQuery, request);
    const actor = signedIn(response);
    const opened = await attemptPages.open(actor, id);
    const item = opened.items.find(({ drawn }) => drawn.id === itemId);
    if (item === undefined || opened.attempt.submittedAt !== null || opened.isOver) {
      response.redirect(303, `/intentos/${id}`);
      return;
    }
    const { language } = visitOf(response);
    if (item.drawn.type === 'file') {
      const page = handInPage(opened, item, { errors: {}, language });
      renderPage(response, 'assessment/hand-in', page);
      return;
    }
    if (item.drawn.type === 'oral') {
      allowRecording(response);
      const page = oralPage(opened, item, pendingKeys(actor), { errors: {}, language });
      renderPage(response, 'assessment/oral', page);
      return;
    }
    if (item.drawn.type !== 'scenario') {
      response.redirect(303, `/intentos/${id}#r_${itemId}`);
      return;
    }
    const isSensitive = sensitiveLesson(opened, item) !== undefined;
    const support = isSensitive ? await supportLines.box(actor.stateCode) : null;
    const page = scenarioPage(opened, item, { language, support, from: desde ?? null });
    renderPage(response, 'assessment/scenario', page);
  });

  return router;
}
