import { expect } from 'chai';
import { DAY, HOUR } from '../../../src/lib/clock.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser } from '../../support/browser.ts';
import { smtpSink, type SmtpSink } from '../../support/smtp-sink.ts';
import { ask, groups, reply } from './group.ts';

const PREFERENCE = '/cuenta/resumen';

describe('the weekly digest', () => {
  let app: TestApp;
  let sink: SmtpSink;
  let rosa: Browser;
  beforeEach(async () => {
    sink = await smtpSink();
    app = await startApp({ env: { SMTP_URL: sink.url, BASE_URL: 'http://aula.example' } });
    await groups(app);
    rosa = await app.signedIn('rosa');
  });
  afterEach(async () => {
    await app.services.mail.settled();
    await app.stop();
    await sink.close();
  });

  const letters = async (): Promise<string[]> => {
    await app.services.mail.settled();
    return sink.letters.splice(0).map((text) => text.replace(/=\n/g, '').replace(/=3D/g, '='));
  };
  const confirmAddress = async (): Promise<void> => {
    await rosa.post('/cuenta/correo', { correo: 'rosa@ejemplo.mx' });
    const path = /aula\.example(\/correo\/[A-Za-z0-9_-]{22})\s/.exec((await letters())[0] ?? '');
    await app.browser().post(path?.[1] ?? '');
  };
  const answered = async (): Promise<string> => {
    const thread = await ask(rosa, '¿Cuándo seguimos?');
    await reply(await app.signedIn('ximena'), thread, 'El jueves.');
    return thread;
  };
  const nextWeek = async (): Promise<boolean> => {
    app.clock.advance(7 * DAY);
    return app.services.digests.writeWeekly();
  };

  it('is one line in the inbox of whoever has something unread, once a week', async () => {
    const thread = await answered();
    expect(await app.services.digests.writeWeekly()).to.equal(true);
    app.clock.advance(HOUR);
    expect(await app.services.digests.writeWeekly(), 'again on the same day').to.equal(false);
    app.clock.advance(3 * DAY);
    expect(await app.services.digests.writeWeekly(), 'again in the same week').to.equal(false);
    rosa = await app.signedIn('rosa');
    expect((await rosa.get('/mensajes')).text).to.include(
      'al 23 de noviembre de 2026 tenías 1 mensaje sin leer',
    );
    const ximena = await app.signedIn('ximena');
    expect((await ximena.get('/mensajes')).text).to.not.include('Resumen de la semana');
    await rosa.post(`${thread}/lectura`);
    expect((await rosa.get('/mensajes')).text).to.not.include('Resumen de la semana');
    expect(await nextWeek()).to.equal(true);
    expect(await app.database.db('message_digests')).to.deep.equal([]);
    expect(await letters(), 'nobody asked for letters').to.deep.equal([]);
  });

  it('is one letter a week for whoever wants it and has a confirmed address, and says nothing telling', async () => {
    await confirmAddress();
    await rosa.post(PREFERENCE, { resumen: '1' });
    await answered();
    await answered();
    await app.services.digests.writeWeekly();
    const [letter = '', ...others] = await letters();
    expect(others).to.deep.equal([]);
    expect(letter).to.include('To: rosa@ejemplo.mx').and.include('Subject: Tienes algo por leer');
    const body = letter.split('\n\n').slice(1).join('\n');
    expect(body)
      .to.include('http://aula.example/entrar')
      .and.not.match(/1325|género|mujer|curso|red |Rosa|Ximena|jueves/i);
    await nextWeek();
    expect(await letters()).to.have.length(1);
    rosa = await app.signedIn('rosa');
    await rosa.post(PREFERENCE, {});
    await nextWeek();
    expect(await letters()).to.deep.equal([]);
  });

  it('is off until she asks for it, and waits for an address that she confirmed', async () => {
    const page = await rosa.get(PREFERENCE);
    expect(page.document.querySelector('#resumen')?.hasAttribute('checked')).to.equal(false);
    expect(page.text).to.include('confirma primero tu dirección');
    await rosa.post(PREFERENCE, { resumen: '1' });
    expect(
      (await rosa.get(PREFERENCE)).document.querySelector('#resumen')?.hasAttribute('checked'),
    ).to.equal(true);
    await answered();
    await app.services.digests.writeWeekly();
    expect(await letters()).to.deep.equal([]);
  });

  it('never counts a message of care', async () => {
    await confirmAddress();
    await rosa.post(PREFERENCE, { resumen: '1' });
    const thread = await ask(rosa, 'Algo que me pasó.');
    const { id } = await app.database
      .db('messages')
      .where('thread_id', thread.slice('/mensajes/'.length))
      .first<{ id: string }>('id');
    await (await app.signedIn('ximena')).post(`/ensenar/cuidado/mensajes/${id}`);
    expect(await app.database.db('threads').where('kind', 'care')).to.have.length(1);
    await app.services.digests.writeWeekly();
    expect(await app.database.db('message_digests')).to.deep.equal([]);
    expect(await letters()).to.deep.equal([]);
  });
});

describe('the weekly digest without mail', () => {
  it('offers no letter', async () => {
    const app = await startApp();
    const rosa = await app.signedIn('rosa');
    const page = await rosa.get(PREFERENCE);
    expect(page.text).to.include('Aquí no se envían correos.');
    expect(page.document.querySelector('main form')).to.equal(null);
    await rosa.post(PREFERENCE, { resumen: '1' });
    expect(await app.database.db('people').where('id', 'rosa').first('digest_email')).to.satisfy(
      (row: { digest_email: unknown }) => !row.digest_email,
    );
    await app.stop();
  });
});
