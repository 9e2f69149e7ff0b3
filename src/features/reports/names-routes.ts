import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { peopleWho } from '../../http/access.ts';
import { parseQuery } from '../../http/parse.ts';
import { asksForFile, asksForList } from '../../http/purpose.ts';
import { renderPage } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { sendTable, type TableFormat } from '../../http/workbook.ts';
import type { Actor } from '../../lib/actor.ts';
import type { Clock } from '../../lib/clock.ts';
import { dayOf } from '../../lib/clock.ts';
import { rowsFrom } from '../../lib/rows.ts';
import { mayAnywhere } from '../permissions/policy.ts';
import { ReportQuery } from './filters.ts';
import { namesCells, namesColumns, namesDefinitions } from './names-files.ts';
import { PROGRESS, type NamesService } from './names-service.ts';
import { courseNames, namesPage, NAMES } from './names-views.ts';
import { wordsOf } from './routes.ts';

/** Nobody is listed by her age or her rank: a list says nothing but done or not. */
const NamesQuery = ReportQuery.omit({ edad: true, grado: true }).extend({
  avance: z.enum(PROGRESS).default('all'),
});

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

  /** The whole list under its filters, written while its names are found. */
  const file =
    (format: TableFormat) =>
    async (request: Request, response: Response): Promise<void> => {
      const { progress, query } = asked(request);
      const words = wordsOf(response);
      const { language } = visitOf(response);
      const list = await names.file(signedIn(response), query, progress, format, language);
      const courseOf = courseNames(list.choices, words.t);
      const day = dayOf(clock());
      await sendTable(
        response,
        { fileName: words.t('names.fileName'), day, format },
        {
          name: words.t('names.state'),
          columns: namesColumns(words),
          rows: rowsFrom(list.rows, (row) => namesCells(row, courseOf, words)),
        },
        namesDefinitions(words, day),
      );
    };
  router.get(`${NAMES}.csv`, exporters, asksForFile, file('csv'));
  router.get(`${NAMES}.xlsx`, exporters, asksForFile, file('xlsx'));

  return router;
}
