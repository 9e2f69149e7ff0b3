import { expect } from 'chai';
import type { Request, RequestHandler, Response } from 'express';
import { ROLES, type Actor } from '../../src/lib/actor.ts';
import { Refusal } from '../../src/lib/errors.ts';
import { digest } from '../../src/lib/random-code.ts';
import { startApp, type TestApp } from '../support/app.ts';
import type { Browser, Page } from '../support/browser.ts';
import { signedInAs } from '../support/people.ts';
import { addStaff, NAMES, type Name } from './access-people.ts';
import { ENTERS, NAMES_NOBODY, OBJECTS } from './access-rules.ts';
import { placeObjects, type World } from './access-world.ts';
import { routesOf, type ServedRoute } from './routes-of.ts';

type Answer = 'in' | 'sign in' | 'missing' | 'forbidden' | 'broken';

function answerOf(page: Page): Answer {
  if (page.status >= 500) return 'broken';
  if (page.status === 404) return 'missing';
  if (page.location.startsWith('/entrar?sigue=')) return 'sign in';
  if (page.status === 403) return 'forbidden';
  return 'in';
}

/** An address of the route that names nothing, for asking the rule alone. */
const addressOf = (path: string): string => path.replace(/:[a-z]+/g, 'nada');

describe('the access matrix', function () {
  this.timeout(120_000);
  let app: TestApp;
  let routes: ServedRoute[];
  const browsers = new Map<Name | 'nobody', Browser>();
  let world: World;

  before(async () => {
    app = await startApp();
    routes = routesOf(app.served);
    browsers.set('nobody', app.browser());
    await addStaff(app);
    for (const name of NAMES) browsers.set(name, await signedInAs(app, name));
    world = await placeObjects(app);
  });
  after(() => app.stop());

  const ask = (
    name: Name | 'nobody',
    { method, path }: { method: string; path: string },
    body?: Record<string, string>,
  ): Promise<Page> => {
    const browser = browsers.get(name);
    if (browser === undefined) throw new Error(name);
    return method === 'GET' ? browser.get(path) : browser.post(path, body);
  };

  it('has no route that does not begin with an access rule', () => {
    const open = routes.filter(({ rule }) => rule === undefined);
    expect(
      open.map(
        ({ method, path }) =>
          `${method} ${path}: put everyone, anyoneSignedIn or peopleWho(…) of src/http/access.ts before its handler`,
      ),
    ).to.deep.equal([]);
  });

  it('knows every rule', () => {
    const unknown = new Set(
      routes.map(({ rule }) => rule ?? '').filter((rule) => !(rule in ENTERS)),
    );
    expect(
      [...unknown].map((rule) => `${rule}: say in access-rules.ts who comes in`),
    ).to.deep.equal([]);
  });

  it('asks a person of every role', async () => {
    const held = new Set<string>();
    for (const name of NAMES) {
      for (const { role } of (await actorOf(app, browsers.get(name))).grants) held.add(role);
    }
    expect(ROLES.filter((role) => !held.has(role))).to.deep.equal([]);
  });

  it('asks people without a session to sign in, at every route but the public ones', async () => {
    const wrong: string[] = [];
    for (const route of routes.filter(({ rule }) => ENTERS[rule ?? ''] !== 'everyone')) {
      const answer = answerOf(await ask('nobody', { ...route, path: addressOf(route.path) }));
      const wanted = route.method === 'GET' ? 'sign in' : 'forbidden';
      if (answer !== wanted) wrong.push(`${route.method} ${route.path}: ${answer}, not ${wanted}`);
    }
    expect(wrong).to.deep.equal([]);
  });

  for (const name of NAMES) {
    it(`lets ${name} into her rooms and into no other`, async () => {
      const actor = await actorOf(app, browsers.get(name));
      const wrong: string[] = [];
      for (const route of routes) {
        const enters = ENTERS[route.rule ?? ''];
        const mayEnter = !Array.isArray(enters) || (enters as readonly Name[]).includes(name);
        if (letsIn(route.enter, actor) !== mayEnter) {
          wrong.push(`${route.method} ${route.path}: ${mayEnter ? 'closed' : 'open'} to ${name}`);
        }
        const isPage = route.method === 'GET' && !route.path.includes(':') && Array.isArray(enters);
        if (!isPage) continue;
        const answer = answerOf(await ask(name, route));
        if (answer !== (mayEnter ? 'in' : 'missing')) wrong.push(`${route.path}: ${answer}`);
      }
      expect(wrong).to.deep.equal([]);
    });
  }

  it('has a row for every route whose address names an object of somebody', () => {
    const named = routes.filter(
      ({ rule, path }) =>
        ENTERS[rule ?? ''] !== 'everyone' &&
        [...path.matchAll(/:([a-z]+)/g)].some(([, name]) => !NAMES_NOBODY.includes(name ?? '')),
    );
    const served = new Set(named.map(({ method, path }) => `${method} ${path}`));
    expect(
      [...served]
        .filter((route) => !Object.hasOwn(OBJECTS, route))
        .map((route) => `${route}: say in OBJECTS of access-rules.ts for whom its objects exist`),
    ).to.deep.equal([]);
    expect(
      Object.keys(OBJECTS).filter((route) => !served.has(route)),
      'rows without a route',
    ).to.deep.equal([]);
  });

  for (const [route, { kind, body, for: objects }] of Object.entries(OBJECTS)) {
    it(`answers ${route} to those whose scope holds the object, and to nobody else`, async () => {
      const [method = '', pattern = ''] = route.split(' ');
      const wrong: string[] = [];
      for (const [object, those] of Object.entries(objects)) {
        const path = world.address(pattern, kind, object);
        const others = NAMES.filter((name) => !those.includes(name));
        for (const name of others) {
          const answer = answerOf(await ask(name, { method, path }, body));
          if (answer !== 'missing') wrong.push(`${name}, ${kind} ${object}: ${answer}`);
        }
        const changed = method === 'POST' ? await world.changed() : [];
        if (changed.length > 0) wrong.push(`refused, yet ${changed.join(', ')} changed`);
        for (const name of those) {
          const answer = answerOf(await ask(name, { method, path }, body));
          if (answer !== 'in')
            wrong.push(`${name}, ${kind} ${object}: ${answer}, though it is hers`);
          if (method === 'POST') await world.restore();
        }
      }
      expect(wrong).to.deep.equal([]);
    });
  }
});

/** The person behind a browser's session, as the application reads her. */
async function actorOf(app: TestApp, browser: Browser | undefined): Promise<Actor> {
  const signed = decodeURIComponent(browser?.cookies.get('sid') ?? '');
  const sid = signed.slice(2, signed.lastIndexOf('.'));
  const found = await app.services.sessionRows.read(digest(sid), app.clock());
  if (found?.actor == null) throw new Error('Nobody is signed in');
  return found.actor;
}

/** Whether an access rule lets the person through to the handler. */
function letsIn(enter: RequestHandler, actor: Actor): boolean {
  let passed = false;
  const request = { method: 'POST', originalUrl: '/', headers: {} } as unknown as Request;
  const response = { locals: { visit: { actor, language: 'es-MX' } } } as unknown as Response;
  try {
    void enter(request, response, () => {
      passed = true;
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
  return passed;
}
