import { Router, type Request, type Response } from 'express';
import { anyoneSignedIn } from '../../http/access.ts';
import { parseParams, type FieldErrors } from '../../http/parse.ts';
import type { RateLimit } from '../../http/rate-limit.ts';
import { renderPage } from '../../http/render.ts';
import { allowRecording } from '../../http/security-headers.ts';
import { sendStored, type StoredFile } from '../../http/stored-file.ts';
import type { Received, Uploads } from '../../http/uploads.ts';
import { signedIn, visitOf, wantsJson } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import type { PendingKeys } from '../../lib/pending-key.ts';
import { Refusal } from '../../lib/errors.ts';
import { newId } from '../../lib/random-code.ts';
import type { AttemptPages, OpenedAttempt } from './attempt-pages.ts';
import { AttemptAddress, FileAddress, HandInForm } from './forms.ts';
import { fileOf, handInRule, kindOfType, MOST_ARRIVING, type HandedIn } from './handed-in.ts';
import type { HandInService } from './hand-in-service.ts';
import { handInPage, oralPage } from './hand-in-views.ts';

interface Needs {
  attemptPages: AttemptPages;
  handIn: HandInService;
  uploads: Uploads;
  pendingKeys: PendingKeys;
  limits: { handInsByPerson: RateLimit };
}

const LIMITS = { field: 'archivo', files: 1, fileBytes: MOST_ARRIVING, bytes: MOST_ARRIVING };

const ENDINGS: Record<string, string> = {
  'image/webp': 'webp',
  'application/pdf': 'pdf',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'audio/ogg': 'ogg',
};

/** How a file that was handed in is sent: pictures and recordings in our pages, sheets to be saved. */
export const asStored = ({ type, bytes }: HandedIn): StoredFile => ({
  type,
  bytes,
  name: `respuesta.${ENDINGS[type] ?? type.slice(type.indexOf('/') + 1)}`,
  isShown: kindOfType(type) !== 'pdf',
});

/** Files that are handed in with an attempt: adding, taking away, looking at one's own. */
export function handInRoutes({
  attemptPages,
  handIn,
  uploads: uploading,
  pendingKeys,
  limits,
}: Needs): Router {
  const router = Router();
  const unknown = (): Refusal => new Refusal('invalid', 'quiz.unknownAnswer');

  const itemOf = (opened: OpenedAttempt, id: string) => {
    const item = opened.items.find(({ drawn }) => drawn.id === id);
    const rule = item === undefined ? null : handInRule(item.text);
    if (item === undefined || rule === null) throw unknown();
    return { item, rule };
  };

  /** The page of the question again, with what was wrong; or just that, where a script asks. */
  const refuse = async (
    request: Request,
    response: Response,
    id: string,
    itemId: string,
    errors: FieldErrors,
    status: number,
  ): Promise<void> => {
    const { language } = visitOf(response);
    if (wantsJson(request)) {
      const t = translator(language);
      const words = Object.values(errors).flatMap((keys) => keys.map((key) => t(key)));
      response.status(status).json({ error: words });
      return;
    }
    const actor = signedIn(response);
    const opened = await attemptPages.open(actor, id);
    const { item } = itemOf(opened, itemId);
    if (item.drawn.type === 'oral') {
      allowRecording(response);
      const page = oralPage(opened, item, pendingKeys(actor), { errors, language });
      renderPage(response, 'assessment/oral', page, status);
    } else {
      const page = handInPage(opened, item, { errors, language });
      renderPage(response, 'assessment/hand-in', page, status);
    }
  };

  const take = async (
    request: Request,
    response: Response,
    id: string,
    opened: OpenedAttempt,
    received: Received,
  ): Promise<void> => {
    const form = HandInForm.safeParse(request.body ?? {});
    if (!form.success) throw unknown();
    const { reactivo, clave = newId() } = form.data;
    const { rule } = itemOf(opened, reactivo);
    if (!received.ok) {
      await refuse(request, response, id, reactivo, received.errors, received.status);
      return;
    }
    const [file] = received.files;
    if (file === undefined) throw unknown();
    const { name, path } = file;
    const arriving = { itemId: reactivo, rule, key: clave, name, path };
    const added = await handIn.add(signedIn(response), id, arriving);
    if (!added.ok) {
      await refuse(request, response, id, reactivo, { archivo: added.why }, 422);
      return;
    }
    const next = `/intentos/${id}/preguntas/${reactivo}`;
    if (wantsJson(request)) response.json({ sigue: next });
    else response.redirect(303, next);
  };

  router.post('/intentos/:id/archivos', anyoneSignedIn, async (request, response) => {
    const { id } = parseParams(AttemptAddress, request);
    const actor = signedIn(response);
    const opened = await attemptPages.open(actor, id);
    await limits.handInsByPerson.consume(actor.id);
    await uploading.receive(request, response, LIMITS, (received) =>
      take(request, response, id, opened, received),
    );
  });

  router.post(
    '/intentos/:id/archivos/:archivo/quitar',
    anyoneSignedIn,
    async (request, response) => {
      const { id, archivo } = parseParams(FileAddress, request);
      const item = await handIn.remove(signedIn(response), id, archivo);
      response.redirect(303, `/intentos/${id}/preguntas/${item}`);
    },
  );

  router.get('/intentos/:id/archivos/:archivo', anyoneSignedIn, async (request, response) => {
    const { id, archivo } = parseParams(FileAddress, request);
    const file = fileOf(await attemptPages.open(signedIn(response), id), archivo);
    if (file === null) {
      response.redirect(303, `/intentos/${id}`);
      return;
    }
    await sendStored(request, response, asStored(file), (start, end) =>
      handIn.files.bytes(file, start, end),
    );
  });

  return router;
}
