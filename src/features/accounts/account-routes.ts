import { Router, type Response } from 'express';
import { anyoneSignedIn } from '../../http/access.ts';
import { keepLanguage } from '../../http/language.ts';
import { parseForm, sentValues } from '../../http/parse.ts';
import type { RateLimit } from '../../http/rate-limit.ts';
import { redirectWith, renderPage } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import {
  ClosingForm,
  NameForm,
  PasswordForm,
  PhoneForm,
  PreferencesForm,
  UsernameForm,
} from './account-forms.ts';
import type { AccountService, Problem } from './account-service.ts';
import { accountPage } from './account-views.ts';
import * as contact from './contact-views.ts';
import * as safety from './safety-views.ts';
import { proving, type Proving } from './proving-routes.ts';

interface Needs extends Proving {
  account: AccountService;
  closeAccount: (actor: ReturnType<typeof signedIn>, password: string) => Promise<Problem>;
  mailOn: boolean;
  limits: Proving['limits'] & { usernameChanges: RateLimit };
}

/** What a person does with her own account. */
export function accountRoutes(needs: Needs): Router {
  const { account, closeAccount, authentication, clock, mailOn, limits } = needs;
  const router = Router();
  const say = (response: Response) => translator(visitOf(response).language);
  const { asks, unproven } = proving(needs);

  const show = (
    response: Response,
    page: Parameters<typeof renderPage<'accounts/change'>>[2],
    status = 200,
  ): void => {
    renderPage(response, 'accounts/change', page, status);
  };

  router.get('/cuenta', anyoneSignedIn, async (_request, response) => {
    const actor = signedIn(response);
    const { secondFactor } = actor;
    renderPage(
      response,
      'accounts/account',
      accountPage(say(response), await account.account(actor), { mailOn, secondFactor }),
    );
  });

  router.get('/cuenta/nombre', anyoneSignedIn, (_request, response) => {
    show(response, contact.namePage(say(response), { nombre: signedIn(response).displayName }));
  });
  router.post('/cuenta/nombre', anyoneSignedIn, async (request, response) => {
    const form = parseForm(NameForm, request);
    if (!form.ok) {
      show(response, contact.namePage(say(response), sentValues(request), form.errors), 422);
      return;
    }
    await account.changeName(signedIn(response), form.value.nombre);
    redirectWith(response, '/cuenta', 'flash.saved');
  });

  router.get('/cuenta/usuario', anyoneSignedIn, (_request, response) => {
    show(
      response,
      contact.usernamePage(
        say(response),
        { username: signedIn(response).username },
        asks(response),
      ),
    );
  });
  router.post('/cuenta/usuario', anyoneSignedIn, async (request, response) => {
    const actor = signedIn(response);
    const form = parseForm(UsernameForm, request);
    let errors: Problem = form.ok
      ? await unproven(request, response, form.value.password_actual)
      : form.errors;
    if (form.ok && errors === null) {
      await limits.usernameChanges.consume(actor.id);
      errors = await account.changeUsername(actor, form.value.username);
    }
    if (errors === null) redirectWith(response, '/cuenta', 'flash.saved');
    else
      show(
        response,
        contact.usernamePage(say(response), sentValues(request), asks(response), errors),
        422,
      );
  });

  router.get('/cuenta/telefono', anyoneSignedIn, async (_request, response) => {
    const { phone } = await account.account(signedIn(response));
    show(response, contact.phonePage(say(response), { telefono: phone ?? '' }, asks(response)));
  });
  router.post('/cuenta/telefono', anyoneSignedIn, async (request, response) => {
    const form = parseForm(PhoneForm, request);
    const errors = form.ok
      ? await unproven(request, response, form.value.password_actual)
      : form.errors;
    if (!form.ok || errors !== null) {
      show(
        response,
        contact.phonePage(say(response), sentValues(request), asks(response), errors ?? {}),
        422,
      );
      return;
    }
    await account.changePhone(signedIn(response), form.value.telefono);
    redirectWith(response, '/cuenta', 'flash.saved');
  });

  router.get('/cuenta/preferencias', anyoneSignedIn, (_request, response) => {
    const { language, discreet } = signedIn(response);
    show(
      response,
      safety.preferencesPage(say(response), { idioma: language, discreto: discreet ? '1' : '' }),
    );
  });
  router.post('/cuenta/preferencias', anyoneSignedIn, async (request, response) => {
    const form = parseForm(PreferencesForm, request);
    if (!form.ok) {
      show(response, safety.preferencesPage(say(response), sentValues(request), form.errors), 422);
      return;
    }
    await account.changePreferences(signedIn(response), form.value.idioma, form.value.discreto);
    keepLanguage(response, form.value.idioma);
    redirectWith(response, '/cuenta', 'flash.saved');
  });

  router.get('/cuenta/contrasena', anyoneSignedIn, (_request, response) => {
    show(response, safety.passwordPage(say(response)));
  });
  router.post('/cuenta/contrasena', anyoneSignedIn, async (request, response) => {
    const actor = signedIn(response);
    const form = parseForm(PasswordForm, request);
    if (form.ok) await limits.passwordChecks.consume(actor.id);
    const errors = form.ok
      ? await account.changePassword(actor, form.value.password_actual, form.value.password)
      : form.errors;
    if (errors !== null) {
      show(response, safety.passwordPage(say(response), errors), 422);
      return;
    }
    await limits.passwordChecks.forget(actor.id);
    await authentication.begin(request, actor, { shared: actor.session.shared, now: clock() });
    redirectWith(response, '/cuenta', 'account.password.changed');
  });

  router.get('/cuenta/cerrar', anyoneSignedIn, (_request, response) => {
    show(response, safety.closingPage(say(response), {}));
  });
  router.post('/cuenta/cerrar', anyoneSignedIn, async (request, response) => {
    const actor = signedIn(response);
    const form = parseForm(ClosingForm, request);
    if (form.ok) await limits.passwordChecks.consume(actor.id);
    const errors = form.ok ? await closeAccount(actor, form.value.password_actual) : form.errors;
    if (errors !== null) {
      show(response, safety.closingPage(say(response), sentValues(request), errors), 422);
      return;
    }
    await authentication.end(request);
    response.setHeader('Clear-Site-Data', '"cache", "storage"');
    redirectWith(response, '/entrar', 'account.closed');
  });

  return router;
}
