import { expect } from 'chai';
import type { Browser as Chromium, Page as Tab } from 'playwright-core';
import { CAST_PASSWORD, type CastName } from '../../src/demo/cast.ts';
import { addGrant } from '../../src/demo/factories.ts';
import { openDatabase } from '../../src/db/connection.ts';
import { HOUR } from '../../src/lib/clock.ts';
import { placeObjects } from '../architecture/access-world.ts';
import { publishQuizCourse, SLUG } from '../features/assessment/quiz-course.ts';
import { answerProblems } from '../support/answers.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { scan, SECOND_FACTOR, turnOn } from '../support/authenticator.ts';
import type { Browser, Page } from '../support/browser.ts';
import { launchChromium } from '../support/chromium.ts';
import { enrol } from '../support/enrol.ts';
import { LOOKED_AT } from '../support/looks.ts';
import { addPeople, everybody, invitationOf, signedInAs } from '../support/people.ts';
import { asked, SoftwareKey } from '../support/software-key.ts';
import { smtpSink } from '../support/smtp-sink.ts';

type Visitor = CastName | 'nobody';

const LONG_NAME =
  `${'Guadalupe '.repeat(6)}${'Wolfeschlegelsteinhausenbergerdorff'.repeat(2)}`.slice(0, 120);
const LONG_KEY = 'Wolfeschlegelsteinhausenbergerdorffs'.padEnd(40, 'W');

describe('every state of a page', function () {
  this.timeout(180_000);
  let app: TestApp;
  let chromium: Chromium;
  let tab: Tab;
  let browsers: Map<Visitor, Browser>;

  before(async () => {
    app = await startApp({ env: { OPEN_REGISTRATION: 'true' } });
    await placeObjects(app);
    chromium = await launchChromium();
    tab = await (await chromium.newContext(LOOKED_AT)).newPage();
    browsers = await everybody(app);
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

  /** Looks at answers that must have these states. */
  const look = async (states: Record<string, [number, Page]>): Promise<void> => {
    const problems: string[] = [];
    for (const [name, [status, page]] of Object.entries(states)) {
      const found = page.status === status ? [] : [`answers ${String(page.status)}`];
      found.push(...(await answerProblems(tab, app.url, page)).problems);
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
    const link = await invitationOf(as('rosa'));
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

  it('is sound where a passkey is added, used and removed', async () => {
    const bruno = as('bruno');
    const { paper } = await turnOn(app, bruno);
    const fresh = `${SECOND_FACTOR}/llaves/nueva`;
    const empty = await bruno.post(fresh);
    const making = await bruno.postAndFollow(fresh, { nombre: LONG_KEY, codigo: paper[0] ?? '' });
    const respuesta = new SoftwareKey().made(asked(making), app.services.baseUrl);
    const added = await bruno.postAndFollow(`${SECOND_FACTOR}/llaves/crear`, { respuesta });
    const link = added.document.querySelector('a[href*="llaves/quitar"]')?.getAttribute('href');
    const half = app.browser();
    await half.post('/entrar', { username: 'bruno', password: CAST_PASSWORD, compartido: '1' });
    const offered = await half.get('/entrar/codigo');
    const wrong = await half.post('/entrar/codigo/llave');
    await half.post('/entrar/codigo', { codigo: paper[1] ?? '' });
    await look({
      'a name and a code are asked for': [200, await bruno.get(fresh)],
      'neither name nor code': [422, empty],
      'the browser is to make it': [200, making],
      'it is there': [200, added],
      'it is there, on a shared phone': [200, await half.get(SECOND_FACTOR)],
      'refused on a shared phone': [403, await half.get(fresh)],
      'it is to be removed': [200, await bruno.get(link ?? '')],
      'it is offered': [200, offered],
      'it did not fit': [422, wrong],
    });
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
