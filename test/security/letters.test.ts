import { expect } from 'chai';
import { startApp, type TestApp } from '../support/app.ts';
import { smtpSink, type SmtpSink } from '../support/smtp-sink.ts';

describe('a letter', () => {
  let app: TestApp;
  let sink: SmtpSink;
  before(async () => {
    sink = await smtpSink();
    app = await startApp({ env: { SMTP_URL: sink.url, BASE_URL: 'http://aula.example' } });
  });
  after(async () => {
    await app.services.mail.settled();
    await app.stop();
    await sink.close();
  });

  const HOSTILE = [
    'rosa@ejemplo.mx\r\nBcc: otra@evil.example',
    'rosa@ejemplo.mx\nBcc: otra@evil.example',
    'rosa@ejemplo.mx\u0000',
    'rosa@ejemplo.mx, otra@evil.example',
    'rosa@ejemplo.mx;otra@evil.example',
    '"rosa" <otra@evil.example>',
    'rosa@ejemplo.mx>\r\nRCPT TO:<otra@evil.example',
    'rosa@ejemplo.mx\u2028Bcc: otra@evil.example',
    '=?utf-8?q?rosa=0ABcc:otra?=@evil.example',
  ];

  it('goes to one address, which brings no header along', async () => {
    const rosa = await app.signedIn('rosa');
    for (const correo of HOSTILE) {
      await rosa.post('/cuenta/correo', { correo, recuperar: '1' });
      await app.services.mail.settled();
    }
    await rosa.post('/cuenta/correo', { correo: 'rosa@ejemplo.mx', recuperar: '1' });
    await app.services.mail.settled();
    expect(sink.letters).not.to.have.length(0);
    for (const letter of sink.letters) {
      const [head = ''] = letter.split('\n\n');
      expect(head).not.to.match(/^(bcc|cc):/im);
      expect(head.match(/^to: .*$/gim)).to.have.length(1);
      expect(letter).not.to.include('otra@');
    }
    expect(sink.letters.at(-1)).to.include('To: rosa@ejemplo.mx\n');
  });
});
