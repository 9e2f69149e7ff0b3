import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { peopleWho } from '../../http/access.ts';
import { parseParams, parseQuery } from '../../http/parse.ts';
import { asksForFile, asksForList } from '../../http/purpose.ts';
import { renderPage } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { sendTable, type TableFormat } from '../../http/workbook.ts';
import { formatFor } from '../../i18n/format.ts';
import { translator } from '../../i18n/translate.ts';
import { dayOf, type Clock } from '../../lib/clock.ts';
import { rowsFrom } from '../../lib/rows.ts';
import { Slug } from '../../lib/text.ts';
import { mayAnywhere } from '../permissions/policy.ts';
import { cellsOf, columnsOf, gradeDefinitions } from './gradebook-files.ts';
import { GradebookQuery } from './gradebook-forms.ts';
import type { GradebookService } from './gradebook-service.ts';
import { gradebookPage, gradedCoursesPage, type Words } from './gradebook-views.ts';

interface Needs {
  gradebooks: GradebookService;
  clock: Clock;
}

const PATH = '/ensenar/cursos/:slug/calificaciones';
const Address = z.object({ slug: Slug });

const readsGrades = peopleWho('grades.read', (actor) => mayAnywhere(actor, 'grades.read'));

export const wordsOf = (response: Response): Words => {
  const { language } = visitOf(response);
  return { t: translator(language), fmt: formatFor(language), language };
};

/** The grades of a course, as a page and as files. */
export function gradebookRoutes({ gradebooks, clock }: Needs): Router {
  const router = Router();

  router.get('/ensenar/calificaciones', readsGrades, async (_request, response) => {
    const courses = await gradebooks.courses(signedIn(response));
    renderPage(response, 'results/courses', gradedCoursesPage(courses, wordsOf(response)));
  });

  router.get(PATH, readsGrades, asksForList, async (request, response) => {
    const { slug } = parseParams(Address, request);
    const query = parseQuery(GradebookQuery, request);
    const book = await gradebooks.page(signedIn(response), slug, query);
    renderPage(response, 'results/gradebook', gradebookPage(book, wordsOf(response)));
  });

  const file =
    (format: TableFormat) =>
    async (request: Request, response: Response): Promise<void> => {
      const words = wordsOf(response);
      const book = await gradebooks.file(
        signedIn(response),
        parseParams(Address, request).slug,
        parseQuery(GradebookQuery, request),
        format,
      );
      await sendTable(
        response,
        { fileName: words.t('gradebook.fileName'), day: dayOf(clock()), format },
        {
          name: words.t('gradebook.sheet'),
          columns: columnsOf(book, words),
          rows: rowsFrom(book.lines, (line) => cellsOf(line, words)),
        },
        gradeDefinitions(words.t),
      );
    };
  router.get(`${PATH}.csv`, readsGrades, asksForFile, file('csv'));
  router.get(`${PATH}.xlsx`, readsGrades, asksForFile, file('xlsx'));

  return router;
}
