import { Router, type Request, type Response } from 'express';
import { anyoneSignedIn } from '../../http/access.ts';
import { parseParams } from '../../http/parse.ts';
import { renderPage } from '../../http/render.ts';
import { signedIn, visitOf, wantsJson } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import type { Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import type { AttemptPages } from './attempt-pages.ts';
import type { AttemptService, NotSaved } from './attempt-service.ts';
import { AttemptAddress, readSentForm, type SentForm } from './forms.ts';
import type { PendingKeys } from '../../lib/pending-key.ts';
import type { Receipt } from './receipt.ts';
import { attemptPage, confirmPage, NOT_SAVED, overPage } from './attempt-views.ts';
import { resultPage } from './result-views.ts';

interface Needs {
  attempts: AttemptService;
  attemptPages: AttemptPages;
  pendingKeys: PendingKeys;
  clock: Clock;
}

/** An attempt: answering, saving, handing in, result. */
export function attemptRoutes({ attempts, attemptPages, pendingKeys, clock }: Needs): Router {
  const router = Router();

  router.get('/intentos/:id', anyoneSignedIn, async (request, response) => {
    const { id } = parseParams(AttemptAddress, request);
    const actor = signedIn(response);
    const opened = await attemptPages.open(actor, id);
    if (opened.attempt.submittedAt !== null) {
      response.redirect(303, resultOf(id));
      return;
    }
    const { language } = visitOf(response);
    if (opened.isOver) {
      const page = overPage(opened, new Map(), 'overdue', language);
      renderPage(response, 'assessment/over', page);
      return;
    }
    const page = attemptPage(opened, { pending: pendingKeys(actor), language, now: clock() });
    renderPage(response, 'assessment/attempt', page);
  });

  router.post('/intentos/:id/respuestas', anyoneSignedIn, async (request, response) => {
    const { id } = parseParams(AttemptAddress, request);
    const sent = sentForm(request);
    const outcome = await attempts.save(signedIn(response), id, sent);
    if (outcome.kind !== 'saved') {
      await sayNotSaved(request, response, id, sent, outcome.kind);
      return;
    }
    const to = sent.open === null ? null : stepOf(id, sent.open);
    if (wantsJson(request)) response.json({ ...receiptJson(outcome.receipt), ...(to && { to }) });
    else if (to !== null) response.redirect(303, to);
    else response.redirect(303, `/intentos/${id}${sent.item === null ? '' : `#r_${sent.item}`}`);
  });

  router.post('/intentos/:id/entrega', anyoneSignedIn, async (request, response) => {
    const { id } = parseParams(AttemptAddress, request);
    const actor = signedIn(response);
    const sent = sentForm(request);
    const outcome = await attempts.submit(actor, id, sent, sent.confirmed || wantsJson(request));
    if (outcome.kind === 'handed-in') {
      if (wantsJson(request)) {
        response.json({ ...receiptJson(outcome.receipt), resultado: resultOf(id) });
      } else response.redirect(303, resultOf(id));
      return;
    }
    if (outcome.kind === 'unanswered') {
      const opened = await attemptPages.open(actor, id);
      const page = confirmPage(opened, outcome, visitOf(response).language);
      renderPage(response, 'assessment/confirm', page, 422);
      return;
    }
    await sayNotSaved(request, response, id, sent, outcome.kind);
  });

  router.post('/intentos/:id/cierre', anyoneSignedIn, async (request, response) => {
    const { id } = parseParams(AttemptAddress, request);
    await attemptPages.close(signedIn(response), id);
    response.redirect(303, resultOf(id));
  });

  router.get('/intentos/:id/resultado', anyoneSignedIn, async (request, response) => {
    const { id } = parseParams(AttemptAddress, request);
    const actor = signedIn(response);
    const result = await attemptPages.result(actor, id);
    if (result === null) {
      response.redirect(303, `/intentos/${id}`);
      return;
    }
    const page = resultPage(result, pendingKeys(actor), visitOf(response).language);
    renderPage(response, 'assessment/result', page);
  });

  /** Nothing was kept: the page gives back what was sent, and says why. */
  const sayNotSaved = async (
    request: Request,
    response: Response,
    id: string,
    sent: SentForm,
    kind: NotSaved,
  ): Promise<void> => {
    const { language } = visitOf(response);
    const actor = signedIn(response);
    const { status, motive, title, what } = NOT_SAVED[kind];
    if (kind === 'unavailable') response.setHeader('Retry-After', '30');
    if (wantsJson(request)) {
      const t = translator(language);
      response.status(status).json({ error: t(title), what: t(what), motivo: motive });
      return;
    }
    const opened = await attemptPages.open(actor, id);
    if (opened.attempt.submittedAt !== null) {
      renderPage(
        response,
        'assessment/over',
        overPage(opened, sent.answers, kind, language),
        status,
      );
      return;
    }
    const page = attemptPage(opened, {
      pending: pendingKeys(actor),
      language,
      now: clock(),
      sent: sent.answers,
      notSaved: kind,
    });
    renderPage(response, 'assessment/attempt', page, status);
  };

  return router;
}

const stepOf = (id: string, item: string): string => `/intentos/${id}/preguntas/${item}`;
const resultOf = (id: string): string => `/intentos/${id}/resultado`;

function sentForm(request: Request): SentForm {
  const sent = readSentForm(request.body);
  if (sent === null) throw new Refusal('invalid', 'quiz.unknownAnswer');
  return sent;
}

const receiptJson = ({
  id,
  at,
  saved,
}: Receipt): { recibo: string; a: string; guardadas: number } => ({
  recibo: id,
  a: at.toISOString(),
  guardadas: saved,
});
