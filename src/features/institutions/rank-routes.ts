import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import type { AccessRule } from '../../http/access.ts';
import { parseForm, parseParams, sentValues } from '../../http/parse.ts';
import { redirectWith, renderPage } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import type { Actor } from '../../lib/actor.ts';
import { isFine, type Problems } from '../../lib/problems.ts';
import { Id } from '../../lib/text.ts';
import { RankForm, SchemeForm } from './rank-forms.ts';
import type { RankService } from './rank-service.ts';
import { ranksPage } from './rank-views.ts';
import type { Returned } from './views.ts';

interface Needs {
  ranks: RankService;
  managesInstitutions: AccessRule;
}

const PATH = '/administrar/instituciones/:id/grados';
const Address = z.object({ id: Id });
const RankAddress = z.object({ id: Id, grado: Id });

/** The page on which an institution's ranks are kept. */
export function rankRoutes({ ranks, managesInstitutions }: Needs): Router {
  const router = Router();

  const show = async (
    response: Response,
    id: string,
    returned: { of: string | null; form: Returned } | null = null,
  ): Promise<void> => {
    const { language } = visitOf(response);
    const sheet = await ranks.sheet(signedIn(response), id);
    const page = ranksPage(sheet, returned, { t: translator(language), language });
    renderPage(response, 'institutions/ranks', page, returned === null ? 200 : 422);
  };

  /** A rank as a form says it: saved, or the form comes back open with what is wrong. */
  const save = async (
    request: Request,
    response: Response,
    { id, of }: { id: string; of: string | null },
    work: (actor: Actor, form: RankForm) => Promise<Problems>,
  ): Promise<void> => {
    const form = parseForm(RankForm, request);
    const errors = form.ok ? await work(signedIn(response), form.value) : form.errors;
    if (form.ok && isFine(errors)) {
      redirectWith(response, `/administrar/instituciones/${id}/grados`, 'flash.saved');
      return;
    }
    await show(response, id, { of, form: { values: sentValues(request), errors, choices: {} } });
  };

  router.get(PATH, managesInstitutions, async (request, response) => {
    await show(response, parseParams(Address, request).id);
  });

  router.post(PATH, managesInstitutions, async (request, response) => {
    const { id } = parseParams(Address, request);
    await save(request, response, { id, of: null }, (actor, form) => ranks.add(actor, id, form));
  });

  router.post(`${PATH}/escala`, managesInstitutions, async (request, response) => {
    const { id } = parseParams(Address, request);
    const form = parseForm(SchemeForm, request);
    if (!form.ok) {
      const problem = { values: {}, errors: form.errors, choices: {} };
      await show(response, id, { of: null, form: problem });
      return;
    }
    await ranks.takeOver(signedIn(response), id, form.value.escala);
    redirectWith(response, `/administrar/instituciones/${id}/grados`, 'ranks.taken');
  });

  router.post(`${PATH}/:grado`, managesInstitutions, async (request, response) => {
    const { id, grado: rankId } = parseParams(RankAddress, request);
    await save(request, response, { id, of: rankId }, (actor, form) =>
      ranks.edit(actor, { institutionId: id, rankId }, form),
    );
  });

  router.post(`${PATH}/:grado/quitar`, managesInstitutions, async (request, response) => {
    const { id, grado: rankId } = parseParams(RankAddress, request);
    await ranks.remove(signedIn(response), id, rankId);
    redirectWith(response, `/administrar/instituciones/${id}/grados`, 'ranks.removed');
  });

  return router;
}
