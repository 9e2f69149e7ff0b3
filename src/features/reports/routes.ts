import { asHtml } from '../../lib/html.ts';
import { Router, type Request, type Response } from 'express';
import { peopleWho } from '../../http/access.ts';
import { attach } from '../../http/attach.ts';
import { parseQuery } from '../../http/parse.ts';
import { asksForFile } from '../../http/purpose.ts';
import { renderPage } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { sendWorkbook } from '../../http/workbook.ts';
import { formatFor } from '../../i18n/format.ts';
import { translator } from '../../i18n/translate.ts';
import type { Clock } from '../../lib/clock.ts';
import { sendCsv } from '../../lib/csv.ts';
import { mayAnywhere } from '../permissions/policy.ts';
import { reportDrawing } from './draw-apart.ts';
import type { Words } from './filter-views.ts';
import { ReportQuery } from './filters.ts';
import type { Report } from './report.ts';
import { reportRows } from './rows.ts';
import type { ReportService } from './service.ts';
import { tableOf, titleOf } from './table.ts';
import {
  barsOf,
  completionPage,
  definitionsOf,
  notesOf,
  REPORT,
  type CompletionPage,
} from './views.ts';
import { reportSheet } from './xlsx.ts';

interface Needs {
  reports: ReportService;
  clock: Clock;
}

const readers = peopleWho('reports.read', (actor) => mayAnywhere(actor, 'reports.read'));
const exporters = peopleWho('reports.export', (actor) => mayAnywhere(actor, 'reports.export'));

export const wordsOf = (response: Response): Words => {
  const { language } = visitOf(response);
  return { t: translator(language), fmt: formatFor(language) };
};

async function chartsOf(report: Report, words: Words): Promise<CompletionPage['charts']> {
  if (report.tooFine || report.rows.length === 0) return null;
  const { bars, title } = barsOf(report, words);
  const hidden = words.t('report.hidden');
  const [wide, narrow] = await Promise.all([
    reportDrawing.chart(bars, 1080, { id: 'grafica-ancha', title, hidden }),
    reportDrawing.chart(bars, 290, { id: 'grafica-angosta', title, hidden }),
  ]);
  return { title, wide: asHtml(wide), narrow: asHtml(narrow) };
}

export function reportRoutes({ reports, clock }: Needs): Router {
  const router = Router();

  const asked = (request: Request): ReportQuery => parseQuery(ReportQuery, request);

  router.get(REPORT, readers, async (request, response) => {
    const actor = signedIn(response);
    const query = asked(request);
    const words = wordsOf(response);
    const { language } = visitOf(response);
    const report = await reports.completion(actor, 'reports.read', query, language);
    const page = completionPage(
      {
        report,
        now: clock(),
        charts: await chartsOf(report, words),
        may: {
          export: mayAnywhere(actor, 'reports.export'),
          names: mayAnywhere(actor, 'people.read'),
        },
      },
      words,
    );
    renderPage(response, 'reports/completion', page, report.tooFine ? 422 : 200);
  });

  const exported = (request: Request, response: Response, format: 'csv' | 'xlsx' | 'pdf') =>
    reports.exported(signedIn(response), asked(request), format, visitOf(response).language);

  router.get(`${REPORT}.csv`, exporters, asksForFile, async (request, response) => {
    const words = wordsOf(response);
    const { t, fmt } = words;
    const report = await exported(request, response, 'csv');
    const table = tableOf(report, t, fmt);
    attach(response, t('report.fileName'), 'csv', report.cutOffDay);
    await sendCsv(
      response,
      [table.groupLabel, ...table.columns.map(titleOf), t('report.cutOffHead')],
      [
        reportRows(table, {
          hidden: t('report.hidden'),
          cutOffDay: report.cutOffDay,
        }),
      ],
    );
  });

  router.get(`${REPORT}.xlsx`, exporters, asksForFile, async (request, response) => {
    const words = wordsOf(response);
    const { t, fmt } = words;
    const report = await exported(request, response, 'xlsx');
    const sheet = reportSheet(tableOf(report, t, fmt), {
      sheet: t('report.sheet'),
      hidden: t('report.hidden'),
      cutOffHead: t('report.cutOffHead'),
      cutOffDay: report.cutOffDay,
    });
    attach(response, t('report.fileName'), 'xlsx', report.cutOffDay);
    await sendWorkbook(response, sheet, [
      ...definitionsOf(t).map(({ label, definition }) => [label, definition] as const),
      ...notesOf(report, clock(), words).map((note) => ['', note] as const),
    ]);
  });

  router.get(`${REPORT}.pdf`, exporters, async (request, response) => {
    const words = wordsOf(response);
    const { t, fmt } = words;
    const report = await exported(request, response, 'pdf');
    const table = tableOf(report, t, fmt);
    const document = await reportDrawing.document({
      title: t('report.caption', { group: t(`report.group.${report.groupBy}`) }),
      lang: visitOf(response).language === 'en' ? 'en' : 'es-MX',
      table,
      hidden: t('report.hidden'),
      definitionsTitle: t('report.definitions'),
      definitions: definitionsOf(t).map(({ label, definition }) => [label, definition] as const),
      notes: notesOf(report, clock(), words),
      made: clock(),
    });
    attach(response, t('report.fileName'), 'pdf', report.cutOffDay);
    response.send(document);
  });

  return router;
}
