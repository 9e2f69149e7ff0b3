import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { parseForm, parseParams, sentValues } from '../../http/parse.ts';
import { redirectWith, renderPage } from '../../http/render.ts';
import { signedIn } from '../../http/visit.ts';
import { Refusal } from '../../lib/errors.ts';
import { Id, line, Slug } from '../../lib/text.ts';
import type { DraftService } from './draft-service.ts';
import { writesCourses } from './home-routes.ts';
import type { NewerQuestions } from './newer-questions.ts';
import { outlineOf } from './outline.ts';
import type { OutlineService } from './outline-service.ts';
import { blank, type Returned } from './views.ts';

const DraftAddress = z.object({ id: Id });
const ModuleAddress = DraftAddress.extend({ modulo: Slug });
const LessonAddress = DraftAddress.extend({ leccion: Slug });

const TitleForm = z.object({ titulo: line(120, 3) });
const ModuleForm = TitleForm.extend({ titulo_en: line(120, 0).optional() });
/** `revision` is what the draft was when the form was shown: a lesson that came since with the same sending is not added again. */
const NewLessonForm = TitleForm.extend({
  modulo: Slug,
  revision: z.coerce.number().int().min(0).optional().catch(undefined),
});
const MoveForm = z.object({ hacia: z.enum(['arriba', 'abajo']) });
/** What dragging sends: a module, and a place in it that counts from 0. */
const ModulePlaceForm = z.object({ lugar: z.coerce.number().int().min(0).max(1000) });
const PlaceForm = ModulePlaceForm.extend({ modulo: Slug });

interface Needs {
  newer: NewerQuestions;
  drafts: DraftService;
  outlines: OutlineService;
}

const STEP = { arriba: -1, abajo: 1 } as const;
const PATH = '/ensenar/cursos/:id';
const addressOf = (id: string): string => `/ensenar/cursos/${id}`;

