import { expect } from 'chai';
import { castDatabase, type TestDatabase } from '../support/database.ts';

const COUNT = (most: number): string =>
  `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${String(most)}) `;

describe('long reads', () => {
  let test: TestDatabase;
  before(async () => {
    test = await castDatabase();
  });
  after(() => test.drop());

  it('answer as any other read, and see what was written before', async () => {
    const { db, longReads } = test.database;
    await db('settings').insert({
      name: 'long',
      value: '"x"',
      changed_at: '2026-11-24T00:00:00.000Z',
    });
    const rows = await longReads.all('select name from settings where name = ?', ['long']);
    expect(rows).to.deep.equal([{ name: 'long' }]);
  });

  it('keep no other read waiting', async () => {
    const { reads, longReads } = test.database;
    const ends: string[] = [];
    const long = longReads
      .all(`${COUNT(2_000_000)} select max(i) as most from n`, [])
      .then((rows) => {
        ends.push('long');
        return rows;
      });
    for (let time = 0; time < 5; time += 1) {
      await reads.all('select 1 as one', []);
      await new Promise((done) => setImmediate(done));
      ends.push('short');
    }
    expect(await long).to.deep.equal([{ most: 2_000_000 }]);
    expect(ends).to.deep.equal(['short', 'short', 'short', 'short', 'short', 'long']);
  });

  it('give all rows in order, part by part', async () => {
    const seen: number[] = [];
    for await (const rows of test.database.longReads.parts(`${COUNT(2_500)} select i from n`, []))
      for (const row of rows) seen.push((row as { i: number }).i);
    expect(seen).to.deep.equal(Array.from({ length: 2_500 }, (_, at) => at + 1));
  });

  it('look for no more rows than are taken: of an endless list too, while others see what is written meanwhile', async () => {
    const { db, longReads } = test.database;
    const endless =
      'with recursive n(i) as (select 1 union all select i + 1 from n) select i from n';
    const name = 'meanwhile';
    let taken = 0;
    for await (const rows of longReads.parts(endless, [])) {
      taken += rows.length;
      if (taken === 1_000)
        await db('settings').insert({ name, value: '"x"', changed_at: '2026-11-24T00:00:00.000Z' });
      const found = await longReads.all('select name from settings where name = ?', [name]);
      expect(found).to.deep.equal([{ name }]);
      if (taken === 5_000) break;
    }
    expect(taken).to.equal(5_000);
  });

  it('may be left half way, again and again', async () => {
    const { longReads } = test.database;
    for (let time = 0; time < 8; time += 1) {
      for await (const rows of longReads.parts(
        `${COUNT(50_000)} select i from n where i > ?`,
        [7],
      )) {
        expect(rows[0]).to.deep.equal({ i: 8 });
        break;
      }
    }
    expect(await longReads.all('select 1 as one', [])).to.deep.equal([{ one: 1 }]);
  });

  it('tell what went wrong, and go on', async () => {
    const { longReads } = test.database;
    const broken = await longReads
      .all('select * from no_such_table', [])
      .catch((error: unknown) => error);
    expect(broken).to.be.instanceOf(Error);
    expect((broken as Error).message).to.include('no_such_table');
    expect(await longReads.all('select 1 as one', [])).to.deep.equal([{ one: 1 }]);
  });
});
