import { Router } from 'express';
import { z } from 'zod';
import { peopleWho } from '../../http/access.ts';
import { parseQuery } from '../../http/parse.ts';
import { renderPage, type PageBase } from '../../http/render.ts';
import { signedIn } from '../../http/visit.ts';
import { mayAnywhere } from '../permissions/policy.ts';
import type { NetworkFigures } from './networks.ts';
import type { NetworksReport } from './networks-service.ts';
import { wordsOf } from './routes.ts';

interface NetworksPage extends PageBase {
  figures: NetworkFigures;
  /** Until which day people count. */
  day: string;
  states: { value: string; label: string }[];
  state: string;
}

declare module '../../http/render.ts' {
  interface Pages {
    'reports/networks': NetworksPage;
  }
}

const Query = z.object({
  estado: z
    .string()
    .regex(/^(0[1-9]|[12]\d|3[0-2])$/)
    .nullable()
    .catch(null),
});

const reads = peopleWho('reports.read', (actor) => mayAnywhere(actor, 'reports.read'));

interface Needs {
  networksReport: NetworksReport;
  states: () => Promise<{ code: string; name: string }[]>;
}

/** Women's networks in figures, each figure with its source and its cut-off. */
export function networksReportRoutes({ networksReport, states }: Needs): Router {
  const router = Router();

  router.get('/administrar/redes-en-cifras', reads, async (request, response) => {
    const { estado: stateCode } = parseQuery(Query, request);
    const { t } = wordsOf(response);
    const { figures, day } = await networksReport(signedIn(response), stateCode);
    const options = (await states()).map(({ code, name }) => ({ value: code, label: name }));
    renderPage(response, 'reports/networks', {
      title: t('networksReport.title'),
      figures,
      day,
      states: [{ value: '', label: t('networks.everyState') }, ...options],
      state: stateCode ?? '',
    });
  });

  return router;
}
