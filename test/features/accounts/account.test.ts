import { expect } from 'chai';
import { CAST_PASSWORD } from '../../../src/demo/cast.ts';
import { addGrant } from '../../../src/demo/factories.ts';
import { MINUTE } from '../../../src/lib/clock.ts';
import { startApp, type TestApp } from '../../support/app.ts';

const NEW_PASSWORD = 'cuatro nopales y un comal';

describe('a person and her account', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await startApp();
  });
  afterEach(() => app.stop());

  const person = async (id: string): Promise<Record<string, unknown>> =>
    (await app.database.db('people').where('id', id).first()) as Record<string, unknown>;
  const actionsOf = async (id: string): Promise<string[]> =>
    app.database.db('audit_events').where('object_id', id).orderBy('position').pluck('action');

  it('is asked to sign in first', async () => {
    for (const path of ['/cuenta', '/cuenta/correo', '/cuenta/sesiones', '/cuenta/cerrar']) {
      const page = await app.browser().get(path);
      expect(page.location, path).to.equal(`/entrar?sigue=${encodeURIComponent(path)}`);
    }
  });

  it('changes her name, and it is found by the new one', async () => {
    const rosa = await app.signedIn('rosa');
    const page = await rosa.postAndFollow('/cuenta/nombre', { nombre: '  Rosa   Ñandú ' });
    expect(page.text).to.contain('Guardado.').and.to.contain('Rosa Ñandú');
    expect(await person('rosa')).to.include({ search_text: 'rosa nandu rosa' });
    expect(await actionsOf('rosa')).to.include('account.name-changed');
  });

  it('changes her user name, folded, and signs in with it', async () => {
    const rosa = await app.signedIn('rosa');
    expect((await rosa.post('/cuenta/usuario', { username: ' Rosa.Ñ ' })).status).to.equal(303);
    const again = await app
      .browser()
      .post('/entrar', { username: 'ROSA.Ñ', password: CAST_PASSWORD });
    expect(again.status).to.equal(303);
  });

  it('is not told whose a taken user name is', async () => {
    const rosa = await app.signedIn('rosa');
    const page = await rosa.post('/cuenta/usuario', { username: 'Tomas' });
    expect(page.status).to.equal(422);
    expect(page.document.querySelector('#username-error')?.textContent).to.contain(
      'no está disponible',
    );
    expect(page.text).not.to.contain('Aguilar');
    expect(page.document.querySelector('#username')?.getAttribute('value')).to.equal('Tomas');
  });

  it('cannot try user names without end', async () => {
    const rosa = await app.signedIn('rosa');
    const statuses: number[] = [];
    for (let i = 0; i < 11; i += 1) {
      statuses.push((await rosa.post('/cuenta/usuario', { username: 'tomas' })).status);
    }
    expect(statuses).to.deep.equal([...Array<number>(10).fill(422), 429]);
  });

  it('keeps phone and e-mail sealed, shows them half hidden, and removes them', async () => {
    const rosa = await app.signedIn('rosa');
    await rosa.post('/cuenta/telefono', { telefono: '55 1234-5678' });
    await rosa.post('/cuenta/correo', { correo: 'Rosa@ejemplo.mx' });
    const row = await person('rosa');
    for (const secret of ['12345678', 'osa@ejemplo'])
      expect(JSON.stringify(row)).not.to.contain(secret);
    const page = await rosa.get('/cuenta');
    expect(page.text)
      .to.contain('5678')
      .and.to.contain('R•••@ejemplo.mx')
      // No mail is sent here.
      .and.to.not.contain('por correo si lo quieres')
      .and.not.to.contain('1234');
    expect(
      (await rosa.get('/cuenta/telefono')).document
        .querySelector('#telefono')
        ?.getAttribute('value'),
    ).to.equal('+525512345678');
    await rosa.post('/cuenta/telefono', { telefono: '' });
    await rosa.post('/cuenta/correo', { correo: '' });
    expect(await person('rosa')).to.include({
      phone_sealed: null,
      email_sealed: null,
      email_digest: null,
    });
    expect(await actionsOf('rosa')).to.include.members([
      'account.phone-removed',
      'account.email-removed',
    ]);
  });

  it('may share an e-mail address with somebody, and neither learns of it', async () => {
    for (const name of ['rosa', 'irene'] as const) {
      const browser = await app.signedIn(name);
      expect(
        (await browser.post('/cuenta/correo', { correo: 'familia@ejemplo.mx' })).status,
      ).to.equal(303);
    }
  });

  it('chooses language and discreet mode', async () => {
    const rosa = await app.signedIn('rosa');
    const page = await rosa.postAndFollow('/cuenta/preferencias', { idioma: 'en', discreto: '1' });
    expect(page.document.querySelector('html')?.getAttribute('lang')).to.equal('en');
    expect(page.document.querySelector('title')?.textContent).not.to.match(/1325|Aula|account/);
    expect(page.document.querySelector('link[rel=icon]')?.getAttribute('href')).to.contain(
      'discreet',
    );
    const elsewhere = await app.signedIn('rosa');
    expect((await elsewhere.get('/cuenta')).text).to.contain('Discreet mode on');
  });

  it('must give her password again before what could lock her out, once ten minutes have passed', async () => {
    const rosa = await app.signedIn('rosa');
    app.clock.advance(11 * MINUTE);
    const changes: [string, Record<string, string>][] = [
      ['/cuenta/telefono', { telefono: '5512345678' }],
      ['/cuenta/correo', { correo: 'rosa@ejemplo.mx' }],
      ['/cuenta/usuario', { username: 'rosa.h' }],
    ];
    for (const [path, fields] of changes) {
      expect((await rosa.get(path)).document.querySelector('#password_actual'), path).not.to.equal(
        null,
      );
      for (const password of ['', 'otra cosa']) {
        const refused = await rosa.post(path, { ...fields, password_actual: password });
        expect(refused.status, path).to.equal(422);
        expect(refused.document.querySelector('#password_actual-error'), path).not.to.equal(null);
      }
    }
    const [first, ...others] = changes;
    const given = { ...first![1], password_actual: CAST_PASSWORD };
    expect((await rosa.post(first![0], given)).status).to.equal(303);
    for (const [path, fields] of others)
      expect((await rosa.post(path, fields)).status, path).to.equal(303);
  });

  it('changes her password with the current one only; the other sessions end and this one goes on under a new id', async () => {
    const [here, there] = [await app.signedIn('rosa'), await app.signedIn('rosa')];
    const wrong = await here.post('/cuenta/contrasena', {
      password_actual: 'no es',
      password: NEW_PASSWORD,
    });
    expect(wrong.status).to.equal(422);
    expect(wrong.document.querySelector('#password_actual-error')).not.to.equal(null);
    expect(wrong.body).not.to.contain(NEW_PASSWORD);

    const before = here.cookies.get('sid');
    const fields = { password_actual: CAST_PASSWORD, password: NEW_PASSWORD };
    expect((await here.post('/cuenta/contrasena', fields)).location).to.equal('/cuenta');
    expect(here.cookies.get('sid')).not.to.equal(before);
    expect((await here.get('/cuenta')).status).to.equal(200);
    expect((await there.get('/cuenta')).status).to.equal(303);
    here.cookies.set('sid', before ?? '');
    expect((await here.get('/cuenta')).status).to.equal(303);

    const enter = async (password: string) =>
      (await app.browser().post('/entrar', { username: 'rosa', password })).status;
    expect(await enter(CAST_PASSWORD)).to.equal(422);
    expect(await enter(NEW_PASSWORD)).to.equal(303);
  });

  it('cannot take a password that a guesser would try, nor the one she has', async () => {
    const rosa = await app.signedIn('rosa');
    for (const password of ['corta', 'rosahernandez1', 'Mucpaz2026!', CAST_PASSWORD]) {
      const page = await rosa.post('/cuenta/contrasena', {
        password_actual: CAST_PASSWORD,
        password,
      });
      expect(page.status, password).to.equal(422);
      expect(page.document.querySelector('#password-error'), password).not.to.equal(null);
    }
  });

  it('keeps the shared phone shared after a change of password', async () => {
    const rosa = app.browser();
    await rosa.post('/entrar', { username: 'rosa', password: CAST_PASSWORD, compartido: '1' });
    await rosa.post('/cuenta/contrasena', {
      password_actual: CAST_PASSWORD,
      password: NEW_PASSWORD,
    });
    app.clock.advance(16 * MINUTE);
    expect((await rosa.get('/cuenta')).status).to.equal(303);
  });

  it('guesses at her own password are counted', async () => {
    const rosa = await app.signedIn('rosa');
    const statuses: number[] = [];
    for (let i = 0; i < 11; i += 1) {
      const fields = { password_actual: `intento ${String(i)}`, password: NEW_PASSWORD };
      statuses.push((await rosa.post('/cuenta/contrasena', fields)).status);
    }
    expect(statuses).to.deep.equal([...Array<number>(10).fill(422), 429]);
  });

  it('answers hostile forms with 4xx and changes nothing', async () => {
    const rosa = await app.signedIn('rosa');
    const before = await person('rosa');
    const hostile = [
      '',
      '\0',
      'a\0b',
      '\ud800',
      'x'.repeat(100_000),
      '<script>',
      '\u202e',
      "' or 1=1 --",
    ];
    const paths: Record<string, string> = {
      usuario: 'username',
      telefono: 'telefono',
      correo: 'correo',
      preferencias: 'idioma',
      contrasena: 'password',
      cerrar: 'password_actual',
    };
    for (const [path, name] of Object.entries(paths)) {
      for (const value of [...hostile, ['1', '2']]) {
        if (value === '' && ['telefono', 'correo'].includes(path)) continue;
        const page = await rosa.post(`/cuenta/${path}`, { [name]: value });
        expect(page.status, `${path} ${JSON.stringify(value).slice(0, 20)}`).to.be.within(400, 499);
      }
    }
    expect(await person('rosa')).to.deep.equal(before);
  });

  it('cannot make herself more than she is with other fields', async () => {
    const rosa = await app.signedIn('rosa');
    const before = await person('rosa');
    await rosa.post('/cuenta/nombre', {
      nombre: 'Rosa Hernández',
      id: 'ada',
      side: 'police',
      status: 'x',
      extra_time_percent: '99',
    });
    expect(await person('rosa')).to.deep.equal(before);
  });
});

