import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { Router, type Response } from 'express';
import { z } from 'zod';
import { anyoneSignedIn } from '../../http/access.ts';
import { parseForm, sentValues, type FieldErrors } from '../../http/parse.ts';
import { redirectWith, renderPage } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import { newId } from '../../lib/random-code.ts';
import { checkbox, Id, paragraph } from '../../lib/text.ts';
import { dayOf } from '../../lib/clock.ts';
import { currentPassword } from '../accounts/account-forms.ts';
import { proving, type Proving } from '../accounts/proving-routes.ts';
import type { DataRequestService } from './data-request-service.ts';
import { OWN_DATA, ownDataPage } from './own-data-views.ts';

interface Needs extends Proving {
  dataRequests: DataRequestService;
}

const PasswordOnly = z.object(currentPassword);
const WishForm = z.object({ cambio: paragraph(2000, 5), clave: Id.optional() });
const OppositionForm = z.object({ avisos: checkbox, cifras: checkbox });

/** What a person asks about her own data, in her account. */
export function ownDataRoutes(needs: Needs): Router {
  const { dataRequests, clock } = needs;
  const router = Router();
  const { asks, unproven } = proving(needs);

  const show = async (
    response: Response,
    {
      errors = {},
      wish = '',
      sendKey = newId(),
      status = 200,
    }: { errors?: FieldErrors; wish?: string; sendKey?: string | undefined; status?: number } = {},
  ): Promise<void> => {
    const page = ownDataPage(
      {
        ...(await dataRequests.own(signedIn(response))),
        now: clock(),
        asksPassword: asks(response),
        wish,
        sendKey,
        errors,
      },
      translator(visitOf(response).language),
    );
    renderPage(response, 'privacy/own-data', page, status);
  };

  router.get(OWN_DATA, anyoneSignedIn, async (_request, response) => {
    await show(response);
  });

  router.post(`${OWN_DATA}/copia`, anyoneSignedIn, async (request, response) => {
    const form = parseForm(PasswordOnly, request);
    const errors = form.ok
      ? await unproven(request, response, form.value.password_actual)
      : form.errors;
    if (errors !== null) {
      await show(response, { errors, status: 422 });
      return;
    }
    await dataRequests.askForCopy(signedIn(response), visitOf(response).language);
    redirectWith(response, OWN_DATA, 'rights.copyAsked');
  });

  router.post(`${OWN_DATA}/descarga`, anyoneSignedIn, async (request, response) => {
    const form = parseForm(PasswordOnly, request);
    const errors = form.ok
      ? await unproven(request, response, form.value.password_actual)
      : form.errors;
    if (errors !== null) {
      await show(response, { errors, status: 422 });
      return;
    }
    await sendPackage(response, await dataRequests.fetchCopy(signedIn(response)), clock());
  });

  router.post(`${OWN_DATA}/rectificacion`, anyoneSignedIn, async (request, response) => {
    const form = parseForm(WishForm, request);
    if (!form.ok) {
      const { cambio: wish = '', clave: sendKey } = sentValues(request);
      await show(response, { errors: form.errors, wish, sendKey, status: 422 });
      return;
    }
    await dataRequests.askToRectify(signedIn(response), form.value.cambio, form.value.clave);
    redirectWith(response, OWN_DATA, 'rights.wishAsked');
  });

  router.post(`${OWN_DATA}/oposicion`, anyoneSignedIn, async (request, response) => {
    const form = parseForm(OppositionForm, request);
    if (!form.ok) {
      await show(response, { errors: form.errors, status: 422 });
      return;
    }
    await dataRequests.oppose(signedIn(response), {
      mailings: form.value.avisos,
      statistics: form.value.cifras,
    });
    redirectWith(response, OWN_DATA, 'flash.saved');
  });

  return router;
}

/** Sends a package under a name that says nothing to whoever looks over a shoulder. */
export async function sendPackage(
  response: Response,
  bytes: AsyncIterable<Buffer>,
  now: Date,
): Promise<void> {
  const t = translator(visitOf(response).language);
  response.attachment(`${t('rights.packageFile')}-${dayOf(now)}.zip`);
  response.type('application/zip');
  response.setHeader('Cache-Control', 'no-store');
  await pipeline(Readable.from(bytes), response);
}
