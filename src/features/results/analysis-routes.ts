import { Router } from 'express';
import { z } from 'zod';
import { peopleWho } from '../../http/access.ts';
import { parseParams } from '../../http/parse.ts';
import { renderPage } from '../../http/render.ts';
import { signedIn } from '../../http/visit.ts';
import { Slug } from '../../lib/text.ts';
import { mayAnywhere } from '../permissions/policy.ts';
import type { AnalysisService } from './analysis-service.ts';
import { analysisPage } from './analysis-views.ts';
import { wordsOf } from './gradebook-routes.ts';

const Address = z.object({ slug: Slug, evaluacion: Slug });
const reads = peopleWho(
  'answers.read or courses.publish',
  (actor) => mayAnywhere(actor, 'answers.read') || mayAnywhere(actor, 'courses.publish'),
);

/** What the answers to a quiz say of its items. */
export function analysisRoutes({ analyses }: { analyses: AnalysisService }): Router {
  const router = Router();
  router.get(
    '/ensenar/cursos/:slug/evaluaciones/:evaluacion/analisis',
    reads,
    async (request, response) => {
      const { slug, evaluacion } = parseParams(Address, request);
      const analysis = await analyses.of(signedIn(response), slug, evaluacion);
      renderPage(response, 'results/analysis', analysisPage(analysis, wordsOf(response)));
    },
  );
  return router;
}