/** A draft's own page: its modules and lessons, and their order. */
export function outlineRoutes({ drafts, outlines, newer }: Needs): Router {
  const router = Router();

  const show = async (
    response: Response,
    id: string,
    returned: Returned & { at: string } = { ...blank, at: '' },
  ): Promise<void> => {
    const opened = await drafts.open(signedIn(response), id);
    const { draft } = opened;
    renderPage(
      response,
      'studio/draft',
      {
        title: draft.title,
        section: draft.title,
        styles: ['studio.css'],
        scripts: ['order.js'],
        draft,
        outline: outlineOf(opened),
        newer: (await newer.sheet(signedIn(response), id)).questions.length,
        returned,
      },
      returned.at === '' ? 200 : 422,
    );
  };

  /** Reads a form with a title; shows the page again, with the error beside its field, when it does not fit. */
  const titled = async <T>(
    schema: z.ZodType<T>,
    [request, response]: [Request, Response],
    { id, at }: { id: string; at: string },
  ): Promise<T | null> => {
    const form = parseForm(schema, request);
    if (form.ok) return form.value;
    if (form.errors['titulo'] === undefined && form.errors['titulo_en'] === undefined)
      throw new Refusal('bad-request', 'error.badRequest');
    await show(response, id, { at, values: sentValues(request), errors: form.errors });
    return null;
  };

  const stepIn = (request: Request): -1 | 1 => {
    const form = parseForm(MoveForm, request);
    if (!form.ok) throw new Refusal('bad-request', 'error.badRequest');
    return STEP[form.value.hacia];
  };

  router.get(PATH, writesCourses, async (request, response) => {
    await show(response, parseParams(DraftAddress, request).id);
  });

  router.post(`${PATH}/modulos`, writesCourses, async (request, response) => {
    const { id } = parseParams(DraftAddress, request);
    const form = await titled(TitleForm, [request, response], { id, at: 'modulo-nuevo' });
    if (form === null) return;
    await outlines.addModule(signedIn(response), id, form.titulo);
    redirectWith(response, addressOf(id), 'flash.saved');
  });

  router.post(`${PATH}/modulos/:modulo`, writesCourses, async (request, response) => {
    const { id, modulo } = parseParams(ModuleAddress, request);
    const form = await titled(ModuleForm, [request, response], { id, at: `titulo-${modulo}` });
    if (form === null) return;
    const title = { es: form.titulo, en: form.titulo_en ?? '' };
    await outlines.renameModule(signedIn(response), id, modulo, title);
    redirectWith(response, addressOf(id), 'flash.saved');
  });

  router.post(`${PATH}/modulos/:modulo/lugar`, writesCourses, async (request, response) => {
    const { id, modulo } = parseParams(ModuleAddress, request);
    const form = parseForm(ModulePlaceForm, request);
    if (!form.ok) throw new Refusal('bad-request', 'error.badRequest');
    await outlines.placeModule(signedIn(response), id, modulo, form.value.lugar);
    redirectWith(response, addressOf(id), 'studio.moved');
  });

  router.post(`${PATH}/modulos/:modulo/duplicar`, writesCourses, async (request, response) => {
    const { id, modulo } = parseParams(ModuleAddress, request);
    await outlines.duplicateModule(signedIn(response), id, modulo);
    redirectWith(response, addressOf(id), 'flash.saved');
  });

  router.post(`${PATH}/modulos/:modulo/mover`, writesCourses, async (request, response) => {
    const { id, modulo } = parseParams(ModuleAddress, request);
    await outlines.moveModule(signedIn(response), id, modulo, stepIn(request));
    redirectWith(response, addressOf(id), 'studio.moved');
  });

  router.post(`${PATH}/modulos/:modulo/quitar`, writesCourses, async (request, response) => {
    const { id, modulo } = parseParams(ModuleAddress, request);
    await outlines.removeModule(signedIn(response), id, modulo);
    redirectWith(response, addressOf(id), 'flash.saved');
  });

  router.post(`${PATH}/lecciones`, writesCourses, async (request, response) => {
    const { id } = parseParams(DraftAddress, request);
    const modulo = sentValues(request)['modulo'] ?? '';
    const form = await titled(NewLessonForm, [request, response], { id, at: `leccion-${modulo}` });
    if (form === null) return;
    const lesson = await outlines.addLesson(signedIn(response), id, form);
    response.redirect(303, `${addressOf(id)}/lecciones/${lesson}`);
  });

  router.post(`${PATH}/lecciones/:leccion/mover`, writesCourses, async (request, response) => {
    const { id, leccion } = parseParams(LessonAddress, request);
    await outlines.moveLesson(signedIn(response), id, leccion, stepIn(request));
    redirectWith(response, addressOf(id), 'studio.moved');
  });

  router.post(`${PATH}/lecciones/:leccion/lugar`, writesCourses, async (request, response) => {
    const { id, leccion } = parseParams(LessonAddress, request);
    const form = parseForm(PlaceForm, request);
    if (!form.ok) throw new Refusal('bad-request', 'error.badRequest');
    const to = { moduleId: form.value.modulo, at: form.value.lugar };
    await outlines.placeLesson(signedIn(response), id, leccion, to);
    redirectWith(response, addressOf(id), 'studio.moved');
  });

  router.post(`${PATH}/lecciones/:leccion/duplicar`, writesCourses, async (request, response) => {
    const { id, leccion } = parseParams(LessonAddress, request);
    await outlines.duplicateLesson(signedIn(response), id, leccion);
    redirectWith(response, addressOf(id), 'flash.saved');
  });

  router.post(`${PATH}/lecciones/:leccion/quitar`, writesCourses, async (request, response) => {
    const { id, leccion } = parseParams(LessonAddress, request);
    await outlines.removeLesson(signedIn(response), id, leccion);
    redirectWith(response, addressOf(id), 'flash.saved');
  });

  return router;
}
