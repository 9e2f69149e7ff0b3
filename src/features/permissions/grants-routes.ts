import { Router, type Response } from 'express';
import { z } from 'zod';
import { peopleWho } from '../../http/access.ts';
import { parseForm, parseParams, parseQuery, sentValues } from '../../http/parse.ts';
import { redirectWith, renderPage } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import { Id } from '../../lib/text.ts';
import { GrantForm, GrantsQuery } from './grants-forms.ts';
import type { GrantsService } from './grants-service.ts';
import { roleOptions, rolesHref, scopeInWords, type GrantFormPage } from './grants-views.ts';
import { rolesToGive } from './delegation.ts';
import { mayAnywhere } from './policy.ts';

interface Needs {
  grants: GrantsService;
  states: () => Promise<{ code: string; name: string }[]>;
}

const PATH = '/administrar/roles';
const Address = z.object({ id: Id });
const ForPerson = z.object({
  usuario: z
    .string()
    .max(80)
    .transform((text) => text.replace(/\p{C}/gu, ''))
    .catch(''),
});

const gives = peopleWho(
  'grants.give or grants.delegate',
  (actor) => mayAnywhere(actor, 'grants.give') || mayAnywhere(actor, 'grants.delegate'),
);

export function grantsRoutes({ grants, states }: Needs): Router {
  const router = Router();

  const showForm = async (response: Response, form: GrantFormPage, status = 200): Promise<void> => {
    const t = translator(visitOf(response).language);
    const entities = await states();
    renderPage(
      response,
      'permissions/new-role',
      {
        title: t('grants.new'),
        form,
        roles: roleOptions(t, rolesToGive(signedIn(response))),
        states: [
          { value: '', label: t('institutions.noState') },
          ...entities.map(({ code, name }) => ({ value: code, label: name })),
        ],
      },
      status,
    );
  };

  router.get(PATH, gives, async (request, response) => {
    const { rol, usuario, pagina } = parseQuery(GrantsQuery, request);
    const { language } = visitOf(response);
    const t = translator(language);
    const filter = { role: rol, username: usuario };
    const { entries, more } = await grants.list(signedIn(response), filter, pagina);
    renderPage(response, 'permissions/roles', {
      title: t('grants.title'),
      entries: entries.map((entry) => ({ ...entry, where: scopeInWords(t, language, entry) })),
      roles: [{ value: '', label: t('grants.everyRole') }, ...roleOptions(t)],
      role: rol ?? '',
      username: usuario,
      current: pagina,
      total: more ? pagina + 1 : pagina,
      hrefFor: rolesHref({ rol: rol ?? '', usuario }),
    });
  });

  router.get(`${PATH}/nuevo`, gives, async (request, response) => {
    await showForm(response, {
      values: parseQuery(ForPerson, request),
      errors: {},
      choices: {},
    });
  });

  router.post(PATH, gives, async (request, response) => {
    const form = parseForm(GrantForm, request);
    const values = sentValues(request);
    if (!form.ok) {
      await showForm(response, { values, errors: form.errors, choices: {} }, 422);
      return;
    }
    const given = await grants.give(signedIn(response), form.value);
    if (!given.ok) {
      await showForm(response, { values, errors: given.problems, choices: given.choices }, 422);
      return;
    }
    redirectWith(response, PATH, 'grants.givenFlash');
  });

  router.post(`${PATH}/:id/retiro`, gives, async (request, response) => {
    await grants.withdraw(signedIn(response), parseParams(Address, request).id);
    redirectWith(response, PATH, 'grants.withdrawnFlash');
  });

  return router;
}
