import { Router, type Response } from 'express';
import { z } from 'zod';
import { peopleWho } from '../../http/access.ts';
import { parseForm, parseParams, parseQuery, type FieldErrors } from '../../http/parse.ts';
import { redirectWith, renderPage, type PageBase } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import type { Choice } from '../../lib/pick.ts';
import { Id } from '../../lib/text.ts';
import { mayAnywhere } from '../permissions/policy.ts';
import { RuleForm, RuleSeen } from './cohort-forms.ts';
import type { Cohort } from './cohort-sheets.ts';
import type { Meant, Previewed, RuleService } from './rule-service.ts';

interface RulePage extends PageBase {
  cohort: Cohort;
  path: string;
  values: Partial<Record<string, string>>;
  errors: FieldErrors;
  choices: Record<string, Choice[]>;
  /** Null before a rule was said. */
  meant: Meant | null;
  /** Those whom it means are not those who were looked at. */
  changed: boolean;
}

declare module '../../http/render.ts' {
  interface Pages {
    'enrolment/cohort-rule': RulePage;
  }
}

const Address = z.object({ id: Id });
const PATH = '/administrar/grupos/:id/regla';
const enrols = peopleWho('enrolments.create', (actor) => mayAnywhere(actor, 'enrolments.create'));

/** Enrolling everybody whom a rule means, after a look at them. */
export function ruleRoutes({ cohortRule }: { cohortRule: RuleService }): Router {
  const router = Router();

  const show = (
    response: Response,
    previewed: Previewed,
    form: RuleForm,
    { changed, status }: { changed: boolean; status: number },
  ): void => {
    const { cohort } = previewed;
    const page = {
      title: translator(visitOf(response).language)('rule.title'),
      cohort,
      path: `/administrar/grupos/${cohort.id}/regla`,
      values: { ...form },
      errors: previewed.ok ? {} : previewed.problems,
      choices: previewed.ok ? {} : previewed.choices,
      meant: previewed.ok ? previewed.meant : null,
      changed,
    };
    renderPage(response, 'enrolment/cohort-rule', page, status);
  };

  router.get(PATH, enrols, async (request, response) => {
    const { id } = parseParams(Address, request);
    const form = parseQuery(RuleForm, request);
    const previewed = await cohortRule.preview(signedIn(response), id, form);
    show(response, previewed, form, { changed: false, status: previewed.ok ? 200 : 422 });
  });

  router.post(PATH, enrols, async (request, response) => {
    const { id } = parseParams(Address, request);
    const actor = signedIn(response);
    const form = parseForm(RuleSeen, request);
    const { cuantas, ...rule } = form.ok ? form.value : { cuantas: -1 };
    const done = await cohortRule.enrol(actor, id, rule, cuantas);
    if (!done.ok) {
      show(response, done.preview, rule, { changed: true, status: 422 });
      return;
    }
    const said = done.waiting > 0 ? 'cohorts.addedWaitingFlash' : 'cohorts.addedFlash';
    redirectWith(response, `/administrar/grupos/${id}`, said);
  });

  return router;
}
