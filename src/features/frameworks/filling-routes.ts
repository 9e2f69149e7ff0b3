import { Router, type Request, type Response } from 'express';
import { peopleWho } from '../../http/access.ts';
import { receivePastedTable, type Reception } from '../../http/one-file.ts';
import { parseForm, parseParams, parseQuery, sentValues } from '../../http/parse.ts';
import { redirectWith, renderPage } from '../../http/render.ts';
import { signedIn } from '../../http/visit.ts';
import type { FrameworkFilling, Wrong } from './filling-service.ts';
import { elementLines, indicatorsPage, newVersionPage, type ShownForm } from './filling-views.ts';
import { Address, IndicatorForm, NewVersionForm, TableForm, VersionQuery } from './forms.ts';
import { wordsOf } from './routes.ts';
import type { FrameworkService, FrameworkSheet } from './service.ts';
import { FRAMEWORKS } from './views.ts';
import { managesFrameworks } from './who.ts';

interface Needs extends Reception {
  frameworks: FrameworkService;
  frameworkFilling: FrameworkFilling;
}

export const fillers = peopleWho('frameworks.manage nationally', managesFrameworks);

const ONE = `${FRAMEWORKS}/:slug`;
const GIVEN = {
  field: 'archivo',
  most: 1_000_000,
  pasted: 'tabla',
  broken: 'frameworks.table.broken',
} as const;
export const untouched: ShownForm = { values: {}, errors: {} };

export const withWrong = (
  values: Record<string, string>,
  { problems, mistakes }: Wrong,
): ShownForm => ({ values, errors: problems, mistakes });

/** The version that an address names; the one that counts where it names none. */
export const sheetOf = (frameworks: FrameworkService, request: Request): Promise<FrameworkSheet> =>
  frameworks.sheet(parseParams(Address, request).slug, parseQuery(VersionQuery, request).version);

/** That of a form that came back, whatever it says its version is. */
export async function sheetAgain(
  frameworks: FrameworkService,
  request: Request,
): Promise<FrameworkSheet> {
  const { slug } = parseParams(Address, request);
  const label = sentValues(request)['version'];
  const known = (await frameworks.sheet(slug)).versions.some((one) => one.label === label);
  return frameworks.sheet(slug, known ? label : undefined);
}

/** Filling frameworks in: their indicators, one by one or as a table, and their versions. */
export function frameworkFillingRoutes({
  frameworks,
  frameworkFilling,
  uploads,
  limits,
}: Needs): Router {
  const router = Router();

  const showIndicators = async (
    request: Request,
    response: Response,
    forms: { one?: ShownForm; table?: ShownForm },
  ): Promise<void> => {
    const status = Object.keys(forms).length === 0 ? 200 : 422;
    const sheet = await (status === 200
      ? sheetOf(frameworks, request)
      : sheetAgain(frameworks, request));
    const page = indicatorsPage(
      sheet,
      { one: forms.one ?? untouched, table: forms.table ?? untouched },
      wordsOf(response),
    );
    renderPage(response, 'frameworks/indicators', page, status);
  };

  router.get(`${ONE}/indicadores`, fillers, async (request, response) => {
    await showIndicators(request, response, {});
  });

  router.post(`${ONE}/indicadores`, fillers, async (request, response) => {
    const { slug } = parseParams(Address, request);
    const values = sentValues(request);
    const form = parseForm(IndicatorForm, request);
    if (!form.ok) {
      await showIndicators(request, response, { one: { values, errors: form.errors } });
      return;
    }
    const wrong = await frameworkFilling.giveIndicator(signedIn(response), slug, form.value);
    if (wrong !== null) {
      await showIndicators(request, response, { one: withWrong(values, wrong) });
      return;
    }
    const version = encodeURIComponent(form.value.version);
    redirectWith(response, `${FRAMEWORKS}/${slug}/indicadores?version=${version}`, 'flash.saved');
  });

  const takeTable = async (request: Request, response: Response): Promise<void> => {
    const { slug } = parseParams(Address, request);
    const values = sentValues(request);
    const form = parseForm(TableForm, request);
    if (!form.ok) {
      await showIndicators(request, response, { table: { values, errors: form.errors } });
      return;
    }
    const wrong = await frameworkFilling.giveTable(signedIn(response), slug, form.value);
    if (wrong !== null) {
      await showIndicators(request, response, { table: withWrong(values, wrong) });
      return;
    }
    const version = encodeURIComponent(form.value.version);
    redirectWith(response, `${FRAMEWORKS}/${slug}?version=${version}`, 'frameworks.tableTaken');
  };

  router.post(`${ONE}/tabla`, fillers, async (request, response) => {
    await receivePastedTable({ uploads, limits }, { request, response }, GIVEN, async (given) => {
      if (given.ok) {
        await takeTable(request, response);
        return;
      }
      const { errors } = given;
      const table = { values: sentValues(request), errors };
      await showIndicators(request, response, { table });
    });
  });

  const showVersion = async (request: Request, response: Response, form?: ShownForm) => {
    const { slug } = parseParams(Address, request);
    const sheet = await frameworks.sheet(slug);
    const begun = { values: { elementos: elementLines(sheet) }, errors: {} };
    const page = newVersionPage(sheet, form ?? begun, wordsOf(response));
    renderPage(response, 'frameworks/new-version', page, form === undefined ? 200 : 422);
  };

  router.get(`${ONE}/versiones`, fillers, async (request, response) => {
    await showVersion(request, response);
  });

  router.post(`${ONE}/versiones`, fillers, async (request, response) => {
    const { slug } = parseParams(Address, request);
    const values = sentValues(request);
    const form = parseForm(NewVersionForm, request);
    if (!form.ok) {
      await showVersion(request, response, { values, errors: form.errors });
      return;
    }
    const wrong = await frameworkFilling.addVersion(signedIn(response), slug, form.value);
    if (wrong !== null) {
      await showVersion(request, response, withWrong(values, wrong));
      return;
    }
    const version = encodeURIComponent(form.value.nombre);
    redirectWith(response, `${FRAMEWORKS}/${slug}?version=${version}`, 'flash.saved');
  });

  return router;
}
