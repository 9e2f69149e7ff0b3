import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import type { AccessRule } from '../../http/access.ts';
import { parseForm, parseParams, parseQuery, sentValues } from '../../http/parse.ts';
import { redirectWith, renderPage } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { translator, type MessageKey } from '../../i18n/translate.ts';
import type { Actor } from '../../lib/actor.ts';
import { newId } from '../../lib/random-code.ts';
import { Id } from '../../lib/text.ts';
import {
  CloseInstitutionForm,
  InstitutionForm,
  ListQuery,
  MoveForm,
  NewInstitutionForm,
  RenameForm,
} from './forms.ts';
import type { InstitutionHistory } from './history-service.ts';
import { bandsOf } from './rank-bands.ts';
import type { InstitutionService, Saved } from './service.ts';
import {
  levelOptions,
  pageHref,
  sideOptions,
  stateOptions,
  typeNames,
  typeOptions,
  untouched,
  valuesOfInstitution,
  type Returned,
} from './views.ts';

interface Needs {
  institutions: InstitutionService;
  institutionHistory: InstitutionHistory;
  managesInstitutions: AccessRule;
  states: () => Promise<{ code: string; name: string }[]>;
}

const PATH = '/administrar/instituciones';
const Address = z.object({ id: Id });
const Below = z.object({ dentro: Id.optional().catch(undefined) });

export function institutionRoutes({
  institutions,
  institutionHistory,
  managesInstitutions,
  states,
}: Needs): Router {
  const router = Router();

  const showNew = async (
    response: Response,
    form: Returned,
    parentId: string | undefined,
    status = 200,
  ): Promise<void> => {
    const t = translator(visitOf(response).language);
    const parent =
      parentId === undefined ? null : await institutions.sheetFor(signedIn(response), parentId);
    renderPage(
      response,
      'institutions/new',
      {
        title: t('institutions.new'),
        form,
        sendKey: form.values['clave'] ?? newId(),
        parent,
        types: typeOptions(t),
        levels: levelOptions(t),
        sides: sideOptions(t),
        states: stateOptions(await states(), t('institutions.noState')),
      },
      status,
    );
  };

  const showSheet = async (
    response: Response,
    actor: Actor,
    id: string,
    returned: Partial<Record<'edit' | 'rename' | 'move' | 'close', Returned>> = {},
    status = 200,
  ): Promise<void> => {
    const t = translator(visitOf(response).language);
    const sheet = await institutions.sheetFor(actor, id);
    renderPage(
      response,
      'institutions/sheet',
      {
        title: sheet.name,
        sheet,
        typeOf: typeNames(t),
        types: typeOptions(t),
        edit: returned.edit ?? { ...untouched, values: valuesOfInstitution(sheet) },
        hasRanks: bandsOf(sheet.side).length > 0,
        past: await institutionHistory.pastOf(id),
        rename: returned.rename ?? untouched,
        move: returned.move ?? untouched,
        close: returned.close ?? untouched,
      },
      status,
    );
  };

  router.get(PATH, managesInstitutions, async (request, response) => {
    const { q, pagina } = parseQuery(ListQuery, request);
    const t = translator(visitOf(response).language);
    const { entries, more } = await institutions.list(q, pagina);
    renderPage(response, 'institutions/list', {
      title: t('institutions.title'),
      entries,
      search: q,
      current: pagina,
      total: more ? pagina + 1 : pagina,
      hrefFor: pageHref(PATH, { q }),
      typeOf: typeNames(t),
    });
  });

  router.get(`${PATH}/nueva`, managesInstitutions, async (request, response) => {
    await showNew(response, untouched, parseQuery(Below, request).dentro);
  });

  router.post(PATH, managesInstitutions, async (request, response) => {
    const form = parseForm(NewInstitutionForm, request);
    const values = sentValues(request);
    if (!form.ok) {
      await showNew(response, { values, errors: form.errors, choices: {} }, undefined, 422);
      return;
    }
    const saved = await institutions.add(signedIn(response), form.value);
    if (!saved.ok) {
      const returned = { values, errors: saved.problems, choices: saved.choices };
      await showNew(response, returned, undefined, 422);
      return;
    }
    redirectWith(response, `${PATH}/${saved.id}`, 'flash.saved');
  });

  router.get(`${PATH}/:id`, managesInstitutions, async (request, response) => {
    await showSheet(response, signedIn(response), parseParams(Address, request).id);
  });

  /** An act on one institution: saved, or the form comes back open with what is wrong. */
  const act = async <S extends z.ZodType>(
    request: Request,
    response: Response,
    {
      schema,
      name,
      said,
    }: { schema: S; name: 'edit' | 'rename' | 'move' | 'close'; said: MessageKey },
    save: (actor: Actor, id: string, form: z.output<S>) => Promise<Saved>,
  ): Promise<void> => {
    const { id } = parseParams(Address, request);
    const actor = signedIn(response);
    const form = parseForm(schema, request);
    const saved = form.ok
      ? await save(actor, id, form.value)
      : ({ ok: false, problems: form.errors, choices: {} } as const);
    if (saved.ok) {
      redirectWith(response, `${PATH}/${id}`, said);
      return;
    }
    const { problems: errors, choices } = saved;
    const returned = { [name]: { values: sentValues(request), errors, choices } };
    await showSheet(response, actor, id, returned, 422);
  };

  router.post(`${PATH}/:id`, managesInstitutions, async (request, response) => {
    const how = { schema: InstitutionForm, name: 'edit', said: 'flash.saved' } as const;
    await act(request, response, how, (actor, id, form) => institutions.edit(actor, id, form));
  });

  router.post(`${PATH}/:id/nombre`, managesInstitutions, async (request, response) => {
    const how = { schema: RenameForm, name: 'rename', said: 'flash.saved' } as const;
    await act(request, response, how, (actor, id, form) =>
      institutionHistory.rename(actor, id, form),
    );
  });

  router.post(`${PATH}/:id/traslado`, managesInstitutions, async (request, response) => {
    const how = { schema: MoveForm, name: 'move', said: 'institutions.movedFlash' } as const;
    await act(request, response, how, (actor, id, form) =>
      institutionHistory.move(actor, id, form),
    );
  });

  router.post(`${PATH}/:id/cierre`, managesInstitutions, async (request, response) => {
    const said = 'institutions.closedFlash';
    const how = { schema: CloseInstitutionForm, name: 'close', said } as const;
    await act(request, response, how, (actor, id, form) => institutions.close(actor, id, form));
  });

  return router;
}
