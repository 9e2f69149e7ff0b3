import { Router } from 'express';
import { z } from 'zod';
import { peopleWho } from '../../http/access.ts';
import { parseForm, sentValues, type FieldErrors } from '../../http/parse.ts';
import { redirectWith, renderPage, type PageBase } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import { line } from '../../lib/text.ts';
import { mayAnywhere } from '../permissions/policy.ts';
import { isControllerNamed, type SettingsService } from './settings.ts';

interface SettingsPage extends PageBase {
  values: { responsable: string; domicilio: string; contacto: string; plazo: string };
  /** The notice cannot say yet who answers for the data. */
  isIncomplete: boolean;
  errors: FieldErrors;
}

declare module '../../http/render.ts' {
  interface Pages {
    'accounts/settings': SettingsPage;
  }
}

const SettingsForm = z.object({
  responsable: line(200, 0).default(''),
  domicilio: line(300, 0).default(''),
  contacto: line(200, 0).default(''),
  plazo: z
    .string()
    .regex(/^([1-9]|[1-8]\d|90)$/)
    .default('20'),
});

const administers = peopleWho('settings.manage', (actor) => mayAnywhere(actor, 'settings.manage'));

/** What the platform's administrators decide once: who answers for personal data. */
export function settingsRoutes({ settings }: { settings: SettingsService }): Router {
  const router = Router();

  router.get('/administrar/ajustes', administers, async (_request, response) => {
    const now = await settings.read();
    renderPage(response, 'accounts/settings', {
      title: translator(visitOf(response).language)('settings.title'),
      values: {
        responsable: now.controller,
        domicilio: now.controllerAddress,
        contacto: now.controllerContact,
        plazo: now.rightsDays,
      },
      isIncomplete: !isControllerNamed(now),
      errors: {},
    });
  });

  router.post('/administrar/ajustes', administers, async (request, response) => {
    const form = parseForm(SettingsForm, request);
    if (!form.ok) {
      const sent = sentValues(request);
      const page: SettingsPage = {
        title: translator(visitOf(response).language)('settings.title'),
        values: {
          responsable: sent['responsable'] ?? '',
          domicilio: sent['domicilio'] ?? '',
          contacto: sent['contacto'] ?? '',
          plazo: sent['plazo'] ?? '',
        },
        isIncomplete: false,
        errors: form.errors,
      };
      renderPage(response, 'accounts/settings', page, 422);
      return;
    }
    const { responsable, domicilio, contacto, plazo } = form.value;
    await settings.save(signedIn(response), {
      controller: responsable,
      controllerAddress: domicilio,
      controllerContact: contacto,
      rightsDays: plazo,
    });
    redirectWith(response, '/administrar/ajustes', 'flash.saved');
  });

  return router;
}
