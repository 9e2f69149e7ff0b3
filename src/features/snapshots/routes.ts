import { Router, type Response } from 'express';
import { z } from 'zod';
import { peopleWho } from '../../http/access.ts';
import { attach } from '../../http/attach.ts';
import { parseForm, parseParams, parseQuery, sentValues } from '../../http/parse.ts';
import { asksForFile } from '../../http/purpose.ts';
import { redirectWith, renderPage } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { sendCsv } from '../../lib/csv.ts';
import { inLanguage } from '../../lib/localized.ts';
import { Id, optional } from '../../lib/text.ts';
import { wordsOf } from '../frameworks/routes.ts';
import { mayAnywhere } from '../permissions/policy.ts';
import type { SnapshotService } from './service.ts';
import { comparisonPage, comparisonRows } from './comparison-views.ts';
import { isAlike } from './snapshot.ts';
import { headsOf, snapshotPage, SNAPSHOTS, snapshotsPage, valuesOf } from './views.ts';

const exporters = peopleWho('reports.export', (actor) => mayAnywhere(actor, 'reports.export'));

const Address = z.object({ id: Id });
const FreezeForm = z.object({
  marco: z.string().min(1).max(80),
  estado: optional(z.string().regex(/^\d{2}$/)),
  periodo: z.string().min(4).max(10),
  clave: Id.optional(),
});
const Pair = z.object({ antes: Id, despues: Id });

/** Snapshots: freezing a closed period, looking at it, putting two side by side, taking one along. */
export function snapshotRoutes({ snapshots }: { snapshots: SnapshotService }): Router {
  const router = Router();

  const show = async (
    response: Response,
    form: Parameters<typeof snapshotsPage>[2],
    status = 200,
  ): Promise<void> => {
    const actor = signedIn(response);
    const { language } = visitOf(response);
    const page = snapshotsPage(
      await snapshots.list(actor),
      await snapshots.choices(actor, language),
      form,
      wordsOf(response),
    );
    renderPage(response, 'snapshots/snapshots', page, status);
  };

  router.get(SNAPSHOTS, exporters, async (_request, response) => {
    await show(response, { values: {}, errors: {} });
  });

  router.post(SNAPSHOTS, exporters, async (request, response) => {
    const values = sentValues(request);
    const form = parseForm(FreezeForm, request);
    if (!form.ok) {
      await show(response, { values, errors: form.errors }, 422);
      return;
    }
    const { marco: framework, estado: stateCode, periodo: period, clave: sendKey } = form.value;
    const frozen = await snapshots.freeze(
      signedIn(response),
      { framework, stateCode, period, sendKey },
      visitOf(response).language,
    );
    if (!frozen.ok) {
      await show(response, { values, errors: frozen.problems }, 422);
      return;
    }
    redirectWith(response, `${SNAPSHOTS}/${frozen.id}`, 'snapshots.frozen');
  });

  router.get(`${SNAPSHOTS}/comparar`, exporters, async (request, response) => {
    const actor = signedIn(response);
    const { antes, despues } = parseQuery(Pair, request);
    const before = await snapshots.find(actor, antes);
    const after = await snapshots.find(actor, despues);
    const alike = isAlike(before.body, after.body);
    const page = comparisonPage([before, after], alike, wordsOf(response));
    renderPage(response, 'snapshots/comparison', page);
  });

  router.get(`${SNAPSHOTS}/comparar.csv`, exporters, asksForFile, async (request, response) => {
    const words = wordsOf(response);
    const { antes, despues } = parseQuery(Pair, request);
    const [before, after] = await snapshots.exportedPair(signedIn(response), antes, despues);
    const { head, rows } = comparisonRows(before.body, after.body, words);
    attach(response, words.t('snapshots.comparisonName'), 'csv', after.body.cutOff);
    await sendCsv(response, head, [rows]);
  });

  router.get(`${SNAPSHOTS}/:id.csv`, exporters, asksForFile, async (request, response) => {
    const { id } = parseParams(Address, request);
    const words = wordsOf(response);
    const { t, language } = words;
    const { body, digest } = await snapshots.exported(signedIn(response), id);
    attach(response, t('snapshots.fileName'), 'csv', body.cutOff);
    const row = (element: string, course: string, values: string[]): string[] => [
      element,
      course,
      ...values,
      body.period,
      body.cutOff,
      digest,
    ];
    await sendCsv(
      response,
      [
        t('frameworks.element'),
        t('frameworks.course'),
        ...headsOf(words),
        t('snapshots.period'),
        t('report.cutOffHead'),
        'SHA-256',
      ],
      [
        ...body.elements.map(({ code, name, courses }) =>
          courses.map((course) =>
            row(
              `${code} ${inLanguage(name, language)}`,
              inLanguage(course.title, language),
              valuesOf(course, words),
            ),
          ),
        ),
        [row(t('report.total'), '', valuesOf({ figures: body.total }, words))],
      ],
    );
  });

  router.get(`${SNAPSHOTS}/:id`, exporters, async (request, response) => {
    const { id } = parseParams(Address, request);
    const snapshot = await snapshots.find(signedIn(response), id);
    renderPage(response, 'snapshots/snapshot', snapshotPage(snapshot, wordsOf(response)));
  });

  return router;
}
