import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { anyoneSignedIn } from '../../http/access.ts';

import { parseForm, parseParams, sentValues, type FieldErrors } from '../../http/parse.ts';
import { networkOf, type RateLimit } from '../../http/rate-limit.ts';
import { redirectWith, renderPage } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { translator, type MessageKey } from '../../i18n/translate.ts';
import { inLanguage } from '../../lib/localized.ts';
import { Id, Slug } from '../../lib/text.ts';
import { TypedKeyForm } from './cohort-forms.ts';
import type { CohortDoorService } from './cohort-door-service.ts';
import type { Taken } from './cohort-places.ts';

interface Needs {
  cohortDoor: CohortDoorService;
  limits: { cohortKeys: RateLimit; codesByNetwork: RateLimit };
}

const CourseAddress = z.object({ slug: Slug });
const DoorAddress = z.object({ slug: Slug, id: Id });

const SAID: Record<Taken, MessageKey> = {
  entered: 'door.entered',
  waits: 'door.waits',
  already: 'door.already',
  'in-another': 'door.inAnother',
};

/** Coming into a cohort of one's own will. */
export function cohortDoorRoutes({ cohortDoor, limits }: Needs): Router {
  const router = Router();

  const showKey = (
    response: Response,
    { values, errors }: { values: Record<string, string>; errors: FieldErrors },
    status = 200,
  ): void => {
    const title = translator(visitOf(response).language)('door.keyTitle');
    renderPage(response, 'enrolment/cohort-key', { title, values, errors }, status);
  };

  router.get('/cursos/:slug/grupos', anyoneSignedIn, async (request, response) => {
    const { slug } = parseParams(CourseAddress, request);
    const { language } = visitOf(response);
    const { course, cohorts } = await cohortDoor.atDoor(signedIn(response), slug);
    const heading = inLanguage(course.document.title, language);
    renderPage(response, 'enrolment/cohort-door', {
      title: translator(language)('door.title'),
      section: heading,
      slug,
      heading,
      cohorts,
    });
  });

  router.post('/cursos/:slug/grupos/:id/solicitud', anyoneSignedIn, async (request, response) => {
    const { slug, id } = parseParams(DoorAddress, request);
    await cohortDoor.ask(signedIn(response), slug, id);
    redirectWith(response, `/cursos/${slug}/grupos`, 'door.asked');
  });

  router.post('/cursos/:slug/grupos/:id/renuncia', anyoneSignedIn, async (request, response) => {
    const { slug, id } = parseParams(DoorAddress, request);
    await cohortDoor.giveUp(signedIn(response), slug, id);
    redirectWith(response, `/cursos/${slug}/grupos`, 'door.gaveUp');
  });

  router.get('/clave-de-grupo', anyoneSignedIn, (_request, response) => {
    showKey(response, { values: {}, errors: {} });
  });

  router.post('/clave-de-grupo', anyoneSignedIn, async (request: Request, response) => {
    const form = parseForm(TypedKeyForm, request);
    const values = sentValues(request);
    if (!form.ok) {
      showKey(response, { values, errors: form.errors }, 422);
      return;
    }
    const actor = signedIn(response);
    await limits.codesByNetwork.consume(networkOf(request));
    await limits.cohortKeys.consume(actor.id);
    const opened = await cohortDoor.openWith(actor, form.value.clave);
    if (opened === null) {
      showKey(response, { values, errors: { clave: ['door.keyUnknown'] } }, 422);
      return;
    }
    const { slug, became } = opened;
    const isIn = became === 'entered' || became === 'already';
    redirectWith(response, isIn ? `/cursos/${slug}` : `/cursos/${slug}/grupos`, SAID[became]);
  });

  return router;
}
