import { Router, type Response } from 'express';
import { anyoneSignedIn } from '../../http/access.ts';
import { parseForm, type FieldErrors } from '../../http/parse.ts';
import { redirectWith, renderPage, type PageBase } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import type { DigestService } from './digest.ts';
import { DigestForm } from './forms.ts';

interface DigestPage extends PageBase {
  mailOn: boolean;
  byEmail: boolean;
  isConfirmed: boolean;
  errors: FieldErrors;
}

declare module '../../http/render.ts' {
  interface Pages {
    'messages/digest': DigestPage;
  }
}

interface Needs {
  digests: DigestService;
  mailOn: boolean;
}

const PATH = '/cuenta/resumen';

/** Whether somebody wants the weekly letter. Off unless she asks for it. */
export function digestRoutes({ digests, mailOn }: Needs): Router {
  const router = Router();

  const show = async (response: Response, errors: FieldErrors, status: number): Promise<void> => {
    const title = translator(visitOf(response).language)('digest.title');
    const preference = await digests.preference(signedIn(response));
    renderPage(response, 'messages/digest', { title, mailOn, errors, ...preference }, status);
  };

  router.get(PATH, anyoneSignedIn, async (_request, response) => {
    await show(response, {}, 200);
  });

  router.post(PATH, anyoneSignedIn, async (request, response) => {
    const form = parseForm(DigestForm, request);
    if (!form.ok) {
      await show(response, form.errors, 422);
      return;
    }
    await digests.prefer(signedIn(response), mailOn && form.value.resumen);
    redirectWith(response, '/cuenta', 'flash.saved');
  });

  return router;
}
