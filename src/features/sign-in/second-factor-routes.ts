import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { anyoneSignedIn } from '../../http/access.ts';
import { parseForm, sentValues, type FieldErrors } from '../../http/parse.ts';
import type { RateLimit } from '../../http/rate-limit.ts';
import { redirectWith, renderPage } from '../../http/render.ts';
import { shownOnce } from '../../http/shown-once.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import type { Actor } from '../../lib/actor.ts';
import { qrPath } from '../../lib/qr.ts';
import type { Sealer } from '../../lib/sealed.ts';
import { line } from '../../lib/text.ts';
import { currentPassword } from '../accounts/account-forms.ts';
import { safeNext } from './arrival-routes.ts';
import { proving, type Proving } from '../accounts/proving-routes.ts';
import type { PasskeyService } from './passkey-service.ts';
import type { Outcome, SecondFactorService } from './second-factor-service.ts';
import * as views from './second-factor-views.ts';

const PATH = '/cuenta/segundo-paso';
const SET_UP = `${PATH}/alta`;
const CODES = `${PATH}/respaldo`;

const BeginForm = z.object({ ...currentPassword, sigue: z.string().max(500).default('') });
const CodeForm = z.object({ codigo: line(40) });
const ProvenForm = z.object({ codigo: line(40), ...currentPassword });

interface Needs extends Proving {
  secondFactor: SecondFactorService;
  passkeys: Pick<PasskeyService, 'list'>;
  seal: Sealer;
  baseUrl: string;
  limits: Proving['limits'] & { secondStepByAccount: RateLimit };
}

/** Where a person turns her second factor on and off. Each change asks for the password, unless it was given just now. */
export function secondFactorRoutes(needs: Needs): Router {
  const { secondFactor, passkeys, seal, baseUrl, limits } = needs;
  const router = Router();
  const say = (response: Response) => translator(visitOf(response).language);
  const { asks, unproven } = proving(needs);
  const { carry, carried } = shownOnce({ cookie: 'respaldo', path: CODES, seal, baseUrl });
  const place = (response: Response): string => `codes on paper ${signedIn(response).id}`;

  const showCodes = (response: Response, codes: readonly string[]): void => {
    carry(response, place(response), codes.join(' '));
    response.redirect(303, CODES);
  };

  const show = async (
    response: Response,
    next: string,
    errors: FieldErrors = {},
  ): Promise<void> => {
    const actor = signedIn(response);
    const page = views.statePage(say(response), actor, {
      state: await secondFactor.state(actor),
      passkeys: await passkeys.list(actor),
      asksPassword: asks(response),
      next,
      errors,
    });
    const status = Object.keys(errors).length > 0 ? 422 : 200;
    renderPage(response, 'sign-in/second-factor', page, status);
  };

  router.get(PATH, anyoneSignedIn, async (request, response) => {
    await show(response, safeNext(request.query['sigue']));
  });

  router.post(PATH, anyoneSignedIn, async (request, response) => {
    const form = parseForm(BeginForm, request);
    const errors = form.ok
      ? await unproven(request, response, form.value.password_actual)
      : form.errors;
    if (errors !== null) {
      await show(response, form.ok ? safeNext(form.value.sigue) : '', errors);
      return;
    }
    await secondFactor.begin(signedIn(response));
    response.redirect(303, SET_UP);
  });

  const showSetUp = async (
    response: Response,
    errors: FieldErrors = {},
    typed = '',
  ): Promise<void> => {
    const actor = signedIn(response);
    const settingUp = await secondFactor.settingUp(actor);
    if (settingUp === null) {
      response.redirect(303, PATH);
      return;
    }
    const qr = await qrPath(settingUp.address);
    const page = views.setUpPage(say(response), actor, { ...settingUp, qr, typed, errors });
    const status = Object.keys(errors).length > 0 ? 422 : 200;
    renderPage(response, 'sign-in/second-factor-set-up', page, status);
  };

  router.get(SET_UP, anyoneSignedIn, async (_request, response) => {
    await showSetUp(response);
  });

  router.post(SET_UP, anyoneSignedIn, async (request, response) => {
    const form = parseForm(CodeForm, request);
    const typed = sentValues(request)['codigo'] ?? '';
    if (!form.ok) {
      await showSetUp(response, form.errors, typed);
      return;
    }
    const outcome = await secondFactor.confirm(signedIn(response), form.value.codigo);
    if (outcome === 'gone') redirectWith(response, PATH, 'secondFactor.setUpGone', 'info');
    else if ('errors' in outcome) await showSetUp(response, outcome.errors, typed);
    else showCodes(response, outcome.codes);
  });

  router.get(CODES, anyoneSignedIn, (_request, response) => {
    const codes = carried(response, place(response))?.split(' ') ?? null;
    renderPage(
      response,
      'sign-in/second-factor-codes',
      views.codesPage(say(response), signedIn(response), codes),
    );
  });

  /** A change that needs the password and a code, with the page that asks for them. */
  const change = (
    path: string,
    page: typeof views.renewPage,
    act: (actor: Actor, typed: string) => Promise<Outcome>,
    done: (response: Response, codes: readonly string[]) => void,
  ): void => {
    const ask = (request: Request, response: Response, errors: FieldErrors = {}): void => {
      const status = Object.keys(errors).length > 0 ? 422 : 200;
      const shown = page(say(response), sentValues(request), asks(response), errors);
      renderPage(response, 'accounts/change', shown, status);
    };
    router.get(path, anyoneSignedIn, (request, response) => {
      if (signedIn(response).secondFactor.isOn) ask(request, response);
      else response.redirect(303, PATH);
    });
    router.post(path, anyoneSignedIn, async (request, response) => {
      const actor = signedIn(response);
      const form = parseForm(ProvenForm, request);
      const errors = form.ok
        ? await unproven(request, response, form.value.password_actual)
        : form.errors;
      if (!form.ok || errors !== null) {
        ask(request, response, errors ?? {});
        return;
      }
      await limits.secondStepByAccount.consume(actor.id);
      const outcome = await act(actor, form.value.codigo);
      if ('errors' in outcome) {
        ask(request, response, outcome.errors);
        return;
      }
      await limits.secondStepByAccount.forget(actor.id);
      done(response, outcome.codes);
    });
  };

  change(`${PATH}/codigos`, views.renewPage, secondFactor.renewCodes, showCodes);
  change(`${PATH}/quitar`, views.turnOffPage, secondFactor.turnOff, (response) => {
    redirectWith(response, '/cuenta', 'secondFactor.turnedOff');
  });

  return router;
}
