import { Router, type Response } from 'express';
import { z } from 'zod';
import { parseForm, parseParams, sentValues } from '../../http/parse.ts';
import { redirectWith, renderPage, type PageBase } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import { Id } from '../../lib/text.ts';
import type { Draft } from './draft.ts';
import { SettingsForm } from './forms.ts';
import { sentChoices, writesCourses } from './home-routes.ts';
import { sourceText } from './lesson-lists.ts';
import type { SettingsService, SettingsSheet } from './settings-service.ts';
import {
  blank,
  courseChoices,
  courseLabels,
  type Chosen,
  type CourseChoices,
  type Returned,
} from './views.ts';

interface SettingsPage extends PageBase {
  draft: Draft;
  form: Returned & { revision: number };
  chosen: Chosen;
  choices: CourseChoices;
  labels: Record<string, string>;
  /** Quizzes that count have pass marks of their own. */
  hasQuizzes: boolean;
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
    { draft, course }: SettingsSheet,
    { chosen, ...form }: SettingsPage['form'] & { chosen: Chosen },
    status = 200,
  ): void => {
    const t = translator(visitOf(response).language);
    const page = {
      title: t('studio.settings'),
      section: draft.title,
      draft,
      form,
      chosen,
      choices: courseChoices(t),
      labels: courseLabels(t),
      hasQuizzes: course.quizzes.some(({ kind }) => kind === 'posttest'),
      changed: status === 409,
    };
    renderPage(response, 'studio/settings', page, status);
  };

  router.get(PATH, writesCourses, async (request, response) => {
    const { id } = parseParams(Address, request);
    const sheet = await courseSettings.sheet(signedIn(response), id);
    const { title, summary, careNote, hours, audiences, topics, pillars } = sheet.course;
    const { code, frameworks, sources, passMark, certificate } = sheet.course;
    const values = {
      clave: code,
      marcos: frameworks.join('\n'),
      fuentes: sourceText(sources),
      minimo: passMark == null ? '' : String(passMark),
      vigencia: certificate.validMonths === null ? '' : String(certificate.validMonths),
      horas_campo: String(hours.field),
      titulo: title.es,
      titulo_en: title.en,
      resumen: summary.es,
      resumen_en: summary.en,
      cuidado: careNote.es,
      cuidado_en: careNote.en,
      horas: String(hours.online),
    };
    const chosen = { para: audiences, temas: topics, pilares: pillars };
    show(response, sheet, { ...blank, values, chosen, revision: sheet.revision });
  });

  router.post(PATH, writesCourses, async (request, response) => {
    const { id } = parseParams(Address, request);
    const actor = signedIn(response);
    const form = parseForm(SettingsForm, request);
    const sheet = await courseSettings.sheet(actor, id);
    const sent = { values: sentValues(request), chosen: sentChoices(request) };
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
