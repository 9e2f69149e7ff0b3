import { readFile } from 'node:fs/promises';
import { Router, type Request, type Response } from 'express';
import { peopleWho } from '../../http/access.ts';
import { parseForm, parseParams, parseQuery, sentValues } from '../../http/parse.ts';
import type { RateLimit } from '../../http/rate-limit.ts';
import { redirectWith, renderPage } from '../../http/render.ts';
import type { Uploads } from '../../http/uploads.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { formatFor } from '../../i18n/format.ts';
import { translator } from '../../i18n/translate.ts';
import type { Clock } from '../../lib/clock.ts';
import { decodedText, isBinary } from '../../lib/decoded.ts';
import { managesFrameworks } from '../frameworks/who.ts';
import { readsPlaces } from '../permissions/policy.ts';
import { Address, CatalogueForm, ListQuery, MeetingAddress, MeetingForm } from './forms.ts';
import type { RoundtableCatalogue } from './catalogue-service.ts';
import type { RoundtableService } from './service.ts';
import { bringInPage, roundtablePage, ROUNDTABLES, roundtablesPage, type Words } from './views.ts';

interface Needs {
  roundtables: RoundtableService;
  roundtableCatalogue: RoundtableCatalogue;
  clock: Clock;
  uploads: Uploads;
  limits: { uploadsByPerson: RateLimit };
}

const readers = peopleWho(
  'reads roundtables',
  (actor) => readsPlaces(actor) || managesFrameworks(actor),
);
const fillers = peopleWho('frameworks.manage nationally', managesFrameworks);

const MOST = 1_000_000;
const FILE = { field: 'archivo', files: 1, fileBytes: MOST, bytes: MOST };
const TABLE = `${ROUNDTABLES}/tabla`;

const wordsOf = (response: Response): Words => {
  const { language } = visitOf(response);
  return { t: translator(language), fmt: formatFor(language) };
};

/** The catalogue of roundtables, and the log of the meetings that women of the networks attended. */
export function roundtableRoutes({
  roundtables,
  roundtableCatalogue,
  clock,
  uploads,
  limits,
}: Needs): Router {
  const router = Router();

  router.get(ROUNDTABLES, readers, async (request, response) => {
    const actor = signedIn(response);
    const query = parseQuery(ListQuery, request);
    const manages = managesFrameworks(actor);
    const found = await roundtables.overview(actor, query, manages);
    const page = roundtablesPage(found, { query, now: clock(), manages }, wordsOf(response));
    renderPage(response, 'roundtables/roundtables', page);
  });

  type Shown = Parameters<typeof bringInPage>[0];
  const showTable = (response: Response, form: Shown, status = 422): void => {
    renderPage(response, 'roundtables/bring-in', bringInPage(form, wordsOf(response)), status);
  };

  router.get(TABLE, fillers, (_request, response) => {
    showTable(response, { values: {}, errors: {} }, 200);
  });

  /** The table as it was pasted; a file takes its place, and comes back as text where something is wrong. */
  const takeTable = async (
    request: Request,
    response: Response,
    text: string | null,
  ): Promise<void> => {
    if (text !== null) request.body = { ...sentValues(request), tabla: text };
    const values = sentValues(request);
    const form = parseForm(CatalogueForm, request);
    if (!form.ok) {
      showTable(response, { values, errors: form.errors });
      return;
    }
    const wrong = await roundtableCatalogue.bringIn(signedIn(response), form.value);
    if (wrong !== null) {
      showTable(response, { values, errors: wrong.problems, mistakes: wrong.mistakes });
      return;
    }
    redirectWith(response, ROUNDTABLES, 'roundtables.broughtIn');
  };

  router.post(TABLE, fillers, async (request, response) => {
    if (request.is('multipart/form-data') === false) {
      await takeTable(request, response, null);
      return;
    }
    await limits.uploadsByPerson.consume(signedIn(response).id);
    await uploads.receive(request, response, FILE, async (received) => {
      const values = sentValues(request);
      if (!received.ok) {
        showTable(response, { values, errors: received.errors }, received.status);
        return;
      }
      const [file] = received.files;
      const bytes = file === undefined ? null : await readFile(file.path);
      if (bytes !== null && isBinary(bytes)) {
        showTable(response, { values, errors: { archivo: ['roundtables.table.broken'] } });
        return;
      }
      await takeTable(request, response, bytes === null ? null : decodedText(bytes));
    });
  });

  router.get(`${ROUNDTABLES}/:id`, readers, async (request, response) => {
    const { id } = parseParams(Address, request);
    const actor = signedIn(response);
    const sheet = await roundtables.sheetFor(actor, id, managesFrameworks(actor));
    renderPage(response, 'roundtables/roundtable', roundtablePage(sheet, null, wordsOf(response)));
  });

  router.post(`${ROUNDTABLES}/:id/sesiones`, readers, async (request, response) => {
    const { id } = parseParams(Address, request);
    const actor = signedIn(response);
    const manages = managesFrameworks(actor);
    const sheet = await roundtables.sheetToLog(actor, id, manages);
    const form = parseForm(MeetingForm, request);
    const errors = form.ok ? await roundtables.record(actor, id, form.value, manages) : form.errors;
    if (errors !== null) {
      const again = { values: sentValues(request), errors };
      const page = roundtablePage(sheet, again, wordsOf(response));
      renderPage(response, 'roundtables/roundtable', page, 422);
      return;
    }
    redirectWith(response, `${ROUNDTABLES}/${id}`, 'flash.saved');
  });

  router.post(`${ROUNDTABLES}/:id/sesiones/:sesion/baja`, readers, async (request, response) => {
    const { id, sesion } = parseParams(MeetingAddress, request);
    const actor = signedIn(response);
    await roundtables.remove(actor, id, sesion, managesFrameworks(actor));
    redirectWith(response, `${ROUNDTABLES}/${id}`, 'flash.saved');
  });

  return router;
}
