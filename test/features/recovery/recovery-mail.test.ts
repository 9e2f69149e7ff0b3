import { expect } from 'chai';
import { CAST_PASSWORD } from '../../../src/demo/cast.ts';
import { MINUTE } from '../../../src/lib/clock.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import { smtpSink, type SmtpSink } from '../../support/smtp-sink.ts';

const PASSWORD = 'la milpa crece despacio';

describe('recovery by e-mail', () => {
  let app: TestApp;
  let sink: SmtpSink;
  beforeEach(async () => {
    sink = await smtpSink();
    app = await startApp({ env: { SMTP_URL: sink.url, BASE_URL: 'http://aula.example' } });
    const rosa = await app.signedIn('rosa');
    await rosa.post('/cuenta/correo', { correo: 'rosa@ejemplo.mx', recuperar: '1' });
    const irene = await app.signedIn('irene');
    await irene.post('/cuenta/correo', { correo: 'irene@ejemplo.mx' });
    await app.services.mail.settled();
    for (const letter of sink.letters.splice(0)) {
      const path = /aula\.example(\/correo\/[A-Za-z0-9_-]{22})\s/.exec(textOf(letter))?.[1] ?? '';
      expect((await app.browser().post(path)).status).to.equal(303);
    }
  });
  afterEach(async () => {
    await app.stop();
    await sink.close();
  });

  const ask = async (username: string): Promise<string> => {
    const page = await app.browser().postAndFollow('/recuperar/correo', { username });
    await app.services.recoveryLinks.settled();
    return page.text;
  };
  /** Letters are sent quoted-printable when they have accents. */
  const textOf = (letter: string | undefined): string =>
    (letter ?? '').replace(/=\n/g, '').replace(/=3D/g, '=');
  const pathIn = (letter: string | undefined): string =>
    /http:\/\/aula\.example(\/recuperar\/[A-Za-z0-9_-]{22})\s/.exec(textOf(letter))?.[1] ?? '';

  it('sends a link to whoever chose it, says nothing telling, and the link works once', async () => {
    const open = await app.signedIn('rosa');
    expect(await ask('ROSA')).to.contain('Si esa cuenta existe');
    expect(sink.letters).to.have.length(1);
    const letter = sink.letters[0] ?? '';
    expect(letter)
      .to.contain('To: rosa@ejemplo.mx')
      .and.to.contain('Subject: El enlace que pediste');
    expect(textOf(letter).split('\n\n').slice(1).join('\n'))
      .to.contain('Hola')
      .and.not.to.match(/1325|género|mujer|curso|red |Rosa/i);
    const path = pathIn(letter);

    const browser = app.browser();
    expect((await browser.get(path)).status).to.equal(200);
    expect((await browser.post(path, { password: 'rosahernandez' })).status).to.equal(422);
    expect((await browser.post(path, { password: PASSWORD })).location).to.equal('/entrar');
    expect((await open.get('/cuenta')).status).to.equal(303);
    expect((await browser.post(path, { password: 'otra frase distinta' })).status).to.equal(410);
    expect((await browser.get(path)).status).to.equal(410);
    const entered = await browser.post('/entrar', { username: 'rosa', password: PASSWORD });
    expect(entered.location).to.equal('/cuenta/aviso?sigue=');
    expect((await browser.get('/cuenta/aviso')).text).to.contain(
      'con un enlace enviado a tu correo',
    );
  });

  it('says the same to everybody, and writes only to those who chose it', async () => {
    const answers = new Set<string>();
    for (const username of ['rosa', 'irene', 'tomas', 'nadie-de-aqui'])
      answers.add(await ask(username));
    expect(answers.size).to.equal(1);
    expect(sink.letters).to.have.length(1);
  });

  it('lets a link live 30 minutes, and only the newest', async () => {
    await ask('rosa');
    await ask('rosa');
    const [first, second] = sink.letters.map(pathIn);
    expect((await app.browser().get(first!)).status).to.equal(410);
    expect((await app.browser().get(second!)).status).to.equal(200);
    app.clock.advance(30 * MINUTE + 1);
    expect((await app.browser().post(second!, { password: PASSWORD })).status).to.equal(410);
    expect(
      (await app.browser().post('/entrar', { username: 'rosa', password: CAST_PASSWORD })).status,
    ).to.equal(303);
  });

  it('keeps neither link nor address readable, and nothing once the letter is gone', async () => {
    sink.busy = true;
    await ask('rosa');
    const waiting: unknown[] = await app.database.db('mail_outbox');
    expect(waiting).to.have.length(1);
    expect(JSON.stringify(waiting)).not.to.match(/ejemplo|recuperar/);
    sink.busy = false;
    app.clock.advance(2 * MINUTE);
    expect(await app.services.mail.deliver()).to.deep.equal([]);
    expect(await app.database.db('mail_outbox')).to.have.length(0);
    const stored = JSON.stringify(await app.database.db('recoveries'));
    expect(stored).not.to.contain(pathIn(sink.letters[0]).slice('/recuperar/'.length));
  });

  it('answers alike while the mail server is down, and drops the letter when its link is dead', async () => {
    await sink.close();
    expect(await ask('rosa')).to.contain('Si esa cuenta existe');
    app.clock.advance(31 * MINUTE);
    await app.services.mail.deliver();
    expect(await app.database.db('mail_outbox')).to.have.length(0);
  });

  it('cannot be used to flood a mailbox', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 4; i += 1) {
      statuses.push((await app.browser().post('/recuperar/correo', { username: 'rosa' })).status);
    }
    expect(statuses).to.deep.equal([303, 303, 303, 429]);
    await app.services.recoveryLinks.settled();
  });

  it('stops with the address, and when she turns it off', async () => {
    const rosa = await app.signedIn('rosa');
    await rosa.post('/cuenta/correo', { correo: 'rosa@ejemplo.mx' });
    await ask('rosa');
    expect(sink.letters).to.have.length(0);
  });

  it('refuses codes that were never given', async () => {
    for (const code of ['A'.repeat(22), 'corto', `${'A'.repeat(21)}%00`, 'A'.repeat(4000)]) {
      const status = (await app.browser().post(`/recuperar/${code}`, { password: PASSWORD }))
        .status;
      expect(status, code.slice(0, 30)).to.be.oneOf([404, 410]);
    }
    expect((await app.browser().post('/recuperar/correo', { username: '\0' })).status).to.equal(
      422,
    );
  });
});
