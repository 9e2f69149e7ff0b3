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
import { asksForList } from '../../http/purpose.ts';
import { redirectWith, renderPage } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import { Id } from '../../lib/text.ts';
import {
  BandForm,
  ExtraTimeForm,
  FreezeForm,
  PeopleQuery,
  ResetForm,
  UnfreezeForm,
} from './people-forms.ts';
import { meetsPeople, type PeopleService } from './people-service.ts';
import {
  bandChoices,
  bandReasons,
  peopleHref,
  reasonOptions,
  resetReasonOptions,
} from './people-views.ts';
import { mayAnywhere, mayBringPeople } from '../permissions/policy.ts';
import { bandValue } from './band-choice.ts';
import type { BandService } from './band-service.ts';
import { isFine } from '../../lib/problems.ts';
import type { ProtectService } from './protect-service.ts';
import { confirmsRecoveries } from '../recovery/recovery-requests-routes.ts';

interface Needs {
  people: PeopleService;
  protect: ProtectService;
  bands: BandService;
}

const PATH = '/administrar/personas';
const Address = z.object({ id: Id });

const meets = peopleWho('people.read or people.freeze', meetsPeople);
const freezes = peopleWho('people.freeze', (actor) => mayAnywhere(actor, 'people.freeze'));
const endsSessions = peopleWho('people.end-sessions', (actor) =>
  mayAnywhere(actor, 'people.end-sessions'),
);
const bringsPeople = peopleWho('people.invite beyond a course', mayBringPeople);
const grades = peopleWho('answers.grade', (actor) => mayAnywhere(actor, 'answers.grade'));

export function peopleRoutes({ people, protect, bands }: Needs): Router {
  const router = Router();

  const show = async (
    response: Response,
    id: string,
    {
      errors = {},
      percent,
      band,
    }: { errors?: FieldErrors; percent?: string; band?: Record<string, string> } = {},
  ): Promise<void> => {
    const t = translator(visitOf(response).language);
    const sheet = await people.sheet(signedIn(response), id);
    const isWrong = Object.keys(errors).length > 0;
    renderPage(
      response,
      'people/person',
      {
        title: sheet.person.name,
        sheet,
        showsGrades: sheet.courses?.some(({ grade }) => grade !== undefined) ?? false,
        reasons: reasonOptions(t, sheet.person.isFrozen),
        resetReasons: resetReasonOptions(t),
        bands: bandChoices(sheet, t),
        bandReasons: bandReasons(t),
        band: band ?? { grado: bandValue(sheet.person.band) },
        errors,
        percent: percent ?? String(sheet.person.extraTimePercent),
      },
      isWrong ? 422 : 200,
    );
  };

  router.get(PATH, meets, asksForList, async (request, response) => {
    const query = parseQuery(PeopleQuery, request);
    const actor = signedIn(response);
    const filter = {
      search: query.q,
      network: query.red,
      institution: query.institucion,
      municipality: query.municipio,
      status: query.estatus,
    };
    const { entries, total, pages } = await people.list(actor, filter, query.pagina);
    renderPage(response, 'people/people', {
      title: translator(visitOf(response).language)('people.title'),
      entries,
      total,
      filter,
      filtered: Object.values(filter).some((value) => value !== ''),
      readsNames: mayAnywhere(actor, 'people.read'),
      brings: mayBringPeople(actor),
      seesFrozen: mayAnywhere(actor, 'people.freeze'),
      current: query.pagina,
      pages,
      hrefFor: peopleHref(filter),
    });
  });

  router.get(`${PATH}/:id`, meets, async (request, response) => {
    await show(response, parseParams(Address, request).id);
  });

  router.post(`${PATH}/:id/proteccion`, freezes, async (request, response) => {
    const { id } = parseParams(Address, request);
    const form = parseForm(FreezeForm, request);
    if (!form.ok) {
      await show(response, id, { errors: form.errors });
      return;
    }
    await protect.freeze(signedIn(response), id, form.value.motivo);
    redirectWith(response, `${PATH}/${id}`, 'people.frozenFlash');
  });

  router.post(`${PATH}/:id/proteccion/fin`, freezes, async (request, response) => {
    const { id } = parseParams(Address, request);
    const form = parseForm(UnfreezeForm, request);
    if (!form.ok) {
      await show(response, id, { errors: form.errors });
      return;
    }
    await protect.unfreeze(signedIn(response), id, form.value.motivo);
    redirectWith(response, `${PATH}/${id}`, 'people.unfrozenFlash');
  });

  router.post(`${PATH}/:id/sesiones`, endsSessions, async (request, response) => {
    const { id } = parseParams(Address, request);
    await protect.endSessions(signedIn(response), id);
    redirectWith(response, `${PATH}/${id}`, 'people.sessionsFlash');
  });

  router.post(`${PATH}/:id/segundo-paso`, confirmsRecoveries, async (request, response) => {
    const { id } = parseParams(Address, request);
    const form = parseForm(ResetForm, request);
    if (!form.ok) {
      await show(response, id, { errors: form.errors });
      return;
    }
    await protect.resetSecondFactor(signedIn(response), id, form.value.motivo_paso);
    redirectWith(response, `${PATH}/${id}`, 'people.secondFactorFlash');
  });

  router.post(`${PATH}/:id/tiempo-extra`, grades, async (request, response) => {
    const { id } = parseParams(Address, request);
    const form = parseForm(ExtraTimeForm, request);
    if (!form.ok) {
      const percent = sentValues(request)['porcentaje'] ?? '';
      await show(response, id, { errors: form.errors, percent });
      return;
    }
    await protect.giveExtraTime(signedIn(response), id, form.value.porcentaje);
    redirectWith(response, `${PATH}/${id}`, 'flash.saved');
  });

  router.post(`${PATH}/:id/grado`, bringsPeople, async (request, response) => {
    const { id } = parseParams(Address, request);
    const form = parseForm(BandForm, request);
    const errors = form.ok ? await bands.tell(signedIn(response), id, form.value) : form.errors;
    if (form.ok && isFine(errors)) {
      redirectWith(response, `${PATH}/${id}`, 'people.rankFlash');
      return;
    }
    await show(response, id, { errors, band: sentValues(request) });
  });

  return router;
}
