import { Router, type Response } from 'express';
import { z } from 'zod';
import { peopleWho } from '../../http/access.ts';
import { parseForm, parseParams, parseQuery, sentValues } from '../../http/parse.ts';
import { asksForList } from '../../http/purpose.ts';
import { redirectWith, renderPage } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import { Id } from '../../lib/text.ts';
import { mayAnywhere } from '../permissions/policy.ts';
import type { CohortDecisionsService } from './cohort-decisions-service.ts';
import { AddPeopleForm, CohortForm, CohortQuery, NewCohortForm } from './cohort-forms.ts';
import type { CohortMembersService } from './cohort-members-service.ts';
import { seesCohorts, type CohortService } from './cohort-service.ts';
import { UN_CATEGORIES, type Cohort } from './cohort-sheets.ts';
import { blankCohort, valuesOfCohort, type CohortReturned } from './cohort-views.ts';

interface Shows {
  cohorts: CohortService;
  cohortDecisions: CohortDecisionsService;
}
interface Needs extends Shows {
  cohortMembers: CohortMembersService;
}

const PATH = '/administrar/grupos';
const Address = z.object({ id: Id });
const MemberAddress = z.object({ id: Id, persona: Id });

const sees = peopleWho('cohorts.manage or enrolments.create', seesCohorts);
const manages = peopleWho('cohorts.manage', (actor) => mayAnywhere(actor, 'cohorts.manage'));
const enrols = peopleWho('enrolments.create', (actor) => mayAnywhere(actor, 'enrolments.create'));

const hrefOf =
  (path: string, q: string) =>
  (page: number): string => {
    const query = new URLSearchParams();
    if (q !== '') query.set('q', q);
    if (page > 1) query.set('pagina', String(page));
    const text = query.toString();
    return text === '' ? path : `${path}?${text}`;
  };

/** Shows one cohort, and what of a form on its page came back. */
export const cohortShower =
  ({ cohorts, cohortDecisions }: Shows) =>
  async (
    response: Response,
    id: string,
    page: number,
    adding: CohortReturned = blankCohort,
    status = 200,
  ): Promise<void> => {
    const actor = signedIn(response);
    const sheet = await cohorts.sheet(actor, id, page);
    const door = await cohortDecisions.doorway(actor, sheet.cohort);
    const hrefFor = hrefOf(`${PATH}/${id}`, '');
    const { name: title } = sheet.cohort;
    const shown = { title, sheet, door, adding, current: page, hrefFor };
    renderPage(response, 'enrolment/cohort', shown, status);
  };

/** Cohorts for those who manage and teach them. */
export function cohortRoutes({ cohorts, cohortMembers, cohortDecisions }: Needs): Router {
  const router = Router();

  const showForm = (
    response: Response,
    cohort: Cohort | null,
    form: CohortReturned,
    status = 200,
  ): void => {
    const t = translator(visitOf(response).language);
    const title = cohort?.name ?? t('cohorts.new');
    const categories = [
      { value: '', label: t('cohorts.noCategory') },
      ...UN_CATEGORIES.map((one) => ({ value: one, label: t(`cohorts.category.${one}`) })),
    ];
    renderPage(response, 'enrolment/cohort-form', { title, form, cohort, categories }, status);
  };

  const show = cohortShower({ cohorts, cohortDecisions });

  router.get(PATH, sees, async (request, response) => {
    const { q, pagina } = parseQuery(CohortQuery, request);
    const actor = signedIn(response);
    const { entries, more } = await cohorts.list(actor, q, pagina);
    renderPage(response, 'enrolment/cohorts', {
      title: translator(visitOf(response).language)('cohorts.title'),
      entries,
      search: q,
      mayOpen: mayAnywhere(actor, 'cohorts.manage'),
      current: pagina,
      total: more ? pagina + 1 : pagina,
      hrefFor: hrefOf(PATH, q),
    });
  });

  router.get(`${PATH}/nuevo`, manages, (_request, response) => {
    showForm(response, null, blankCohort);
  });

  router.post(PATH, manages, async (request, response) => {
    const form = parseForm(NewCohortForm, request);
    const values = sentValues(request);
    if (!form.ok) {
      showForm(response, null, { ...blankCohort, values, errors: form.errors }, 422);
      return;
    }
    const saved = await cohorts.open(signedIn(response), form.value);
    if (!saved.ok) {
      showForm(response, null, { ...saved, values, errors: saved.problems }, 422);
      return;
    }
    redirectWith(response, `${PATH}/${saved.id}`, 'cohorts.openedFlash');
  });

  router.get(`${PATH}/:id`, sees, asksForList, async (request, response) => {
    const { pagina } = parseQuery(CohortQuery, request);
    await show(response, parseParams(Address, request).id, pagina);
  });

  router.get(`${PATH}/:id/editar`, manages, async (request, response) => {
    const { id } = parseParams(Address, request);
    const { cohort, instructors } = await cohorts.forEditing(signedIn(response), id);
    showForm(response, cohort, { ...blankCohort, values: valuesOfCohort(cohort, instructors) });
  });

  router.post(`${PATH}/:id`, manages, async (request, response) => {
    const { id } = parseParams(Address, request);
    const actor = signedIn(response);
    const { cohort } = await cohorts.forEditing(actor, id);
    const form = parseForm(CohortForm, request);
    const values = sentValues(request);
    if (!form.ok) {
      showForm(response, cohort, { ...blankCohort, values, errors: form.errors }, 422);
      return;
    }
    const saved = await cohorts.edit(actor, id, form.value);
    if (!saved.ok) {
      showForm(response, cohort, { ...saved, values, errors: saved.problems }, 422);
      return;
    }
    redirectWith(response, `${PATH}/${id}`, 'flash.saved');
  });

  router.post(`${PATH}/:id/personas`, enrols, async (request, response) => {
    const { id } = parseParams(Address, request);
    const form = parseForm(AddPeopleForm, request);
    const values = sentValues(request);
    if (!form.ok) {
      await show(response, id, 1, { ...blankCohort, values, errors: form.errors }, 422);
      return;
    }
    const added = await cohortMembers.add(signedIn(response), id, form.value.usuarios);
    if (!added.ok) {
      const errors = { usuarios: ['cohorts.nobodyAdded' as const] };
      await show(response, id, 1, { ...blankCohort, values, errors, lines: added.lines }, 422);
      return;
    }
    const said = added.waiting > 0 ? 'cohorts.addedWaitingFlash' : 'cohorts.addedFlash';
    redirectWith(response, `${PATH}/${id}`, said);
  });

  router.post(`${PATH}/:id/personas/:persona/baja`, enrols, async (request, response) => {
    const { id, persona } = parseParams(MemberAddress, request);
    await cohortMembers.remove(signedIn(response), id, persona);
    redirectWith(response, `${PATH}/${id}`, 'cohorts.removedFlash');
  });

  return router;
}
