import { Router, type Request, type Response } from 'express';
import { everyone } from '../../http/access.ts';
import type { Authentication } from '../../http/authenticate.ts';
import { parseForm, parseParams, sentValues, type FieldErrors } from '../../http/parse.ts';
import { networkOf, type RateLimit } from '../../http/rate-limit.ts';
import { renderPage, type PageBase } from '../../http/render.ts';
import { visitOf } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import type { Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import type { FirstAdministratorService } from './first-administrator-service.ts';
import { CodeAddress, FirstAdministratorForm } from './join-forms.ts';
import { passwordProblem } from '../accounts/password-rules.ts';

interface FirstAdministratorPage extends PageBase {
  action: string;
  values: Record<string, string>;
  errors: FieldErrors;
}

declare module '../../http/render.ts' {
  interface Pages {
    'invitations/first-administrator': FirstAdministratorPage;
  }
}

interface Needs {
  firstAdministrator: FirstAdministratorService;
  /** Whether a municipality exists. */
  join: { municipality(cvegeo: string): Promise<unknown> };
  authentication: Authentication;
  clock: Clock;
  limits: { codesByNetwork: RateLimit };
}

/** The printed link that makes the first administrator, once. */
export function firstAdministratorRoutes(needs: Needs): Router {
  const { firstAdministrator, join, authentication, clock, limits } = needs;
  const router = Router();
  const dead = (): Refusal => new Refusal('not-found', 'firstAdmin.dead');

  async function opened(request: Request): Promise<string> {
    const { codigo: code } = parseParams(CodeAddress, request);
    await limits.codesByNetwork.consume(networkOf(request));
    if (!(await firstAdministrator.isOpen(code))) throw dead();
    await limits.codesByNetwork.giveBack(networkOf(request));
    return code;
  }

  const show = (
    response: Response,
    code: string,
    values: Record<string, string>,
    errors: FieldErrors,
  ): void => {
    const page: FirstAdministratorPage = {
      title: translator(visitOf(response).language)('firstAdmin.title'),
      noindex: true,
      scripts: ['reveal.js'],
      action: `/primer-administrador/${encodeURIComponent(code)}`,
      values,
      errors,
    };
    renderPage(
      response,
      'invitations/first-administrator',
      page,
      Object.keys(errors).length > 0 ? 422 : 200,
    );
  };

  router.get('/primer-administrador/:codigo', everyone, async (request, response) => {
    show(response, await opened(request), {}, {});
  });

  router.post('/primer-administrador/:codigo', everyone, async (request, response) => {
    const code = await opened(request);
    const values = sentValues(request);
    const form = parseForm(FirstAdministratorForm, request);
    if (!form.ok) {
      show(response, code, values, form.errors);
      return;
    }
    const { nombre, username, password, municipio } = form.value;
    const errors: FieldErrors = {};
    const problem = passwordProblem(password, [nombre, username]);
    if (problem !== null) errors['password'] = [problem];
    if (municipio !== undefined && (await join.municipality(municipio)) === null) {
      errors['municipio'] = ['join.municipalityUnknown'];
    }
    if (Object.keys(errors).length > 0) {
      show(response, code, values, errors);
      return;
    }
    const made = await firstAdministrator.create(code, {
      displayName: nombre,
      username,
      password,
      cvegeo: municipio ?? null,
      language: visitOf(response).language,
    });
    if (made === 'dead') throw dead();
    if (made === 'username-taken') {
      show(response, code, values, { username: ['firstAdmin.usernameTaken'] });
      return;
    }
    await authentication.begin(request, made, { shared: false, now: clock() });
    response.redirect(303, '/administrar/ajustes');
  });

  return router;
}