describe('closing an account', () => {
  let app: TestApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app.stop());

  it('needs the password and the box', async () => {
    const rosa = await app.signedIn('rosa');
    expect((await rosa.get('/cuenta/cerrar')).text)
      .to.contain('cualquiera que tenga su código puede comprobarlas')
      .and.to.contain('reservado');
    for (const fields of [
      { entiendo: '1', password_actual: 'no' },
      { password_actual: CAST_PASSWORD },
    ]) {
      expect((await rosa.post('/cuenta/cerrar', fields)).status).to.equal(422);
    }
  });

  it('erases what is hers, ends every session at once and keeps the user name reserved', async () => {
    const { db } = app.database;
    const [rosa, elsewhere] = [await app.signedIn('rosa'), await app.signedIn('rosa')];
    await rosa.post('/cuenta/telefono', { telefono: '5512345678' });
    const closed = await rosa.post('/cuenta/cerrar', {
      entiendo: '1',
      password_actual: CAST_PASSWORD,
    });
    expect(closed.location).to.equal('/entrar');
    expect(closed.headers.get('clear-site-data')).to.contain('storage');
    expect((await elsewhere.get('/cuenta')).status).to.equal(303);
    expect(await db('sessions').where('person_id', 'rosa')).to.have.length(0);

    const row = (await db('people').where('id', 'rosa').first()) as Record<string, unknown>;
    expect(row).to.include({
      status: 'closed',
      username: 'rosa',
      phone_sealed: null,
      email_sealed: null,
    });
    expect(JSON.stringify(row)).not.to.contain('Hern');
    expect(await db('grants').where('person_id', 'rosa').whereNull('withdrawn_at')).to.have.length(
      0,
    );
    expect(
      await db('audit_events').where({ object_id: 'rosa', action: 'account.closed' }),
    ).to.have.length(1);

    const again = await app
      .browser()
      .post('/entrar', { username: 'rosa', password: CAST_PASSWORD });
    expect(again.status).to.equal(422);
    const irene = await app.signedIn('irene');
    expect((await irene.post('/cuenta/usuario', { username: 'rosa' })).status).to.equal(422);
  });

  it('is refused to the last person who administers the platform', async () => {
    const ada = await app.signedIn('ada');
    const page = await ada.post('/cuenta/cerrar', {
      entiendo: '1',
      password_actual: CAST_PASSWORD,
    });
    expect(page.status).to.equal(422);
    expect(page.text).to.contain('única persona');
    expect((await ada.get('/cuenta')).status).to.equal(200);
  });

  it('counts neither an administrator whose role ends nor one behind the wall as another one', async () => {
    const { db } = app.database;
    const ada = await app.signedIn('ada');
    const close = async (): Promise<number> =>
      (await ada.post('/cuenta/cerrar', { entiendo: '1', password_actual: CAST_PASSWORD })).status;
    const give = { role: 'platform_admin' as const, grantedAt: app.clock() };
    await addGrant(db, { ...give, id: 'g-x', personId: 'ximena' });
    await addGrant(db, { ...give, id: 'g-b', personId: 'bruno' });
    await db('grants').where('id', 'g-x').update({ ends_on: '2027-01-31' });
    expect(await close()).to.equal(422);
    await db('grants').where('id', 'g-x').update({ ends_on: null });
    expect(await close()).to.equal(303);
  });
});
