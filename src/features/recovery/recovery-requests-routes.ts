import { Router, type Response } from 'express';
import { z } from 'zod';
import { peopleWho } from '../../http/access.ts';
import { parseForm, parseParams, parseQuery } from '../../http/parse.ts';
import type { RateLimit } from '../../http/rate-limit.ts';
import { redirectWith, renderPage, type PageBase } from '../../http/render.ts';
import { shownOnce } from '../../http/shown-once.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import { Refusal } from '../../lib/errors.ts';
import type { Sealer } from '../../lib/sealed.ts';
import { Id, line } from '../../lib/text.ts';
import { mayAnywhere } from '../permissions/policy.ts';
import { readable } from './recovery-codes.ts';
import type { RecoveryDesk, RecoveryRequestsService } from './recovery-requests-service.ts';

interface DeskPage extends PageBase, RecoveryDesk {
  search: string;
  /** Looks for people beyond the members of her own network. */
  maySearch: boolean;
  mayConfirm: boolean;
}

interface CodePage extends PageBase {
  name: string;
  username: string;
  /** Null: it was shown before. */
  code: string | null;
  expiresAt: Date;
}

declare module '../../http/render.ts' {
  interface Pages {
    'recovery/recoveries': DeskPage;
    'recovery/recovery-code': CodePage;
  }
}

const DESK = '/administrar/recuperaciones';
const COOKIE = 'codigo';

const DeskQuery = z.object({ q: line(80, 0).catch('') });
const AskForm = z.object({ persona: Id });
const RequestAddress = z.object({ id: Id });

const helpsToRecover = peopleWho(
  'helpsToRecover',
  (actor) =>
    mayAnywhere(actor, 'people.ask-recovery') || mayAnywhere(actor, 'people.confirm-recovery'),
);

/** Whoever may confirm that somebody is who she says, when she lost the way into her account. */
export const confirmsRecoveries = peopleWho('confirmsRecoveries', (actor) =>
  mayAnywhere(actor, 'people.confirm-recovery'),
);

interface Needs {
  recoveryRequests: RecoveryRequestsService;
  seal: Sealer;
  baseUrl: string;
  limits: { recoveryAsks: RateLimit };
}

/** Where coordinators ask for recovery codes, and instructors and administrators confirm them. */
export function recoveryRequestsRoutes({ recoveryRequests, seal, baseUrl, limits }: Needs): Router {
  const router = Router();
  const say = (response: Response) => translator(visitOf(response).language);
  const place = (response: Response, id: string): string =>
    `shown-code ${signedIn(response).id} ${id}`;

  const { carry, carried } = shownOnce({ cookie: COOKIE, path: DESK, seal, baseUrl });

  router.get(DESK, helpsToRecover, async (request, response) => {
    const actor = signedIn(response);
    const { q } = parseQuery(DeskQuery, request);
    const mayConfirm = mayAnywhere(actor, 'people.confirm-recovery');
    renderPage(response, 'recovery/recoveries', {
      title: say(response)('recovery.desk.title'),
      ...(await recoveryRequests.desk(actor, q)),
      search: q,
      maySearch: mayConfirm,
      mayConfirm,
    });
  });

  router.post(DESK, helpsToRecover, async (request, response) => {
    const actor = signedIn(response);
    const form = parseForm(AskForm, request);
    if (!form.ok) throw new Refusal('bad-request', 'error.badRequest');
    await limits.recoveryAsks.consume(actor.id);
    const isNew = await recoveryRequests.ask(actor, form.value.persona);
    if (isNew) redirectWith(response, DESK, 'recovery.desk.asked');
    else redirectWith(response, DESK, 'recovery.desk.alreadyAsked', 'info');
  });

  router.post(`${DESK}/:id/confirmacion`, confirmsRecoveries, async (request, response) => {
    const { id } = parseParams(RequestAddress, request);
    const { code } = await recoveryRequests.confirm(signedIn(response), id);
    carry(response, place(response, id), code);
    response.redirect(303, `${DESK}/${id}/codigo`);
  });

  router.post(`${DESK}/:id/rechazo`, helpsToRecover, async (request, response) => {
    const { id } = parseParams(RequestAddress, request);
    await recoveryRequests.refuse(signedIn(response), id);
    redirectWith(response, DESK, 'recovery.cancelled');
  });

  router.get(`${DESK}/:id/codigo`, confirmsRecoveries, async (request, response) => {
    const { id } = parseParams(RequestAddress, request);
    const { name, username, expiresAt } = await recoveryRequests.confirmedBy(
      signedIn(response),
      id,
    );
    const code = carried(response, place(response, id));
    renderPage(response, 'recovery/recovery-code', {
      title: say(response)('recovery.code.title'),
      name,
      username,
      code: code === null ? null : readable(code),
      expiresAt: expiresAt ?? new Date(0),
    });
  });

  return router;
}
