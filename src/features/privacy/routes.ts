import type { Html } from '../../lib/html.ts';
import { Router, type Response } from 'express';
import { z } from 'zod';
import { anyoneSignedIn, everyone } from '../../http/access.ts';
import { parseForm } from '../../http/parse.ts';
import { redirectWith, renderPage, type PageBase } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import { inLanguage } from '../../lib/localized.ts';
import type { NoticeService } from '../accounts/notice-service.ts';
import { safeNext } from '../sign-in/arrival-routes.ts';
import { isControllerNamed, type SettingsService } from '../accounts/settings.ts';
import { RETENTION } from './erasure.ts';
import { noticeHtml } from './notice-text.ts';

interface NoticePage extends PageBase {
  heading: string;
  version: number;
  effectiveOn: string;
  /** Rendered Markdown of `content/notices/`, without raw HTML. */
  html: Html;
  isControllerNamed: boolean;
  /** What is new in this version. */
  changes: string[];
  /** What the daily job erases, and when. */
  retention: { what: string; until: string }[];
  /** Asked to accept it: where to go on afterwards. Null on the public page. */
  next: string | null;
}

declare module '../../http/render.ts' {
  interface Pages {
    'privacy/notice': NoticePage;
  }
}

const AcceptForm = z.object({
  version: z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number),
  sigue: z.string().max(500).default(''),
});

interface Needs {
  notices: NoticeService;
  settings: SettingsService;
}

/** The privacy notice, and accepting a newer version of it. */
export function privacyRoutes({ notices, settings }: Needs): Router {
  const router = Router();

  async function show(response: Response, next: string | null): Promise<void> {
    const { language } = visitOf(response);
    const t = translator(language);
    const { current } = notices;
    const values = await settings.read();
    const heading = inLanguage(current.title, language);
    renderPage(response, 'privacy/notice', {
      title: next === null ? heading : t('privacy.newVersion'),
      heading,
      version: current.version,
      effectiveOn: current.effectiveOn,
      html: noticeHtml(current, language, values, t('privacy.controllerUnset')),
      isControllerNamed: isControllerNamed(values),
      changes: language === 'en' ? current.changes.en : current.changes.es,
      retention: RETENTION.map(({ what, until, times }) => ({
        what: t(what),
        until: t(until, times),
      })),
      next,
    });
  }

  router.get('/privacidad', everyone, async (_request, response) => {
    await show(response, null);
  });

  router.get('/privacidad/aceptar', anyoneSignedIn, async (request, response) => {
    const next = safeNext(request.query['sigue']) || '/mi-aprendizaje';
    if (await notices.isDue(signedIn(response).id)) await show(response, next);
    else response.redirect(303, next);
  });

  router.post('/privacidad/aceptar', anyoneSignedIn, async (request, response) => {
    const form = parseForm(AcceptForm, request);
    if (!form.ok || form.value.version !== notices.current.version) {
      redirectWith(response, '/privacidad/aceptar', 'flash.noticeChanged', 'info');
      return;
    }
    await notices.acceptNow(signedIn(response).id);
    redirectWith(response, safeNext(form.value.sigue) || '/mi-aprendizaje', 'flash.noticeAccepted');
  });

  return router;
}
