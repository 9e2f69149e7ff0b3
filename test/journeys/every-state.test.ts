import { expect } from 'chai';
import type { Browser as Chromium, Page as Tab } from 'playwright-core';
import { CAST, CAST_PASSWORD, type CastName } from '../../src/demo/cast.ts';
import { addGrant } from '../../src/demo/factories.ts';
import { openDatabase } from '../../src/db/connection.ts';
import { HOUR } from '../../src/lib/clock.ts';
import { placeObjects } from '../architecture/access-world.ts';
import { routesOf } from '../architecture/routes-of.ts';
import { publishQuizCourse, SLUG } from '../features/assessment/quiz-course.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { scan, SECOND_FACTOR } from '../support/authenticator.ts';
import type { Browser, Page } from '../support/browser.ts';
import { launchChromium } from '../support/chromium.ts';
import { crawl, STARTS } from '../support/crawl.ts';
import { enrol } from '../support/enrol.ts';
import { absurd, blank, formsOf, returnedProblems, type FoundForm } from '../support/forms.ts';
import { LOOKED_AT, lookProblems } from '../support/looks.ts';
import { htmlProblems } from '../support/page-checks.ts';
import { addPeople, signedInAs } from '../support/people.ts';
import { smtpSink } from '../support/smtp-sink.ts';

type Visitor = CastName | 'nobody';

/** Forms that may be sent empty, since everything in them is voluntary. */
const VOLUNTARY = ['/cuenta/telefono', '/cuenta/correo', '/administrar/ajustes'];
const LONG_NAME =
  `${'Guadalupe '.repeat(6)}${'Wolfeschlegelsteinhausenbergerdorff'.repeat(2)}`.slice(0, 120);

/** Where forms are sent, most particular first. */
const postRoutes = (app: TestApp): { path: string; matches: RegExp }[] =>
  routesOf(app.served)
    .filter(({ method }) => method === 'POST')
    .map(({ path }) => ({ path, matches: new RegExp(`^${path.replace(/:[a-z]+/g, '[^/]+')}$`) }))
    .sort((a, b) => a.path.split(':').length - b.path.split(':').length);

