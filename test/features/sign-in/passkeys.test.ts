import { expect } from 'chai';
import { CAST_PASSWORD } from '../../../src/demo/cast.ts';
import { MINUTE } from '../../../src/lib/clock.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import { SECOND_FACTOR, turnOn, type Authenticator } from '../../support/authenticator.ts';
import type { Browser, Page } from '../../support/browser.ts';
import { lastEvents } from '../../support/people.ts';
import { asked, passkeyOptions, SoftwareKey } from '../../support/software-key.ts';

const CODE = '/entrar/codigo';
const ANSWER = `${CODE}/llave`;
const NEW = `${SECOND_FACTOR}/llaves/nueva`;
const CREATE = `${SECOND_FACTOR}/llaves/crear`;
const REMOVE = `${SECOND_FACTOR}/llaves/quitar`;
const ELSEWHERE = 'https://aula-mx.example';

describe('a passkey as the second step', () => {
  let app: TestApp;
  let rosa: Browser;
  let phone: Authenticator;
  let key: SoftwareKey;
  let origin: string;
  beforeEach(async () => {
    app = await startApp({ env: { BASE_URL: 'http://aula.example:8443' } });
    origin = app.services.baseUrl;
    rosa = await signIn('rosa');
    ({ phone } = await turnOn(app, rosa));
    key = new SoftwareKey();
    expect((await add(rosa, key, phone)).text).to.contain('Agregamos la llave');
  });
  afterEach(() => app.stop());

  /** A browser in which the password was given. */
  const signIn = async (username: string, more: Record<string, string> = {}): Promise<Browser> => {
    const browser = app.browser();
    await browser.post('/entrar', { username, password: CAST_PASSWORD, ...more });
    return browser;
  };
  const begin = (browser: Browser, from: Authenticator, nombre = 'Mi teléfono'): Promise<Page> =>
    browser.postAndFollow(NEW, { nombre, codigo: from.nextCode() });
  const add = async (browser: Browser, made: SoftwareKey, from: Authenticator): Promise<Page> => {
    const respuesta = made.made(asked(await begin(browser, from)), origin);
    return browser.postAndFollow(CREATE, { respuesta });
  };
  const sign = async (browser: Browser, by = key, from = origin): Promise<Page> => {
    by.counter += 1;
    const respuesta = by.signed(asked(await browser.get(CODE)), from);
    return browser.post(ANSWER, { respuesta });
  };
  const isIn = async (browser: Browser): Promise<boolean> =>
    (await browser.get('/cuenta')).status === 200;
  const kept = async (): Promise<Record<string, unknown>[]> =>
    (await app.database.db('passkeys').orderBy('created_at')) as Record<string, unknown>[];

  it('lets her in after the password, under a new session, and shows when it was used', async () => {
    expect((await rosa.get(SECOND_FACTOR)).text).to.contain('Todavía no se usa');
    const browser = await signIn('rosa', { sigue: '/cuenta/sesiones' });
    const half = browser.cookies.get('sid');
    expect((await sign(browser)).location).to.equal('/cuenta/sesiones');
    expect(await isIn(browser)).to.equal(true);
    expect(browser.cookies.get('sid')).not.to.equal(half);
    expect((await rosa.get(SECOND_FACTOR)).text).to.contain('Último uso');
    const done = await app.database
      .db('audit_events')
      .where('action', 'sign-in.done')
      .orderBy('position', 'desc')
      .first<{ details: string }>('details');
    expect(JSON.parse(done.details)).to.deep.equal({ how: 'signIn.by.passkey', shared: false });
    expect((await signIn('rosa').then((other) => sign(other))).status, 'once more').to.equal(303);
  });

  it('tells nobody who looks at the phone whose it is or what for', async () => {
    const page = await begin(rosa, phone);
    const { user, rp, attestation, excludeCredentials } = asked(page);
    expect(user).to.include({ name: 'Aula', displayName: 'Aula' });
    expect(rp).to.deep.equal({ name: 'Aula', id: 'aula.example' });
    expect(attestation).to.equal('none');
    expect(excludeCredentials?.map(({ id }) => id)).to.deep.equal([key.id]);
    const again = asked(await rosa.get(CREATE));
    expect(again.challenge, 'until it is answered').to.equal(asked(page).challenge);
    expect(again.user?.id, 'the handle leads from no passkey to another').not.to.equal(user?.id);
    expect(Buffer.from(user?.id ?? '', 'base64url').toString()).not.to.contain('rosa');
  });

  it('is made only from this site, with its own challenge, once, and in ten minutes', async () => {
    const answers: [string, (options: ReturnType<typeof asked>) => string][] = [
      ['another site', (options) => new SoftwareKey().made(options, ELSEWHERE)],
      ['another port', (options) => new SoftwareKey().made(options, 'http://aula.example')],
      [
        'another challenge',
        (options) => new SoftwareKey().made({ ...options, challenge: 'AAAA' }, origin),
      ],
      [
        'another name of the site',
        (options) =>
          new SoftwareKey().made({ ...options, rp: { id: 'example', name: 'Aula' } }, origin),
      ],
      ['a passkey that is there already', (options) => key.made(options, origin)],
      ['a signature', (options) => key.signed({ ...options, rpId: 'aula.example' }, origin)],
      ['no JSON', () => '{'],
      ['nothing', () => ''],
    ];
    for (const [what, answer] of answers) {
      const respuesta = answer(asked(await begin(rosa, phone)));
      const page = await rosa.postAndFollow(CREATE, { respuesta });
      expect(page.text, what).to.contain('No pudimos agregar');
    }
    const fresh = new SoftwareKey();
    const options = asked(await begin(rosa, phone));
    await rosa.post(CREATE, { respuesta: '' });
    const late = await rosa.postAndFollow(CREATE, { respuesta: fresh.made(options, origin) });
    expect(late.text, 'a challenge that was taken').to.contain('No pudimos agregar');
    const slow = asked(await begin(rosa, phone));
    app.clock.advance(10 * MINUTE);
    await rosa.post(CREATE, { respuesta: fresh.made(slow, origin) });
    expect(await kept()).to.have.length(1);
  });

  it('is added only with password and code, and never on a phone that others use', async () => {
    app.clock.advance(11 * MINUTE);
    const typed = { nombre: 'Otra', codigo: phone.nextCode() };
    const page = await rosa.post(NEW, typed);
    expect(page.status).to.equal(422);
    expect(page.document.querySelector('#nombre')?.getAttribute('value')).to.equal('Otra');
    const password_actual = CAST_PASSWORD;
    expect((await rosa.post(NEW, { nombre: '', codigo: '1', password_actual })).status).to.equal(
      422,
    );
    const wrong = await rosa.post(NEW, { ...typed, codigo: '000000', password_actual });
    expect(wrong.document.querySelector('#codigo-error')?.textContent).to.contain('no es correcto');
    expect((await rosa.get(CREATE)).location).to.equal(SECOND_FACTOR);
    const shared = await signIn('rosa', { compartido: '1' });
    await sign(shared);
    const refused = await shared.post(NEW, { ...typed, codigo: phone.nextCode() });
    expect(refused.status).to.equal(403);
    expect(refused.text).to.contain('lo usan otras personas');
    const tomas = await app.signedIn('tomas');
    expect((await tomas.get(NEW)).status, 'without codes').to.equal(409);
  });

  it('ASVS 6.5.1: takes an answer once, and only to the challenge of this sign-in', async () => {
    const browser = await signIn('rosa');
    const options = asked(await browser.get(CODE));
    key.counter += 1;
    const respuesta = key.signed(options, origin);
    const other = await signIn('rosa');
    expect(asked(await other.get(CODE)).challenge).not.to.equal(options.challenge);
    expect((await other.post(ANSWER, { respuesta })).status, 'of another sign-in').to.equal(422);
    const wrong = await browser.post(ANSWER, { respuesta: '{}' });
    expect(wrong.status).to.equal(422);
    expect(wrong.text).to.contain('No pudimos comprobar tu llave');
    expect(asked(wrong).challenge).not.to.equal(options.challenge);
    expect((await browser.post(ANSWER, { respuesta })).status, 'a challenge of before').to.equal(
      422,
    );
    expect((await sign(browser)).status).to.equal(303);
    expect((await browser.post(ANSWER, { respuesta })).location, 'again').to.equal('/entrar');
    const twice = await signIn('rosa');
    const plain = new SoftwareKey();
    await add(rosa, plain, phone);
    const both = plain.signed(asked(await twice.get(CODE)), origin);
    const pages = await Promise.all([1, 2, 3].map(() => twice.post(ANSWER, { respuesta: both })));
    const entered = pages.filter(({ location }) => location === '/mi-aprendizaje');
    expect(entered, 'at once').to.have.length(1);
    const slow = await signIn('rosa');
    const late = key.signed(asked(await slow.get(CODE)), origin);
    app.clock.advance(10 * MINUTE);
    expect((await slow.post(ANSWER, { respuesta: late })).location).to.equal('/entrar');
    expect(await isIn(slow)).to.equal(false);
  });

  it('refuses what another site, another key or the key of somebody else signed', async () => {
    const tomas = await app.signedIn('tomas');
    const { phone: his } = await turnOn(app, tomas);
    const hisKey = new SoftwareKey();
    await add(tomas, hisKey, his);
    const browser = await signIn('rosa');
    expect(asked(await browser.get(CODE)).allowCredentials?.map(({ id }) => id)).to.deep.equal([
      key.id,
    ]);
    expect((await sign(browser, key, ELSEWHERE)).status).to.equal(422);
    expect((await sign(browser, hisKey)).status).to.equal(422);
    const posing = Object.assign(new SoftwareKey(), { id: key.id });
    expect((await sign(browser, posing)).status).to.equal(422);
    expect(await isIn(browser)).to.equal(false);
    const [event] = await lastEvents(app);
    expect(event).to.include({ action: 'second-factor.failed', actor_id: null });
    expect(event?.details).to.deep.equal({ how: 'signIn.by.passkey' });
    expect((await sign(browser)).status).to.equal(303);
  });

  it('refuses a counter that does not rise, and writes it down', async () => {
    key.counter = 7;
    await sign(await signIn('rosa'));
    for (const counter of [7, 6, -1, 8]) {
      key.counter = counter;
      const browser = await signIn('rosa');
      expect((await sign(browser)).status, String(counter)).to.equal(counter === 8 ? 303 : 422);
    }
    const copied = await app.database
      .db('audit_events')
      .where('action', 'second-factor.passkey-copied');
    expect(copied).to.have.length(3);
    const plain = new SoftwareKey();
    await add(rosa, plain, phone);
    for (let times = 0; times < 2; times += 1) {
      plain.counter = -1;
      expect((await sign(await signIn('rosa'), plain)).status, 'one that never counts').to.equal(
        303,
      );
    }
  });

  it('ASVS 6.6.3: its tries are counted together with those of codes', async () => {
    const browser = await signIn('rosa');
    for (let tries = 0; tries < 5; tries += 1) {
      expect((await browser.post(ANSWER, { respuesta: 'no' })).status).to.equal(422);
      expect((await browser.post(CODE, { codigo: '000000' })).status).to.equal(422);
    }
    expect((await sign(browser)).status).to.equal(429);
    expect((await browser.post(CODE, { codigo: phone.nextCode() })).status).to.equal(429);
  });

  it('is removed by herself alone, after the password, and opens nothing from then on', async () => {
    const id = String((await kept())[0]?.['id']);
    const address = `${REMOVE}?llave=${id}`;
    const tomas = await app.signedIn('tomas');
    for (const page of [await tomas.get(address), await tomas.post(address)])
      expect(page.status).to.equal(404);
    app.clock.advance(11 * MINUTE);
    expect((await rosa.post(address)).status, 'without the password').to.equal(422);
    const begun = await signIn('rosa');
    const options = asked(await begun.get(CODE));
    const page = await rosa.postAndFollow(address, { password_actual: CAST_PASSWORD });
    expect(page.text).to.contain('Quitamos la llave');
    key.counter += 1;
    const respuesta = key.signed(options, origin);
    expect((await begun.post(ANSWER, { respuesta })).status).to.equal(422);
    expect(passkeyOptions(await begun.get(CODE)), 'only codes are asked for').to.equal(null);
    expect((await lastEvents(app, 2)).map(({ action }) => action)).to.deep.equal([
      'second-factor.passkey-removed',
      'second-factor.failed',
    ]);
  });

  it('goes with the second factor, when she turns it off or it is reset, and with the account', async () => {
    await rosa.post(`${SECOND_FACTOR}/quitar`, { codigo: phone.nextCode() });
    expect(await kept(), 'turned off').to.deep.equal([]);
    for (const end of ['reset', 'closed']) {
      const browser = await signIn('rosa');
      const { phone: next } = await turnOn(app, browser);
      await add(browser, new SoftwareKey(), next);
      expect(await kept()).to.have.length(1);
      if (end === 'reset') await app.services.resetSecondFactorFromServer('rosa');
      else await browser.post('/cuenta/cerrar', { password_actual: CAST_PASSWORD, entiendo: '1' });
      expect(await kept(), end).to.deep.equal([]);
    }
  });

  it('may be ten at most', async () => {
    for (let more = 1; more < 10; more += 1) await add(rosa, new SoftwareKey(), phone);
    const page = await rosa.get(NEW);
    expect(page.status).to.equal(409);
    expect(page.text).to.contain('Ya tienes 10');
    expect(await kept()).to.have.length(10);
  });
});
