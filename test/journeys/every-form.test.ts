import { expect } from 'chai';
import type { Browser as Chromium, Page as Tab } from 'playwright-core';
import type { CastName } from '../../src/demo/cast.ts';
import { placeObjects } from '../architecture/access-world.ts';
import { routesOf } from '../architecture/routes-of.ts';
import { answerProblems } from '../support/answers.ts';
import { startApp, type TestApp } from '../support/app.ts';
import type { Browser } from '../support/browser.ts';
import { launchChromium } from '../support/chromium.ts';
import { crawl, STARTS } from '../support/crawl.ts';
import {
  absurd,
  autocompleteProblems,
  blank,
  chosen,
  formsOf,
  lostChoices,
  returnedProblems,
  takesText,
  type FoundForm,
} from '../support/forms.ts';
import { LOOKED_AT } from '../support/looks.ts';
import { htmlProblems } from '../support/page-checks.ts';
import { everybody, invitationOf } from '../support/people.ts';

type Visitor = CastName | 'nobody';

/** Forms that may be sent empty, since everything in them is voluntary. */
const VOLUNTARY = [
  '/cuenta/telefono',
  '/cuenta/correo',
  '/cuenta/datos/oposicion',
  '/administrar/ajustes',
];

/**
 * Forms that take what the others refuse: a question or an answer of 2,000 characters, a file of a course as text (an empty one
 * as well), a draft that does not exist for whoever names it, what somebody asks of her data and what she is answered.
 */
const TAKES_MORE = [
  '/cursos/:slug/lecciones/:leccion/pregunta',
  '/cursos/:slug/evaluaciones/:evaluacion/pregunta',
  '/mensajes/:id',
  '/cuenta/datos/rectificacion',
  '/cuenta/datos/oposicion',
  '/administrar/derechos',
  '/administrar/derechos/:id',
  '/ensenar/bancos/:id/importar (clave,formato,texto)',
  '/ensenar/bancos/:id/curso',
  '/ensenar/cursos/:id/archivo',
];
const takesMore = (kind: string): boolean =>
  TAKES_MORE.some((one) => kind === one || kind.startsWith(`${one} (`));

/** Where forms are sent, most particular first. */
const postRoutes = (app: TestApp): { path: string; matches: RegExp }[] =>
  routesOf(app.served)
    .filter(({ method }) => method === 'POST')
    .map(({ path }) => ({ path, matches: new RegExp(`^${path.replace(/:[a-z]+/g, '[^/]+')}$`) }))
    .sort((a, b) => a.path.split(':').length - b.path.split(':').length);

describe('every form', function () {
  this.timeout(300_000);
  let app: TestApp;
  let chromium: Chromium;
  let tab: Tab;
  let browsers: Map<Visitor, Browser>;
  let forms: Map<string, { visitor: Visitor; form: FoundForm }>;

  before(async () => {
    app = await startApp({ env: { OPEN_REGISTRATION: 'true' } });
    await placeObjects(app);
    chromium = await launchChromium();
    tab = await (await chromium.newContext(LOOKED_AT)).newPage();
    browsers = await everybody(app);
    forms = await reachableForms();
  });
  after(async () => {
    await chromium.close();
    await app.stop();
  });

  const as = (visitor: Visitor): Browser => {
    const browser = browsers.get(visitor);
    if (browser === undefined) throw new Error(visitor);
    return browser;
  };

  /** One form of each kind that somebody reaches, since forms of one route with the same fields are alike. */
  const reachableForms = async (): Promise<Map<string, { visitor: Visitor; form: FoundForm }>> => {
    const routes = postRoutes(app);
    const routeOf = (action: string): string => {
      const { pathname } = new URL(action, app.url);
      const route = routes.find(({ matches }) => matches.test(pathname));
      if (route === undefined) throw new Error(`No route takes ${action}`);
      return route.path;
    };
    const found = new Map<string, { visitor: Visitor; form: FoundForm }>();
    const link = await invitationOf(as('rosa'));
    for (const [visitor, browser] of browsers) {
      for (const { address, page } of (await crawl(browser, [...STARTS, link])).values()) {
        for (const form of formsOf(address, page)) {
          const kind = `${routeOf(form.action)} (${form.names})`;
          if (!found.has(kind)) found.set(kind, { visitor, form });
        }
      }
    }
    return found;
  };

  it('lets the browser fill in what somebody writes about herself, and nothing about others', () => {
    const problems: string[] = [];
    for (const [kind, { form }] of forms)
      problems.push(...autocompleteProblems(form).map((text) => `${kind}: ${text}`));
    expect(problems.join('\n')).to.equal('');
  });

  it('brings a form back with everything that was typed, each mistake told beside its cause', async () => {
    const problems: string[] = [];
    for (const [kind, { visitor, form }] of forms) {
      for (const [how, sent] of Object.entries({ blank: blank(form), absurd: absurd(form) })) {
        if (takesMore(kind) && (how === 'absurd' || kind.includes('/archivo'))) continue;
        const page = await as(visitor).post(form.action, sent);
        const isFine = how === 'blank' && VOLUNTARY.includes(form.action) && page.status === 303;
        if (isFine) continue;
        const found: string[] = page.status === 422 ? [] : [`answers ${String(page.status)}`];
        found.push(...returnedProblems(page, form, sent));
        if (how === 'blank') {
          const looked = await answerProblems(tab, app.url, page);
          found.push(...looked.problems);
          if (looked.focus !== 'errores' && !form.action.includes('#'))
            found.push('the focus is not in the summary');
        } else found.push(...(await htmlProblems(page.body)));
        problems.push(...found.map((text) => `${visitor} ${kind} ${how}: ${text}`));
      }
    }
    expect(problems.join('\n')).to.equal('');
    expect(forms.size, 'forms that the crawl met').to.be.greaterThan(25);
  });

  it('brings a form back with everything that was chosen', async () => {
    const problems: string[] = [];
    for (const [kind, { visitor, form }] of forms) {
      if (!takesText(form) || takesMore(kind)) continue;
      const sent = chosen(form);
      const page = await as(visitor).post(form.action, sent);
      const lost = lostChoices(page, form, sent).map((text) => `${visitor} ${kind}: ${text}`);
      problems.push(...lost);
      if (page.status !== 422) problems.push(`${visitor} ${kind} answers ${String(page.status)}`);
    }
    expect(problems.join('\n')).to.equal('');
  });
});
