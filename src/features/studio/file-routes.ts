import { Router, type Response } from 'express';
import { z } from 'zod';
import { parseForm, parseParams, parseQuery, sentValues } from '../../http/parse.ts';
import { redirectWith, renderPage, type PageBase } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { formatFor } from '../../i18n/format.ts';
import { translator } from '../../i18n/translate.ts';
import { Refusal } from '../../lib/errors.ts';
import { Id, paragraph } from '../../lib/text.ts';
import { COURSE_FILE } from './course-file.ts';
import type { Draft } from './draft.ts';
import type { FileService, FileSheet } from './file-service.ts';
import { writesCourses } from './home-routes.ts';
import { blank, type Returned } from './views.ts';

interface FilesPage extends PageBase {
  draft: Draft;
  files: { path: string; href: string; size: string; isText: boolean }[];
}
interface FilePage extends PageBase {
  draft: Draft;
  path: string;
  form: Returned & { revision: number };
  conflict: string | null;
}

declare module '../../http/render.ts' {
  interface Pages {
    'studio/files': FilesPage;
    'studio/file': FilePage;
  }
}

const Address = z.object({ id: Id });
const FilePath = z
  .string()
  .max(200)
  .regex(/^[a-z0-9./_-]+$/i);
/** Without a path, the file that every course has. */
const Query = z.object({ ruta: FilePath.catch(COURSE_FILE) });
const FileForm = z.object({
  texto: paragraph(300_000, 0),
  revision: z.coerce.number().int().min(0),
});
const RemoveForm = z.object({ ruta: FilePath });

const PATH = '/ensenar/cursos/:id';

/** The files of a draft, as text: for whoever knows the format, and for what no form can show. */
export function fileRoutes({ courseFiles }: { courseFiles: FileService }): Router {
  const router = Router();

  const show = (
    response: Response,
    { draft, path }: Pick<FileSheet, 'draft' | 'path'>,
    form: FilePage['form'],
    given: { conflict?: string; status?: number } = {},
  ): void => {
    const page = {
      title: path,
      section: draft.title,
      styles: ['studio.css'],
      draft,
      path,
      form,
      conflict: given.conflict ?? null,
    };
    renderPage(response, 'studio/file', page, given.status ?? 200);
  };

  router.get(`${PATH}/archivos`, writesCourses, async (request, response) => {
    const { id } = parseParams(Address, request);
    const { language } = visitOf(response);
    const { draft, files } = await courseFiles.list(signedIn(response), id);
    renderPage(response, 'studio/files', {
      title: translator(language)('studio.files'),
      section: draft.title,
      styles: ['studio.css'],
      draft,
      files: files.map(({ path, size, isText, address }) => ({
        path,
        isText,
        size: formatFor(language).bytes(size),
        href: address ?? `/ensenar/cursos/${id}/archivo?ruta=${encodeURIComponent(path)}`,
      })),
    });
  });

  router.get(`${PATH}/archivo`, writesCourses, async (request, response) => {
    const { id } = parseParams(Address, request);
    const { ruta } = parseQuery(Query, request);
    const sheet = await courseFiles.sheet(signedIn(response), id, ruta);
    const { text, revision } = sheet;
    show(response, sheet, { ...blank, values: { texto: text }, revision });
  });

  router.post(`${PATH}/archivo`, writesCourses, async (request, response) => {
    const { id } = parseParams(Address, request);
    const { ruta } = parseQuery(Query, request);
    const actor = signedIn(response);
    const form = parseForm(FileForm, request);
    const values = sentValues(request);
    const sheet = await courseFiles.sheet(actor, id, ruta);
    if (!form.ok) {
      const revision = Number(values['revision'] ?? 0) || 0;
      show(response, sheet, { values, errors: form.errors, revision }, { status: 422 });
      return;
    }
    const { texto, revision } = form.value;
    const text = `${texto}\n`;
    const saved = await courseFiles.save(actor, id, { path: ruta, text, revision });
    if (saved.ok) {
      redirectWith(response, `/ensenar/cursos/${id}/archivos`, 'flash.saved');
      return;
    }
    const returned = { values, errors: {}, revision: saved.revision };
    show(response, sheet, returned, { conflict: saved.now, status: 409 });
  });

  router.post(`${PATH}/archivos/quitar`, writesCourses, async (request, response) => {
    const { id } = parseParams(Address, request);
    const form = parseForm(RemoveForm, request);
    if (!form.ok) throw new Refusal('bad-request', 'error.badRequest');
    await courseFiles.remove(signedIn(response), id, form.value.ruta);
    redirectWith(response, `/ensenar/cursos/${id}/archivos`, 'flash.saved');
  });

  return router;
}
