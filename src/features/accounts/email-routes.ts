import { Router, type Response } from 'express';
import { z } from 'zod';
import { anyoneSignedIn, everyone } from '../../http/access.ts';
import { parseForm, parseParams, sentValues } from '../../http/parse.ts';
import { networkOf, type RateLimit } from '../../http/rate-limit.ts';
import { redirectWith, renderPage, type PageBase } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import { EmailForm } from './account-forms.ts';
import type { AccountService } from './account-service.ts';
import { emailPage } from './contact-views.ts';
import type { EmailConfirmation } from './email-confirmation.ts';
import { proving, type Proving } from './proving-routes.ts';

interface ConfirmPage extends PageBase {
  action: string;
}

declare module '../../http/render.ts' {
  interface Pages {
    'accounts/confirm-email': ConfirmPage;
  }
}

const LinkAddress = z.object({ codigo: z.string().regex(/^[A-Za-z0-9_-]{22}$/) });

interface Needs extends Proving {
  account: AccountService;
  emails: EmailConfirmation;
  mailOn: boolean;
  limits: Proving['limits'] & Record<'confirmationMails' | 'recoverByNetwork', RateLimit>;
}

/** The e-mail address of one's account: asking for it, and confirming it from the mailbox. */
export function emailRoutes(needs: Needs): Router {
  const { account, emails, mailOn, limits } = needs;
  const router = Router();
  const say = (response: Response) => translator(visitOf(response).language);
  const { asks, unproven } = proving(needs);

  router.get('/cuenta/correo', anyoneSignedIn, async (_request, response) => {
    const { email, pendingEmail, emailRecovery } = await account.account(signedIn(response));
    const values = { correo: pendingEmail ?? email ?? '', recuperar: emailRecovery ? '1' : '' };
    const how = { ask: asks(response), mailOn };
    renderPage(response, 'accounts/change', emailPage(say(response), values, how));
  });

  router.post('/cuenta/correo', anyoneSignedIn, async (request, response) => {
    const actor = signedIn(response);
    const form = parseForm(EmailForm, request);
    const errors = form.ok
      ? await unproven(request, response, form.value.password_actual)
      : form.errors;
    if (!form.ok || errors !== null) {
      const how = { ask: asks(response), mailOn };
      const page = emailPage(say(response), sentValues(request), how, errors ?? {});
      renderPage(response, 'accounts/change', page, 422);
      return;
    }
    const { correo, recuperar } = form.value;
    const isAsked = await emails.needsLetter(actor, correo);
    if (isAsked) await limits.confirmationMails.consume(actor.id);
    await emails.change(actor, correo, recuperar);
    redirectWith(response, '/cuenta', isAsked ? 'email.sent' : 'flash.saved');
  });

  if (!mailOn) return router;

  router.post('/cuenta/correo/reenvio', anyoneSignedIn, async (_request, response) => {
    const actor = signedIn(response);
    await limits.confirmationMails.consume(actor.id);
    await emails.sendAgain(actor);
    redirectWith(response, '/cuenta', 'email.sent');
  });

  router.get('/correo/:codigo', everyone, async (request, response) => {
    const { codigo } = parseParams(LinkAddress, request);
    await limits.recoverByNetwork.check(networkOf(request));
    await emails.check(codigo);
    renderPage(response, 'accounts/confirm-email', {
      title: say(response)('email.confirm.title'),
      noindex: true,
      action: `/correo/${codigo}`,
    });
  });

  router.post('/correo/:codigo', everyone, async (request, response) => {
    const { codigo } = parseParams(LinkAddress, request);
    await limits.recoverByNetwork.consume(networkOf(request));
    await emails.confirm(codigo);
    await limits.recoverByNetwork.giveBack(networkOf(request));
    const next = visitOf(response).actor === null ? '/entrar' : '/cuenta';
    redirectWith(response, next, 'email.confirmed');
  });

  return router;
}
