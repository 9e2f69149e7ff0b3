import { Router } from 'express';
import { z } from 'zod';
import { peopleWho } from '../../http/access.ts';
import { parseForm, parseParams, sentValues } from '../../http/parse.ts';
import { redirectWith } from '../../http/render.ts';
import { signedIn } from '../../http/visit.ts';
import { Id } from '../../lib/text.ts';
import { mayAnywhere } from '../permissions/policy.ts';
import type { CohortDecisionsService } from './cohort-decisions-service.ts';
import { DecisionForm, KeyForm } from './cohort-forms.ts';
import { cohortShower } from './cohort-routes.ts';
import type { CohortService } from './cohort-service.ts';
import { blankCohort } from './cohort-views.ts';

interface Needs {
  cohorts: CohortService;
  cohortDecisions: CohortDecisionsService;
}

const Address = z.object({ id: Id });
const RequestAddress = z.object({ id: Id, solicitud: Id });
const enrols = peopleWho('enrolments.create', (actor) => mayAnywhere(actor, 'enrolments.create'));

/** The door of a cohort from inside: requests and the key. */
export function cohortDecisionsRoutes({ cohorts, cohortDecisions }: Needs): Router {
  const router = Router();
  const show = cohortShower({ cohorts, cohortDecisions });
  const pathOf = (id: string): string => `/administrar/grupos/${id}`;

  router.post(
    '/administrar/grupos/:id/solicitudes/:solicitud',
    enrols,
    async (request, response) => {
      const { id, solicitud } = parseParams(RequestAddress, request);
      const form = parseForm(DecisionForm, request);
      if (!form.ok) {
        const errors = { [`motivo-${solicitud}`]: form.errors['motivo'] ?? ['form.choose'] };
        const values = { [`motivo-${solicitud}`]: sentValues(request)['motivo'] ?? '' };
        await show(response, id, 1, { ...blankCohort, values, errors }, 422);
        return;
      }
      const { decision, motivo: reason = '' } = form.value;
      const approve = decision === 'aprobar';
      await cohortDecisions.decide(
        signedIn(response),
        id,
        solicitud,
        approve ? { approve } : { approve, reason },
      );
      const said = approve ? 'cohorts.approvedFlash' : 'cohorts.declinedFlash';
      redirectWith(response, pathOf(id), said);
    },
  );

  router.post('/administrar/grupos/:id/clave', enrols, async (request, response) => {
    const { id } = parseParams(Address, request);
    const form = parseForm(KeyForm, request);
    if (!form.ok) {
      await show(response, id, 1, { ...blankCohort, errors: form.errors }, 422);
      return;
    }
    const actor = signedIn(response);
    if (form.value.accion === 'hacer') await cohortDecisions.makeKey(actor, id);
    else await cohortDecisions.dropKey(actor, id);
    const said = form.value.accion === 'hacer' ? 'cohorts.keyMade' : 'cohorts.keyDropped';
    redirectWith(response, pathOf(id), said);
  });

  return router;
}
