import { Router, type Response } from 'express';
import { z } from 'zod';
import { peopleWho } from '../../http/access.ts';
import { parseForm, parseParams, sentValues, type FieldErrors } from '../../http/parse.ts';
import { redirectWith, renderPage, type PageBase } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import { Id } from '../../lib/text.ts';
import { mayAnywhere } from '../permissions/policy.ts';
import { ExtensionForm } from './cohort-forms.ts';
import type { ExtensionService, MemberTime } from './extension-service.ts';

interface ExtensionPage extends PageBase {
  time: MemberTime;
  path: string;
  values: Record<string, string>;
  errors: FieldErrors;
}

declare module '../../http/render.ts' {
  interface Pages {
    'enrolment/extension': ExtensionPage;
  }
}

const Address = z.object({ id: Id, persona: Id });
const PATH = '/administrar/grupos/:id/personas/:persona/prorroga';
const enrols = peopleWho('enrolments.create', (actor) => mayAnywhere(actor, 'enrolments.create'));

/** More time for one person of a cohort. */
export function extensionRoutes({ extensions }: { extensions: ExtensionService }): Router {
  const router = Router();

  const show = async (
    response: Response,
    { id, persona }: z.output<typeof Address>,
    { values, errors }: { values: Record<string, string>; errors: FieldErrors },
    status = 200,
  ): Promise<void> => {
    const title = translator(visitOf(response).language)('extension.title');
    const time = await extensions.timeOf(signedIn(response), id, persona);
    const path = `/administrar/grupos/${id}/personas/${persona}/prorroga`;
    renderPage(response, 'enrolment/extension', { title, time, path, values, errors }, status);
  };

  router.get(PATH, enrols, async (request, response) => {
    await show(response, parseParams(Address, request), { values: {}, errors: {} });
  });

  router.post(PATH, enrols, async (request, response) => {
    const address = parseParams(Address, request);
    const form = parseForm(ExtensionForm, request);
    const values = sentValues(request);
    if (!form.ok) {
      await show(response, address, { values, errors: form.errors }, 422);
      return;
    }
    const { hasta: until, motivo: reason } = form.value;
    const { id: cohortId, persona: personId } = address;
    const problems = await extensions.extend(
      signedIn(response),
      { cohortId, personId },
      { until, reason },
    );
    if (problems !== null) {
      await show(response, address, { values, errors: problems }, 422);
      return;
    }
    redirectWith(response, `/administrar/grupos/${cohortId}`, 'extension.given');
  });

  return router;
}
