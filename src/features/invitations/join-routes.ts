import { Router, type Request, type Response } from 'express';
import { anyoneSignedIn, everyone } from '../../http/access.ts';
import type { Authentication } from '../../http/authenticate.ts';
import { parseForm, parseParams, sentValues, type FieldErrors } from '../../http/parse.ts';
import { networkOf, type RateLimit } from '../../http/rate-limit.ts';
import { renderPage } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import type { Clock } from '../../lib/clock.ts';
import { codeIn } from './invitation-codes.ts';
import { askedState, CodeAddress, CodeForm, JoinForm, StateCode } from './join-forms.ts';
import type { JoinService, OpenInvitation } from './join-service.ts';
import { codePage, joinPage } from './join-views.ts';
import type { NoticeService } from '../accounts/notice-service.ts';
import { passwordProblem } from '../accounts/password-rules.ts';
import { usernameFrom } from '../accounts/usernames.ts';

interface Needs {
  join: JoinService;
  notices: NoticeService;
  authentication: Authentication;
  clock: Clock;
  limits: { codesByNetwork: RateLimit };
}

/** From an invitation to an account. */
export function joinRoutes({ join, notices, authentication, clock, limits }: Needs): Router {
  const router = Router();
  const say = (response: Response) => translator(visitOf(response).language);

  /** Only codes that open nothing count against a network: a whole workshop may join behind one address. */
  async function open(request: Request, code: string): Promise<OpenInvitation | null> {
    await limits.codesByNetwork.consume(networkOf(request));
    const invitation = await join.open(code);
    if (invitation !== null) await limits.codesByNetwork.giveBack(networkOf(request));
    return invitation;
  }

  const unknown = (response: Response): void => {
    renderPage(
      response,
      'invitations/invitation-code',
      codePage(say(response), { isUnknown: true }),
      404,
    );
  };

  /** The invitation of an address, for whoever has no account here; null when the others have been answered. */
  async function whoeverIsNew(
    request: Request,
    response: Response,
  ): Promise<{ code: string; invitation: OpenInvitation } | null> {
    const { codigo: code } = parseParams(CodeAddress, request);
    const invitation = await open(request, code);
    if (invitation === null) {
      unknown(response);
      return null;
    }
    if (visitOf(response).actor !== null) {
      response.redirect(303, `/invitacion/${encodeURIComponent(code)}/aceptacion`);
      return null;
    }
    return { code, invitation };
  }

  /** The form, with the choice of place that fits what is known: nothing, the state, or the municipality. */
  async function showForm(
    request: Request,
    response: Response,
    invitation: OpenInvitation,
    {
      code,
      values = {},
      errors = {},
    }: { code: string; values?: Record<string, string>; errors?: FieldErrors },
  ): Promise<void> {
    const asked = askedState(values) ?? request.query['estado'];
    const typed = /^\d{5}$/.test(values['municipio'] ?? '') ? (values['municipio'] ?? null) : null;
    const elsewhere = asked !== undefined || (typed !== null && typed !== invitation.cvegeo);
    const preset =
      elsewhere || invitation.cvegeo === null ? null : await join.municipality(invitation.cvegeo);
    const given = StateCode.safeParse(
      asked ?? values['estado'] ?? typed?.slice(0, 2) ?? invitation.stateCode,
    );
    const stateCode = given.success ? given.data : null;
    const page = joinPage(say(response), visitOf(response).language, {
      code,
      from: invitation.from,
      course: invitation.course,
      preset,
      states: await join.states(),
      stateCode,
      municipalities:
        preset === null && stateCode !== null ? await join.municipalitiesOf(stateCode) : [],
      noticeVersion: notices.current.version,
      values,
      errors,
    });
    renderPage(response, 'invitations/join', page, Object.keys(errors).length > 0 ? 422 : 200);
  }

  router.get('/invitacion', everyone, (_request, response) => {
    renderPage(response, 'invitations/invitation-code', codePage(say(response), {}));
  });

  router.post('/invitacion', everyone, async (request, response) => {
    const form = parseForm(CodeForm, request);
    const code = form.ok ? codeIn(form.value.codigo) : '';
    if (form.ok && (await open(request, code)) !== null) {
      response.redirect(303, `/invitacion/${encodeURIComponent(code)}`);
      return;
    }
    const errors: FieldErrors = form.ok ? { codigo: ['join.codeUnknown'] } : form.errors;
    const page = codePage(say(response), { code: sentValues(request)['codigo'] ?? '', errors });
    renderPage(response, 'invitations/invitation-code', page, 422);
  });

  router.get('/invitacion/:codigo', everyone, async (request, response) => {
    const invited = await whoeverIsNew(request, response);
    if (invited === null) return;
    const { code, invitation } = invited;
    await showForm(request, response, invitation, { code });
  });

  router.post('/invitacion/:codigo', everyone, async (request, response) => {
    const invited = await whoeverIsNew(request, response);
    if (invited === null) return;
    const { code, invitation } = invited;
    const form = parseForm(JoinForm, request);
    const values = sentValues(request);
    if (askedState(values) !== undefined) {
      if (values['aviso_version'] !== String(notices.current.version)) delete values['aviso'];
      await showForm(request, response, invitation, { code, values });
      return;
    }
    const errors: FieldErrors = form.ok ? {} : form.errors;
    const password = (request.body as Record<string, unknown> | undefined)?.['password'];
    const municipality = form.ok ? await join.municipality(form.value.municipio) : null;
    if (form.ok && municipality === null) errors['municipio'] = ['join.municipalityUnknown'];
    if (typeof password === 'string' && password !== '') {
      const name = (values['nombre'] ?? '').slice(0, 200);
      const problem = passwordProblem(password, [
        name,
        usernameFrom(name),
        municipality?.name,
        invitation.from,
      ]);
      if (problem !== null) errors['password'] = [problem];
    }
    if (
      form.ok &&
      (form.value.aviso_version ?? notices.current.version) !== notices.current.version
    ) {
      errors['aviso'] = ['join.noticeChanged'];
    }
    if (!form.ok || Object.keys(errors).length > 0) {
      await showForm(request, response, invitation, { code, values, errors });
      return;
    }
    const { nombre, municipio, sexo, compartido } = form.value;
    const person = await join.join(code, {
      displayName: nombre,
      cvegeo: municipio,
      sex: sexo,
      password: form.value.password,
      language: visitOf(response).language,
    });
    if (person === null) {
      unknown(response);
      return;
    }
    await authentication.begin(request, person, { shared: compartido, now: clock() });
    response.redirect(303, '/bienvenida');
  });

  router.get('/bienvenida', anyoneSignedIn, (_request, response) => {
    const { username, displayName } = signedIn(response);
    renderPage(response, 'sign-in/welcome', {
      title: say(response)('welcome.title'),
      username,
      displayName,
    });
  });

  return router;
}
