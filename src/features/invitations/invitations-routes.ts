import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { peopleWho } from '../../http/access.ts';
import {
  parseForm,
  parseParams,
  parseQuery,
  sentValues,
  type FieldErrors,
} from '../../http/parse.ts';
import { redirectWith, renderPage } from '../../http/render.ts';
import { sessionOf } from '../../http/session.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { translator, type MessageKey } from '../../i18n/translate.ts';
import type { Clock } from '../../lib/clock.ts';
import { qrPath } from '../../lib/qr.ts';
import { Id, line, optional } from '../../lib/text.ts';
import { printed } from './invitation-codes.ts';
import type { InvitationsService, WishProblem } from './invitations-service.ts';
import {
  invitationPage,
  invitationsPage,
  newInvitationPage,
  sheetPage,
} from './invitations-views.ts';
import { mayAnywhere } from '../permissions/policy.ts';

declare module 'express-session' {
  interface SessionData {
    /** The codes of the invitation made last, sealed: shown to their maker only, for a short while. */
    invitation?: { id: string; keep: string };
  }
}

const WishForm = z.object({
  etiqueta: line(120, 2),
  para: z.union([
    z.literal('comunidad').transform(() => null),
    z
      .string()
      .regex(/^(red|institucion|grupo):[A-Za-z0-9_-]{1,64}$/)
      .transform((text) => {
        const [kind, id = ''] = text.split(':');
        return { kind: kind as 'red' | 'institucion' | 'grupo', id };
      }),
  ]),
  curso: optional(Id),
  municipio: optional(z.string().regex(/^\d{5}$/)),
  tipo: z.enum(['enlace', 'hojas']),
  usos: z.coerce.number().int().min(1).max(500),
});

/** What the form comes filled with: somebody came from the page of a cohort. */
const TargetQuery = z.object({
  para: z
    .string()
    .regex(/^grupo:[A-Za-z0-9_-]{1,64}$/)
    .optional()
    .catch(undefined),
});

const PROBLEMS: Record<WishProblem, [field: string, key: MessageKey]> = {
  target: ['para', 'form.choose'],
  course: ['curso', 'invite.courseNotForThem'],
  municipality: ['municipio', 'invite.municipalityNeeded'],
  uses: ['usos', 'invite.tooManyUses'],
};

const InvitationAddress = z.object({ id: Id });
const Search = z.string().max(80).catch('');

/** Whoever may invite people somewhere; into what exactly, the service decides. */
export const invites = peopleWho('people.invite', (actor) => mayAnywhere(actor, 'people.invite'));

interface Needs {
  invitations: InvitationsService;
  clock: Clock;
  baseUrl: string;
  openRegistration: boolean;
}

/** Keeps the codes for the next page of the same person. */
export const rememberCodes = (request: Request, made: { id: string; keep: string }): void => {
  request.session.invitation = made;
};

/** Making, printing and closing invitations. */
export function invitationsRoutes(needs: Needs): Router {
  const { invitations, clock, baseUrl, openRegistration } = needs;
  const router = Router();
  // As it is read aloud and typed: without the scheme.
  const site = `${baseUrl.replace(/^https?:\/\//, '')}/invitacion`;
  const say = (response: Response) => translator(visitOf(response).language);
  const keptFor = (request: Request, id: string): string | null => {
    const { invitation } = sessionOf(request);
    return invitation?.id === id ? invitation.keep : null;
  };

  async function showForm(
    request: Request,
    response: Response,
    values: Record<string, string>,
    errors: FieldErrors,
  ): Promise<void> {
    const actor = signedIn(response);
    const search = Search.parse(request.query['buscar']);
    const { targets, courses } = await invitations.choices(actor, search);
    const page = newInvitationPage(say(response), visitOf(response).language, {
      targets,
      courses,
      withCommunity: invitations.mayInviteCommunity(actor),
      search,
      values,
      errors,
    });
    renderPage(
      response,
      'invitations/invitation-new',
      page,
      Object.keys(errors).length > 0 ? 422 : 200,
    );
  }

  router.get('/administrar/invitaciones', invites, async (_request, response) => {
    const list = await invitations.list(signedIn(response));
    renderPage(
      response,
      'invitations/invitations',
      invitationsPage(say(response), list, { now: clock(), withRequests: openRegistration }),
    );
  });

  router.get('/administrar/invitaciones/nueva', invites, async (request, response) => {
    const { para } = parseQuery(TargetQuery, request);
    await showForm(request, response, para === undefined ? {} : { para }, {});
  });

  router.post('/administrar/invitaciones', invites, async (request, response) => {
    const form = parseForm(WishForm, request);
    if (!form.ok) {
      await showForm(request, response, sentValues(request), form.errors);
      return;
    }
    const { etiqueta, para, curso, municipio, tipo, usos } = form.value;
    const made = await invitations.create(signedIn(response), {
      label: etiqueta,
      target: para,
      courseId: curso ?? null,
      cvegeo: municipio ?? null,
      kind: tipo === 'enlace' ? 'link' : 'slips',
      uses: usos,
    });
    if (typeof made === 'string') {
      const [field, key] = PROBLEMS[made];
      await showForm(request, response, sentValues(request), { [field]: [key] });
      return;
    }
    rememberCodes(request, made);
    response.redirect(303, `/administrar/invitaciones/${made.id}`);
  });

  router.get('/administrar/invitaciones/:id', invites, async (request, response) => {
    const { id } = parseParams(InvitationAddress, request);
    const { invitation, secrets } = await invitations.show(
      signedIn(response),
      id,
      keptFor(request, id),
    );
    const link = secrets?.link == null ? null : `${baseUrl}/invitacion/${secrets.link}`;
    const page = invitationPage(say(response), visitOf(response).language, invitation, {
      now: clock(),
      link,
      qr: link === null ? null : await qrPath(link),
      slips: (secrets?.slips ?? []).map(printed),
      site,
    });
    renderPage(response, 'invitations/invitation', page);
  });

  router.get('/administrar/invitaciones/:id/hoja', invites, async (request, response) => {
    const { id } = parseParams(InvitationAddress, request);
    const { invitation, secrets } = await invitations.show(
      signedIn(response),
      id,
      keptFor(request, id),
    );
    const codes = secrets === null ? [] : secrets.link === null ? secrets.slips : [secrets.link];
    const slips = await Promise.all(
      codes.map(async (code) => ({
        code: secrets?.link == null ? printed(code) : null,
        qr: await qrPath(`${baseUrl}/invitacion/${code}`),
      })),
    );
    renderPage(
      response,
      'invitations/invitation-sheet',
      sheetPage(say(response), invitation, { slips, site }),
    );
  });

  router.post('/administrar/invitaciones/:id/cierre', invites, async (request, response) => {
    const { id } = parseParams(InvitationAddress, request);
    await invitations.revoke(signedIn(response), id);
    redirectWith(response, '/administrar/invitaciones', 'flash.invitationClosed');
  });

  return router;
}
