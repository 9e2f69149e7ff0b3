import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { everyone } from '../../http/access.ts';
import { parseForm, parseParams, sentValues, type FieldErrors } from '../../http/parse.ts';
import { networkOf, type RateLimit } from '../../http/rate-limit.ts';
import { redirectWith, renderPage, type PageBase } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import { Refusal } from '../../lib/errors.ts';
import { Id } from '../../lib/text.ts';
import { invites, rememberCodes } from './invitations-routes.ts';
import { askedState, RegistrationForm, StateCode } from './join-forms.ts';
import type { JoinService } from './join-service.ts';
import type { RegistrationRequest, RegistrationService } from './registration-service.ts';

interface Choice {
  value: string;
  label: string;
}

interface RegistrationPage extends PageBase {
  isOpen: boolean;
  wasSent: boolean;
  states: Choice[];
  stateCode: string | null;
  stateName: string;
  municipalities: Choice[];
  values: Record<string, string>;
  errors: FieldErrors;
}

interface RequestsPage extends PageBase {
  requests: RegistrationRequest[];
}

declare module '../../http/render.ts' {
  interface Pages {
    'invitations/registration': RegistrationPage;
    'invitations/registration-requests': RequestsPage;
  }
}

const RequestAddress = z.object({ id: Id });

interface Needs {
  join: JoinService;
  registration: RegistrationService;
  openRegistration: boolean;
  limits: { registrationsByNetwork: RateLimit };
}

/** For people without an invitation: how to get one or, where registration is open, asking for an account. */
export function registrationRoutes({
  join,
  registration,
  openRegistration,
  limits,
}: Needs): Router {
  const router = Router();
  const say = (response: Response) => translator(visitOf(response).language);

  async function show(
    request: Request,
    response: Response,
    values: Record<string, string>,
    errors: FieldErrors,
  ): Promise<void> {
    const asked = StateCode.safeParse(
      askedState(values) ??
        request.query['estado'] ??
        values['municipio']?.slice(0, 2) ??
        values['estado'],
    );
    const stateCode = openRegistration && asked.success ? asked.data : null;
    const states = openRegistration ? await join.states() : [];
    const page: RegistrationPage = {
      title: say(response)('registration.title'),
      isOpen: openRegistration,
      wasSent: request.query['enviada'] === '1',
      states: states.map(({ code, name }) => ({ value: code, label: name })),
      stateCode,
      stateName: states.find(({ code }) => code === stateCode)?.name ?? '',
      municipalities: (stateCode === null ? [] : await join.municipalitiesOf(stateCode)).map(
        ({ cvegeo, name }) => ({ value: cvegeo, label: name }),
      ),
      values,
      errors,
    };
    renderPage(
      response,
      'invitations/registration',
      page,
      Object.keys(errors).length > 0 ? 422 : 200,
    );
  }

  router.get('/registro', everyone, async (request, response) => {
    await show(request, response, {}, {});
  });

  router.post('/registro', everyone, async (request, response) => {
    if (!openRegistration) throw new Refusal('not-found', 'error.notFound');
    if (askedState(sentValues(request)) !== undefined) {
      await show(request, response, sentValues(request), {});
      return;
    }
    const form = parseForm(RegistrationForm, request);
    const errors: FieldErrors = form.ok ? {} : form.errors;
    if (form.ok && (await join.municipality(form.value.municipio)) === null) {
      errors['municipio'] = ['join.municipalityUnknown'];
    }
    if (!form.ok || Object.keys(errors).length > 0) {
      await show(request, response, sentValues(request), errors);
      return;
    }
    await limits.registrationsByNetwork.consume(networkOf(request));
    const { nombre, municipio, contacto, motivo } = form.value;
    await registration.ask({
      displayName: nombre,
      cvegeo: municipio,
      contact: contacto ?? null,
      reason: motivo,
    });
    response.redirect(303, '/registro?enviada=1');
  });

  router.get('/administrar/solicitudes', invites, async (_request, response) => {
    renderPage(response, 'invitations/registration-requests', {
      title: say(response)('registration.requests'),
      requests: await registration.list(signedIn(response)),
    });
  });

  router.post('/administrar/solicitudes/:id/aprobacion', invites, async (request, response) => {
    const { id } = parseParams(RequestAddress, request);
    const label = say(response)('registration.invitationLabel');
    const made = await registration.approve(signedIn(response), id, label);
    rememberCodes(request, made);
    response.redirect(303, `/administrar/invitaciones/${made.id}`);
  });

  router.post('/administrar/solicitudes/:id/rechazo', invites, async (request, response) => {
    const { id } = parseParams(RequestAddress, request);
    await registration.decline(signedIn(response), id);
    redirectWith(response, '/administrar/solicitudes', 'flash.requestDeclined');
  });

  return router;
}
