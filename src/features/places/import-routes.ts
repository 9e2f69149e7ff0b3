import { Router, type Response } from 'express';
import { z } from 'zod';
import type { AccessRule } from '../../http/access.ts';
import { receiveOneFile, type Reception } from '../../http/one-file.ts';
import { parseParams, type FieldErrors } from '../../http/parse.ts';
import { redirectWith, renderPage } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { translator, type Translate } from '../../i18n/translate.ts';
import { Id } from '../../lib/text.ts';
import type { PlaceImportService } from './import-service.ts';
import { listPage, MUNICIPALITIES, previewPage, takenPage } from './import-views.ts';

interface Needs extends Reception {
  placeImports: PlaceImportService;
  managesInstitutions: AccessRule;
}

const Address = z.object({ id: Id });
const ONE = `${MUNICIPALITIES}/:id`;
const FILE = { field: 'archivo', most: 20_000_000 };

/** The list of municipalities, brought up to date from INEGI's own file. */
export function placeImportRoutes({
  placeImports,
  managesInstitutions,
  uploads,
  limits,
}: Needs): Router {
  const router = Router();
  const say = (response: Response): Translate => translator(visitOf(response).language);

  const list = async (
    response: Response,
    {
      errors = {},
      line = null,
      status = 200,
    }: { errors?: FieldErrors; line?: number | null; status?: number } = {},
  ): Promise<void> => {
    const page = listPage(await placeImports.taken(), { errors, line }, say(response));
    renderPage(response, 'places/municipalities', page, status);
  };

  router.get(MUNICIPALITIES, managesInstitutions, async (_request, response) => {
    await list(response);
  });

  router.post(MUNICIPALITIES, managesInstitutions, async (request, response) => {
    await receiveOneFile({ uploads, limits }, { request, response }, FILE, async (file) => {
      if (!file.ok) {
        await list(response, file);
        return;
      }
      const read = await placeImports.read(signedIn(response).id, file);
      if (read.ok) response.redirect(303, `${MUNICIPALITIES}/${read.id}`);
      else {
        const errors: FieldErrors = { archivo: [`places.wrong.${read.problem}`] };
        await list(response, { errors, line: read.line, status: 422 });
      }
    });
  });

  router.get(ONE, managesInstitutions, async (request, response) => {
    const { list: one, changes } = await placeImports.sheet(parseParams(Address, request).id);
    const t = say(response);
    if (changes === null) renderPage(response, 'places/municipalities-taken', takenPage(one, t));
    else
      renderPage(response, 'places/municipalities-preview', previewPage({ list: one, changes }, t));
  });

  router.post(ONE, managesInstitutions, async (request, response) => {
    const { id } = parseParams(Address, request);
    await placeImports.take(signedIn(response), id);
    response.redirect(303, `${MUNICIPALITIES}/${id}`);
  });

  router.post(`${ONE}/descarte`, managesInstitutions, async (request, response) => {
    await placeImports.forget(parseParams(Address, request).id);
    redirectWith(response, MUNICIPALITIES, 'places.forgotten');
  });

  return router;
}
