import { expect } from 'chai';
import { CAST_PASSWORD } from '../../../src/demo/cast.ts';
import { DAY, HOUR } from '../../../src/lib/clock.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser, Page } from '../../support/browser.ts';
import { smtpSink, type SmtpSink } from '../../support/smtp-sink.ts';

const EMAIL = '/cuenta/correo';

describe('an e-mail address that has to be confirmed', () => {
  let app: TestApp;
  let sink: SmtpSink;
  let rosa: Browser;
  beforeEach(async () => {
    sink = await smtpSink();
    app = await startApp({ env: { SMTP_URL: sink.url, BASE_URL: 'http://aula.example' } });
    rosa = await app.signedIn('rosa');
  });
  afterEach(async () => {
    await app.services.mail.settled();
    await app.stop();
    await sink.close();
  });

  /** The letters that came since the last time, decoded. */
  const letters = async (): Promise<string[]> => {
    await app.services.mail.settled();
    return sink.letters.splice(0).map((text) => text.replace(/=\n/g, '').replace(/=3D/g, '='));
  };
  const linkIn = (letter: string | undefined): string =>
    /http:\/\/aula\.example(\/correo\/[A-Za-z0-9_-]{22})\s/.exec(letter ?? '')?.[1] ?? 'none';
  const askFor = async (correo: string, recuperar = '1'): Promise<string> => {
    await rosa.post(EMAIL, { correo, ...(recuperar === '' ? {} : { recuperar }) });
    return linkIn((await letters())[0]);
  };
  const confirm = (link: string): Promise<Page> => app.browser().post(link);
  /** To whom a recovery link goes, as the page for everybody asks for it. */
  const recoveredAt = async (): Promise<string[]> => {
    await app.database.db('rate_limits').delete();
    await app.browser().post('/recuperar/correo', { username: 'rosa' });
    await app.services.recoveryLinks.settled();
    return (await letters()).map((letter) => /^To: (.*)$/m.exec(letter)?.[1] ?? '');
  };
  const lineOf = async (): Promise<string> =>
    (await rosa.get('/cuenta')).document
      .querySelector(`a[href="${EMAIL}"]`)
      ?.closest('li')
      ?.textContent?.replaceAll(/\s+/g, ' ') ?? '';

  it('is used once the link in it was confirmed with a button, and not before', async () => {
    const page = await rosa.postAndFollow(EMAIL, { correo: 'rosa@ejemplo.mx', recuperar: '1' });
    expect(page.text).to.contain('en las próximas 24 horas');
    const [letter = ''] = await letters();
    expect(letter).to.contain('To: rosa@ejemplo.mx').and.contain('Subject: Confirma tu correo');
    expect(letter.split('\n\n').slice(1).join('\n'))
      .to.contain('Hola')
      .and.not.match(/1325|género|mujer|curso|red |Rosa/i);
    expect(await lineOf()).to.contain('r•••@ejemplo.mx (por confirmar)');
    expect(await recoveredAt()).to.deep.equal([]);

    const link = linkIn(letter);
    const opened = await app.browser().get(link);
    expect(opened.status).to.equal(200);
    expect(opened.text).to.not.contain('Rosa').and.not.contain('ejemplo.mx');
    expect(await recoveredAt(), 'looking changes nothing').to.deep.equal([]);

    expect((await confirm(link)).location).to.equal('/entrar');
    expect(await lineOf())
      .to.contain('r•••@ejemplo.mx')
      .and.not.contain('por confirmar');
    expect(await recoveredAt()).to.deep.equal(['rosa@ejemplo.mx']);
    expect((await confirm(link)).status).to.equal(410);
    expect((await app.browser().get(link)).status).to.equal(410);
  });

  it('leaves the one in force until it is confirmed itself', async () => {
    await confirm(await askFor('rosa@ejemplo.mx'));
    const link = await askFor('otra@ejemplo.mx');
    expect(await lineOf()).to.contain('r•••@ejemplo.mx. o•••@ejemplo.mx (por confirmar)');
    expect(await recoveredAt()).to.deep.equal(['rosa@ejemplo.mx']);
    await confirm(link);
    expect(await recoveredAt()).to.deep.equal(['otra@ejemplo.mx']);
  });

  it('needs no new letter to turn recovery off and on', async () => {
    await confirm(await askFor('rosa@ejemplo.mx'));
    expect(await askFor('rosa@ejemplo.mx', '')).to.equal('none');
    expect(await recoveredAt()).to.deep.equal([]);
    expect(await askFor('rosa@ejemplo.mx')).to.equal('none');
    expect(await recoveredAt()).to.deep.equal(['rosa@ejemplo.mx']);
    await rosa.post(EMAIL, { correo: '' });
    expect(await recoveredAt()).to.deep.equal([]);
    expect(await lineOf()).to.not.contain('@');
  });

  it('can be asked for again, which ends the link before, a few times an hour', async () => {
    const first = await askFor('rosa@ejemplo.mx');
    const again = (): Promise<Page> => rosa.post(`${EMAIL}/reenvio`);
    const form = (await rosa.get('/cuenta')).document.querySelector(
      `form[action="${EMAIL}/reenvio"]`,
    );
    expect(form?.querySelector('button')?.textContent).to.equal('Enviar otra vez el enlace');
    expect((await again()).status).to.equal(303);
    const second = linkIn((await letters())[0]);
    expect((await confirm(first)).status).to.equal(410);
    const statuses: number[] = [];
    for (let i = 0; i < 4; i += 1) statuses.push((await again()).status);
    expect(statuses).to.deep.equal([303, 303, 303, 429]);
    expect((await confirm(second)).status).to.equal(410);
    const answers = [];
    for (const letter of await letters()) answers.push((await confirm(linkIn(letter))).status);
    expect(answers.sort(), 'the newest alone').to.deep.equal([303, 410, 410]);
    await app.database.db('rate_limits').delete();
    expect((await again()).status, 'nothing waits').to.equal(404);
  });

  it('lives a day, opens once of two at the same moment, and serves no other purpose', async () => {
    const link = await askFor('rosa@ejemplo.mx');
    const code = link.replace('/correo/', '');
    expect((await app.browser().get(`/recuperar/${code}`)).status).to.equal(410);
    app.clock.advance(DAY - HOUR);
    expect((await app.browser().get(link)).status).to.equal(200);
    const both = await Promise.all([confirm(link), confirm(link)]);
    expect(both.map(({ status }) => status).sort()).to.deep.equal([303, 410]);

    rosa = await app.signedIn('rosa');
    const late = await askFor('tarde@ejemplo.mx');
    app.clock.advance(DAY + 1);
    expect((await confirm(late)).status).to.equal(410);
    expect(await recoveredAt()).to.deep.equal(['rosa@ejemplo.mx']);
    for (const wrong of ['A'.repeat(22), 'corto', `${'A'.repeat(21)}%00`])
      expect((await confirm(`/correo/${wrong}`)).status, wrong).to.be.oneOf([404, 410]);
  });

  it('keeps neither code nor address readable', async () => {
    const link = await askFor('rosa@ejemplo.mx');
    const stored = JSON.stringify([
      await app.database.db('email_confirmations'),
      await app.database.db('people'),
      await app.database.db('audit_events'),
      await app.database.db('mail_outbox'),
    ]);
    expect(stored).to.not.contain(link.replace('/correo/', '')).and.not.contain('ejemplo.mx');
  });

  it('dies with a new password, a freeze and a closed account', async () => {
    const typed = await askFor('intrusa@ejemplo.mx');
    await rosa.post('/cuenta/contrasena', {
      password_actual: CAST_PASSWORD,
      password: 'tres cerros y un río',
    });
    expect((await confirm(typed)).status).to.equal(410);

    const frozen = await askFor('rosa@ejemplo.mx');
    const { db } = app.database;
    await db('people').where('id', 'rosa').update({ status: 'frozen' });
    expect((await confirm(frozen)).status).to.equal(410);
    await db('people').where('id', 'rosa').update({ status: 'active' });

    const close = { entiendo: '1', password_actual: 'tres cerros y un río' };
    expect((await rosa.post('/cuenta/cerrar', close)).location).to.equal('/entrar');
    expect((await confirm(frozen)).status).to.equal(410);
    expect(await db('email_confirmations')).to.deep.equal([]);
  });

  it('from before addresses were confirmed is shown as waiting, and not used', async () => {
    const link = await askFor('rosa@ejemplo.mx');
    await confirm(link);
    await app.database.db('people').where('id', 'rosa').update({ email_confirmed_at: null });
    expect(await lineOf()).to.contain('(por confirmar)');
    expect(await recoveredAt()).to.deep.equal([]);
    await rosa.post(`${EMAIL}/reenvio`);
    await confirm(linkIn((await letters())[0]));
    expect(await recoveredAt()).to.deep.equal(['rosa@ejemplo.mx']);
  });
});

describe('an e-mail address where mail is off', () => {
  it('is kept, and neither confirmed nor used', async () => {
    const app = await startApp();
    const rosa = await app.signedIn('rosa');
    await rosa.post('/cuenta/correo', { correo: 'rosa@ejemplo.mx', recuperar: '1' });
    const page = await rosa.get('/cuenta');
    expect(page.text).to.contain('r•••@ejemplo.mx').and.not.contain('por confirmar');
    expect(page.document.querySelector('form[action$="/reenvio"]')).to.equal(null);
    expect(await app.database.db('people').where('id', 'rosa').first()).to.include({
      email_confirmed_at: null,
    });
    expect((await rosa.post('/cuenta/correo/reenvio')).status).to.equal(404);
    await app.stop();
  });
});
