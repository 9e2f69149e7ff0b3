import { pipeline } from 'node:stream/promises';
import { Router, type Response } from 'express';
import { z } from 'zod';
import { parseForm, parseParams, parseQuery, sentValues } from '../../http/parse.ts';
import { redirectWith, renderPage, type PageBase } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import { inLanguage } from '../../lib/localized.ts';
import { Id } from '../../lib/text.ts';
import { PublishForm } from './forms.ts';
import { writesCourses } from './home-routes.ts';
import { changeLines, type ChangeLine } from './publish-routes.ts';
import type { Package, VersionsService } from './versions-service.ts';
import { blank, nameFor, type Returned } from './views.ts';

interface VersionsPage extends PageBase {
  course: { id: string; slug: string; title: string };
  draftId: string | null;
  versions: {
    number: number;
    publishedAt: Date;
    note: string | null;
    by: string | null;
    hasFiles: boolean;
  }[];
  /** The form of going back to a version, when it came back. */
  form: Returned & { number: number | null };
}
interface ComparePage extends PageBase {
  course: { id: string; title: string };
  from: number;
  to: number;
  changes: ChangeLine[] | null;
}

declare module '../../http/render.ts' {
  interface Pages {
    'studio/versions': VersionsPage;
    'studio/compare': ComparePage;
  }
}

const Address = z.object({ curso: Id });
const VersionAddress = Address.extend({ numero: z.coerce.number().int().min(1).max(100_000) });
const Compared = z.object({
  de: z.coerce.number().int().min(1).catch(1),
  a: z.coerce.number().int().min(1).catch(1),
});

const PATH = '/ensenar/versiones/:curso';
const DRAFT = z.object({ id: Id });

/** What was published of a course: looking back, comparing, going back, taking along. */
export function versionsRoutes({
  versionsOfCourses,
}: {
  versionsOfCourses: VersionsService;
}): Router {
  const router = Router();

  const show = async (
    response: Response,
    courseId: string,
    form: VersionsPage['form'] = { ...blank, number: null },
  ): Promise<void> => {
    const actor = signedIn(response);
    const { language } = visitOf(response);
    const t = translator(language);
    const { course, versions, draftId } = await versionsOfCourses.list(actor, courseId);
    const title = inLanguage(course.title, language);
    renderPage(
      response,
      'studio/versions',
      {
        title: t('studio.versionsOf', { title }),
        section: title,
        styles: ['studio.css'],
        course: { id: course.id, slug: course.slug, title },
        draftId,
        versions: versions.map(({ by, ...version }) => ({
          ...version,
          by: nameFor(actor, by, null),
        })),
        form,
      },
      form.number === null ? 200 : 422,
    );
  };

  router.get(PATH, writesCourses, async (request, response) => {
    await show(response, parseParams(Address, request).curso);
  });

  router.get(`${PATH}/comparar`, writesCourses, async (request, response) => {
    const { curso } = parseParams(Address, request);
    const { de, a } = parseQuery(Compared, request);
    const { language } = visitOf(response);
    const t = translator(language);
    const compared = await versionsOfCourses.compare(signedIn(response), curso, de, a);
    renderPage(response, 'studio/compare', {
      title: t('studio.compared', { from: de, to: a }),
      section: inLanguage(compared.course.title, language),
      styles: ['studio.css'],
      course: { id: curso, title: inLanguage(compared.course.title, language) },
      from: de,
      to: a,
      changes: compared.changes === null ? null : changeLines(compared.changes, t),
    });
  });

  router.post(`${PATH}/borrador`, writesCourses, async (request, response) => {
    const { curso } = parseParams(Address, request);
    const id = await versionsOfCourses.openDraft(signedIn(response), curso);
    response.redirect(303, `/ensenar/cursos/${id}`);
  });

  router.post(`${PATH}/:numero/regreso`, writesCourses, async (request, response) => {
    const { curso, numero } = parseParams(VersionAddress, request);
    const form = parseForm(PublishForm, request);
    if (!form.ok) {
      await show(response, curso, {
        values: sentValues(request),
        errors: form.errors,
        number: numero,
      });
      return;
    }
    await versionsOfCourses.goBack(signedIn(response), curso, numero, form.value.nota);
    redirectWith(response, `/ensenar/versiones/${curso}`, 'studio.publishedFlash');
  });

  router.post(`${PATH}/:numero/copia`, writesCourses, async (request, response) => {
    const { curso, numero } = parseParams(VersionAddress, request);
    const id = await versionsOfCourses.duplicate(signedIn(response), curso, numero);
    redirectWith(response, `/ensenar/cursos/${id}`, 'studio.duplicatedFlash');
  });

  router.get(`${PATH}/:numero/carpeta.zip`, writesCourses, async (request, response) => {
    const { curso, numero } = parseParams(VersionAddress, request);
    await send(response, await versionsOfCourses.package(signedIn(response), curso, numero));
  });

  router.get('/ensenar/cursos/:id/carpeta.zip', writesCourses, async (request, response) => {
    const { id } = parseParams(DRAFT, request);
    await send(response, await versionsOfCourses.draftPackage(signedIn(response), id));
  });

  router.post('/ensenar/cursos/:id/copia', writesCourses, async (request, response) => {
    const { id } = parseParams(DRAFT, request);
    const copy = await versionsOfCourses.duplicateDraft(signedIn(response), id);
    redirectWith(response, `/ensenar/cursos/${copy}`, 'studio.duplicatedFlash');
  });

  return router;
}

async function send(response: Response, { name, content }: Package): Promise<void> {
  response.setHeader('Content-Type', 'application/zip');
  response.setHeader('Content-Disposition', `attachment; filename="${name}"`);
  await pipeline(content, response);
}
