import { expect } from 'chai';
import type { Request, RequestHandler, Response } from 'express';
import { pino } from 'pino';
import { createApp } from '../../src/app.ts';
import { CAST, type CastName } from '../../src/demo/cast.ts';
import { addCohort, addPerson } from '../../src/demo/factories.ts';
import type { Actor } from '../../src/lib/actor.ts';
import { Refusal } from '../../src/lib/errors.ts';
import { digest } from '../../src/lib/random-code.ts';
import { startApp, type TestApp } from '../support/app.ts';
import type { Browser, Page } from '../support/browser.ts';
import { NOW } from '../support/clock.ts';
import { publishCourse } from '../support/course.ts';
import { COHORTS, ENTERS, PEOPLE, SEES } from './access-rules.ts';
import { routesOf, type ServedRoute } from './routes-of.ts';

const NAMES = Object.keys(CAST) as CastName[];
type Answer = 'in' | 'sign in' | 'missing' | 'forbidden';

function answerOf(page: Page): Answer {
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
  const browsers = new Map<CastName | 'nobody', Browser>();
  const ids = new Map<string, string>();

  before(async () => {
    app = await startApp();
    routes = routesOf(
      createApp({
        services: app.services,
        log: pino({ level: 'silent' }),
        demo: false,
        cacheViews: true,
        trustProxy: undefined,
      }),
    );
    await placeObjects(app, ids);
    browsers.set('nobody', app.browser());
    for (const name of NAMES) browsers.set(name, await app.signedIn(name));
  });
  after(() => app.stop());

  const ask = (
    name: CastName | 'nobody',
    { method, path }: { method: string; path: string },
  ): Promise<Page> => {
    const browser = browsers.get(name);
    if (browser === undefined) throw new Error(name);
    return method === 'GET' ? browser.get(path) : browser.post(path);
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
      [...unknown].map((rule) => `${rule}: say in access-rules.ts who of the cast comes in`),
    ).to.deep.equal([]);
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
        const mayEnter = !Array.isArray(enters) || (enters as readonly CastName[]).includes(name);
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

  for (const [path, objects] of Object.entries(SEES)) {
    it(`shows each ${path} to those whose scope holds it, and to nobody else`, async () => {
      const wrong: string[] = [];
      for (const [object, seers] of Object.entries(objects)) {
        const kind = path.includes('personas')
          ? 'person'
          : path.includes('grupos')
            ? 'cohort'
            : 'certificate';
        const address = path.replace(':id', ids.get(`${kind} ${object}`) ?? '');
        for (const name of NAMES) {
          const answer = answerOf(await ask(name, { method: 'GET', path: address }));
          const wanted = seers.includes(name) ? 'in' : 'missing';
          if (answer !== wanted)
            wrong.push(`${name} asks for ${kind} ${object}: ${answer}, not ${wanted}`);
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

/** Real objects: a trainee on each side and in another state, enrolled, certified, in cohorts of both instructors. */
async function placeObjects(app: TestApp, ids: Map<string, string>): Promise<void> {
  const { db } = app.database;
  const version = await publishCourse(app.services);
  const at = { courseId: version.courseId, startsOn: '2026-11-01', createdAt: NOW };
  const cohorts = [
    {
      id: 'c-ecatepec',
      name: 'Ecatepec',
      institutionId: 'imm-15033',
      side: 'community',
      instructorIds: ['ximena'],
    },
    {
      id: 'c-leon',
      name: 'León',
      institutionId: 'pm-11020',
      side: 'police',
      instructorIds: ['bruno'],
    },
    {
      id: 'c-contingente',
      name: 'Contingente',
      institutionId: 'cecopam',
      side: 'military',
      instructorIds: ['bruno'],
    },
  ] as const;
  for (const cohort of cohorts) {
    await addCohort(db, { ...at, ...cohort, instructorIds: [...cohort.instructorIds] });
  }
  for (const name of COHORTS) ids.set(`cohort ${name}`, `c-${name}`);
  await addPerson(db, {
    id: 'oaxaca',
    username: 'oaxaca',
    displayName: 'Nayeli Toledo',
    passwordHash: '',
    sex: 'mujer',
    side: 'community',
    cvegeo: '20043',
    institutionId: 'imef-20',
    createdAt: NOW,
  });
  const cohortOf = { rosa: 'c-ecatepec', oaxaca: null, tomas: 'c-leon', elena: 'c-contingente' };
  for (const personId of PEOPLE) {
    ids.set(`person ${personId}`, personId);
    await db.transaction((trx) =>
      app.services.enrolment.enrolPerson(trx, { personId, version, cohortId: cohortOf[personId] }),
    );
    const { id } = await db('enrolments').where('person_id', personId).first<{ id: string }>('id');
    const facts = {
      enrolment_id: id,
      opened_at: NOW.toISOString(),
      done_at: NOW.toISOString(),
      alternative: false,
    };
    await db('lesson_progress').insert(
      version.document.lessons.map((lesson) => ({ ...facts, lesson_id: lesson.id })),
    );
    await db('attempts').insert(
      version.document.certificate.quizzes.map((quizId) => ({
        id: `at-${personId}-${quizId}`,
        enrolment_id: id,
        person_id: personId,
        quiz_id: quizId,
        number: 1,
        snapshot: JSON.stringify({ versionId: version.id, passMark: 70, items: [] }),
        started_at: NOW.toISOString(),
        submitted_at: NOW.toISOString(),
        score: 10_000,
        passed: true,
        critical_missed: 0,
      })),
    );
    const { certificateId } = await db.transaction((trx) => app.services.onStepDone(trx, id));
    ids.set(`certificate ${personId}`, certificateId ?? '');
  }
}
