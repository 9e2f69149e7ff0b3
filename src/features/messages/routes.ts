import { Router, type Response } from 'express';
import { anyoneSignedIn, peopleWho } from '../../http/access.ts';
import { parseForm, parseParams, parseQuery, sentValues } from '../../http/parse.ts';
import type { RateLimit } from '../../http/rate-limit.ts';
import { redirectWith, renderPage } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { newId } from '../../lib/random-code.ts';
import { mayAnywhere } from '../permissions/policy.ts';
import type { SupportLines } from '../places/support-lines.ts';
import type { AnnouncementService } from './announcement-service.ts';
import { sent } from './asking-routes.ts';
import type { DigestService } from './digest.ts';
import { AnswerForm, InboxQuery, QuestionsQuery, ThreadAddress } from './forms.ts';
import * as lists from './list-views.ts';
import type { ThreadService } from './thread-service.ts';
import * as views from './views.ts';

interface Needs {
  threads: ThreadService;
  announcements: AnnouncementService;
  digests: DigestService;
  supportLines: SupportLines;
  limits: { messages: RateLimit };
}

const accompanies = peopleWho('answers.read', (actor) => mayAnywhere(actor, 'answers.read'));

/** The inbox of everybody, and the questions of those whom somebody accompanies. */
export function messageRoutes({
  threads,
  announcements,
  digests,
  supportLines,
  limits,
}: Needs): Router {
  const router = Router();

  const given = async (response: Response): Promise<views.Given> => ({
    language: visitOf(response).language,
    support: await supportLines.box(signedIn(response).stateCode),
  });

  const show = async (
    response: Response,
    id: string,
    { sendKey, form, status }: { sendKey: string; form: views.TextReturned; status: number },
  ): Promise<void> => {
    const actor = signedIn(response);
    const open = await threads.open(actor, id);
    if (open.thread.kind === 'care') {
      renderPage(response, 'messages/care', views.carePage(open, await given(response)));
      return;
    }
    if (open.thread.notice !== null) {
      renderPage(response, 'messages/notice', views.noticePage(open, visitOf(response).language));
      return;
    }
    const page = views.threadPage(
      open,
      { actorId: actor.id, sendKey, form },
      await given(response),
    );
    renderPage(response, 'messages/thread', page, status);
  };

  router.get('/mensajes', anyoneSignedIn, async (request, response) => {
    const { pagina: page } = parseQuery(InboxQuery, request);
    const actor = signedIn(response);
    const waiting = mayAnywhere(actor, 'answers.read') ? await threads.waiting(actor) : null;
    const found = await threads.own(actor, page);
    const news = page === 1 ? await announcements.toPerson(actor.id) : [];
    renderPage(
      response,
      'messages/inbox',
      lists.inboxPage(
        found,
        { page, waiting, news, digest: await digests.of(actor) },
        await given(response),
      ),
    );
  });

  router.get('/ensenar/preguntas', accompanies, async (request, response) => {
    const { ver, pagina: page } = parseQuery(QuestionsQuery, request);
    const onlyWaiting = ver === 'esperan';
    const found = await threads.accompanied(signedIn(response), { waiting: onlyWaiting, page });
    renderPage(
      response,
      'messages/questions',
      lists.questionsPage(found, { page, onlyWaiting }, await given(response)),
    );
  });

  router.get('/mensajes/:id', anyoneSignedIn, async (request, response) => {
    const { id } = parseParams(ThreadAddress, request);
    await show(response, id, { sendKey: newId(), form: views.blankText, status: 200 });
  });

  router.post('/mensajes/:id', anyoneSignedIn, async (request, response) => {
    const { id } = parseParams(ThreadAddress, request);
    const form = parseForm(AnswerForm, request);
    if (!form.ok) {
      const { texto = '', clave = newId() } = sentValues(request);
      const returned = { text: texto, errors: form.errors };
      await show(response, id, { sendKey: clave, form: returned, status: 422 });
      return;
    }
    const actor = signedIn(response);
    await limits.messages.consume(actor.id);
    const { texto: text, clave: sendKey, visto: seen } = form.value;
    await threads.answer(actor, id, { text, sendKey, seen });
    sent(request, response, `/mensajes/${id}`);
  });

  router.post('/mensajes/:id/lectura', anyoneSignedIn, async (request, response) => {
    const { id } = parseParams(ThreadAddress, request);
    await threads.markRead(signedIn(response), id);
    response.redirect(303, `/mensajes/${id}`);
  });

  router.post('/mensajes/:id/borrado', anyoneSignedIn, async (request, response) => {
    const { id } = parseParams(ThreadAddress, request);
    await threads.eraseCare(signedIn(response), id);
    redirectWith(response, '/mensajes', 'messages.erasedFlash');
  });

  router.post('/mensajes/textos/:id/borrado', anyoneSignedIn, async (request, response) => {
    const { id } = parseParams(ThreadAddress, request);
    const threadId = await threads.eraseOwn(signedIn(response), id);
    redirectWith(response, `/mensajes/${threadId}`, 'messages.erasedFlash');
  });

  return router;
}
