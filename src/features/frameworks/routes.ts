import { readFile } from 'node:fs/promises';
import { Router, type Request, type Response } from 'express';
import { peopleWho } from '../../http/access.ts';
import { parseForm, parseParams, parseQuery, sentValues } from '../../http/parse.ts';
import type { RateLimit } from '../../http/rate-limit.ts';
import { redirectWith, renderPage } from '../../http/render.ts';
import type { Uploads } from '../../http/uploads.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { formatFor } from '../../i18n/format.ts';
import { translator } from '../../i18n/translate.ts';
import { decodedText, isBinary } from '../../lib/decoded.ts';
import { inLanguage } from '../../lib/localized.ts';
import {
  Address,
  IndicatorForm,
  NewVersionForm,
  TableForm,
  TagForm,
  VersionQuery,
} from './forms.ts';
import type { FrameworkService, FrameworkSheet, Wrong } from './service.ts';
import {
  elementLines,
  frameworkPage,
  FRAMEWORKS,
  frameworksPage,
  indicatorsPage,
  newVersionPage,
  tagsPage,
  type ShownForm,
  type Words,
} from './views.ts';
import { managesFrameworks, readsFrameworks } from './who.ts';

interface Needs {
  frameworks: FrameworkService;
  uploads: Uploads;
  limits: { uploadsByPerson: RateLimit };
}

export const readers = peopleWho('reads frameworks', readsFrameworks);
export const fillers = peopleWho('frameworks.manage nationally', managesFrameworks);

const ONE = `${FRAMEWORKS}/:slug`;
const MOST = 1_000_000;
const FILE = { field: 'archivo', files: 1, fileBytes: MOST, bytes: MOST };
const untouched: ShownForm = { values: {}, errors: {} };

export const wordsOf = (response: Response): Words => {
  const { language } = visitOf(response);
  return { t: translator(language), fmt: formatFor(language), language };
};

const withWrong = (values: Record<string, string>, { problems, mistakes }: Wrong): ShownForm => ({
  values,
  errors: problems,
  mistakes,
});

