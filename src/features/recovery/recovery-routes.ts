import { Router, type Response } from 'express';
import { z } from 'zod';
import { anyoneSignedIn, everyone } from '../../http/access.ts';
import { parseForm, parseParams, sentValues, type FieldErrors } from '../../http/parse.ts';
import { networkOf, type RateLimit } from '../../http/rate-limit.ts';
import { redirectWith, renderPage, type PageBase } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import { Id, line } from '../../lib/text.ts';
import { NewPassword } from '../accounts/account-forms.ts';
import type { RecoveryLinks } from './recovery-links.ts';
import type { RecoveryRequestsService } from './recovery-requests-service.ts';
import type { RecoveryNews, RecoveryService } from './recovery-service.ts';
import type { ResetNews, SecondStepService } from '../sign-in/second-step-service.ts';
import { foldUsername } from '../../lib/username.ts';
import { safeNext } from '../sign-in/arrival-routes.ts';

interface RecoverPage extends PageBase {
  mailOn: boolean;
  username: string;
  code: string;
  errors: FieldErrors;
  mailErrors: FieldErrors;
}

interface LinkPage extends PageBase {
  action: string;
  errors: FieldErrors;
}

interface NewsPage extends PageBase {
  news: RecoveryNews[];
  /** Her second factor was taken off. */
  reset: ResetNews | null;
  isNew: boolean;
  next: string;
}

declare module '../../http/render.ts' {
  interface Pages {
    'recovery/recover': RecoverPage;
    'recovery/recover-link': LinkPage;
    'recovery/recovery-news': NewsPage;
  }
}

const CodeForm = z.object({ username: line(200), codigo: line(40), password: NewPassword });
const MailForm = z.object({ username: line(200) });
const LinkForm = z.object({ password: NewPassword });
const LinkAddress = z.object({ codigo: z.string().regex(/^[A-Za-z0-9_-]{22}$/) });
const NextForm = z.object({ sigue: z.string().max(500).default('') });

interface Needs {
  recovery: RecoveryService;
  recoveryLinks: RecoveryLinks;
  recoveryRequests: RecoveryRequestsService;
  secondStep: SecondStepService;
  mailOn: boolean;
  limits: Record<
    'recoverByAccount' | 'recoverByNetwork' | 'mailByAccount' | 'mailByNetwork',
    RateLimit
  >;
}

/** Coming back into one's account without the password, and what is said about it afterwards. */
export function recoveryRoutes(needs: Needs): Router {
  const { recovery, recoveryLinks, recoveryRequests, secondStep, mailOn, limits } = needs;
  const router = Router();
  const say = (response: Response) => translator(visitOf(response).language);

  const show = (response: Response, page: Partial<RecoverPage>, status = 200): void => {
    const title = say(response)('recovery.title');
    const whole = { mailOn, username: '', code: '', errors: {}, mailErrors: {}, ...page };
    renderPage(response, 'recovery/recover', { title, noindex: true, ...whole }, status);
  };

  router.get('/recuperar', everyone, (_request, response) => {
    show(response, {});
  });

  router.post('/recuperar', everyone, async (request, response) => {
    const form = parseForm(CodeForm, request);
    const sent = sentValues(request);
    const typed = { username: sent['username'] ?? '', code: sent['codigo'] ?? '' };
    if (!form.ok) {
      show(response, { ...typed, errors: form.errors }, 422);
      return;
    }
    const { username, codigo, password } = form.value;
    await limits.recoverByNetwork.consume(networkOf(request));
    await limits.recoverByAccount.consume(`${foldUsername(username)} ${networkOf(request)}`);
    const errors = await recovery.useCode(username, codigo, password);
    if (errors === null) redirectWith(response, '/entrar', 'recovery.done');
    else show(response, { ...typed, errors }, 422);
  });

  if (mailOn) {
    router.post('/recuperar/correo', everyone, async (request, response) => {
      const form = parseForm(MailForm, request);
      if (!form.ok) {
        show(response, { mailErrors: form.errors }, 422);
        return;
      }
      await limits.mailByNetwork.consume(networkOf(request));
      await limits.mailByAccount.consume(foldUsername(form.value.username));
      redirectWith(response, '/recuperar', 'recovery.mail.perhapsSent', 'info');
      recoveryLinks.sendLater(form.value.username);
    });
  }

  const showLink = (response: Response, code: string, errors: FieldErrors, status = 200): void => {
    const title = say(response)('recovery.link.title');
    const action = `/recuperar/${code}`;
    renderPage(response, 'recovery/recover-link', { title, noindex: true, action, errors }, status);
  };

  router.get('/recuperar/:codigo', everyone, async (request, response) => {
    const { codigo } = parseParams(LinkAddress, request);
    await limits.recoverByNetwork.check(networkOf(request));
    await recoveryLinks.check(codigo);
    showLink(response, codigo, {});
  });

  router.post('/recuperar/:codigo', everyone, async (request, response) => {
    const { codigo } = parseParams(LinkAddress, request);
    await limits.recoverByNetwork.consume(networkOf(request));
    const form = parseForm(LinkForm, request);
    const errors = form.ok ? await recoveryLinks.use(codigo, form.value.password) : form.errors;
    if (errors === null) redirectWith(response, '/entrar', 'recovery.done');
    else showLink(response, codigo, errors, 422);
  });

  router.get('/cuenta/aviso', anyoneSignedIn, async (request, response) => {
    const t = say(response);
    const actor = signedIn(response);
    const news = await recovery.news(actor);
    const reset = await secondStep.news(actor);
    renderPage(response, 'recovery/recovery-news', {
      title: t('recovery.news.title'),
      news,
      reset,
      isNew: news.some((one) => one.isNew) || reset?.isNew === true,
      next: safeNext(request.query['sigue']),
    });
  });

  router.post('/cuenta/aviso', anyoneSignedIn, async (request, response) => {
    const form = parseForm(NextForm, request);
    await recovery.acknowledge(signedIn(response));
    await secondStep.acknowledge(signedIn(response));
    const next = form.ok ? safeNext(form.value.sigue) : '';
    response.redirect(303, next === '' ? '/mi-aprendizaje' : next);
  });

  router.post('/cuenta/aviso/:id/cancelacion', anyoneSignedIn, async (request, response) => {
    const { id } = parseParams(z.object({ id: Id }), request);
    await recoveryRequests.refuse(signedIn(response), id);
    redirectWith(response, '/cuenta/aviso', 'recovery.cancelled');
  });

  return router;
}
