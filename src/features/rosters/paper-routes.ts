import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { peopleWho } from '../../http/access.ts';
import {
  parseForm,
  parseParams,
  parseQuery,
  sentValues,
  type FieldErrors,
} from '../../http/parse.ts';
import { renderPage } from '../../http/render.ts';
import { sessionOf } from '../../http/session.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { sendTable, type TableFormat } from '../../http/workbook.ts';
import { translator } from '../../i18n/translate.ts';
import { dayOf, MINUTE } from '../../lib/clock.ts';
import { Id } from '../../lib/text.ts';
import { proving, type Proving } from '../accounts/proving-routes.ts';
import { mayExport } from './export-rule.ts';
import { exportColumns, exportDefinitions } from './export-files.ts';
import type { ExportReason, RosterExport } from './export-service.ts';
import { ExportForm, PageQuery, SlipsForm } from './forms.ts';
import { brings } from './routes.ts';
import type { SlipsService } from './slips-service.ts';
import { exportPage, ROSTERS, slipsPage } from './views.ts';

declare module 'express-session' {
  interface SessionData {
    /** The codes of the sheet of slips made last, sealed: shown to their maker only, for a short while. */
    slips?: { id: string; page: number; keep: string };
    /** A list of people that she gave a reason for and may take now. */
    peopleExport?: { reason: ExportReason; at: string };
  }
}

interface Needs extends Proving {
  rosterSlips: SlipsService;
  rosterExport: RosterExport;
  baseUrl: string;
}

const Address = z.object({ id: Id });
const exporters = peopleWho('people.read and reports.export', mayExport);
const EXPORT = `${ROSTERS}/exportar`;
const FILE = `${ROSTERS}/personas`;
/** How long after the reason was given the file may be taken. */
const TAKEN_WITHIN = 5 * MINUTE;

/** What leaves on paper or as a file: slips with codes for new people, and the table of those whom one reads. */
export function rosterPaperRoutes(needs: Needs): Router {
  const { rosterSlips, rosterExport, baseUrl, clock } = needs;
  const router = Router();
  const { asks, unproven } = proving(needs);

  const showExport = async (
    response: Response,
    values: Record<string, string> = {},
    errors: FieldErrors = {},
  ): Promise<void> => {
    const count = await rosterExport.count(signedIn(response));
    const page = { count, ask: asks(response), values, errors };
    renderPage(
      response,
      'rosters/export',
      exportPage(page, visitOf(response).language),
      Object.keys(errors).length > 0 ? 422 : 200,
    );
  };

  router.get(EXPORT, exporters, async (_request, response) => {
    await showExport(response, { formato: 'xlsx' });
  });

  router.post(EXPORT, exporters, async (request, response) => {
    const form = parseForm(ExportForm, request);
    const errors = form.ok
      ? await unproven(request, response, form.value.password_actual)
      : form.errors;
    if (!form.ok || errors !== null) {
      await showExport(response, sentValues(request), errors ?? {});
      return;
    }
    request.session.peopleExport = { reason: form.value.motivo, at: clock().toISOString() };
    response.redirect(303, `${FILE}.${form.value.formato}`);
  });

  const file =
    (format: TableFormat) =>
    async (request: Request, response: Response): Promise<void> => {
      const { peopleExport: given } = sessionOf(request);
      const isFresh =
        given !== undefined && clock().getTime() - new Date(given.at).getTime() < TAKEN_WITHIN;
      if (!isFresh) {
        response.redirect(303, EXPORT);
        return;
      }
      const t = translator(visitOf(response).language);
      const rows = await rosterExport.file(signedIn(response), given.reason, format);
      await sendTable(
        response,
        { fileName: t('rosters.fileName'), day: dayOf(clock()), format },
        { name: t('rosters.people'), columns: exportColumns(), rows },
        exportDefinitions(t),
      );
    };
  router.get(`${FILE}.csv`, exporters, file('csv'));
  router.get(`${FILE}.xlsx`, exporters, file('xlsx'));

  const keptFor = (request: Request, id: string, page: number): string | null => {
    const { slips } = sessionOf(request);
    return slips?.id === id && slips.page === page ? slips.keep : null;
  };

  const showSlips = async (
    request: Request,
    response: Response,
    { id, page, errors = {} }: { id: string; page: number; errors?: FieldErrors },
  ): Promise<void> => {
    const sheet = await rosterSlips.sheet(signedIn(response), id, page, keptFor(request, id, page));
    const how = { ask: asks(response), errors, baseUrl };
    renderPage(
      response,
      'rosters/slips',
      slipsPage(sheet, how, visitOf(response).language),
      Object.keys(errors).length > 0 ? 422 : 200,
    );
  };

  router.get(`${ROSTERS}/:id/hojas`, brings, async (request, response) => {
    const { id } = parseParams(Address, request);
    const { pagina: page } = parseQuery(PageQuery, request);
    await showSlips(request, response, { id, page });
  });

  router.post(`${ROSTERS}/:id/hojas`, brings, async (request, response) => {
    const { id } = parseParams(Address, request);
    const form = parseForm(SlipsForm, request);
    const errors = form.ok
      ? await unproven(request, response, form.value.password_actual)
      : form.errors;
    if (!form.ok || errors !== null) {
      await showSlips(request, response, { id, page: 1, errors: errors ?? {} });
      return;
    }
    const { page, keep } = await rosterSlips.make(signedIn(response), id, form.value.pagina);
    request.session.slips = { id, page, keep };
    response.redirect(303, `${ROSTERS}/${id}/hojas?pagina=${String(page)}`);
  });

  return router;
}
