import { Router } from 'express';
import { peopleWho } from '../../http/access.ts';
import { parseQuery } from '../../http/parse.ts';
import { renderPage } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import type { Clock } from '../../lib/clock.ts';
import { mayAnywhere } from '../permissions/policy.ts';
import { ReportQuery } from './filters.ts';
import type { IndicatorService } from './indicator-service.ts';
import { INDICATORS, indicatorPage } from './indicator-views.ts';
import { wordsOf } from './routes.ts';

const readers = peopleWho('reports.read', (actor) => mayAnywhere(actor, 'reports.read'));

const Asked = ReportQuery.pick({ curso: true, estado: true, lado: true, periodo: true });

interface Needs {
  indicators: IndicatorService;
  clock: Clock;
}

export function indicatorRoutes({ indicators, clock }: Needs): Router {
  const router = Router();

  router.get(INDICATORS, readers, async (request, response) => {
    const { language } = visitOf(response);
    const found = await indicators(signedIn(response), parseQuery(Asked, request), language);
    const page = indicatorPage(found, { now: clock(), language }, wordsOf(response));
    renderPage(response, 'reports/indicators', page);
  });

  return router;
}
