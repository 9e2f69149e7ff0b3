import { Router, type Response } from 'express';
import { anyoneSignedIn } from '../../http/access.ts';
import { parseParams, type FieldErrors } from '../../http/parse.ts';
import { renderPage } from '../../http/render.ts';
import type { uploads } from '../../http/uploads.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { Refusal } from '../../lib/errors.ts';
import { kindOf } from '../studio/formats/kind.ts';
import { redrawn } from '../studio/formats/picture.ts';
import { FileRefused } from '../studio/formats/problem.ts';
import type { AttemptPages } from './attempt-pages.ts';
import { AttemptAddress, HandInForm, PictureAddress } from './forms.ts';
import type { HandInService } from './hand-in-service.ts';
import { handInPage } from './hand-in-views.ts';

interface Needs {
  attemptPages: AttemptPages;
  handIn: HandInService;
  uploads: ReturnType<typeof uploads>;
}

const MOST = 20_000_000;
const LIMITS = { field: 'archivo', files: 1, fileBytes: MOST, bytes: MOST };

/** Pictures that are handed in with an attempt: adding, taking away, looking at one's own. */
export function handInRoutes({ attemptPages, handIn, uploads: uploading }: Needs): Router {
  const router = Router();

  const show = async (
    response: Response,
    id: string,
    item: string,
    errors: FieldErrors,
    status: number,
  ): Promise<void> => {
    const opened = await attemptPages.open(signedIn(response), id);
    const found = opened.items.find(({ drawn }) => drawn.id === item);
    if (found?.drawn.type !== 'file') throw new Refusal('invalid', 'quiz.unknownAnswer');
    const names = await handIn.pictures.names(id);
    const page = handInPage(opened, found, { names, errors, language: visitOf(response).language });
    renderPage(response, 'assessment/hand-in', page, status);
  };

  router.post('/intentos/:id/archivos', anyoneSignedIn, async (request, response) => {
    const { id } = parseParams(AttemptAddress, request);
    const actor = signedIn(response);
    await attemptPages.open(actor, id);
    await uploading.receive(request, response, LIMITS, async (received) => {
      const form = HandInForm.safeParse(request.body ?? {});
      if (!form.success) throw new Refusal('invalid', 'quiz.unknownAnswer');
      const { reactivo } = form.data;
      if (!received.ok) {
        await show(response, id, reactivo, received.errors, received.status);
        return;
      }
      const [file] = received.files;
      if (file === undefined) throw new Refusal('invalid', 'quiz.unknownAnswer');
      try {
        if ((await kindOf(file.path, file.name)) !== 'picture') {
          await show(response, id, reactivo, { archivo: ['handIn.onlyPictures'] }, 422);
          return;
        }
        const { bytes } = await redrawn(file.path);
        await handIn.add(actor, id, reactivo, { name: file.name, bytes });
      } catch (error) {
        if (!(error instanceof FileRefused)) throw error;
        await show(response, id, reactivo, { archivo: error.reasons.map(({ key }) => key) }, 422);
        return;
      }
      response.redirect(303, `/intentos/${id}/preguntas/${reactivo}`);
    });
  });

  router.post(
    '/intentos/:id/archivos/:archivo/quitar',
    anyoneSignedIn,
    async (request, response) => {
      const { id, archivo } = parseParams(PictureAddress, request);
      const item = await handIn.remove(signedIn(response), id, archivo);
      response.redirect(303, `/intentos/${id}/preguntas/${item}`);
    },
  );

  router.get('/intentos/:id/archivos/:archivo', anyoneSignedIn, async (request, response) => {
    const { id, archivo } = parseParams(PictureAddress, request);
    await attemptPages.open(signedIn(response), id);
    const bytes = await handIn.pictures.content(id, archivo);
    if (bytes === null) {
      response.redirect(303, `/intentos/${id}`);
      return;
    }
    response.setHeader('Content-Security-Policy', "sandbox; default-src 'none'");
    response.setHeader('Cache-Control', 'private, no-store');
    response.type('image/webp').send(bytes);
  });

  return router;
}
