import { Router, type Response } from 'express';
import { z } from 'zod';
import { parseForm, parseParams, sentValues } from '../../http/parse.ts';
import { redirectWith, renderPage, type PageBase } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { translator, type Translate } from '../../i18n/translate.ts';
import { Id } from '../../lib/text.ts';
import type { FileChange } from './compare.ts';
import type { Draft } from './draft.ts';
import { PublishForm } from './forms.ts';
import { writesCourses } from './home-routes.ts';
import { problemLines, warningLines, type ProblemLine } from './problem-views.ts';
import type { PublishService } from './publish-service.ts';
import { blank, type Returned } from './views.ts';

/** A file that changed, in words. */
export interface ChangeLine extends FileChange {
  label: string;
  kindLabel: string;
}

interface PublishPage extends PageBase {
  draft: Draft;
  form: Returned;
  errors: ProblemLine[];
  warnings: ProblemLine[];
  current: number | null;
  changes: ChangeLine[] | null;
  leavesFiles: boolean;
}

declare module '../../http/render.ts' {
  interface Pages {
    'studio/publish': PublishPage;
  }
}

const KIND = {
  added: 'studio.fileAdded',
  removed: 'studio.fileRemoved',
  changed: 'studio.fileChanged',
} as const;

export const changeLines = (changes: readonly FileChange[], t: Translate): ChangeLine[] =>
  changes.map((change) => ({ ...change, label: change.path, kindLabel: t(KIND[change.kind]) }));

const Address = z.object({ id: Id });
const PATH = '/ensenar/cursos/:id/publicar';

/** Looking a draft over, and publishing it. */
export function publishRoutes({ publishing }: { publishing: PublishService }): Router {
  const router = Router();

  const show = async (
    response: Response,
    id: string,
    form: Returned,
    status: number,
  ): Promise<void> => {
    const t = translator(visitOf(response).language);
    const sheet = await publishing.sheet(signedIn(response), id);
    const { draft, files, changes, problems } = sheet;
    const ofSeverity = (severity: 'error' | 'warning') =>
      problems.filter((problem) => problem.severity === severity);
    const values =
      form.values['nota'] === undefined && sheet.current === null
        ? { nota: t('studio.firstNote') }
        : form.values;
    renderPage(
      response,
      'studio/publish',
      {
        title: t('studio.reviewAndPublish'),
        section: draft.title,
        styles: ['studio.css'],
        draft,
        form: { ...form, values },
        errors: problemLines(ofSeverity('error'), id, files, t),
        warnings: warningLines(ofSeverity('warning'), id, files, t),
        current: sheet.current,
        changes: changes === null ? null : changeLines(changes, t),
        leavesFiles: sheet.leavesFiles,
      },
      status,
    );
  };

  router.get(PATH, writesCourses, async (request, response) => {
    await show(response, parseParams(Address, request).id, blank, 200);
  });

  router.post(PATH, writesCourses, async (request, response) => {
    const { id } = parseParams(Address, request);
    const form = parseForm(PublishForm, request);
    const values = sentValues(request);
    if (!form.ok) {
      await show(response, id, { values, errors: form.errors }, 422);
      return;
    }
    const published = await publishing.publish(signedIn(response), id, form.value.nota);
    if (!published.ok) {
      await show(response, id, { values, errors: {} }, 422);
      return;
    }
    redirectWith(response, `/cursos/${published.slug}`, 'studio.publishedFlash');
  });

  return router;
}
