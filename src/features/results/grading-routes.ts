import { Router } from 'express';
import { z } from 'zod';
import { peopleWho } from '../../http/access.ts';
import { parseForm, parseParams, sentValues } from '../../http/parse.ts';
import { redirectWith, renderPage } from '../../http/render.ts';
import { signedIn } from '../../http/visit.ts';
import { Id, paragraph, Slug } from '../../lib/text.ts';
import { mayAnywhere } from '../permissions/policy.ts';
import { wordsOf } from './gradebook-routes.ts';
import type { GradingService } from './grading-service.ts';
import { deskPage, QUEUE, queuePage } from './grading-views.ts';

const Address = z.object({ id: Id, item: Slug });

const Points = z
  .string()
  .trim()
  .refine((text) => /^\d{1,3}$/.test(text) && Number(text) <= 100, {
    params: { key: 'grading.pointsWrong' },
  })
  .transform(Number);

/** A level is a button that grades at once; without one the points count. */
const GradeForm = z
  .object({
    nivel: z.enum(['0', '25', '50', '75', '100']).optional(),
    puntos: z.string().max(10).optional(),
    comentario: paragraph(2000, 0).optional(),
    vistas: z.coerce.number().int().min(0).max(1000),
  })
  .transform(({ nivel, puntos, ...rest }) => ({ ...rest, puntos: nivel ?? puntos ?? '' }))
  .pipe(
    z.object({
      puntos: Points,
      comentario: z.string().optional(),
      vistas: z.number(),
    }),
  );

const grades = peopleWho('answers.grade', (actor) => mayAnywhere(actor, 'answers.grade'));

/** What waits for a grade, one after the other. */
export function gradingRoutes({ grading }: { grading: GradingService }): Router {
  const router = Router();

  router.get(QUEUE, grades, async (_request, response) => {
    const queue = await grading.queue(signedIn(response));
    renderPage(response, 'results/queue', queuePage(queue, wordsOf(response)));
  });

  router.get(`${QUEUE}/:id/:item`, grades, async (request, response) => {
    const { id, item } = parseParams(Address, request);
    const desk = await grading.desk(signedIn(response), id, item);
    renderPage(response, 'results/desk', deskPage(desk, wordsOf(response)));
  });

  router.post(`${QUEUE}/:id/:item`, grades, async (request, response) => {
    const { id, item } = parseParams(Address, request);
    const actor = signedIn(response);
    const form = parseForm(GradeForm, request);
    const { puntos = '', comentario = '' } = sentValues(request);
    const values = { puntos, comentario };
    if (!form.ok) {
      const desk = await grading.desk(actor, id, item);
      const page = deskPage(desk, wordsOf(response), { values, errors: form.errors });
      renderPage(response, 'results/desk', page, 422);
      return;
    }
    const given = form.value;
    const graded = await grading.grade(actor, id, item, {
      percent: given.puntos,
      comment: given.comentario === undefined || given.comentario === '' ? null : given.comentario,
      seen: given.vistas,
    });
    if (!graded.ok) {
      const desk = await grading.desk(actor, id, item);
      const page = deskPage(desk, wordsOf(response), { values, clash: true });
      renderPage(response, 'results/desk', page, 409);
      return;
    }
    if (graded.next === null) redirectWith(response, QUEUE, 'grading.allDone');
    else response.redirect(303, graded.next);
  });

  return router;
}
