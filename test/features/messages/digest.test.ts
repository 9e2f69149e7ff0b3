import { expect } from 'chai';
import { toColumn } from '../../../src/db/columns.ts';
import type { Db } from '../../../src/db/connection.ts';
import { personRow } from '../../../src/demo/factories.ts';
import { sealEmail } from '../../../src/features/accounts/contact-seals.ts';
import { mailService, type Letter, type MailService } from '../../../src/features/accounts/mail.ts';
import { digestService } from '../../../src/features/messages/digest.ts';
import { sealer } from '../../../src/lib/sealed.ts';
import { NOW } from '../../support/clock.ts';
import { castDatabase, type TestDatabase } from '../../support/database.ts';
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

describe('the weekly digest of very many people', () => {
  const MANY = 120;
  const seal = sealer(Buffer.alloc(32, 1));
  let test: TestDatabase;
  let db: Db;
  beforeEach(async () => {
    test = await castDatabase();
    ({ db } = test.database);
    for (let at = 1; at <= MANY; at += 1) {
      const id = `reader-${String(at)}`;
      await db('people').insert({
        ...personRow({
          ...{ id, username: id, displayName: `Lectora ${String(at)}`, passwordHash: 'none' },
          ...{ sex: 'mujer', side: 'community', createdAt: NOW },
        }),
        email_sealed: sealEmail(seal, id, `${id}@ejemplo.mx`),
        ...{ email_confirmed_at: toColumn(NOW), digest_email: true },
      });
      await db('threads').insert({
        ...{ id: `thread-${String(at)}`, person_id: id, kind: 'letter', subject: 'Aviso' },
        ...{ created_at: toColumn(NOW), last_at: toColumn(NOW), unread_since: toColumn(NOW) },
      });
    }
  });
  afterEach(() => test.drop());

  /** Digests whose letters stay in the outbox; `most`: what it takes before it is stopped. */
  const digests = (most = Infinity) => {
    const transport = (): Promise<never> => Promise.reject(new Error('no mail server'));
    const mail = mailService({ db, clock: () => NOW, seal, transport });
    let taken = 0;
    const enqueue: MailService['enqueue'] = (...letter) => {
      taken += 1;
      return taken > most ? Promise.reject(new Error('stopped')) : mail.enqueue(...letter);
    };
    const outbox = { ...mail, enqueue, deliverSoon: () => undefined };
    return digestService({ db, clock: () => NOW, seal, mail: outbox, baseUrl: 'http://aula' });
  };
  const receivers = async (): Promise<string[]> => {
    const rows = await db('mail_outbox').select<{ id: string; letter_sealed: string }[]>();
    const letters = rows.map(({ id, letter_sealed: text }) => seal.open(text, `mail_outbox ${id}`));
    return letters.map((letter) => (JSON.parse(letter) as Letter).to).sort();
  };
  const everybody = Array.from(
    { length: MANY },
    (_, at) => `reader-${String(at + 1)}@ejemplo.mx`,
  ).sort();

  it('goes to each of them once, when it was stopped half-way as well', async () => {
    const refused = await digests(70)
      .writeWeekly()
      .catch((error: unknown) => String(error));
    expect(refused).to.equal('Error: stopped');
    expect(await receivers()).to.have.length(50);
    expect(await digests().writeWeekly()).to.equal(true);
    expect(await digests().writeWeekly(), 'when it is finished').to.equal(false);
    expect(await receivers()).to.deep.equal(everybody);
    expect(await db('message_digests').where('unread', 1)).to.have.length(MANY);
  });

  it('goes to each of them once, however many processes are at it', async () => {
    const done = await Promise.all([digests().writeWeekly(), digests().writeWeekly()]);
    expect(done.filter(Boolean)).to.have.length(1);
    expect(await receivers()).to.deep.equal(everybody);
  });

  it('holds few of them in memory at a time', async () => {
    let most = 0;
    db.on('query-response', (rows: unknown) => {
      if (Array.isArray(rows)) most = Math.max(most, rows.length);
    });
    await digests().writeWeekly();
    expect(most).to.equal(50);
  });
});
