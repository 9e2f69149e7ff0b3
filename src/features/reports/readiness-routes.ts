import { Router } from 'express';
import { z } from 'zod';
import { peopleWho } from '../../http/access.ts';
import { attach } from '../../http/attach.ts';
import { parseQuery } from '../../http/parse.ts';
import { asksForFile } from '../../http/purpose.ts';
import { renderPage } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { dayOf, type Clock } from '../../lib/clock.ts';
import { sendCsv } from '../../lib/csv.ts';
import { inLanguage } from '../../lib/localized.ts';
import { optional } from '../../lib/text.ts';
import { mayAnywhere } from '../permissions/policy.ts';
import { followsDeployment } from './readiness.ts';
import type { ReadinessService } from './readiness-service.ts';
import { lackText, READINESS, readinessPage } from './readiness-views.ts';
import { wordsOf } from './routes.ts';

const ReadinessQuery = z.object({ mes: optional(z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/)) });

const readers = peopleWho('follows deployment', followsDeployment);
const exporters = peopleWho(
  'follows deployment and reports.export',
  (actor) => followsDeployment(actor) && mayAnywhere(actor, 'reports.export'),
);

interface Needs {
  readiness: ReadinessService;
  clock: Clock;
}

export function readinessRoutes({ readiness, clock }: Needs): Router {
  const router = Router();

  router.get(READINESS, readers, async (request, response) => {
    const actor = signedIn(response);
    const { mes } = parseQuery(ReadinessQuery, request);
    const page = readinessPage(
      await readiness.page(actor, mes),
      {
        language: visitOf(response).language,
        mayExport: mayAnywhere(actor, 'reports.export'),
      },
      wordsOf(response),
    );
    renderPage(response, 'reports/readiness', page);
  });

  router.get(`${READINESS}.csv`, exporters, asksForFile, async (request, response) => {
    const { mes } = parseQuery(ReadinessQuery, request);
    const words = wordsOf(response);
    const { language } = visitOf(response);
    const { t } = words;
    const { groups } = await readiness.file(signedIn(response), mes);
    attach(response, t('ready.fileName'), 'csv', dayOf(clock()));
    await sendCsv(
      response,
      [
        t('ready.group'),
        t('names.course'),
        t('ready.deploysHead'),
        t('names.name'),
        t('ready.state'),
        t('ready.lacks'),
      ],
      groups.map(({ name, course, deploysOn, people }) =>
        people.map((person) => [
          name,
          inLanguage(course, language),
          deploysOn,
          person.name,
          t(person.lacks.length === 0 ? 'ready.yes' : 'ready.no'),
          person.lacks.map((lack) => lackText(lack, words)).join('; '),
        ]),
      ),
    );
  });

  return router;
}
