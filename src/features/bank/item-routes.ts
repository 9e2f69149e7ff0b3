import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { parseForm, parseParams, parseQuery } from '../../http/parse.ts';
import { redirectWith, renderPage } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import { Id } from '../../lib/text.ts';
import type { ItemDocument } from '../courses/item-document.ts';
import { ItemForm, NewItemQuery } from './forms.ts';
import { blankDraft, draftOf } from './item-draft.ts';
import type { ItemService } from './item-service.ts';
import { formPage, itemPage, versionPage, type Writing } from './item-views.ts';
import { pressed } from './item-writing.ts';
import type { ShowItem } from './ports.ts';
import { opens } from './routes.ts';
import type { BankService } from './service.ts';
import { BANKS } from './views.ts';

interface Needs {
  banks: BankService;
  bankItems: ItemService;
  showItem: ShowItem;
}

const PATH = `${BANKS}/:id/reactivos`;
const BankAddress = z.object({ id: Id });
const Address = z.object({ id: Id, reactivo: Id });
const VersionAddress = Address.extend({ numero: z.coerce.number().int().min(1).max(100_000) });

/** Writing questions, one by one. */
export function itemRoutes({ banks, bankItems, showItem }: Needs): Router {
  const router = Router();
  const readerOf = (response: Response) => ({ language: visitOf(response).language, showItem });

  const show = (response: Response, writing: Writing, status = 200): void => {
    const page = formPage(writing, readerOf(response));
    const asksBack = status === 422 && (writing.mistakes ?? []).length === 0;
    renderPage(response, 'bank/item-form', { ...page, asksBack }, status);
  };

  /** Does what the pressed button asks for; keeps the item through `keep` when it is one. */
  const receive = async (
    request: Request,
    response: Response,
    given: Pick<Writing, 'bank' | 'item'>,
    keep: (item: ItemDocument, version: number, note: string | null) => Promise<void>,
  ): Promise<void> => {
    const body = (request.body ?? {}) as Record<string, unknown>;
    const said = pressed(body, parseForm(ItemForm, request), given.item?.document ?? null);
    if (said.kind === 'keep') await keep(said.item, said.written.version, said.note);
    else show(response, { ...given, ...said.written }, 422);
  };

  router.get(`${PATH}/nuevo`, opens, async (request, response) => {
    const { id } = parseParams(BankAddress, request);
    const { tipo } = parseQuery(NewItemQuery, request);
    const bank = await banks.bank(signedIn(response), id);
    show(response, { bank, item: null, draft: blankDraft(tipo), version: 0 });
  });

  router.post(PATH, opens, async (request, response) => {
    const { id } = parseParams(BankAddress, request);
    const actor = signedIn(response);
    const bank = await banks.bank(actor, id);
    await receive(request, response, { bank, item: null }, async (item) => {
      const itemId = await bankItems.add(actor, id, item);
      redirectWith(response, `${BANKS}/${id}/reactivos/${itemId}`, 'bank.addedFlash');
    });
  });

  router.get(`${PATH}/:reactivo`, opens, async (request, response) => {
    const { id, reactivo } = parseParams(Address, request);
    const sheet = await bankItems.item(signedIn(response), id, reactivo);
    renderPage(response, 'bank/item', itemPage(sheet, readerOf(response)));
  });

  router.get(`${PATH}/:reactivo/editar`, opens, async (request, response) => {
    const { id, reactivo } = parseParams(Address, request);
    const { bank, item } = await bankItems.item(signedIn(response), id, reactivo);
    show(response, { bank, item, draft: draftOf(item.document), version: item.version });
  });

  router.post(`${PATH}/:reactivo`, opens, async (request, response) => {
    const { id, reactivo } = parseParams(Address, request);
    const actor = signedIn(response);
    const { bank, item } = await bankItems.item(actor, id, reactivo);
    await receive(request, response, { bank, item }, async (document, version, note) => {
      const at = { bankId: id, itemId: reactivo, version };
      if (!(await bankItems.change(actor, at, document, note))) {
        const mistakes = [{ field: '', key: 'bank.changedMeanwhile' as const, params: {} }];
        const draft = draftOf(document);
        show(response, { bank, item, draft, version: item.version, mistakes }, 422);
        return;
      }
      redirectWith(response, `${BANKS}/${id}/reactivos/${reactivo}`, 'flash.saved');
    });
  });

  for (const [verb, isRetired] of [
    ['retiro', true],
    ['regreso', false],
  ] as const) {
    router.post(`${PATH}/:reactivo/${verb}`, opens, async (request, response) => {
      const { id, reactivo } = parseParams(Address, request);
      await bankItems.retire(signedIn(response), id, reactivo, isRetired);
      const { vuelve } = (request.body ?? {}) as { vuelve?: unknown };
      redirectWith(
        response,
        vuelve === 'repetidos'
          ? `${BANKS}/${id}/repetidos`
          : `${BANKS}/${id}/reactivos/${reactivo}`,
        isRetired ? 'bank.retiredFlash' : 'bank.restoredFlash',
      );
    });
  }

  router.get(`${PATH}/:reactivo/versiones/:numero`, opens, async (request, response) => {
    const { id, reactivo, numero } = parseParams(VersionAddress, request);
    const at = { bankId: id, itemId: reactivo, number: numero };
    const compared = await bankItems.compared(signedIn(response), at);
    const page = versionPage(compared, numero, readerOf(response));
    renderPage(response, 'bank/item-version', page);
  });

  router.post(`${PATH}/:reactivo/versiones/:numero`, opens, async (request, response) => {
    const { id, reactivo, numero } = parseParams(VersionAddress, request);
    const at = { bankId: id, itemId: reactivo, number: numero };
    const note = translator('es-MX')('bank.wentBack', { number: numero });
    await bankItems.goBack(signedIn(response), at, note);
    redirectWith(response, `${BANKS}/${id}/reactivos/${reactivo}`, 'bank.wentBackFlash');
  });

  return router;
}
