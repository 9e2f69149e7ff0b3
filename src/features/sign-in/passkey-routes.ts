import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { anyoneSignedIn } from '../../http/access.ts';
import { challengeOf, newChallenge, takeChallenge } from '../../http/challenge.ts';
import { parseForm, parseQuery, sentValues, type FieldErrors } from '../../http/parse.ts';
import type { RateLimit } from '../../http/rate-limit.ts';
import { redirectWith, renderPage } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import { Refusal } from '../../lib/errors.ts';
import { Id, line } from '../../lib/text.ts';
import { currentPassword } from '../accounts/account-forms.ts';
import { proving, type Proving } from '../accounts/proving-routes.ts';
import { MadeForm } from './passkey-answers.ts';
import type { Passkey, PasskeyService } from './passkey-service.ts';
import { createPage, newPasskeyPage, removePasskeyPage } from './passkey-views.ts';
import type { SecondFactorService } from './second-factor-service.ts';

const FACTOR = '/cuenta/segundo-paso';
const NEW = `${FACTOR}/llaves/nueva`;
const CREATE = `${FACTOR}/llaves/crear`;
const REMOVE = `${FACTOR}/llaves/quitar`;

const NewForm = z.object({ nombre: line(40), codigo: line(40), ...currentPassword });
const RemoveForm = z.object(currentPassword);
const WhichQuery = z.object({ llave: Id });

interface Needs extends Proving {
  passkeys: PasskeyService;
  secondFactor: Pick<SecondFactorService, 'prove'>;
  limits: Proving['limits'] & { secondStepByAccount: RateLimit };
}

/** Where a person adds and removes her passkeys. One is added after password and code, and made by the browser. */
export function passkeyRoutes(needs: Needs): Router {
  const { passkeys, secondFactor, clock, limits } = needs;
  const router = Router();
  const say = (response: Response) => translator(visitOf(response).language);
  const { asks, unproven } = proving(needs);

  const askNew = (request: Request, response: Response, errors: FieldErrors = {}): void => {
    const asked = { asksPassword: asks(response), errors };
    const page = newPasskeyPage(say(response), sentValues(request), asked);
    renderPage(response, 'accounts/change', page, Object.keys(errors).length > 0 ? 422 : 200);
  };

  router.get(NEW, anyoneSignedIn, async (request, response) => {
    await passkeys.demandRoom(signedIn(response));
    askNew(request, response);
  });

  router.post(NEW, anyoneSignedIn, async (request, response) => {
    const actor = signedIn(response);
    await passkeys.demandRoom(actor);
    const form = parseForm(NewForm, request);
    const errors = form.ok
      ? await unproven(request, response, form.value.password_actual)
      : form.errors;
    if (!form.ok || errors !== null) {
      askNew(request, response, errors ?? {});
      return;
    }
    await limits.secondStepByAccount.consume(actor.id);
    const outcome = await secondFactor.prove(actor, form.value.codigo);
    if ('errors' in outcome) {
      askNew(request, response, outcome.errors);
      return;
    }
    await limits.secondStepByAccount.forget(actor.id);
    newChallenge(request, clock(), form.value.nombre);
    response.redirect(303, CREATE);
  });

  router.get(CREATE, anyoneSignedIn, async (request, response) => {
    const waiting = challengeOf(request, clock());
    if (waiting === null) {
      response.redirect(303, FACTOR);
      return;
    }
    const options = await passkeys.creationOptions(signedIn(response), waiting.challenge);
    const page = createPage(say(response), { name: waiting.name, options });
    renderPage(response, 'sign-in/passkey-create', page);
  });

  router.post(CREATE, anyoneSignedIn, async (request, response) => {
    const waiting = takeChallenge(request, clock());
    const form = parseForm(MadeForm, request);
    const isAdded =
      waiting !== null &&
      form.ok &&
      (await passkeys.add(signedIn(response), form.value.respuesta, waiting));
    if (isAdded) redirectWith(response, FACTOR, 'passkey.added');
    else redirectWith(response, FACTOR, 'passkey.notAdded', 'care');
  });

  const which = async (request: Request, response: Response): Promise<Passkey> => {
    const { llave } = parseQuery(WhichQuery, request);
    const found = (await passkeys.list(signedIn(response))).find(({ id }) => id === llave);
    if (found === undefined) throw new Refusal('not-found', 'error.notFound');
    return found;
  };

  const askRemove = (response: Response, passkey: Passkey, errors: FieldErrors = {}): void => {
    const asked = { asksPassword: asks(response), errors };
    const page = removePasskeyPage(say(response), passkey, asked);
    renderPage(response, 'accounts/change', page, Object.keys(errors).length > 0 ? 422 : 200);
  };

  router.get(REMOVE, anyoneSignedIn, async (request, response) => {
    askRemove(response, await which(request, response));
  });

  router.post(REMOVE, anyoneSignedIn, async (request, response) => {
    const passkey = await which(request, response);
    const form = parseForm(RemoveForm, request);
    const errors = form.ok
      ? await unproven(request, response, form.value.password_actual)
      : form.errors;
    if (errors !== null) {
      askRemove(response, passkey, errors);
      return;
    }
    await passkeys.remove(signedIn(response), passkey.id);
    redirectWith(response, FACTOR, 'passkey.removed');
  });

  return router;
}
