import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { peopleWho } from '../../http/access.ts';
import { attach } from '../../http/attach.ts';
import { parseQuery } from '../../http/parse.ts';
import { asksForFile, asksForList } from '../../http/purpose.ts';
import { renderPage } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { sendWorkbook } from '../../http/workbook.ts';
import type { Actor } from '../../lib/actor.ts';
import type { Clock } from '../../lib/clock.ts';
import { dayOf } from '../../lib/clock.ts';
import { sendCsv } from '../../lib/csv.ts';
import { rowsFrom } from '../../lib/rows.ts';
import type { Sheet } from '../../lib/xlsx.ts';
import { mayAnywhere } from '../permissions/policy.ts';
import { ReportQuery } from './filters.ts';
import { namesCells, namesColumns, namesDefinitions } from './names-files.ts';
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

  /** The whole list under its filters, as a table that is written while its names are found. */
  async function file(
    request: Request,
    response: Response,
    format: 'csv' | 'xlsx',
  ): Promise<Sheet> {
    const { progress, query } = asked(request);
    const words = wordsOf(response);
    const { language } = visitOf(response);
    const list = await names.file(signedIn(response), query, progress, format, language);
    const courseOf = courseNames(list.choices, words.t);
    return {
      name: words.t('names.state'),
      columns: namesColumns(words),
      rows: rowsFrom(list.rows, (row) => namesCells(row, courseOf, words)),
    };
  }

  router.get(`${NAMES}.csv`, exporters, asksForFile, async (request, response) => {
    const { columns, rows } = await file(request, response, 'csv');
    attach(response, wordsOf(response).t('names.fileName'), 'csv', dayOf(clock()));
    const titles = columns.map(({ title }) => title);
    await sendCsv(response, titles, rows);
  });

  router.get(`${NAMES}.xlsx`, exporters, asksForFile, async (request, response) => {
    const table = await file(request, response, 'xlsx');
    const words = wordsOf(response);
    const day = dayOf(clock());
    attach(response, words.t('names.fileName'), 'xlsx', day);
    await sendWorkbook(response, table, namesDefinitions(words, day));
  });

  return router;
}
