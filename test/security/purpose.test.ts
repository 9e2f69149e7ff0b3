import { expect } from 'chai';
import { CAST_PASSWORD } from '../../src/demo/cast.ts';
import { addCohort, addGrant } from '../../src/demo/factories.ts';
import { HOUR, MINUTE } from '../../src/lib/clock.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { Browser } from '../support/browser.ts';
import { publishCourse } from '../support/course.ts';
import { routesOf } from '../architecture/routes-of.ts';

const ASK = '/administrar/motivo';
/** Every list of names, and who opens it. A new one belongs here. */
const LISTS: Record<string, 'lucia' | 'ximena'> = {
  '/administrar/personas': 'lucia',
  '/administrar/avance/personas': 'lucia',
  '/ensenar/cursos/curso-breve/calificaciones': 'ximena',
  '/administrar/grupos/grupo-p': 'ximena',
};
/** Files that tell of people or of counts of people; questions, courses and institutions tell of nobody. */
const OF_NOBODY = [/bancos/, /plantilla/, /instituciones\/tabla/];
/** Leaves a few minutes after a form of its own asked for the reason and the password. */
const ASKS_ITSELF = [
  '/administrar/importaciones/personas.csv',
  '/administrar/importaciones/personas.xlsx',
];

describe('a purpose is asked before names and files of people', function () {
  this.timeout(60_000);
  let app: TestApp;
  const browsers = new Map<string, Browser>();

  /** Signed in through the page alone: nothing was said yet. */
  const enter = async (username: string): Promise<Browser> => {
    const browser = new Browser(app.url);
    await browser.post('/entrar', { username, password: CAST_PASSWORD });
    return browser;
  };
  const by = (name: string): Browser => {
    const browser = browsers.get(name);
    if (browser === undefined) throw new Error(name);
    return browser;
  };

  before(async () => {
    app = await startApp();
    const version = await publishCourse(app.services);
    const at = { grantedAt: app.clock() };
    await addCohort(app.database.db, {
      id: 'grupo-p',
      name: 'Grupo',
      courseId: version.courseId,
      institutionId: 'semujeres',
      side: 'community',
      startsOn: '2026-11-01',
      instructorIds: ['ximena'],
      createdAt: app.clock(),
    });
    await addGrant(app.database.db, {
      id: 'g-x2',
      personId: 'ximena',
      role: 'instructor',
      courseId: version.courseId,
      ...at,
    });
    for (const name of ['lucia', 'marco', 'ximena']) browsers.set(name, await enter(name));
  });
  after(() => app.stop());

  it('stands before every list of the register and every file that the application serves', async () => {
    const files = routesOf(app.served)
      .filter(({ method, path }) => method === 'GET' && /\.(csv|xlsx)$/.test(path))
      .map(({ path }) => path.replace(':slug', 'curso-breve'))
      .filter((path) => !ASKS_ITSELF.includes(path))
      .filter((path) => !OF_NOBODY.some((nobody) => nobody.test(path)));
    expect(files.length).to.be.greaterThan(5);
    for (const path of files) {
      const name = path.startsWith('/ensenar')
        ? 'ximena'
        : path.includes('despliegue')
          ? 'marco'
          : 'lucia';
      const { status, location } = await by(name).get(path);
      expect(`${String(status)} ${location}`, path).to.equal(
        `303 ${ASK}?para=archivo&sigue=${encodeURIComponent(path)}`,
      );
    }
    for (const [path, name] of Object.entries(LISTS)) {
      const { status, location } = await by(name).get(`${path}?pagina=1`);
      expect(`${String(status)} ${location}`, path).to.equal(
        `303 ${ASK}?para=lista&sigue=${encodeURIComponent(`${path}?pagina=1`)}`,
      );
    }
  });

  it('asks for a word, and for the password once it is not recent; what was said stands in the log', async () => {
    const lucia = await enter('lucia');
    const page = await lucia.visit('/administrar/personas?q=Tom');
    expect(page.text).to.include('¿Para qué lo necesitas?');
    expect((await lucia.post(ASK, { sigue: '/administrar/personas' })).status).to.equal(422);
    app.clock.advance(11 * MINUTE);
    const bare = await lucia.post(ASK, { motivo: 'account', sigue: '/administrar/personas' });
    expect(bare.status).to.equal(422);
    expect(bare.document.querySelector('#password_actual-error')).to.not.equal(null);
    expect(bare.document.querySelector('input[value=account][checked]')).to.not.equal(null);
    const said = await lucia.post(ASK, {
      motivo: 'account',
      sigue: '/administrar/personas?q=Tom',
      password_actual: CAST_PASSWORD,
    });
    expect(said.location).to.equal('/administrar/personas?q=Tom');
    expect((await lucia.get(said.location)).text).to.include('Tomás Aguilar');
    const events = (await app.database
      .db('audit_events')
      .where('actor_id', 'lucia')
      .orderBy('position', 'desc')
      .limit(2)) as { action: string; details: string }[];
    expect(events.map(({ action }) => action)).to.deep.equal(['people.listed', 'purpose.given']);
    for (const { details } of events)
      expect(JSON.parse(details)).to.include({ reason: 'purpose.account' });
  });

  it('counts an hour for lists and ten minutes for files, in one session', async () => {
    const lucia = await enter('lucia');
    await lucia.post(ASK, { motivo: 'account', para: 'archivo', sigue: '/administrar/avance.csv' });
    expect((await lucia.get('/administrar/avance.csv')).status).to.equal(200);
    expect((await lucia.get('/administrar/personas')).status).to.equal(200);
    app.clock.advance(10 * MINUTE);
    expect((await lucia.get('/administrar/avance.csv')).status).to.equal(303);
    expect((await lucia.get('/administrar/personas')).status).to.equal(200);
    app.clock.advance(HOUR - 10 * MINUTE);
    expect((await lucia.get('/administrar/personas')).status).to.equal(303);
    expect((await (await enter('lucia')).get('/administrar/personas')).status).to.equal(303);
  });

  it('leads nowhere but here', async () => {
    const lucia = await enter('lucia');
    for (const sigue of ['//evil.example', 'https://evil.example', '/\\evil'])
      expect((await lucia.post(ASK, { motivo: 'account', sigue })).location).to.equal(
        '/administrar',
      );
  });
});