/** Frameworks: what they consist of, their indicators, and what feeds them. */
export function frameworkRoutes({ frameworks, uploads, limits }: Needs): Router {
  const router = Router();

  /** The version that an address or a form names; the one that counts where it is none. */
  const sheetOf = async (request: Request, label?: string): Promise<FrameworkSheet> => {
    const { slug } = parseParams(Address, request);
    return frameworks.sheet(slug, label ?? parseQuery(VersionQuery, request).version);
  };
  /** Of a form that came back, whatever it says its version is. */
  const sheetAgain = async (request: Request): Promise<FrameworkSheet> => {
    const { slug } = parseParams(Address, request);
    const label = sentValues(request)['version'];
    const known = (await frameworks.sheet(slug)).versions.some((one) => one.label === label);
    return frameworks.sheet(slug, known ? label : undefined);
  };

  router.get(FRAMEWORKS, readers, async (_request, response) => {
    const page = frameworksPage(await frameworks.list(), wordsOf(response));
    renderPage(response, 'frameworks/frameworks', page);
  });

  router.get(ONE, readers, async (request, response) => {
    const actor = signedIn(response);
    const sheet = await sheetOf(request);
    const report = await frameworks.figures(actor, visitOf(response).language);
    const given = { report, manages: managesFrameworks(actor) };
    renderPage(response, 'frameworks/framework', frameworkPage(sheet, given, wordsOf(response)));
  });

  const showIndicators = async (
    request: Request,
    response: Response,
    forms: { one?: ShownForm; table?: ShownForm },
  ): Promise<void> => {
    const status = Object.keys(forms).length === 0 ? 200 : 422;
    const sheet = await (status === 200 ? sheetOf(request) : sheetAgain(request));
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
    const wrong = await frameworks.giveIndicator(signedIn(response), slug, form.value);
    if (wrong !== null) {
      await showIndicators(request, response, { one: withWrong(values, wrong) });
      return;
    }
    const version = encodeURIComponent(form.value.version);
    redirectWith(response, `${FRAMEWORKS}/${slug}/indicadores?version=${version}`, 'flash.saved');
  });

  /** The table as it was pasted; a file takes its place, and comes back as text where something is wrong. */
  const takeTable = async (
    request: Request,
    response: Response,
    text: string | null,
  ): Promise<void> => {
    const { slug } = parseParams(Address, request);
    if (text !== null) request.body = { ...sentValues(request), tabla: text };
    const values = sentValues(request);
    const form = parseForm(TableForm, request);
    if (!form.ok) {
      await showIndicators(request, response, { table: { values, errors: form.errors } });
      return;
    }
    const wrong = await frameworks.giveTable(signedIn(response), slug, form.value);
    if (wrong !== null) {
      await showIndicators(request, response, { table: withWrong(values, wrong) });
      return;
    }
    const version = encodeURIComponent(form.value.version);
    redirectWith(response, `${FRAMEWORKS}/${slug}?version=${version}`, 'frameworks.tableTaken');
  };

  router.post(`${ONE}/tabla`, fillers, async (request, response) => {
    if (request.is('multipart/form-data') === false) {
      await takeTable(request, response, null);
      return;
    }
    await limits.uploadsByPerson.consume(signedIn(response).id);
    await uploads.receive(request, response, FILE, async (received) => {
      const values = sentValues(request);
      if (!received.ok) {
        await showIndicators(request, response, { table: { values, errors: received.errors } });
        return;
      }
      const [file] = received.files;
      const bytes = file === undefined ? null : await readFile(file.path);
      if (bytes !== null && isBinary(bytes)) {
        const errors = { archivo: ['frameworks.table.broken' as const] };
        await showIndicators(request, response, { table: { values, errors } });
        return;
      }
      await takeTable(request, response, bytes === null ? null : decodedText(bytes));
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
    const wrong = await frameworks.addVersion(signedIn(response), slug, form.value);
    if (wrong !== null) {
      await showVersion(request, response, withWrong(values, wrong));
      return;
    }
    const version = encodeURIComponent(form.value.nombre);
    redirectWith(response, `${FRAMEWORKS}/${slug}?version=${version}`, 'flash.saved');
  });

  const showTags = async (request: Request, response: Response, form?: ShownForm) => {
    const sheet = await (form === undefined ? sheetOf(request) : sheetAgain(request));
    const words = wordsOf(response);
    const courses = (await frameworks.courses()).flatMap((course) => {
      const title = inLanguage(course.title, words.language);
      return [
        { value: course.slug, label: title },
        ...course.lessons.map((lesson) => ({
          value: `${course.slug}/${lesson.id}`,
          label: `${title} · ${inLanguage(lesson.title, words.language)}`,
        })),
      ];
    });
    const page = tagsPage(sheet, form ?? untouched, courses, words);
    renderPage(response, 'frameworks/tags', page, form === undefined ? 200 : 422);
  };

  router.get(`${ONE}/etiquetas`, fillers, async (request, response) => {
    await showTags(request, response);
  });

  router.post(`${ONE}/etiquetas`, fillers, async (request, response) => {
    const { slug } = parseParams(Address, request);
    const values = sentValues(request);
    const form = parseForm(TagForm, request);
    if (!form.ok) {
      await showTags(request, response, { values, errors: form.errors });
      return;
    }
    const wrong = await frameworks.tag(signedIn(response), slug, form.value);
    if (wrong !== null) {
      await showTags(request, response, withWrong(values, wrong));
      return;
    }
    const version = encodeURIComponent(form.value.version);
    redirectWith(response, `${FRAMEWORKS}/${slug}/etiquetas?version=${version}`, 'flash.saved');
  });

  router.post(`${ONE}/etiquetas/baja`, fillers, async (request, response) => {
    const { slug } = parseParams(Address, request);
    const form = parseForm(TagForm, request);
    if (!form.ok) {
      await showTags(request, response, { values: sentValues(request), errors: form.errors });
      return;
    }
    await frameworks.untag(signedIn(response), slug, form.value);
    const version = encodeURIComponent(form.value.version);
    redirectWith(response, `${FRAMEWORKS}/${slug}/etiquetas?version=${version}`, 'flash.saved');
  });

  return router;
}
