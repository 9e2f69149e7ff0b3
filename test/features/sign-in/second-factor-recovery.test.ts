import { expect } from 'chai';
import { CAST_PASSWORD } from '../../../src/demo/cast.ts';
import { addGrant } from '../../../src/demo/factories.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import { turnOn, type Authenticator } from '../../support/authenticator.ts';
import type { Browser, Page } from '../../support/browser.ts';
import { lastEvents, signedInAs } from '../../support/people.ts';
import { addRecoveryCast } from '../../support/recovery-cast.ts';
import { smtpSink, type SmtpSink } from '../../support/smtp-sink.ts';

const DESK = '/administrar/recuperaciones';
const PASSWORD = 'la milpa crece despacio';
const resetOf = (id: string): string => `/administrar/personas/${id}/segundo-paso`;
const LOST = { motivo_paso: 'lost-phone' };

describe('a lost password or a lost second factor', () => {
  let app: TestApp;
  let sink: SmtpSink;
  let lupe: Browser;
  let phone: Authenticator;
  beforeEach(async () => {
    sink = await smtpSink();
    app = await startApp({
      env: { SMTP_URL: sink.url, BASE_URL: 'http://aula.example' },
      before: ({ database }) => addRecoveryCast(database.db),
    });
    lupe = await signedInAs(app, 'lupe');
    ({ phone } = await turnOn(app, lupe));
  });
  afterEach(async () => {
    await app.services.mail.settled();
    await app.stop();
    await sink.close();
  });

  const signIn = async (username: string, password: string): Promise<[Browser, Page]> => {
    const browser = app.browser();
    return [browser, await browser.post('/entrar', { username, password })];
  };
  const letter = async (): Promise<string> => {
    await app.services.mail.settled();
    return (sink.letters.pop() ?? '').replace(/=\n/g, '').replace(/=3D/g, '=');
  };
  /** The new password is not enough: her application is asked for as before. */
  const stillAsks = async (): Promise<void> => {
    const [browser, page] = await signIn('lupe', PASSWORD);
    expect(page.location).to.equal('/entrar/codigo');
    expect((await browser.get('/cuenta')).status).to.equal(303);
    const done = await browser.post('/entrar/codigo', { codigo: phone.nextCode() });
    expect(done.location).to.contain('/cuenta/aviso');
  };

  it('ASVS 6.4.3: a password recovered with a code leaves the second factor on', async () => {
    await (await app.signedIn('rosa')).post(DESK, { persona: 'lupe' });
    const { id } = await app.database.db('recoveries').first<{ id: string }>('id');
    const ximena = await app.signedIn('ximena');
    const page = await ximena.postAndFollow(`${DESK}/${id}/confirmacion`);
    const codigo = page.document.querySelector('code')?.textContent ?? '';
    const fields = { username: 'lupe', codigo, password: PASSWORD };
    expect((await app.browser().post('/recuperar', fields)).location).to.equal('/entrar');
    await stillAsks();
  });

  it('ASVS 6.4.3: a password recovered by e-mail leaves the second factor on', async () => {
    await lupe.post('/cuenta/correo', { correo: 'lupe@ejemplo.mx', recuperar: '1' });
    await lupe.post(/\/correo\/[\w-]{22}/.exec(await letter())?.[0] ?? 'none');
    await app.browser().post('/recuperar/correo', { username: 'lupe' });
    await app.services.recoveryLinks.settled();
    const link = /\/recuperar\/[\w-]{22}/.exec(await letter())?.[0] ?? 'none';
    expect((await app.browser().post(link, { password: PASSWORD })).location).to.equal('/entrar');
    await stillAsks();
  });

  it('ASVS 6.4.4: whoever may recover her takes it off with a reason; her sessions end and she is told', async () => {
    const norma = await signedInAs(app, 'norma');
    await turnOn(app, norma);
    const irene = await app.signedIn('irene');
    expect((await irene.get('/administrar/personas/norma')).text).to.contain(
      'Perdió su segundo paso',
    );
    expect((await irene.post(resetOf('norma'))).status, 'without a reason').to.equal(422);
    const page = await irene.postAndFollow(resetOf('norma'), LOST);
    expect(page.text).to.contain('El segundo paso quedó apagado').and.not.to.contain('Perdió su');
    const event = (await app.database
      .db('audit_events')
      .where('action', 'second-factor.reset')
      .first()) as { actor_id: string; object_id: string; details: string };
    expect(event).to.include({ actor_id: 'irene', object_id: 'norma' });
    expect(JSON.parse(event.details)).to.deep.equal({ reason: 'lost-phone', sessions: 1 });
    expect((await norma.get('/cuenta')).status).to.equal(303);

    const [browser, entered] = await signIn('norma', CAST_PASSWORD);
    expect(entered.location).to.equal('/cuenta/aviso?sigue=');
    const news = await browser.get(entered.location);
    expect(news.text).to.contain('Irene Luis quitó el segundo paso de tu cuenta');
    await browser.post('/cuenta/aviso');
    expect((await signIn('norma', CAST_PASSWORD))[1].location).to.equal('/mi-aprendizaje');
    expect((await lastEvents(app))[0]?.action).to.equal('second-factor.reset-acknowledged');
    expect((await irene.post(resetOf('norma'), LOST)).status, 'nothing left').to.equal(409);
  });

  it('ASVS 6.4.4: for an office only whoever gives offices does it', async () => {
    await turnOn(app, await signedInAs(app, 'norma'));
    await addGrant(app.database.db, {
      id: 'g-norma',
      personId: 'norma',
      role: 'observer',
      grantedAt: app.clock(),
    });
    const irene = await app.signedIn('irene');
    expect((await irene.get('/administrar/personas/norma')).text).not.to.contain('Perdió su');
    expect((await irene.post(resetOf('norma'), LOST)).status).to.equal(403);
    const [event] = await lastEvents(app);
    expect(event).to.include({ action: 'second-factor.reset-refused', object_id: 'norma' });
    const ada = await app.signedIn('ada');
    expect((await ada.post(resetOf('norma'), LOST)).status).to.equal(303);
  });

  it('ASVS 6.4.4: the server does it for the only administrator, who is told as well', async () => {
    const ada = await app.signedIn('ada');
    await turnOn(app, ada);
    const reset = app.services.resetSecondFactorFromServer;
    expect([await reset('bruno'), await reset('nadie'), await reset(' Ada ')]).to.deep.equal([
      false,
      false,
      true,
    ]);
    expect((await ada.get('/cuenta')).status).to.equal(303);
    const [event] = await lastEvents(app);
    expect(event).to.include({ action: 'second-factor.reset', actor_id: null, object_id: 'ada' });
    const [browser, page] = await signIn('ada', CAST_PASSWORD);
    expect((await browser.get(page.location)).text).to.contain(
      'Alguien de la administración quitó',
    );
  });

  it('ASVS 6.4.4: nobody does it for herself, beyond her reach, or for an office that she does not give', async () => {
    for (const name of ['irene', 'ximena', 'ada'] as const)
      await turnOn(app, await app.signedIn(name));
    const enter = async (name: string): Promise<Browser> => {
      // Whoever is signed in stays so: what is asked here is only who may.
      await app.database
        .db('second_factors')
        .where('person_id', name)
        .update({ confirmed_at: null });
      const browser = await signedInAs(app, name);
      const on = { confirmed_at: app.clock().toISOString() };
      await app.database.db('second_factors').where('person_id', name).update(on);
      return browser;
    };
    const [ada, irene, ximena] = [await enter('ada'), await enter('irene'), await enter('ximena')];
    const rosa = await app.signedIn('rosa');
    expect((await rosa.post(resetOf('lupe'), LOST)).status, 'asks, does not confirm').to.equal(404);
    expect((await irene.post(resetOf('lupe'), LOST)).status, 'another state').to.equal(404);
    expect((await ada.post(resetOf('ada'), LOST)).status, 'herself').to.be.oneOf([404, 409]);
    expect((await ximena.post(resetOf('ximena'), LOST)).status).to.be.oneOf([404, 409]);
    const bruno = await app.signedIn('bruno');
    expect((await bruno.post(resetOf('lupe'), LOST)).status, 'across the wall').to.equal(404);
    const offices = await app.database.db('second_factors').whereNotNull('confirmed_at');
    expect(offices, 'all as before').to.have.length(4);
    expect((await ada.post(resetOf('irene'), LOST)).status).to.equal(303);
    expect((await ximena.post(resetOf('irene'), LOST)).status).to.equal(404);
  });
});
