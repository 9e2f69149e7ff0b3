import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { peopleWho } from '../../http/access.ts';
import { receiveOneFile, type Reception } from '../../http/one-file.ts';
import { parseParams, parseQuery, type FieldErrors } from '../../http/parse.ts';
import { redirectWith, renderPage } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { Id } from '../../lib/text.ts';
import { mayAnywhere, mayBringPeople } from '../permissions/policy.ts';
import {
  cellsIn,
  decisionsIn,
  mappingIn,
  PageQuery,
  sharedInstitutionIn,
  TemplateQuery,
} from './forms.ts';
import { mayExport } from './export-rule.ts';
import type { RosterService } from './service.ts';
import type { RosterStaging } from './staging-service.ts';
import { onPage } from './preview-parts.ts';
import { donePage, previewPage } from './sheet-views.ts';
import { listPage, ROSTERS } from './views.ts';

interface Needs extends Reception {
  rosters: RosterService;
  rosterStaging: RosterStaging;
}

const Address = z.object({ id: Id });
const ONE = `${ROSTERS}/:id`;
const FILE = { field: 'archivo', most: 20_000_000 };

export const brings = peopleWho('people.invite beyond a course', mayBringPeople);

/** Bringing people in from a table: choose a file, look, put right, add, take back. */
export function rosterRoutes({ rosters, rosterStaging, uploads, limits }: Needs): Router {
  const router = Router();

  const list = async (
    response: Response,
    { errors = {}, status = 200 }: { errors?: FieldErrors; status?: number } = {},
  ): Promise<void> => {
    const actor = signedIn(response);
    const page = listPage(
      await rosters.list(actor),
      { mayExport: mayExport(actor), errors },
      visitOf(response).language,
    );
    renderPage(response, 'rosters/rosters', page, status);
  };
  const sent = (request: Request) => (request.body ?? {}) as Record<string, unknown>;

  router.get(ROSTERS, brings, async (_request, response) => {
    await list(response);
  });

  router.post(ROSTERS, brings, async (request, response) => {
    await receiveOneFile({ uploads, limits }, { request, response }, FILE, async (file) => {
      if (!file.ok) {
        await list(response, file);
        return;
      }
      const read = await rosterStaging.read(signedIn(response).id, file);
      if (read.ok) response.redirect(303, `${ROSTERS}/${read.id}`);
      else await list(response, { errors: { archivo: [read.problem] }, status: 422 });
    });
  });

  router.get(`${ROSTERS}/plantilla`, brings, async (request, response) => {
    const { formato } = parseQuery(TemplateQuery, request);
    response.attachment(`plantilla-de-personas.${formato}`);
    const { templateFile } = await import('./template.ts');
    response.send(await templateFile(formato));
  });

  router.get(ONE, brings, async (request, response) => {
    const { id } = parseParams(Address, request);
    const { pagina, dudas, espera } = parseQuery(PageQuery, request);
    const { language } = visitOf(response);
    const sheet = await rosters.sheet(signedIn(response), id);
    const { plan } = sheet;
    if (plan === null) {
      renderPage(response, 'rosters/done', donePage(sheet, language));
      return;
    }
    const shown = onPage(plan.wrong, pagina).rows.map(({ row }) => row);
    const cells = await rosters.cells(id, shown);
    const page = previewPage(
      { ...sheet, plan },
      {
        wrongPage: pagina,
        doubtsPage: dudas,
        waitsPage: espera,
        cells,
        runsInstitutions: mayAnywhere(signedIn(response), 'institutions.manage'),
      },
      language,
    );
    renderPage(response, 'rosters/preview', page);
  });

  router.post(ONE, brings, async (request, response) => {
    const { id } = parseParams(Address, request);
    await rosters.add(signedIn(response), id);
    response.redirect(303, `${ROSTERS}/${id}`);
  });

  router.post(`${ONE}/columnas`, brings, async (request, response) => {
    const { id } = parseParams(Address, request);
    await rosterStaging.remap(signedIn(response), id, mappingIn(sent(request)));
    redirectWith(response, `${ROSTERS}/${id}`, 'rosters.remapped');
  });

  router.post(`${ONE}/filas`, brings, async (request, response) => {
    const { id } = parseParams(Address, request);
    const cells = cellsIn(sent(request));
    await rosterStaging.mend(signedIn(response), id, cells, sharedInstitutionIn(sent(request)));
    redirectWith(response, `${ROSTERS}/${id}`, 'rosters.mended');
  });

  router.post(`${ONE}/decisiones`, brings, async (request, response) => {
    const { id } = parseParams(Address, request);
    const { said, rest } = decisionsIn(sent(request));
    await rosterStaging.decide(signedIn(response), id, said, rest);
    redirectWith(response, `${ROSTERS}/${id}`, 'rosters.decided');
  });

  router.post(`${ONE}/redes`, brings, async (request, response) => {
    const { id } = parseParams(Address, request);
    await rosterStaging.registerNetworks(signedIn(response), id);
    redirectWith(response, `${ROSTERS}/${id}`, 'rosters.networksMade');
  });

  router.post(`${ONE}/descarte`, brings, async (request, response) => {
    const { id } = parseParams(Address, request);
    await rosterStaging.discard(signedIn(response), id);
    redirectWith(response, ROSTERS, 'rosters.discarded');
  });

  router.post(`${ONE}/deshacer`, brings, async (request, response) => {
    const { id } = parseParams(Address, request);
    await rosters.undo(signedIn(response), id);
    response.redirect(303, `${ROSTERS}/${id}`);
  });

  return router;
}
