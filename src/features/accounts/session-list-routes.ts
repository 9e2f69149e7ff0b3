import { Router } from 'express';
import { z } from 'zod';
import { anyoneSignedIn } from '../../http/access.ts';
import { parseForm } from '../../http/parse.ts';
import { redirectWith, renderPage, type PageBase } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import { Refusal } from '../../lib/errors.ts';
import { Id } from '../../lib/text.ts';
import type { OpenSession, sessionListService } from './session-list-service.ts';

interface SessionsPage extends PageBase {
  sessions: (OpenSession & { isThis: boolean })[];
}

declare module '../../http/render.ts' {
  interface Pages {
    'accounts/sessions': SessionsPage;
  }
}

const EndForm = z.object({ sesion: Id });

/** The devices on which a person is signed in. */
export function sessionListRoutes({
  sessionList,
}: {
  sessionList: ReturnType<typeof sessionListService>;
}): Router {
  const router = Router();

  router.get('/cuenta/sesiones', anyoneSignedIn, async (_request, response) => {
    const actor = signedIn(response);
    const t = translator(visitOf(response).language);
    const sessions = await sessionList.openSessions(actor);
    renderPage(response, 'accounts/sessions', {
      title: t('sessions.title'),
      sessions: sessions
        .map((session) => ({ ...session, isThis: session.id === actor.session.idHash }))
        .sort((a, b) => Number(b.isThis) - Number(a.isThis)),
    });
  });

  router.post('/cuenta/sesiones/cierre', anyoneSignedIn, async (request, response) => {
    const form = parseForm(EndForm, request);
    if (!form.ok) throw new Refusal('bad-request', 'error.badRequest');
    await sessionList.end(signedIn(response), form.value.sesion);
    redirectWith(response, '/cuenta/sesiones', 'sessions.ended');
  });

  router.post('/cuenta/sesiones/otras', anyoneSignedIn, async (_request, response) => {
    await sessionList.endOthers(signedIn(response));
    redirectWith(response, '/cuenta/sesiones', 'sessions.othersEnded');
  });

  return router;
}
