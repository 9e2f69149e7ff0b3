import { expect } from 'chai';
import { toColumn } from '../../src/db/columns.ts';
import { lockOpenAccount, lockPerson } from '../../src/features/permissions/lock-person.ts';
import { castDatabase, type TestDatabase } from '../support/database.ts';

describe('the lock on a person', () => {
  let test: TestDatabase;
  beforeEach(async function () {
    test = await castDatabase();
    // With one writer everybody waits for everybody, and nobody in a circle.
    if (test.dialect.oneWriter) this.skip();
  });
  afterEach(() => test.drop());

  for (const [name, lock] of Object.entries({ lockPerson, lockOpenAccount })) {
    it(`lets in what only points to her: whoever writes that may hold what the act waits for (${name})`, async () => {
      const { db } = test.database;
      await db.transaction(async (trx) => {
        await lock(trx, 'rosa');
        const answer = { person_id: 'rosa', question: 'q', value_sealed: 'x' };
        await db('optional_answers').insert({ ...answer, consented_at: toColumn(new Date()) });
      });
      expect(await db('optional_answers').where({ question: 'q' })).to.have.length(1);
    });
  }
});
