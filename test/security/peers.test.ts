import { expect } from 'chai';
import { readConfig } from '../../src/config.ts';
import { postgresDialect } from '../../src/db/dialect/postgres.ts';
import { smtpTransport } from '../../src/features/accounts/smtp-transport.ts';
import { smtpSink } from '../support/smtp-sink.ts';
import { certificateFile, postgresFront, sealedMailServer } from '../support/tls-peers.ts';

const LETTER = { to: 'rosa@ejemplo.mx', subject: 'Aviso', text: 'Un enlace secreto' };
const SECRETS = { SESSION_SECRET: 'x'.repeat(32), DATA_KEY: '11'.repeat(32) };
const failureOf = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'nothing failed',
    (error: unknown) => error,
  );

describe('a mail server', () => {
  const send = (address: string): Promise<unknown> =>
    failureOf(smtpTransport(address, 'https://aula.example')(LETTER));

  it('with a certificate that nobody trusts gets no letter and no password', async () => {
    const server = await sealedMailServer('localhost');
    const failure = await send(`smtps://yo:clave@localhost:${String(server.port)}`);
    expect(failure).to.be.instanceOf(Error).with.property('message').that.includes('self-signed');
    expect(server.heard).to.equal('');
    await server.close();
  });

  it('on another machine gets none without TLS; on this one it does', async () => {
    const sink = await smtpSink();
    // Every address but the own ones counts as another machine; this one still leads here.
    const elsewhere = sink.url.replace('127.0.0.1', '0.0.0.0');
    expect(await send(elsewhere))
      .to.be.instanceOf(Error)
      .with.property('code', 'ETLS');
    expect(sink.letters).to.deep.equal([]);
    expect(await send(sink.url)).to.equal('nothing failed');
    expect(sink.letters.join()).to.include('Un enlace secreto');
    await sink.close();
  });
});

describe('a database on another machine', () => {
  /** Every way in which the server speaks to PostgreSQL, once. */
  async function speak(url: string): Promise<unknown[]> {
    const dialect = postgresDialect(url);
    const db = dialect.open();
    const reads = dialect.openReads(db);
    const longReads = dialect.openLongReads(db);
    const failures = [
      await failureOf(db.raw('select 1')),
      await failureOf(reads.all('select 1', [])),
      await failureOf(longReads.all('select 1', [])),
      await failureOf(dialect.hold()),
    ];
    await reads.close();
    await longReads.close();
    await db.destroy();
    return failures;
  }
  const addressOf = (port: number, query = ''): string =>
    `postgres://aula:clave@localhost:${String(port)}/aula?sslmode=verify-full${query}`;

  it('hears nothing when nobody trusts its certificate', async () => {
    const server = await postgresFront('localhost');
    for (const failure of await speak(addressOf(server.port)))
      expect(String(failure)).to.include('self-signed');
    expect(server.heard).to.equal('');
    await server.close();
  });

  it('hears nothing when its certificate is another name’s, though the authority is trusted', async () => {
    const server = await postgresFront('elsewhere.example');
    const trusted = `&sslrootcert=${certificateFile('elsewhere.example')}`;
    for (const failure of await speak(addressOf(server.port, trusted)))
      expect(String(failure)).to.include('altnames');
    expect(server.heard).to.equal('');
    await server.close();
  });

  it('hears nothing when it has no TLS', async () => {
    const server = await postgresFront(null);
    for (const failure of await speak(addressOf(server.port)))
      expect(String(failure)).to.include('SSL');
    expect(server.heard).to.equal('');
    await server.close();
  });

  it('hears who we are when certificate, authority and name are right', async () => {
    const server = await postgresFront('localhost');
    await speak(addressOf(server.port, `&sslrootcert=${certificateFile('localhost')}`));
    expect(server.heard).to.include('aula');
    await server.close();
  });
});

describe('the addresses of others', () => {
  const read = (env: Record<string, string>) => () => readConfig({ ...SECRETS, ...env });
  const at = (place: string) => read({ DATABASE_URL: `postgres://aula:x@${place}` });

  it('say how the database is known, or the server does not start', () => {
    for (const place of [
      'db.example/aula',
      '10.0.0.7/aula',
      '127.example/aula',
      'localhost/aula?host=db.example',
      'db.example/aula?sslmode=require',
      'db.example/aula?sslmode=no-verify',
      'localhost/aula?sslmode=no-verify',
      'db.example/aula?sslmode=verify-full&sslmode=no-verify',
      'db.example/aula?sslmode=verify-full&ssl=0',
      'db.example/aula?sslmode=require&uselibpqcompat=true',
    ])
      expect(at(place), place).to.throw(/sslmode=verify-full/);
  });

  it('are taken when they do, and on this machine', () => {
    for (const place of [
      'localhost/aula',
      '127.0.0.1:5432/aula',
      '[::1]/aula',
      'x/aula?host=/var/run/postgresql',
      'db.example/aula?sslmode=verify-full',
      'db.example/aula?sslmode=verify-full&sslrootcert=/etc/ca.pem',
      'db.example/aula?sslmode=disable',
    ])
      expect(at(place), place).not.to.throw();
  });

  it('cannot turn the look at certificates off', () => {
    for (const query of ['?tls.rejectUnauthorized=false', '?ignoreTLS=true', '#x'])
      expect(read({ SMTP_URL: `smtp://mail.example/${query}` }), query).to.throw(/no options/);
    expect(read({ NODE_TLS_REJECT_UNAUTHORIZED: '0' })).to.throw(/every certificate/);
  });
});
