import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { parseForm, parseParams, parseQuery, sentValues } from '../../http/parse.ts';
import { redirectWith, renderPage } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import { inLanguage } from '../../lib/localized.ts';
import { Id, Slug } from '../../lib/text.ts';
import { EnglishLessonForm, LessonForm } from './forms.ts';
import { sentList, writesCourses } from './home-routes.ts';
import { lessonPath } from './lesson-file.ts';
import type { LessonEditing, LessonSheet } from './lesson-service.ts';
import { editorPreview, lessonLabels, type EditorPreview } from './lesson-views.ts';
import { blockGroups, withBlock } from './toolbar.ts';
import { blank, type Returned } from './views.ts';

const Address = z.object({ id: Id, leccion: Slug });
const Tongue = z.object({ idioma: z.enum(['es', 'en']).catch('es') });

const PATH = '/ensenar/cursos/:id/lecciones/:leccion';

interface Shown {
  form: Returned & { objectives: string[]; tags: string[]; revision: number };
  preview: EditorPreview;
  conflict?: string | null;
  status?: number;
  asksBack?: boolean;
}

/** The editor of a lesson: write, look, save. */
export function lessonEditorRoutes({ lessonEditing }: { lessonEditing: LessonEditing }): Router {
  const router = Router();

  const addressed = (request: Request) => {
    const { id, leccion } = parseParams(Address, request);
    const { idioma } = parseQuery(Tongue, request);
    return { id, leccion, tongue: idioma };
  };

  /** What was sent, in the shape of the language that is edited. */
  const sentForm = (request: Request, tongue: 'es' | 'en') => {
    if (tongue === 'es') {
      const form = parseForm(LessonForm, request);
      return form.ok ? { ok: true as const, given: { tongue, form: form.value } } : form;
    }
    const form = parseForm(EnglishLessonForm, request);
    return form.ok ? { ok: true as const, given: { tongue, form: form.value } } : form;
  };

  const returnedFrom = (request: Request, revision: number): Shown['form'] => ({
    values: sentValues(request),
    errors: {},
    objectives: sentList(request, 'objetivos'),
    tags: sentList(request, 'marcos'),
    revision,
  });

  const previewOf = async (
    response: Response,
    { id, leccion, tongue }: ReturnType<typeof addressed>,
    given?: Parameters<LessonEditing['preview']>[3],
  ): Promise<EditorPreview> => {
    const t = translator(visitOf(response).language);
    const { file, ...shown } = await lessonEditing.preview(signedIn(response), id, leccion, given);
    return editorPreview(shown, leccion, tongue, { t, file: file(tongue) });
  };

  const show = (response: Response, sheet: LessonSheet, shown: Shown): void => {
    const t = translator(visitOf(response).language);
    const { values, errors } = shown.form;
    const groups = blockGroups(sheet, t);
    const opensMore =
      ['aviso', 'fuentes', 'legal', 'sensible', 'marcos'].some(
        (name) => errors[name] !== undefined || (values[name] ?? '') !== '',
      ) || shown.form.tags.length > 0;
    renderPage(
      response,
      'studio/lesson',
      {
        title: sheet.title,
        section: sheet.draft.title,
        styles: ['studio.css'],
        scripts: ['editor.js'],
        sheet,
        lines: sheet.lines.map(({ tag, name }) => ({
          value: tag,
          label: inLanguage(name, visitOf(response).language),
        })),
        file: lessonPath(sheet.lessonId, sheet.tongue),
        labels: lessonLabels(t),
        groups,
        blocks: JSON.stringify(
          groups.flatMap(({ blocks, isToolbar }) =>
            blocks.map((block) => ({ ...block, isToolbar })),
          ),
        ),
        opensMore,
        startsInText: (values['texto'] ?? '') === '' && Object.keys(errors).length === 0,
        conflict: shown.conflict ?? null,
        asksBack: shown.asksBack ?? false,
        form: shown.form,
        preview: shown.preview,
      },
      shown.status ?? 200,
    );
  };

  router.get(PATH, writesCourses, async (request, response) => {
    const at = addressed(request);
    const sheet = await lessonEditing.sheet(signedIn(response), at.id, at.leccion, at.tongue);
    const form = {
      ...blank,
      values: sheet.values?.text ?? {},
      objectives: sheet.values?.objectives ?? [],
      tags: sheet.values?.tags ?? [],
      revision: sheet.revision,
    };
    show(response, sheet, { form, preview: await previewOf(response, at) });
  });

  /** The same page with what was typed shown as it would look; nothing is saved. */
  router.post(`${PATH}/vista`, writesCourses, async (request, response) => {
    const at = addressed(request);
    const sheet = await lessonEditing.sheet(signedIn(response), at.id, at.leccion, at.tongue);
    const sent = sentForm(request, at.tongue);
    const revision = Number(sentValues(request)['revision'] ?? 0);
    const form = returnedFrom(request, revision);
    const { insertar, bloque = '' } = form.values;
    if (insertar !== undefined) {
      // What cannot be done in the page without a script: the block comes at the end of the text, and is not saved yet.
      const groups = blockGroups(sheet, translator(visitOf(response).language));
      const texto = withBlock(form.values['texto'] ?? '', groups, bloque);
      const written = { ...form, values: { ...form.values, texto } };
      show(response, sheet, { form: written, preview: await previewOf(response, at), status: 200 });
      return;
    }
    if (!sent.ok) {
      const shown = {
        form: { ...form, errors: sent.errors },
        preview: await previewOf(response, at),
      };
      show(response, sheet, { ...shown, status: 422 });
      return;
    }
    show(response, sheet, { form, preview: await previewOf(response, at, sent.given) });
  });

  router.post(PATH, writesCourses, async (request, response) => {
    const at = addressed(request);
    const actor = signedIn(response);
    const sent = sentForm(request, at.tongue);
    if (!sent.ok) {
      const sheet = await lessonEditing.sheet(actor, at.id, at.leccion, at.tongue);
      const form = { ...returnedFrom(request, sheet.revision), errors: sent.errors };
      form.revision = Number(sentValues(request)['revision'] ?? 0) || sheet.revision;
      show(response, sheet, { form, preview: await previewOf(response, at), status: 422 });
      return;
    }
    if (sent.given.tongue === 'es') {
      const sheet = await lessonEditing.sheet(actor, at.id, at.leccion, at.tongue);
      const isOffered = (tag: string): boolean => sheet.lines.some((line) => line.tag === tag);
      if (!sent.given.form.marcos.every(isOffered)) {
        const errors = { marcos: ['form.choose' as const] };
        const form = { ...returnedFrom(request, sent.given.form.revision), errors };
        show(response, sheet, { form, preview: await previewOf(response, at), status: 422 });
        return;
      }
    }
    const saved = await lessonEditing.save(actor, at.id, at.leccion, sent.given);
    if (saved.ok) {
      const query = at.tongue === 'en' ? '?idioma=en' : '';
      const draft = `/ensenar/cursos/${at.id}`;
      const address =
        sent.given.form.luego === undefined
          ? `${draft}/lecciones/${at.leccion}${query}`
          : `${draft}/preguntas`;
      redirectWith(response, address, 'studio.lessonSaved');
      return;
    }
    const sheet = await lessonEditing.sheet(actor, at.id, at.leccion, at.tongue);
    show(response, sheet, {
      form: returnedFrom(request, saved.revision),
      preview: await previewOf(response, at, sent.given),
      conflict: saved.now ?? '',
      status: 409,
      asksBack: true,
    });
  });

  router.post(`${PATH}/sin-ingles`, writesCourses, async (request, response) => {
    const { id, leccion } = addressed(request);
    await lessonEditing.removeEnglish(signedIn(response), id, leccion);
    const address = `/ensenar/cursos/${id}/lecciones/${leccion}?idioma=en`;
    redirectWith(response, address, 'studio.englishRemoved');
  });

  return router;
}
