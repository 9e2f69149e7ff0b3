import { Router, type Response } from 'express';
import { z } from 'zod';
import { peopleWho } from '../../http/access.ts';
import { parseForm, parseParams, parseQuery, sentValues } from '../../http/parse.ts';
import { redirectWith, renderPage } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import { newId } from '../../lib/random-code.ts';
import { Id } from '../../lib/text.ts';
import { mayGiveToInstitution, opensBanks } from './access.ts';
import { noFilter, type ItemFilter } from './bank.ts';
import { BankForm, ItemsQuery, RenameForm, queryOf } from './forms.ts';
import { htmlIn } from './item-html.ts';
import type { BankService } from './service.ts';
import { bankPage, BANKS, banksPage } from './views.ts';

interface Needs {
  banks: BankService;
}

const Address = z.object({ id: Id });
type Returned = Omit<Extract<ReturnType<typeof parseForm>, { ok: false }>, 'ok'> & {
  values: Record<string, string>;
};
const blank: Returned = { values: {}, errors: {} };

export const opens = peopleWho('banks.create', opensBanks);

/** The banks somebody may open, and the list of a bank's questions. */
export function bankRoutes({ banks }: Needs): Router {
  const router = Router();

  const showNew = (response: Response, form: Returned, status = 200): void => {
    const title = translator(visitOf(response).language)('bank.new');
    const sendKey = form.values['clave'] ?? newId();
    const forInstitution = mayGiveToInstitution(signedIn(response));
    renderPage(response, 'bank/bank-new', { title, form, forInstitution, sendKey }, status);
  };

  const show = async (
    response: Response,
    id: string,
    { filter, page, form = blank }: { filter: ItemFilter; page: number; form?: Returned },
    status = 200,
  ): Promise<void> => {
    const sheet = await banks.sheet(signedIn(response), id, filter, page);
    const { language } = visitOf(response);
    const base = `${BANKS}/${id}`;
    const hrefFor = (number: number): string =>
      `${base}${queryOf(filter, number > 1 ? { pagina: String(number) } : {})}`;
    renderPage(
      response,
      'bank/bank',
      bankPage(sheet, { filter, page, form, hrefFor, language }),
      status,
    );
  };

  router.get(BANKS, opens, async (_request, response) => {
    const entries = await banks.list(signedIn(response));
    renderPage(response, 'bank/banks', banksPage(entries, {}, visitOf(response).language));
  });

  router.get(`${BANKS}/nuevo`, opens, (_request, response) => {
    showNew(response, blank);
  });

  router.post(BANKS, opens, async (request, response) => {
    const form = parseForm(BankForm, request);
    if (!form.ok) {
      showNew(response, { values: sentValues(request), errors: form.errors }, 422);
      return;
    }
    const { nombre: name, de, clave: sendKey } = form.value;
    const given = { name, isInstitutions: de === 'institucion', sendKey };
    const id = await banks.open(signedIn(response), given);
    redirectWith(response, `${BANKS}/${id}`, 'bank.openedFlash');
  });

  router.get(`${BANKS}/:id`, opens, async (request, response) => {
    const { id } = parseParams(Address, request);
    await show(response, id, parseQuery(ItemsQuery, request));
  });

  router.post(`${BANKS}/:id`, opens, async (request, response) => {
    const { id } = parseParams(Address, request);
    await banks.bank(signedIn(response), id);
    const form = parseForm(RenameForm, request);
    if (!form.ok) {
      const returned = { values: sentValues(request), errors: form.errors };
      await show(response, id, { filter: noFilter, page: 1, form: returned }, 422);
      return;
    }
    await banks.rename(signedIn(response), id, form.value.nombre);
    redirectWith(response, `${BANKS}/${id}`, 'flash.saved');
  });

  router.get(`${BANKS}/:id/repetidos`, opens, async (request, response) => {
    const { id } = parseParams(Address, request);
    const { bank, pairs } = await banks.duplicates(signedIn(response), id);
    const title = translator(visitOf(response).language)('bank.duplicatesTitle');
    const base = `${BANKS}/${id}`;
    const htmlOf = htmlIn(visitOf(response).language);
    renderPage(response, 'bank/duplicates', {
      title,
      section: bank.name,
      bank,
      base,
      pairs,
      htmlOf,
    });
  });

  return router;
}
