import { Router, type Request } from 'express';
import { z } from 'zod';
import { peopleWho } from '../../http/access.ts';
import { attach } from '../../http/attach.ts';
import { parseQuery } from '../../http/parse.ts';
import { asksForFile, asksForList } from '../../http/purpose.ts';
import { renderPage } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import type { Actor } from '../../lib/actor.ts';
import type { Clock } from '../../lib/clock.ts';
import { dayOf } from '../../lib/clock.ts';
import { sendCsv } from '../../lib/csv.ts';
import { rowsFrom } from '../../lib/rows.ts';
import { mayAnywhere } from '../permissions/policy.ts';
import { ReportQuery } from './filters.ts';
import { PROGRESS, type NamesService } from './names-service.ts';
import { courseNames, namesPage, NAMES } from './names-views.ts';
import { wordsOf } from './routes.ts';

const NamesQuery = ReportQuery.extend({ avance: z.enum(PROGRESS).default('all') });

const mayListNames = (actor: Actor): boolean =>
  mayAnywhere(actor, 'people.read') && mayAnywhere(actor, 'reports.read');
const readers = peopleWho('people.read and reports.read', mayListNames);
const exporters = peopleWho(
  'people.read and reports.export',
  (actor) => mayListNames(actor) && mayAnywhere(actor, 'reports.export'),
);

interface Needs {
  names: NamesService;
  clock: Clock;
}

export function namesRoutes({ names, clock }: Needs): Router {
  const router = Router();

  const asked = (request: Request) => {
    const { avance, ...query } = parseQuery(NamesQuery, request);
    return { progress: avance, query };
  };

  router.get(NAMES, readers, asksForList, async (request, response) => {
    const actor = signedIn(response);
    const { progress, query } = asked(request);
    const list = await names.page(actor, query, progress, visitOf(response).language);
    const mayExport = mayAnywhere(actor, 'reports.export');
    renderPage(
      response,
      'reports/names',
      namesPage({ list, now: clock(), mayExport }, wordsOf(response)),
    );
  });

  router.get(`${NAMES}.csv`, exporters, asksForFile, async (request, response) => {
    const { progress, query } = asked(request);
    const { t } = wordsOf(response);
    const list = await names.file(signedIn(response), query, progress, visitOf(response).language);
    const courseOf = courseNames(list.choices, t);
    attach(response, t('names.fileName'), 'csv', dayOf(clock()));
    await sendCsv(
      response,
      [
        t('names.name'),
        t('names.course'),
        t('names.enrolledOn'),
        t('names.state'),
        t('names.completedOn'),
      ],
      rowsFrom(list.rows, (row) => [
        row.name,
        courseOf(row.courseId),
        row.enrolledOn,
        t(`names.${row.state}`),
        row.completedOn ?? '',
      ]),
    );
  });

  return router;
}
