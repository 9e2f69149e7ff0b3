import { Router, type Response } from 'express';
import { z } from 'zod';
import { peopleWho } from '../../http/access.ts';
import { attach } from '../../http/attach.ts';
import { parseParams } from '../../http/parse.ts';
import { asksForFile } from '../../http/purpose.ts';
import { renderPage } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import type { Clock } from '../../lib/clock.ts';
import { toSearchText } from '../../lib/search-text.ts';
import { wordsOf } from '../frameworks/routes.ts';
import { mayAnywhere, readsEntities } from '../permissions/policy.ts';
import { briefsZip } from './briefs-zip.ts';
import type { Brief } from './brief.ts';
import type { DrawBrief } from './draw-apart.ts';
import type { BriefService } from './service.ts';
import { briefDocument, briefPage, BRIEFS, briefsPage } from './views.ts';

interface Needs {
  briefs: BriefService;
  drawBrief: DrawBrief;
  clock: Clock;
}

const readers = peopleWho('reads entities', readsEntities);
const exporters = peopleWho('reports.export', (actor) => mayAnywhere(actor, 'reports.export'));

const Address = z.object({ estado: z.string().regex(/^(0[1-9]|[12]\d|3[0-2])$/) });

/** One-page briefs of entities, on the page, as a PDF, and all of them in one file. */
export function briefRoutes({ briefs, drawBrief, clock }: Needs): Router {
  const router = Router();
  const languageOf = (response: Response) => visitOf(response).language;

  router.get(BRIEFS, readers, async (_request, response) => {
    const actor = signedIn(response);
    const entities = await briefs.entities(actor, 'reports.read', languageOf(response));
    const mayExport = mayAnywhere(actor, 'reports.export');
    renderPage(response, 'briefs/briefs', briefsPage(entities, mayExport, wordsOf(response)));
  });

  const nameOf = ({ state }: Brief): string =>
    `${state.code}-${toSearchText(state.name).replaceAll(' ', '-')}`;

  router.get(`${BRIEFS}.zip`, exporters, asksForFile, async (_request, response) => {
    const words = wordsOf(response);
    const made = clock();
    async function* files() {
      for await (const brief of briefs.exportedAll(signedIn(response), words.language))
        yield {
          name: `${nameOf(brief)}.pdf`,
          bytes: await drawBrief(briefDocument(brief, made, words)),
        };
    }
    const zip = await briefsZip(files(), made);
    attach(response, words.t('briefs.fileName'), 'zip', made.toISOString().slice(0, 10));
    response.send(zip);
  });

  router.get(`${BRIEFS}/:estado.pdf`, exporters, asksForFile, async (request, response) => {
    const { estado } = parseParams(Address, request);
    const words = wordsOf(response);
    const brief = await briefs.exported(signedIn(response), estado, words.language);
    const pdf = await drawBrief(briefDocument(brief, clock(), words));
    attach(response, `${words.t('briefs.fileName')}-${nameOf(brief)}`, 'pdf', brief.cutOff);
    response.send(pdf);
  });

  router.get(`${BRIEFS}/:estado`, readers, async (request, response) => {
    const { estado } = parseParams(Address, request);
    const actor = signedIn(response);
    const words = wordsOf(response);
    const brief = await briefs.read(actor, estado, words.language);
    const given = { made: clock(), mayExport: mayAnywhere(actor, 'reports.export') };
    renderPage(response, 'briefs/brief', briefPage(brief, given, words));
  });

  return router;
}
