import { Router, type Request, type Response } from 'express';
import { peopleWho } from '../../http/access.ts';
import { leaveFlash } from '../../http/flash.ts';
import { parseForm, parseParams, parseQuery, sentValues } from '../../http/parse.ts';
import type { RateLimit } from '../../http/rate-limit.ts';
import { leadTo, redirectWith, renderPage } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import type { MessageKey } from '../../i18n/translate.ts';
import { Refusal } from '../../lib/errors.ts';
import { newId } from '../../lib/random-code.ts';
import { mayAnywhere } from '../permissions/policy.ts';
import type { AnnouncementService } from './announcement-service.ts';
import {
  AddressedQuery,
  AnnouncementAddress,
  AnnouncementForm,
  GroupQuery,
  LetterForm,
} from './forms.ts';
import type { Addressed, MailingService } from './mailing-service.ts';
import * as views from './writing-views.ts';

interface Needs {
  mailings: MailingService;
  announcements: AnnouncementService;
  limits: { mailings: RateLimit };
}

const LETTER = '/ensenar/mensaje';
/** Where a group is chosen. */
const GROUPS = '/administrar/grupos';
const ANNOUNCEMENTS = '/ensenar/avisos';

const accompanies = peopleWho('answers.read', (actor) => mayAnywhere(actor, 'answers.read'));

/** Writing to a whole list, to each person apart, and announcing something to a group. */
export function writingRoutes({ mailings, announcements, limits }: Needs): Router {
  const router = Router();

  /** Leads on; a script of ours is told where to. */
  const done = (request: Request, response: Response, to: string, key: MessageKey): void => {
    leaveFlash(response, { kind: 'ok', key });
    leadTo(request, response, to);
  };

  /** Null where the address says nobody. */
  const addressed = (request: Request): { to: Addressed; action: string } | null => {
    const { grupo, para } = parseQuery(AddressedQuery, request);
    if (grupo !== undefined) return { to: { group: grupo }, action: `${LETTER}?grupo=${grupo}` };
    if (para === undefined) return null;
    return { to: { enrolments: para }, action: `${LETTER}?para=${para.join(',')}` };
  };

  const showLetter = async (
    request: Request,
    response: Response,
    { form, sendKey, status }: { form: views.Returned; sendKey: string; status: number },
  ): Promise<void> => {
    const wanted = addressed(request);
    if (wanted === null) {
      response.redirect(303, GROUPS);
      return;
    }
    const { to, action } = wanted;
    const audience = await mailings.audience(signedIn(response), to);
    const page = views.letterPage(audience, { action, sendKey, form }, visitOf(response).language);
    renderPage(response, 'messages/letter', page, status);
  };

  router.get(LETTER, accompanies, async (request, response) => {
    await showLetter(request, response, { form: views.blank, sendKey: newId(), status: 200 });
  });

  router.post(LETTER, accompanies, async (request, response) => {
    const form = parseForm(LetterForm, request);
    if (!form.ok) {
      const values = sentValues(request);
      await showLetter(request, response, {
        form: { values, errors: form.errors },
        sendKey: values['clave'] ?? newId(),
        status: 422,
      });
      return;
    }
    const actor = signedIn(response);
    const { to } = addressed(request) ?? {};
    if (to === undefined) throw new Refusal('not-found', 'error.notFound');
    await limits.mailings.consume(actor.id);
    const { asunto: subject, texto: text, clave: sendKey } = form.value;
    await mailings.send(actor, to, { subject, text, sendKey });
    done(request, response, '/ensenar/preguntas?ver=todas', 'mailing.sentFlash');
  });

  const showNew = async (
    request: Request,
    response: Response,
    { form, sendKey, status }: { form: views.Returned; sendKey: string; status: number },
  ): Promise<void> => {
    const { grupo } = parseQuery(GroupQuery, request);
    const cohort = await announcements.group(signedIn(response), grupo);
    const action = `${ANNOUNCEMENTS}?grupo=${grupo}`;
    const page = views.newAnnouncementPage(
      cohort,
      { action, sendKey, form },
      visitOf(response).language,
    );
    renderPage(response, 'messages/announcement-new', page, status);
  };

  router.get(ANNOUNCEMENTS, accompanies, async (_request, response) => {
    const { language } = visitOf(response);
    const found = await announcements.ofCompanion(signedIn(response));
    renderPage(response, 'messages/announcements', views.announcementsPage(found, language));
  });

  router.get(`${ANNOUNCEMENTS}/nuevo`, accompanies, async (request, response) => {
    await showNew(request, response, { form: views.blank, sendKey: newId(), status: 200 });
  });

  router.post(ANNOUNCEMENTS, accompanies, async (request, response) => {
    const form = parseForm(AnnouncementForm, request);
    if (!form.ok) {
      const values = sentValues(request);
      await showNew(request, response, {
        form: { values, errors: form.errors },
        sendKey: values['clave'] ?? newId(),
        status: 422,
      });
      return;
    }
    const { grupo } = parseQuery(GroupQuery, request);
    const actor = signedIn(response);
    await limits.mailings.consume(actor.id);
    const { titulo: title, texto: text, alcance, clave: sendKey } = form.value;
    const toAll = alcance === 'todos';
    await announcements.announce(actor, grupo, { title, text, toAll, sendKey });
    done(request, response, ANNOUNCEMENTS, 'announcements.announcedFlash');
  });

  router.post(`${ANNOUNCEMENTS}/:id/retiro`, accompanies, async (request, response) => {
    const { id } = parseParams(AnnouncementAddress, request);
    await announcements.withdraw(signedIn(response), id);
    redirectWith(response, ANNOUNCEMENTS, 'announcements.withdrawnFlash');
  });

  return router;
}
