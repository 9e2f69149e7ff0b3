import { Router, type Response } from 'express';
import { z } from 'zod';
import { parseForm, parseParams, sentValues, type FieldErrors } from '../../http/parse.ts';
import { redirectWith, renderPage, type PageBase } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { translator, type Translate } from '../../i18n/translate.ts';
import { Id, line } from '../../lib/text.ts';
import { BLOOM } from '../courses/framework.ts';
import type { Draft } from './draft.ts';
import { writesCourses } from './home-routes.ts';
import type {
  ObjectiveAct,
  ObjectiveService,
  ObjectivesSheet,
  ObjectiveUses,
  WrittenObjective,
} from './objective-service.ts';
import { blank, type Returned } from './views.ts';

interface ObjectivesPage extends PageBase {
  draft: Draft;
  form: Returned & { revision: number };
  objectives: { id: string; number: number; served: string; mayGo: boolean }[];
  levels: { value: string; label: string }[];
  labels: Record<string, string>;
  changed: boolean;
}

declare module '../../http/render.ts' {
  interface Pages {
    'studio/objectives': ObjectivesPage;
  }
}

const Address = z.object({ id: Id });
const PATH = '/ensenar/cursos/:id/objetivos';
/** The fields of one that is not there yet end in this. */
const NEW = 'nuevo';

const Act = z
  .string()
  .regex(/^(?:guardar|(?:subir|bajar|quitar):[a-z0-9-]{1,80})$/)
  .catch('guardar')
  .transform((text): ObjectiveAct => {
    const [verb, id = ''] = text.split(':');
    if (verb === 'subir') return { kind: 'up', id };
    if (verb === 'bajar') return { kind: 'down', id };
    return verb === 'quitar' ? { kind: 'remove', id } : { kind: 'save' };
  });
const ActForm = z.object({ revision: z.coerce.number().int().min(0).catch(0), accion: Act });

const Text = line(300, 5);
const English = line(300, 0);

/** The fields of each objective, by its id. */
const formFor = (ids: readonly string[]) =>
  z.object(
    Object.fromEntries(
      ids.flatMap((id) => [
        [`texto-${id}`, Text],
        [`ingles-${id}`, English],
        [`nivel-${id}`, z.enum(BLOOM)],
      ]),
    ),
  );

const writtenIn = (fields: Record<string, unknown>, id: string): WrittenObjective => ({
  id,
  es: String(fields[`texto-${id}`]),
  en: String(fields[`ingles-${id}`]),
  bloom: fields[`nivel-${id}`] as WrittenObjective['bloom'],
});

/** The objectives of a draft. */
export function objectiveRoutes({ objectives }: { objectives: ObjectiveService }): Router {
  const router = Router();

  const show = (
    response: Response,
    sheet: ObjectivesSheet,
    form: ObjectivesPage['form'],
    status = 200,
  ): void => {
    const t = translator(visitOf(response).language);
    const page = {
      title: t('studio.objectives'),
      section: sheet.draft.title,
      styles: ['studio.css'],
      draft: sheet.draft,
      form: { ...form, values: { ...valuesOf(sheet), ...form.values } },
      objectives: sheet.objectives.map(({ id, uses }, at) => ({
        id,
        number: at + 1,
        served: servedBy(uses, t),
        mayGo: servedBy(uses, t) === '' && sheet.objectives.length > 1,
      })),
      levels: BLOOM.map((value) => ({ value, label: t(`bank.bloom.${value}`) })),
      labels: labelsFor(sheet, t),
      changed: status === 409,
    };
    renderPage(response, 'studio/objectives', page, status);
  };

  router.get(PATH, writesCourses, async (request, response) => {
    const { id } = parseParams(Address, request);
    const sheet = await objectives.sheet(signedIn(response), id);
    show(response, sheet, { ...blank, revision: sheet.revision });
  });

  router.post(PATH, writesCourses, async (request, response) => {
    const { id } = parseParams(Address, request);
    const actor = signedIn(response);
    const sheet = await objectives.sheet(actor, id);
    const back = (errors: FieldErrors, status: number): void => {
      const { revision } = sheet;
      show(response, sheet, { values: sentValues(request), errors, revision }, status);
    };
    const { revision, accion: act } = ActForm.parse(request.body ?? {});
    if (revision !== sheet.revision) {
      back({}, 409);
      return;
    }
    const kept = sheet.objectives
      .map((one) => one.id)
      .filter((one) => act.kind !== 'remove' || one !== act.id);
    const isNew = (sentValues(request)[`texto-${NEW}`] ?? '').trim() !== '';
    const form = parseForm(formFor(isNew ? [...kept, NEW] : kept), request);
    if (!form.ok) {
      back(form.errors, 422);
      return;
    }
    const fields: Record<string, unknown> = form.value;
    const saved = await objectives.save(actor, id, {
      revision,
      objectives: kept.map((one) => writtenIn(fields, one)),
      added: isNew ? writtenIn(fields, NEW) : null,
      act,
    });
    if (saved === 'saved') {
      redirectWith(response, `/ensenar/cursos/${id}/objetivos`, 'flash.saved');
      return;
    }
    if (saved === 'changed' || act.kind !== 'remove') back({}, 409);
    else {
      const key = saved === 'used' ? 'studio.objectiveUsed' : 'studio.objectiveLast';
      back({ [`texto-${act.id}`]: [key] }, 422);
    }
  });

  return router;
}

const valuesOf = ({ objectives }: ObjectivesSheet): Record<string, string> =>
  Object.fromEntries(
    objectives.flatMap(({ id, bloom, text }) => [
      [`texto-${id}`, text.es],
      [`ingles-${id}`, text.en],
      [`nivel-${id}`, bloom],
    ]),
  );

const labelsFor = ({ objectives }: ObjectivesSheet, t: Translate): Record<string, string> =>
  Object.fromEntries(
    [
      ...objectives.map(
        ({ id }, at) => [id, t('studio.objectiveNumber', { number: at + 1 })] as const,
      ),
      [NEW, t('studio.objectiveNew')] as const,
    ].flatMap(([id, name]) =>
      ['texto', 'ingles', 'nivel'].map((field) => [`${field}-${id}`, name] as const),
    ),
  );

/** What serves an objective, in words; '' when nothing does. */
const servedBy = ({ lessons, quizzes, questions }: ObjectiveUses, t: Translate): string =>
  [
    ...lessons,
    ...quizzes,
    ...(questions === 0 ? [] : [t('studio.questions', { count: questions })]),
  ].join(' · ');
