import { expect } from 'chai';
import { castDatabase, engine, type TestDatabase } from '../support/database.ts';

describe('reads', () => {
  let test: TestDatabase;
  before(async () => {
    test = await castDatabase();
  });
  after(() => test.drop());

  it('answer each its own question when many are asked at once', async () => {
    const { reads } = test.database;
    const asked = Array.from({ length: 200 }, (_, at) => at);
    const answers = await Promise.all(
      asked.map((at) =>
        at % 3 === 0
          ? reads.all('select id from people where id = ?', [at % 2 === 0 ? 'rosa' : 'tomas'])
          : reads.all('select cvegeo from people where id = ? or id = ?', ['rosa', 'nobody']),
      ),
    );
    for (const at of asked) {
      expect(answers[at]).to.deep.equal([
        at % 3 === 0 ? { id: at % 2 === 0 ? 'rosa' : 'tomas' } : { cvegeo: '15033' },
      ]);
    }
  });

  it('tell what went wrong to whoever asked, and to nobody else', async () => {
    const { reads } = test.database;
    const told = await Promise.allSettled(
      ['people', 'no_such_table', 'people'].map((table) =>
        reads.all(`select count(*) as n from ${table} where id = ?`, ['rosa']),
      ),
    );
    expect(told.map(({ status }) => status)).to.deep.equal(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('take a question mark in a text or a name for what it is', async () => {
    const rows = await test.database.reads.all(
      `select '¿?' as "what?", 'it''s ?' as two from people where id = ?`,
      ['rosa'],
    );
    expect(rows).to.deep.equal([{ 'what?': '¿?', two: "it's ?" }]);
  });

  it('go on when a table changes under a statement that was used before', async () => {
    const { reads, db } = test.database;
    const ask = () => reads.all('select * from settings where name = ?', ['none']);
    expect(await Promise.all([ask(), ask(), ask()])).to.deep.equal([[], [], []]);
    await db.schema.alterTable('settings', (table) => {
      table.text('added');
    });
    expect(await Promise.all([ask(), ask(), ask()])).to.deep.equal([[], [], []]);
  });

  if (engine === 'postgres') {
    it('heal when their connections are cut', async () => {
      const { reads, db } = test.database;
      await reads.all('select 1 as one', []);
      const waiting = reads.all('select pg_sleep(0.5), 2 as two', []);
      await new Promise((done) => setTimeout(done, 50));
      await db.raw(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid()`,
      );
      expect(await reads.all('select 1 as one', [])).to.deep.equal([{ one: 1 }]);
      expect(await waiting).to.deep.equal([{ pg_sleep: '', two: 2 }]);
    });

    it('pass by one that takes long', async () => {
      const { reads } = test.database;
      await reads.all('select 1 as one', []);
      let slowIsDone = false;
      const slow = reads.all('select pg_sleep(1)', []).then(() => (slowIsDone = true));
      await new Promise((done) => setTimeout(done, 50));
      for (let time = 0; time < 20; time += 1) await reads.all('select 1 as one', []);
      expect(slowIsDone).to.equal(false);
      await slow;
    });
  }
});
