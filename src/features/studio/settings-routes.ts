import { Router, type Response } from 'express';
import { z } from 'zod';
import { parseForm, parseParams, sentValues } from '../../http/parse.ts';
import { redirectWith, renderPage, type PageBase } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import { Id } from '../../lib/text.ts';
import { AUDIENCES } from '../courses/framework.ts';
import type { Draft } from './draft.ts';
import { SettingsForm } from './forms.ts';
import { sentList, writesCourses } from './home-routes.ts';
import type { SettingsService, SettingsSheet } from './settings-service.ts';
import { blank, type Returned } from './views.ts';

interface SettingsPage extends PageBase {
  draft: Draft;
  form: Returned & { revision: number; chosen: string[] };
  audiences: { value: string; label: string }[];
  /** Somebody changed the course meanwhile: sending again saves what stands here. */
  changed: boolean;
}

declare module '../../http/render.ts' {
  interface Pages {
    'studio/settings': SettingsPage;
  }
}

const Address = z.object({ id: Id });
const PATH = '/ensenar/cursos/:id/datos';

/** What a course says of itself. */
export function courseSettingsRoutes({
  courseSettings,
}: {
  courseSettings: SettingsService;
}): Router {
  const router = Router();

  const show = (
    response: Response,
    { draft }: SettingsSheet,
    form: SettingsPage['form'],
    status = 200,
  ): void => {
    const t = translator(visitOf(response).language);
    const page = {
      title: t('studio.settings'),
      section: draft.title,
      draft,
      form,
      audiences: AUDIENCES.map((value) => ({ value, label: t(`course.audience.${value}`) })),
      changed: status === 409,
    };
    renderPage(response, 'studio/settings', page, status);
  };

  router.get(PATH, writesCourses, async (request, response) => {
    const { id } = parseParams(Address, request);
    const sheet = await courseSettings.sheet(signedIn(response), id);
    const { title, summary, careNote, hours, audiences } = sheet.course;
    const values = {
      titulo: title.es,
      titulo_en: title.en,
      resumen: summary.es,
      resumen_en: summary.en,
      cuidado: careNote.es,
      cuidado_en: careNote.en,
      horas: String(hours.online),
    };
    show(response, sheet, { ...blank, values, chosen: audiences, revision: sheet.revision });
  });

  router.post(PATH, writesCourses, async (request, response) => {
    const { id } = parseParams(Address, request);
    const actor = signedIn(response);
    const form = parseForm(SettingsForm, request);
    const sheet = await courseSettings.sheet(actor, id);
    const sent = { values: sentValues(request), chosen: sentList(request, 'para') };
    if (!form.ok) {
      const revision = Number(sent.values['revision'] ?? 0) || 0;
      show(response, sheet, { ...sent, errors: form.errors, revision }, 422);
      return;
    }
    if (await courseSettings.save(actor, id, form.value)) {
      redirectWith(response, `/ensenar/cursos/${id}`, 'flash.saved');
      return;
    }
    show(response, sheet, { ...sent, errors: {}, revision: sheet.revision }, 409);
  });

  return router;
}
