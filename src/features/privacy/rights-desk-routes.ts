import { Router, type Response } from 'express';
import { z } from 'zod';
import { peopleWho } from '../../http/access.ts';
import {
  parseForm,
  parseParams,
  parseQuery,
  sentValues,
  type FieldErrors,
} from '../../http/parse.ts';
import { redirectWith, renderPage } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import type { Choice } from '../../lib/pick.ts';
import { checkbox, Id, line, optional, paragraph } from '../../lib/text.ts';
import { SEXES } from '../accounts/sex.ts';
import { currentPassword } from '../accounts/account-forms.ts';
import { proving, type Proving } from '../accounts/proving-routes.ts';
import { KINDS } from './data-request.ts';
import { sendPackage } from './own-data-routes.ts';
import { DESK, newRequestPage, requestPage, requestsPage } from './rights-desk-views.ts';
import { answersRights, type RightsDeskService } from './rights-desk-service.ts';

interface Needs extends Proving {
  rightsDesk: RightsDeskService;
  /** Makes the copies that wait, now rather than in a moment. */
  packages: { makeWaiting(): Promise<unknown> };
}

const Address = z.object({ id: Id });
const ForPerson = z.object({ persona: Id.optional().catch(undefined) });
const NewForm = z.object({
  persona: Id,
  tipo: z.enum(KINDS),
  dice: optional(paragraph(2000)),
  identidad: checkbox.refine((yes) => yes, { params: { key: 'rights.mustIdentify' } }),
});
const AnswerForm = z.object({
  decision: z.enum(['answered', 'refused']),
  respuesta: optional(paragraph(2000)),
  nombre: optional(line(120, 2)),
  sexo: optional(z.enum(SEXES)),
  municipio: optional(line(200)),
  mudanza: checkbox,
});

const answers = peopleWho('rights.answer', answersRights);
/** Longest that a page waits for a copy; a longer one is there when it is opened again. */
const PATIENCE = 3000;

/** Requests about personal data, for whoever answers them. */
export function rightsDeskRoutes(needs: Needs): Router {
  const { rightsDesk, packages, clock } = needs;
  const router = Router();
  const { asks, unproven } = proving(needs);
  const say = (response: Response) => translator(visitOf(response).language);

  const showRequest = async (
    response: Response,
    id: string,
    {
      errors = {},
      values = {},
      choices = {},
    }: {
      errors?: FieldErrors;
      values?: Record<string, string>;
      choices?: Record<string, Choice[]>;
    } = {},
  ): Promise<void> => {
    const request = await rightsDesk.request(signedIn(response), id);
    const given = { request, now: clock(), asksPassword: asks(response), errors, values, choices };
    const page = requestPage(given, say(response));
    renderPage(response, 'privacy/request', page, Object.keys(errors).length > 0 ? 422 : 200);
  };

  router.get(DESK, answers, async (_request, response) => {
    const requests = await rightsDesk.list(signedIn(response));
    renderPage(response, 'privacy/requests', requestsPage(requests, clock(), say(response)));
  });

  router.get(`${DESK}/nueva`, answers, async (request, response) => {
    const { persona } = parseQuery(ForPerson, request);
    const person =
      persona === undefined ? null : await rightsDesk.person(signedIn(response), persona);
    const page = newRequestPage({ person, values: {}, errors: {} }, say(response));
    renderPage(response, 'privacy/request-new', page);
  });

  router.post(DESK, answers, async (request, response) => {
    const actor = signedIn(response);
    const form = parseForm(NewForm, request);
    if (!form.ok) {
      const values = sentValues(request);
      const known = Id.safeParse(values['persona']);
      const person = known.success ? await rightsDesk.person(actor, known.data) : null;
      const page = newRequestPage({ person, values, errors: form.errors }, say(response));
      renderPage(response, 'privacy/request-new', page, 422);
      return;
    }
    const { persona, tipo, dice } = form.value;
    const { language } = visitOf(response);
    const id = await rightsDesk.record(actor, persona, {
      kind: tipo,
      wish: dice ?? null,
      language,
    });
    if (tipo === 'access')
      await Promise.race([
        // What fails now is tried again beside the pages.
        packages.makeWaiting().catch(() => undefined),
        new Promise((ready) => setTimeout(ready, PATIENCE).unref()),
      ]);
    redirectWith(response, `${DESK}/${id}`, 'rights.recorded');
  });

  router.get(`${DESK}/:id`, answers, async (request, response) => {
    await showRequest(response, parseParams(Address, request).id);
  });

  router.post(`${DESK}/:id/descarga`, answers, async (request, response) => {
    const { id } = parseParams(Address, request);
    await rightsDesk.request(signedIn(response), id);
    const form = parseForm(z.object(currentPassword), request);
    const errors = form.ok
      ? await unproven(request, response, form.value.password_actual)
      : form.errors;
    if (errors !== null) {
      await showRequest(response, id, { errors });
      return;
    }
    await sendPackage(response, await rightsDesk.fetchCopy(signedIn(response), id), clock());
  });

  router.post(`${DESK}/:id`, answers, async (request, response) => {
    const { id } = parseParams(Address, request);
    await rightsDesk.request(signedIn(response), id);
    const form = parseForm(AnswerForm, request);
    const values = sentValues(request);
    const needsWhy =
      form.ok && form.value.decision === 'refused' && form.value.respuesta === undefined;
    if (!form.ok || needsWhy) {
      const errors: FieldErrors = form.ok ? { respuesta: ['rights.sayWhy'] } : form.errors;
      await showRequest(response, id, { errors, values });
      return;
    }
    const { decision, respuesta, nombre, sexo, municipio, mudanza } = form.value;
    const answered = await rightsDesk.answer(signedIn(response), id, {
      decision,
      words: respuesta ?? null,
      name: nombre ?? null,
      sex: sexo ?? null,
      municipality: municipio ?? null,
      hasMoved: mudanza,
    });
    if (!answered.ok) {
      const { problems: errors, choices } = answered;
      await showRequest(response, id, { errors, values, choices });
      return;
    }
    redirectWith(response, `${DESK}/${id}`, 'rights.answeredFlash');
  });

  return router;
}
