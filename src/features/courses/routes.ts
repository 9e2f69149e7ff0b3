import { Router } from 'express';
import { z } from 'zod';
import { everyone } from '../../http/access.ts';
import { parseQuery } from '../../http/parse.ts';
import { renderPage } from '../../http/render.ts';
import { visitOf } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import { line } from '../../lib/text.ts';
import type { Catalogue } from './catalogue.ts';
import { AUDIENCES, TOPICS } from './framework.ts';
import { cataloguePage, courseCard } from './views.ts';

/** A filter that does not fit is no filter: a mistyped link still shows courses. */
const Query = z.object({
  q: line(200, 0).catch(''),
  para: z.enum(AUDIENCES).nullable().catch(null),
  tema: z.enum(TOPICS).nullable().catch(null),
});

const EVERYTHING = { q: '', audience: null, topic: null };

/** The public front page and the catalogue. */
export function courseRoutes({ catalogue }: { catalogue: Catalogue }): Router {
  const router = Router();

  router.get('/', everyone, async (_request, response) => {
    const { actor, language } = visitOf(response);
    if (actor !== null) {
      response.redirect(303, '/mi-aprendizaje');
      return;
    }
    const t = translator(language);
    const courses = await catalogue.search(EVERYTHING);
    renderPage(response, 'courses/front', {
      title: t('front.title'),
      description: t('front.lead'),
      courses: courses.map((version) => courseCard(version, language)),
    });
  });

  router.get('/cursos', everyone, async (request, response) => {
    const { q, para, tema } = parseQuery(Query, request);
    const filter = { q, audience: para, topic: tema };
    const [courses, paths] = await Promise.all([catalogue.search(filter), catalogue.paths()]);
    const { language } = visitOf(response);
    renderPage(response, 'courses/catalogue', cataloguePage({ filter, courses, paths }, language));
  });

  return router;
}
