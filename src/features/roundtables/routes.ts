import { Router, type Request, type Response } from 'express';
import { peopleWho } from '../../http/access.ts';
import { receivePastedTable, type Reception } from '../../http/one-file.ts';
import { parseForm, parseParams, parseQuery, sentValues } from '../../http/parse.ts';
import { redirectWith, renderPage } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { formatFor } from '../../i18n/format.ts';
import { translator } from '../../i18n/translate.ts';
import type { Clock } from '../../lib/clock.ts';
import { managesFrameworks } from '../frameworks/who.ts';
import { readsPlaces } from '../permissions/policy.ts';
import { Address, CatalogueForm, ListQuery, MeetingAddress, MeetingForm } from './forms.ts';
import type { RoundtableCatalogue } from './catalogue-service.ts';
import type { RoundtableService } from './service.ts';
import { bringInPage, roundtablePage, ROUNDTABLES, roundtablesPage, type Words } from './views.ts';

interface Needs extends Reception {
  roundtables: RoundtableService;
  roundtableCatalogue: RoundtableCatalogue;
  clock: Clock;
}

const readers = peopleWho(
  'reads roundtables',
  (actor) => readsPlaces(actor) || managesFrameworks(actor),
);
const fillers = peopleWho('frameworks.manage nationally', managesFrameworks);

const GIVEN = {
  field: 'archivo',
  most: 1_000_000,
  pasted: 'tabla',
  broken: 'roundtables.table.broken',
} as const;
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

  const takeTable = async (request: Request, response: Response): Promise<void> => {
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
    await receivePastedTable({ uploads, limits }, { request, response }, GIVEN, async (given) => {
      if (given.ok) {
        await takeTable(request, response);
        return;
      }
      const { errors } = given;
      showTable(response, { values: sentValues(request), errors }, given.status);
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