describe('every state of a page', function () {
  this.timeout(180_000);
  let app: TestApp;
  let chromium: Chromium;
  let tab: Tab;
  const browsers = new Map<Visitor, Browser>();

  before(async () => {
    app = await startApp({ env: { OPEN_REGISTRATION: 'true' } });
    await placeObjects(app);
    chromium = await launchChromium();
    tab = await (await chromium.newContext(LOOKED_AT)).newPage();
    browsers.set('nobody', app.browser());
    for (const name of Object.keys(CAST) as CastName[])
      browsers.set(name, await app.signedIn(name));
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

  /** Opens in the browser exactly what the server answered. */
  const show = async (page: Page): Promise<void> => {
    const address = `${app.url}/respuesta`;
    const headers = Object.fromEntries(
      [...page.headers].filter(([name]) => !/^(content-(encoding|length)|set-cookie)$/.test(name)),
    );
    await tab.route(address, (route) =>
      route.fulfill({ status: page.status, headers, body: page.body }),
    );
    await tab.goto(address);
    await tab.unroute(address);
  };

  /** What is wrong with a page, as it was written and as it looks, and where the focus was when it opened. */
  const pageProblems = async (page: Page): Promise<{ problems: string[]; focus: string }> => {
    await show(page);
    const focus = await tab.evaluate<string>('document.activeElement.id');
    const looks = await lookProblems(tab, { rules: true });
    return { problems: [...(await htmlProblems(page.body)), ...looks], focus };
  };

  /** A link by which somebody joins Rosa's network. */
  const invitation = async (): Promise<string> => {
    const sheet = await as('rosa').postAndFollow('/administrar/invitaciones', {
      etiqueta: 'Reunión del jueves',
      tipo: 'enlace',
      para: 'red:mucpaz-15033-01',
      usos: '5',
    });
    const [link] = /\/invitacion\/[\w-]{20,}/.exec(sheet.body) ?? [];
    if (link === undefined) throw new Error(sheet.text);
    return link;
  };

  /** One form of each kind that somebody reaches, since forms of one route with the same fields are alike. */
  const reachableForms = async (): Promise<Map<string, { visitor: Visitor; form: FoundForm }>> => {
    const routes = postRoutes(app);
    const routeOf = (action: string): string => {
      const { pathname } = new URL(action, app.url);
      const found = routes.find(({ matches }) => matches.test(pathname));
      if (found === undefined) throw new Error(`No route takes ${action}`);
      return found.path;
    };
    const forms = new Map<string, { visitor: Visitor; form: FoundForm }>();
    const link = await invitation();
    for (const [visitor, browser] of browsers) {
      for (const { address, page } of (await crawl(browser, [...STARTS, link])).values()) {
        for (const form of formsOf(address, page)) {
          const kind = `${routeOf(form.action)} (${form.names})`;
          if (!forms.has(kind)) forms.set(kind, { visitor, form });
        }
      }
    }
    return forms;
  };

  it('brings a form back with everything that was typed, each mistake told beside its cause', async () => {
    const problems: string[] = [];
    const forms = await reachableForms();
    for (const [kind, { visitor, form }] of forms) {
      for (const [how, sent] of Object.entries({ blank: blank(form), absurd: absurd(form) })) {
        const page = await as(visitor).post(form.action, sent);
        const isFine = how === 'blank' && VOLUNTARY.includes(form.action) && page.status === 303;
        if (isFine) continue;
        const found: string[] = page.status === 422 ? [] : [`answers ${String(page.status)}`];
        found.push(...returnedProblems(page, form, sent));
        if (how === 'blank') {
          const looked = await pageProblems(page);
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

  /** Looks at answers that must have these states. */
  const look = async (states: Record<string, [number, Page]>): Promise<void> => {
    const problems: string[] = [];
    for (const [name, [status, page]] of Object.entries(states)) {
      const found = page.status === status ? [] : [`answers ${String(page.status)}`];
      found.push(...(await pageProblems(page)).problems);
      problems.push(...found.map((text) => `${name}: ${text}`));
    }
    expect(problems.join('\n')).to.equal('');
  };

  it('is sound where something is refused or missing', async () => {
    const nobody = as('nobody');
    const wrong = { username: 'rosa', password: 'no es esta' };
    const states: Record<string, [number, Page]> = {
      'wrong password': [422, await nobody.post('/entrar', wrong)],
      'no such page': [404, await nobody.get('/no-existe')],
      'no such page, signed in': [404, await as('rosa').get('/administrar/roles')],
      'no such certificate': [404, await nobody.get('/v/7KQ2-M9XP-7KQ2')],
      'no such invitation': [404, await nobody.get(`/invitacion/${'A'.repeat(22)}`)],
      'a query that no page has': [400, await as('lucia').get('/administrar/avance?por=nada')],
      'another site': [
        403,
        await nobody.post('/entrar', wrong, { 'sec-fetch-site': 'cross-site' }),
      ],
      'a form without a session': [
        403,
        await nobody.post('/cuenta/nombre', { nombre: 'Un nombre', motivo: 'Largo. '.repeat(20) }),
      ],
    };
    let page = await nobody.post('/entrar', wrong);
    for (let tries = 0; page.status === 422 && tries < 20; tries += 1)
      page = await nobody.post('/entrar', wrong);
    await look({ ...states, 'too many tries': [429, page] });
  });

  it('is sound while the database is busy', async () => {
    const other = openDatabase(app.dialect);
    const page = await other.db.transaction(() =>
      as('rosa').post('/cuenta/nombre', { nombre: 'Rosa Hernández Ruiz' }),
    );
    await other.close();
    await look({ busy: [503, page] });
  });

  it('is sound when the time of an attempt is over', async () => {
    await publishQuizCourse(app.services);
    await enrol(app.database.db, { name: 'rosa', slug: SLUG });
    const rosa = as('rosa');
    const { location } = await rosa.post(`/cursos/${SLUG}/evaluaciones/con-reloj/intentos`);
    const started = await rosa.get(location);
    app.clock.advance(HOUR);
    const states: Record<string, [number, Page]> = {
      running: [200, started],
      over: [200, await rosa.get(location)],
      late: [409, await rosa.post(`${location}/entrega`, { clave: 'tarde', r_dos: 'b' })],
      result: [200, await rosa.visit(`${location}/resultado`)],
    };
    app.clock.advance(-HOUR);
    await look(states);
  });

  const lookAt = async (browser: Browser, ...addresses: string[]): Promise<void> => {
    const states: Record<string, [number, Page]> = {};
    for (const address of addresses) states[address] = [200, await browser.get(address)];
    await look(states);
  };

  it('is sound for somebody who has nothing yet', async () => {
    await addPeople(app, { id: 'nueva', displayName: 'Nueva Persona' });
    await lookAt(await signedInAs(app, 'nueva'), '/mi-aprendizaje', '/cuenta');
    await addPeople(app, { id: 'sola', displayName: 'Sola Aquí', institutionId: 'inmujeres' });
    await addGrant(app.database.db, {
      id: 'g-sola',
      personId: 'sola',
      role: 'institution_admin',
      institutionId: 'inmujeres',
      grantedAt: app.clock(),
    });
    const sola = await signedInAs(app, 'sola');
    const rooms = [...(await sola.get('/administrar')).document.querySelectorAll('main a')]
      .map((link) => link.getAttribute('href') ?? '')
      .filter((href) => href.startsWith('/administrar/'));
    expect(rooms.length).to.be.greaterThan(6);
    await lookAt(sola, ...rooms);
  });

  it('is sound where an invitation is used: another place, an account, the other side of the wall', async () => {
    const link = await invitation();
    const typed = { nombre: 'Nely Cruz', sexo: 'mujer', aviso: '1', lugar: 'otro' };
    const accepting = `${link}/aceptacion`;
    await look({
      'choosing another state': [200, await as('nobody').post(link, typed)],
      'the state is chosen': [
        200,
        await as('nobody').post(link, { ...typed, lugar: 'estado', estado: '20' }),
      ],
      'with an account': [200, await as('irene').get(accepting)],
      'a member already': [200, await as('rosa').get(accepting)],
      'across the wall': [200, await as('tomas').get(accepting)],
    });
  });

  it('is sound while an e-mail address waits to be confirmed', async () => {
    const sink = await smtpSink();
    const withMail = await startApp({ env: { SMTP_URL: sink.url } });
    const rosa = await withMail.signedIn('rosa');
    await rosa.post('/cuenta/correo', { correo: 'rosa@ejemplo.mx', recuperar: '1' });
    await withMail.services.mail.settled();
    const letter = (sink.letters[0] ?? '').replace(/=\n/g, '');
    const link = /\/correo\/[\w-]{22}/.exec(letter)?.[0] ?? 'none';
    await lookAt(rosa, '/cuenta', '/cuenta/correo', link);
    await rosa.post(link);
    await look({ used: [410, await rosa.get(link)] });
    await withMail.stop();
    await sink.close();
  });

  it('is sound on the way to a second factor, with it and without the phone', async () => {
    const elena = as('elena');
    const shared = { username: 'elena', password: CAST_PASSWORD, compartido: '1' };
    const onShared = app.browser();
    await onShared.post('/entrar', shared);
    const begun = await onShared.postAndFollow(SECOND_FACTOR);
    const page = await elena.postAndFollow(SECOND_FACTOR);
    const phone = scan(app, page);
    const alta = `${SECOND_FACTOR}/alta`;
    const wrong = await elena.post(alta, { codigo: '12 34 56' });
    const codes = await elena.postAndFollow(alta, { codigo: phone.code() });
    const half = app.browser();
    await half.post('/entrar', shared);
    const code = '/entrar/codigo';
    await look({
      'asked by a role': [200, await as('irene').get(SECOND_FACTOR)],
      'on a shared phone': [200, begun],
      'the QR code': [200, page],
      'a wrong first code': [422, wrong],
      'codes on paper': [200, codes],
      'codes that were shown': [200, await elena.get(`${SECOND_FACTOR}/respaldo`)],
      'it is on': [200, await elena.get(SECOND_FACTOR)],
      'new codes': [200, await elena.get(`${SECOND_FACTOR}/codigos`)],
      'turning off': [200, await elena.get(`${SECOND_FACTOR}/quitar`)],
      'turning off without a code': [422, await elena.post(`${SECOND_FACTOR}/quitar`)],
      'a code is asked for': [200, await half.get(code)],
      'a code from the paper is asked for': [200, await half.get(`${code}?respaldo=1`)],
      'no code': [422, await half.post(code)],
      'a wrong code from the paper': [422, await half.post(`${code}?respaldo=1`, { codigo: 'A' })],
      'somebody may take it off': [200, await as('marco').get('/administrar/personas/elena')],
      'no reason to take it off': [
        422,
        await as('marco').post('/administrar/personas/elena/segundo-paso'),
      ],
    });
    const lost = { motivo_paso: 'lost-phone' };
    await as('marco').post('/administrar/personas/elena/segundo-paso', lost);
    await lookAt(await app.signedIn('elena'), '/cuenta/aviso');
  });

  it('keeps the longest name inside a phone', async () => {
    const { db } = app.database;
    await db('people').where('id', 'tomas').update({ display_name: LONG_NAME });
    const tomas = as('tomas');
    const learning = await tomas.get('/mi-aprendizaje');
    const certificate = learning.document.querySelector('a[href^="/constancias/"]');
    await lookAt(tomas, '/cuenta', certificate?.getAttribute('href') ?? '');
    const rooms = ['personas', 'personas/tomas', 'grupos/c-leon', 'constancias'];
    await lookAt(as('bruno'), ...rooms.map((room) => `/administrar/${room}`));
  });
});
