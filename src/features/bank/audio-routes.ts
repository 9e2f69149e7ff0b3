import { Router, type Response } from 'express';
import { z } from 'zod';
import { parseParams } from '../../http/parse.ts';
import { redirectWith, renderPage, type PageBase } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import { Id } from '../../lib/text.ts';
import type { Bank } from './bank.ts';
import {
  audioChange,
  receiveAudio,
  withAudio,
  type AudioReception,
  type AudioReturned,
} from './audio-form-routes.ts';
import { audioFields, type AudioFields } from './audio-views.ts';
import { mediaFor } from './images.ts';
import type { ItemService, ItemSheet } from './item-service.ts';
import { opens } from './routes.ts';
import { BANKS } from './views.ts';

interface AudioPage extends PageBase, AudioFields {
  bank: Bank;
  base: string;
  path: string;
  itemTitle: string;
}

declare module '../../http/render.ts' {
  interface Pages {
    'bank/item-audio': AudioPage;
  }
}

const Address = z.object({ id: Id, reactivo: Id });
const PATH = `${BANKS}/:id/reactivos/:reactivo/audio`;

/** The recordings of a question of a bank: each is kept as a version of the question. */
export function audioRoutes({
  bankItems,
  ...reception
}: AudioReception & { bankItems: ItemService }) {
  const router = Router();

  const show = (
    response: Response,
    { bank, item }: ItemSheet,
    returned: Partial<AudioReturned> = {},
  ): void => {
    const { language } = visitOf(response);
    const t = translator(language);
    const base = `${BANKS}/${bank.id}`;
    const path = `${base}/reactivos/${item.id}`;
    const question = {
      item: item.document,
      media: mediaFor(item.document),
      action: `${path}/audio`,
    };
    const page = {
      title: t('itemAudio.title'),
      section: bank.name,
      styles: ['studio.css'],
      bank,
      base,
      path,
      itemTitle: t('bank.itemNumber', { number: item.number }),
      ...audioFields(question, returned, language),
    };
    renderPage(response, 'bank/item-audio', page, returned.status ?? 200);
  };

  router.get(PATH, opens, async (request, response) => {
    const { id, reactivo } = parseParams(Address, request);
    show(response, await bankItems.item(signedIn(response), id, reactivo));
  });

  router.post(PATH, opens, async (request, response) => {
    const { id, reactivo } = parseParams(Address, request);
    const actor = signedIn(response);
    const sheet = await bankItems.item(actor, id, reactivo);
    await receiveAudio(reception, { request, response }, async (sent) => {
      if (!sent.ok) {
        show(response, sheet, sent);
        return;
      }
      const at = { bankId: id, itemId: reactivo };
      await bankItems.changeAudio(actor, at, withAudio(sent.audio), [sent.file]);
      redirectWith(response, `${BANKS}/${id}/reactivos/${reactivo}/audio`, 'itemAudio.added');
    });
  });

  router.post(`${PATH}/cambio`, opens, async (request, response) => {
    const { id, reactivo } = parseParams(Address, request);
    const actor = signedIn(response);
    const sheet = await bankItems.item(actor, id, reactivo);
    const said = audioChange(request);
    if (!said.ok) {
      show(response, sheet, said);
      return;
    }
    await bankItems.changeAudio(actor, { bankId: id, itemId: reactivo }, said.change, []);
    redirectWith(response, `${BANKS}/${id}/reactivos/${reactivo}/audio`, 'flash.saved');
  });

  return router;
}
