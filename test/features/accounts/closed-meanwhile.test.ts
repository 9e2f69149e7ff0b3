import { expect } from 'chai';
import { closeAccountOf } from '../../../src/features/accounts/account-closing.ts';
import type { Actor } from '../../../src/lib/actor.ts';
import { Refusal } from '../../../src/lib/errors.ts';
import { startApp, type TestApp } from '../../support/app.ts';

/** What was let in before the account was closed, and writes when it is. */
describe('an account that is closed while its person still sends something', () => {
  let app: TestApp;
  const rosa = {
    id: 'rosa',
    username: 'rosa',
    displayName: 'Rosa Hernández',
    language: 'es-MX',
    institutionPath: null,
    grants: [],
    session: { idHash: 'x', shared: false },
    secondFactor: { isOn: false },
  } as unknown as Actor;
  beforeEach(async () => {
    app = await startApp({ env: { SMTP_URL: 'smtp://127.0.0.1:1' } });
  });
  afterEach(() => app.stop());

  const SENT: Record<string, (services: TestApp['services']) => Promise<unknown>> = {
    'a name': ({ account }) => account.changeName(rosa, 'Rosa Hernández Luna'),
    'a user name': ({ account }) => account.changeUsername(rosa, 'rosa.luna'),
    'a telephone': ({ account }) => account.changePhone(rosa, '+525512345678'),
    'an address': ({ emails }) => emails.change(rosa, 'rosa@ejemplo.mx', true),
    'no address': ({ emails }) => emails.change(rosa, undefined, false),
    'an answer of her own': ({ optionalQuestions }) =>
      optionalQuestions.answer(rosa, 'language', 'mazahua'),
    'a second factor': ({ secondFactor }) => secondFactor.begin(rosa),
  };
  const kept = async (): Promise<unknown> => {
    const { db } = app.database;
    return [
      await db('people').where('id', 'rosa'),
      await db('email_confirmations').where('person_id', 'rosa'),
      await db('optional_answers').where('person_id', 'rosa'),
      await db('second_factors').where('person_id', 'rosa'),
      await db('mail_outbox'),
    ];
  };

  for (const [what, send] of Object.entries(SENT)) {
    it(`keeps nothing of it: ${what}`, async () => {
      await app.database.db.transaction((trx) =>
        closeAccountOf(trx, 'rosa', { hash: 'x', by: 'rosa', now: app.clock() }),
      );
      const before = await kept();
      const refused = await send(app.services).catch((error: unknown) => error);
      expect(refused).to.be.instanceOf(Refusal);
      expect(await kept()).to.deep.equal(before);
    });
  }

  it('wants no letter', async () => {
    await app.database.db.transaction((trx) =>
      closeAccountOf(trx, 'rosa', { hash: 'x', by: 'rosa', now: app.clock() }),
    );
    const before = await kept();
    await app.services.digests.prefer(rosa, true);
    expect(await kept()).to.deep.equal(before);
  });
});
