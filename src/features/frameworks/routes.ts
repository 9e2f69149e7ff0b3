import { Router, type Response } from 'express';
import { peopleWho } from '../../http/access.ts';
import { parseParams, parseQuery } from '../../http/parse.ts';
import { renderPage } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { formatFor } from '../../i18n/format.ts';
import { translator } from '../../i18n/translate.ts';
import { Address, VersionQuery } from './forms.ts';
import type { FrameworkService } from './service.ts';
import { frameworkPage, FRAMEWORKS, frameworksPage, type Words } from './views.ts';
import { managesFrameworks, readsFrameworks } from './who.ts';

const readers = peopleWho('reads frameworks', readsFrameworks);

export const wordsOf = (response: Response): Words => {
  const { language } = visitOf(response);
  return { t: translator(language), fmt: formatFor(language), language };
};

/** Frameworks as they are read: what they consist of, their indicators, and what feeds them. */
export function frameworkRoutes({ frameworks }: { frameworks: FrameworkService }): Router {
  const router = Router();

  router.get(FRAMEWORKS, readers, async (_request, response) => {
    const page = frameworksPage(await frameworks.list(), wordsOf(response));
    renderPage(response, 'frameworks/frameworks', page);
  });

  router.get(`${FRAMEWORKS}/:slug`, readers, async (request, response) => {
    const actor = signedIn(response);
    const { slug } = parseParams(Address, request);
    const sheet = await frameworks.sheet(slug, parseQuery(VersionQuery, request).version);
    const report = await frameworks.figures(actor, visitOf(response).language);
    const given = { report, manages: managesFrameworks(actor) };
    renderPage(response, 'frameworks/framework', frameworkPage(sheet, given, wordsOf(response)));
  });

  return router;
}
