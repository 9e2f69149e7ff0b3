import { Router, type Response } from 'express';
import { z } from 'zod';
import type { AccessRule } from '../../http/access.ts';
import { parseForm, parseParams, parseQuery, sentValues } from '../../http/parse.ts';
import { redirectWith, renderPage } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import { Id } from '../../lib/text.ts';
import { kindSaid } from './catalogue.ts';
import { FigureForm, ListQuery, NetworkForm } from './forms.ts';
import type { NetworkFigureService } from './network-figures.ts';
import type { NetworkService } from './network-service.ts';
import type { NetworkSheet } from './sheets.ts';
import {
  pageHref,
  stateOptions,
  statusNames,
  statusOptions,
  untouched,
  valuesOfNetwork,
  type Returned,
} from './views.ts';

interface Needs {
  networks: NetworkService;
  networkFigures: NetworkFigureService;
  managesInstitutions: AccessRule;
  states: () => Promise<{ code: string; name: string }[]>;
}

const PATH = '/administrar/redes';
const Address = z.object({ id: Id });

export function networkRoutes({
  networks,
  networkFigures,
  managesInstitutions,
  states,
}: Needs): Router {
  const router = Router();

  const show = async (
    response: Response,
    sheet: NetworkSheet | null,
    form: Returned,
    status = 200,
    figure: Returned = untouched,
  ): Promise<void> => {
    const figures = sheet === null ? [] : await networkFigures.of(sheet.id);
    const t = translator(visitOf(response).language);
    const title = sheet?.name ?? t('networks.new');
    renderPage(
      response,
      'institutions/network',
      { title, sheet, form, statuses: statusOptions(t), figures, figure },
      status,
    );
  };

  router.get(PATH, managesInstitutions, async (request, response) => {
    const { q, estado, pagina } = parseQuery(ListQuery, request);
    const t = translator(visitOf(response).language);
    const { entries, more } = await networks.list({ search: q, stateCode: estado }, pagina);
    renderPage(response, 'institutions/networks', {
      title: t('networks.title'),
      entries,
      search: q,
      state: estado ?? '',
      kindOf: kindSaid,
      statusOf: statusNames(t),
      states: stateOptions(await states(), t('networks.everyState')),
      current: pagina,
      total: more ? pagina + 1 : pagina,
      hrefFor: pageHref(PATH, { q, estado: estado ?? '' }),
    });
  });

  router.get(`${PATH}/nueva`, managesInstitutions, async (_request, response) => {
    await show(response, null, {
      ...untouched,
      values: { clase: kindSaid('mucpaz'), estatus: 'activa' },
    });
  });

  router.post(PATH, managesInstitutions, async (request, response) => {
    const form = parseForm(NetworkForm, request);
    const values = sentValues(request);
    if (!form.ok) {
      await show(response, null, { values, errors: form.errors, choices: {} }, 422);
      return;
    }
    const saved = await networks.add(signedIn(response), form.value);
    if (!saved.ok) {
      await show(response, null, { values, errors: saved.problems, choices: saved.choices }, 422);
      return;
    }
    redirectWith(response, `${PATH}/${saved.id}`, 'flash.saved');
  });

  router.get(`${PATH}/:id`, managesInstitutions, async (request, response) => {
    const { id } = parseParams(Address, request);
    const sheet = await networks.sheetFor(signedIn(response), id);
    await show(response, sheet, { ...untouched, values: valuesOfNetwork(sheet) });
  });

  router.post(`${PATH}/:id`, managesInstitutions, async (request, response) => {
    const { id } = parseParams(Address, request);
    const actor = signedIn(response);
    const sheet = await networks.sheetFor(actor, id);
    const form = parseForm(NetworkForm, request);
    const values = sentValues(request);
    if (!form.ok) {
      await show(response, sheet, { values, errors: form.errors, choices: {} }, 422);
      return;
    }
    const saved = await networks.edit(actor, id, form.value);
    if (!saved.ok) {
      await show(response, sheet, { values, errors: saved.problems, choices: saved.choices }, 422);
      return;
    }
    redirectWith(response, `${PATH}/${id}`, 'flash.saved');
  });

  router.post(`${PATH}/:id/cifras`, managesInstitutions, async (request, response) => {
    const { id } = parseParams(Address, request);
    const actor = signedIn(response);
    const sheet = await networks.sheetFor(actor, id);
    const form = parseForm(FigureForm, request);
    const problems = form.ok ? await networkFigures.record(actor, id, form.value) : form.errors;
    if (problems !== null) {
      const figure = { values: sentValues(request), errors: problems, choices: {} };
      await show(response, sheet, { ...untouched, values: valuesOfNetwork(sheet) }, 422, figure);
      return;
    }
    redirectWith(response, `${PATH}/${id}`, 'flash.saved');
  });

  return router;
}
