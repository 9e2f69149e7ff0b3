import { expect } from 'chai';
import { CAST_PASSWORD } from '../../../src/demo/cast.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import { turnOn } from '../../support/authenticator.ts';

const TYPED = 'lo-que-alguien-escribe-1325';

interface Event {
  actor: string | null;
  action: string;
  person: string | null;
  details: Record<string, unknown>;
}

describe('signing in leaves a trace', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await startApp({ env: { TRUST_PROXY: '1' } });
  });
  afterEach(() => app.stop());

  const signIn = (username: string, password: string, network = '192.0.2.1') =>
    app.browser().post('/entrar', { username, password }, { 'x-forwarded-for': network });
  const trace = async (): Promise<Event[]> => {
    const rows = (await app.database
      .db('audit_events')
      .where((one) =>
        one.whereLike('action', 'sign-in.%').orWhere('action', 'second-factor.failed'),
      )
      .orderBy('position')) as Record<string, string | null>[];
    return rows.map(({ actor_id: actor = null, action, object_id: person = null, details }) => ({
      actor,
      action: action ?? '',
      person,
      details: JSON.parse(details ?? '') as Record<string, unknown>,
    }));
  };

  it('of who came in and how, and of what failed: for which account, never with what was typed', async () => {
    await signIn('rosa', CAST_PASSWORD);
    await signIn('rosa', TYPED);
    await signIn(TYPED, TYPED);
    expect(await trace()).to.deep.equal([
      {
        actor: 'rosa',
        action: 'sign-in.done',
        person: 'rosa',
        details: { how: 'signIn.by.password', shared: false },
      },
      { actor: null, action: 'sign-in.failed', person: 'rosa', details: {} },
      { actor: null, action: 'sign-in.failed', person: null, details: {} },
    ]);
    expect(JSON.stringify(await app.database.db('audit_events'))).not.to.include(TYPED);
  });

  it('of the second step: a wrong code, and what let her in', async () => {
    const { phone, paper } = await turnOn(app, await app.signedIn('rosa'));
    for (const code of [() => phone.nextCode(), () => paper[0] ?? '']) {
      const browser = app.browser();
      await browser.post('/entrar', {
        username: 'rosa',
        password: CAST_PASSWORD,
        compartido: '1',
      });
      await browser.post('/entrar/codigo', { codigo: '000000' });
      await browser.post('/entrar/codigo', { codigo: code() });
    }
    expect(
      (await trace())
        .slice(1)
        .map(({ action, person, details }) => [action, person, details['how']]),
    ).to.deep.equal([
      ['second-factor.failed', 'rosa', undefined],
      ['sign-in.done', 'rosa', 'signIn.by.application'],
      ['second-factor.failed', 'rosa', undefined],
      ['sign-in.done', 'rosa', 'signIn.by.paper'],
    ]);
  });

  it('of having to wait, once for each account and network, so that nobody fills the log', async () => {
    const statuses: number[] = [];
    for (const network of ['192.0.2.1', '192.0.2.2'])
      for (let tries = 0; tries < 13; tries += 1)
        statuses.push((await signIn('rosa', TYPED, network)).status);
    expect(statuses.filter((status) => status === 429)).to.have.length(6);
    const events = await trace();
    expect(events.filter(({ action }) => action === 'sign-in.failed')).to.have.length(20);
    expect(events.filter(({ action }) => action === 'sign-in.throttled')).to.deep.equal([
      ...[1, 2].map(() => ({
        actor: null,
        action: 'sign-in.throttled',
        person: null,
        details: { kind: 'signIn.limit.account' },
      })),
    ]);
  });

  it('and asks the database for the same whether the account exists or not', async () => {
    const asked: string[] = [];
    app.database.db.on('query', ({ sql }: { sql: string }) => asked.push(sql));
    const workOf = async (work: Promise<unknown>): Promise<string[]> => {
      asked.length = 0;
      await work;
      return [...asked];
    };
    const recover = (username: string) =>
      app.browser().post('/recuperar', {
        username,
        codigo: 'ABCD-EFGH',
        password: TYPED,
      });
    for (const [what, ask] of Object.entries({
      'signing in': (name: string) => signIn(name, TYPED),
      'a code': recover,
    })) {
      const known = await workOf(ask('irene'));
      expect(known, what).not.to.deep.equal([]);
      expect(await workOf(ask('nadie-con-ese-nombre')), what).to.deep.equal(known);
    }
  });

  it('and counts only what failed against a network, which a whole town may share', async () => {
    const counted = async (): Promise<number[]> =>
      app.database.db('rate_limits').whereLike('key', 'in-network:%').pluck('points');
    for (const username of ['rosa', 'irene', 'tomas']) await signIn(username, CAST_PASSWORD);
    expect(await counted()).to.deep.equal([0]);
    await signIn('rosa', TYPED);
    expect(await counted()).to.deep.equal([1]);
  });
});
