import { expect } from 'chai';
import { CAST_PASSWORD } from '../../../src/demo/cast.ts';
import { MINUTE } from '../../../src/lib/clock.ts';
import { keyedDigest } from '../../../src/lib/random-code.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import {
  codesOn,
  scan,
  SECOND_FACTOR,
  turnOn,
  type Authenticator,
} from '../../support/authenticator.ts';
import type { Browser, Page } from '../../support/browser.ts';
import { addPeople, lastEvents, signedInAs } from '../../support/people.ts';

const CODE = '/entrar/codigo';

describe('a second factor', () => {
  let app: TestApp;
  let rosa: Browser;
  let phone: Authenticator;
  let paper: string[];
  beforeEach(async () => {
    app = await startApp();
    rosa = await app.signedIn('rosa');
    ({ phone, paper } = await turnOn(app, rosa));
  });
  afterEach(() => app.stop());

  /** A browser where Rosa's password was given. */
  const withPassword = async (more: Record<string, string> = {}): Promise<Browser> => {
    const browser = app.browser();
    const fields = { username: 'rosa', password: CAST_PASSWORD, ...more };
    expect((await browser.post('/entrar', fields)).location).to.equal(CODE);
    return browser;
  };
  const enter = async (codigo: string, browser?: Browser): Promise<Page> =>
    (browser ?? (await withPassword())).post(CODE, { codigo });
  const isIn = async (browser: Browser): Promise<boolean> =>
    (await browser.get('/cuenta')).status === 200;
  const rows = async (table: string): Promise<string> =>
    JSON.stringify(await app.database.db(table));

  it('ASVS 6.3.3: opens nothing of hers before the code, and everything after it', async () => {
    const browser = await withPassword({ sigue: '/cuenta/sesiones' });
    for (const path of ['/cuenta', '/mi-aprendizaje', '/administrar', `${SECOND_FACTOR}/respaldo`])
      expect((await browser.get(path)).location, path).to.match(/^\/entrar\?sigue=/);
    expect((await browser.post('/cuenta/nombre', { nombre: 'Otra' })).status).to.equal(403);
    expect((await browser.get(CODE)).text).not.to.contain('Rosa');
    const page = await enter(phone.nextCode(), browser);
    expect(page.location).to.equal('/cuenta/sesiones');
    expect(await isIn(browser)).to.equal(true);
    expect((await browser.get(CODE)).location).to.equal('/mi-aprendizaje');
  });

  it('ASVS 7.2.4: begins the session under a new id at each step', async () => {
    const browser = app.browser();
    const ids = [''];
    await browser.post('/entrar', { username: 'tomas', password: CAST_PASSWORD });
    ids.push(browser.cookies.get('sid') ?? '');
    await browser.post('/entrar', { username: 'rosa', password: CAST_PASSWORD });
    ids.push(browser.cookies.get('sid') ?? '');
    await enter(phone.nextCode(), browser);
    ids.push(browser.cookies.get('sid') ?? '');
    expect(new Set(ids).size).to.equal(4);
    const half = app.browser();
    half.cookies.set('sid', ids[2] ?? '');
    expect((await half.post(CODE, { codigo: phone.nextCode() })).location).to.equal('/entrar');
  });

  it('ASVS 6.5.1: takes a code once, not again within its time, nor an older one, nor twice at once', async () => {
    expect((await enter(phone.code())).status, 'the code of the set-up').to.equal(422);
    const code = phone.nextCode();
    expect((await enter(code)).status).to.equal(303);
    expect((await enter(code)).status, 'again').to.equal(422);
    expect((await enter(phone.code(-1))).status, 'the one before').to.equal(422);
    expect((await enter(phone.code(1))).status, 'the one that comes').to.equal(303);
    const browsers = await Promise.all([1, 2, 3].map(() => withPassword()));
    app.clock.advance(MINUTE);
    const twice = phone.nextCode();
    const answers = await Promise.all(browsers.map((browser) => enter(twice, browser)));
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([303, 422, 422]);
  });

  it('ASVS 6.5.1: takes a code on paper once, says so, and says when few are left', async () => {
    const [first = ''] = paper;
    const browser = await withPassword();
    const page = await browser.postAndFollow(`${CODE}?respaldo=1`, {
      codigo: ` ${first.toLowerCase()} `,
    });
    expect(page.text).to.contain('Usaste un código de respaldo');
    expect((await enter(first)).status).to.equal(422);
    const [event] = await lastEvents(app, 2);
    expect(event).to.include({ action: 'second-factor.code-used', actor_id: 'rosa' });
    expect(event?.details).to.deep.equal({ left: 9 });
    for (const code of paper.slice(1, 6)) await enter(code);
    const few = await (await withPassword()).postAndFollow(CODE, { codigo: paper[6] ?? '' });
    expect(few.text).to.contain('te quedan 3 o menos');
    expect((await rosa.get(SECOND_FACTOR)).text).to.contain('Te quedan 3 códigos');
  });

  it('ASVS 6.5.2, 6.5.3: keeps ten random codes as digests under a key, and shows them once', async () => {
    expect(new Set(paper).size).to.equal(10);
    for (const code of paper)
      expect(code).to.match(/^([ACDEFGHJKMNPQRTWXY34679]{4}-){3}[ACDEFGHJKMNPQRTWXY34679]{4}$/);
    const kept = await rows('second_factor_codes');
    for (const code of paper) expect(kept).not.to.contain(code.replaceAll('-', ''));
    expect(codesOn(await rosa.get(`${SECOND_FACTOR}/respaldo`))).to.deep.equal([]);
    const other = await app.signedIn('tomas');
    const others = await turnOn(app, other);
    expect(others.paper.filter((code) => paper.includes(code))).to.deep.equal([]);
    expect((await enter(others.paper[0] ?? '')).status, 'the code of somebody else').to.equal(422);
  });

  it('takes a code of ten signs, as they were before they had sixteen', async () => {
    const key = app.services.seal.derive('second-factor codes on paper');
    await app.database.db('second_factor_codes').insert({
      digest: keyedDigest(key, 'rosa ACDEFGHJKM'),
      person_id: 'rosa',
      made_at: app.clock().toISOString(),
    });
    expect((await enter('acdef-ghjkm')).status).to.equal(303);
  });

  it('ASVS 6.5.5: is good for 30 seconds and a step of drift; the page waits ten minutes', async () => {
    const code = phone.nextCode();
    app.clock.advance(MINUTE);
    expect((await enter(code)).status).to.equal(422);
    expect((await enter(phone.code(2))).status).to.equal(422);
    expect((await enter(phone.code(-1))).status).to.equal(303);
    const late = await withPassword();
    const half: unknown = await app.database
      .db('sessions')
      .whereNull('person_id')
      .first('expires_at');
    const end = new Date(app.clock().getTime() + 10 * MINUTE);
    expect(new Date((half as { expires_at: string }).expires_at)).to.deep.equal(end);
    app.clock.advance(10 * MINUTE - 1000);
    expect((await late.get(CODE)).status).to.equal(200);
    app.clock.advance(1000);
    const page = await late.post(CODE, { codigo: phone.code() });
    expect(page.location).to.equal('/entrar');
    expect(await isIn(late)).to.equal(false);
  });

  it('ASVS 6.6.3: stops guessing, for whoever has the password; a new password frees her', async () => {
    const guesser = await withPassword();
    const statuses: number[] = [];
    for (let tries = 0; tries < 12; tries += 1)
      statuses.push((await enter(String(tries).padStart(6, '0'), guesser)).status);
    expect(statuses.slice(0, 10)).to.deep.equal(Array<number>(10).fill(422));
    expect(statuses.slice(10)).to.deep.equal([429, 429]);
    expect((await enter(phone.nextCode())).status, 'from another browser as well').to.equal(429);
    expect(await isIn(rosa), 'who is in stays in').to.equal(true);
    const password = 'la milpa crece despacio';
    await rosa.post('/cuenta/contrasena', { password_actual: CAST_PASSWORD, password });
    const freed = app.browser();
    await freed.post('/entrar', { username: 'rosa', password });
    expect((await enter(phone.nextCode(), freed)).status).to.equal(303);
    const events = await app.database.db('audit_events').where('action', 'second-factor.failed');
    expect(events).to.have.length(10);
  });

  it('ASVS 6.6.3: stops guessing from one network over many accounts', async () => {
    const statuses = new Set<number>();
    const people = Array.from({ length: 6 }, (_, i) => ({ id: `p${String(i)}`, displayName: 'P' }));
    await addPeople(app, ...people);
    for (const { id } of people) {
      await turnOn(app, await signedInAs(app, id));
      const browser = await signedInAs(app, id);
      for (let tries = 0; tries < 9; tries += 1)
        statuses.add((await enter('000000', browser)).status);
    }
    expect([...statuses]).to.deep.equal([422, 429]);
  });

  it('a new password ends a sign-in that began with the old one, as freezing and turning off do', async () => {
    const begun = [await withPassword(), await withPassword(), await withPassword()] as const;
    await app.database.db('people').where('id', 'rosa').update({ status: 'frozen' });
    expect((await enter(phone.nextCode(), begun[0])).location).to.equal('/entrar');
    await app.database.db('people').where('id', 'rosa').update({ status: 'active' });
    const password = 'la milpa crece despacio';
    await rosa.post('/cuenta/contrasena', { password_actual: CAST_PASSWORD, password });
    expect((await enter(phone.nextCode(), begun[1])).location).to.equal('/entrar');
    for (const browser of begun) expect(await isIn(browser)).to.equal(false);
  });

  it('ASVS 7.5.1: is changed only with the password, however long ago she signed in, and a code', async () => {
    app.clock.advance(11 * MINUTE);
    const tomas = await app.signedIn('tomas');
    app.clock.advance(11 * MINUTE);
    expect((await tomas.post(SECOND_FACTOR)).status, 'turning on').to.equal(422);
    expect((await tomas.get(`${SECOND_FACTOR}/alta`)).location).to.equal(SECOND_FACTOR);
    for (const change of ['codigos', 'quitar']) {
      const address = `${SECOND_FACTOR}/${change}`;
      const right = { password_actual: CAST_PASSWORD };
      expect((await rosa.post(address, { codigo: phone.nextCode() })).status, change).to.equal(422);
      const wrong = { codigo: phone.nextCode(), password_actual: 'no es esta' };
      expect((await rosa.post(address, wrong)).status, change).to.equal(422);
      const page = await rosa.post(address, { ...right, codigo: '000000' });
      expect(page.status, change).to.equal(422);
      expect(page.document.querySelector('#codigo-error')?.textContent).to.contain(
        'no es correcto',
      );
      expect((await rosa.post(address, { ...right, codigo: phone.nextCode() })).status).to.equal(
        303,
      );
      app.clock.advance(11 * MINUTE);
    }
    expect((await app.signedIn('rosa')).cookies.has('sid')).to.equal(true);
    expect(await rows('second_factor_codes')).to.equal('[]');
  });

  it('ASVS 7.4.3: ends the other sessions when it is turned on and off', async () => {
    const [here, there] = [await app.signedIn('tomas'), await app.signedIn('tomas')];
    const { phone: his } = await turnOn(app, here);
    expect(await isIn(there)).to.equal(false);
    expect(await isIn(here)).to.equal(true);
    await here.post(`${SECOND_FACTOR}/quitar`, { codigo: his.nextCode() });
    const actions = (await lastEvents(app, 2)).map(({ action }) => action);
    expect(actions).to.deep.equal(['second-factor.on', 'second-factor.off']);
    expect(await isIn(await app.signedIn('tomas'))).to.equal(true);
  });

  it('new codes on paper replace the older ones', async () => {
    const page = await rosa.postAndFollow(`${SECOND_FACTOR}/codigos`, { codigo: paper[0] ?? '' });
    const fresh = codesOn(page);
    expect(fresh).to.have.length(10);
    expect((await enter(paper[1] ?? '')).status).to.equal(422);
    expect((await enter(fresh[0] ?? '')).status).to.equal(303);
  });

  it('ASVS 11.3.1: keeps its secret sealed, for its person alone, and where nobody altered it', async () => {
    const secret = new URL(phone.address).searchParams.get('secret') ?? '';
    const [{ secret_sealed: sealed }] = (await app.database.db('second_factors')) as [
      { secret_sealed: string },
    ];
    expect(sealed).to.match(/^v1\.[\w-]{60,}$/);
    expect(await rows('second_factors')).not.to.contain(secret);
    expect(await rows('sessions')).not.to.contain(secret);
    const { seal } = app.services;
    expect(Buffer.from(seal.open(sealed, 'second-factor rosa'), 'base64')).to.have.length(20);
    expect(() => seal.open(sealed, 'second-factor tomas')).to.throw();
    const altered = `${sealed.slice(0, -2)}${sealed.endsWith('AA') ? 'BB' : 'AA'}`;
    expect(() => seal.open(altered, 'second-factor rosa')).to.throw();
  });

  it('is set up with one code, and a second secret is refused while it is on', async () => {
    expect((await rosa.post(SECOND_FACTOR)).status).to.equal(409);
    const tomas = await app.signedIn('tomas');
    const his = scan(app, await tomas.postAndFollow(SECOND_FACTOR));
    expect((await tomas.post(`${SECOND_FACTOR}/alta`, { codigo: '000000' })).status).to.equal(422);
    expect(await isIn(await app.signedIn('tomas')), 'not on before its code').to.equal(true);
    app.clock.advance(30 * MINUTE);
    const page = await tomas.post(`${SECOND_FACTOR}/alta`, { codigo: his.code() });
    expect(page.location, 'a secret that waits too long').to.equal(SECOND_FACTOR);
  });

  it('is called by a name that tells nothing, on the page and in the application', () => {
    const label = decodeURIComponent(phone.address);
    expect(label).to.match(/^otpauth:\/\/totp\/Aula:rosa\?secret=[A-Z2-7]{32}&issuer=Aula$/);
  });

  it('keeps the mode of a shared phone, and its page suits phones and password managers', async () => {
    const browser = await withPassword({ compartido: '1' });
    const page = await browser.get(CODE);
    const field = page.document.querySelector('#codigo');
    expect(field?.getAttribute('autocomplete')).to.equal('one-time-code');
    expect(field?.getAttribute('inputmode')).to.equal('numeric');
    expect(field?.getAttribute('maxlength')).to.equal(null);
    const code = phone.nextCode();
    await enter(`${code.slice(0, 3)} ${code.slice(3)}`, browser);
    expect(await isIn(browser)).to.equal(true);
    app.clock.advance(16 * MINUTE);
    expect(await isIn(browser)).to.equal(false);
  });

  it('answers hostile codes with 4xx, and quick exit ends a sign-in that waits', async () => {
    const browser = await withPassword();
    for (const codigo of ['', '\0', '\ud800', ['1', '2'], 'x'.repeat(10_000), '١٢٣٤٥٦'])
      expect((await browser.post(CODE, { codigo })).status).to.equal(422);
    await browser.post('/salir/rapido');
    expect((await browser.post(CODE, { codigo: phone.nextCode() })).location).to.equal('/entrar');
  });

  it('is erased with the account', async () => {
    await rosa.post('/cuenta/cerrar', { password_actual: CAST_PASSWORD, entiendo: '1' });
    expect(await rows('second_factors')).to.equal('[]');
    expect(await rows('second_factor_codes')).to.equal('[]');
  });
});
