import { Router } from 'express';
import { z } from 'zod';
import { peopleWho } from '../../http/access.ts';
import { parseForm, parseParams, parseQuery, sentValues } from '../../http/parse.ts';
import { redirectWith, renderPage } from '../../http/render.ts';
import { signedIn } from '../../http/visit.ts';
import { Id, optional, Slug } from '../../lib/text.ts';
import { mayAnywhere } from '../permissions/policy.ts';
import { ApplyForm, ChangeForm, changeFrom, NOTHING_ASKED } from './correction-forms.ts';
import type { CorrectionService } from './correction-service.ts';
import { correctionHref, correctionPage } from './correction-views.ts';
import { wordsOf } from './gradebook-routes.ts';

const PATH = '/ensenar/cursos/:slug/reactivos/:item/correccion';
const Address = z.object({ slug: Slug, item: Slug });
const OfVersion = z.object({ version: optional(Id) });

const mends = peopleWho(
  'answers.grade or courses.publish',
  (actor) => mayAnywhere(actor, 'answers.grade') || mayAnywhere(actor, 'courses.publish'),
);

/** Mending an item of a published version: what would change is seen before anything does. */
export function correctionRoutes({ corrections }: { corrections: CorrectionService }): Router {
  const router = Router();

  router.get(PATH, mends, async (request, response) => {
    const { slug, item } = parseParams(Address, request);
    const { version } = parseQuery(OfVersion, request);
    const form = parseQuery(ChangeForm, request);
    const actor = signedIn(response);
    const mendable = await corrections.find(actor, slug, item, version);
    const change = changeFrom(mendable.item, form);
    const preview = change === null ? null : await corrections.preview(actor, mendable, change);
    const page = correctionPage(mendable, { form, change, preview }, wordsOf(response));
    renderPage(response, 'results/correction', page);
  });

  router.post(PATH, mends, async (request, response) => {
    const { slug, item } = parseParams(Address, request);
    const actor = signedIn(response);
    const sent = parseForm(ChangeForm.extend(OfVersion.shape), request);
    const { version, ...form } = sent.ok ? sent.value : { version: undefined, ...NOTHING_ASKED };
    const mendable = await corrections.find(actor, slug, item, version);
    const change = changeFrom(mendable.item, form);
    const whole = parseForm(ApplyForm, request);
    if (change === null || !whole.ok) {
      const preview = change === null ? null : await corrections.preview(actor, mendable, change);
      const errors = whole.ok ? {} : whole.errors;
      const reason = sentValues(request)['motivo'] ?? '';
      const page = correctionPage(
        mendable,
        { form, change, preview, reason, errors },
        wordsOf(response),
      );
      renderPage(response, 'results/correction', page, 422);
      return;
    }
    const { isDone } = await corrections.apply(actor, mendable, change, whole.value.motivo);
    const query = version === undefined ? '' : `?version=${version}`;
    redirectWith(
      response,
      `${correctionHref(slug, item)}${query}`,
      isDone ? 'correction.madeFlash' : 'correction.underWayFlash',
    );
  });

  return router;
}
