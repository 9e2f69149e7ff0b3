import { expect } from 'chai';
import { openDatabase } from '../../src/db/connection.ts';
import { rateLimit } from '../../src/http/rate-limit.ts';
import { Refusal } from '../../src/lib/errors.ts';
import { castDatabase } from '../support/database.ts';

describe('a rate limit', () => {
  it('counts what every process saw together', async () => {
    const test = await castDatabase();
    const other = openDatabase(test.dialect);
    const limit = { name: 'knocks', points: 4, seconds: 60 };
    const { engine } = test.dialect;
    const [here, there] = [
      await rateLimit(test.database.db, engine, limit),
      await rateLimit(other.db, engine, limit),
    ];
    for (const process of [here, there, here, there]) await process.consume('door');
    const refused = await Promise.all(
      [here, there].map((process) =>
        process.consume('door').then(
          () => 'let in',
          (error: unknown) => (error instanceof Refusal ? error.kind : String(error)),
        ),
      ),
    );
    expect(refused).to.deep.equal(['too-many', 'too-many']);
    await other.close();
    await test.drop();
  });

  it('waits for another process that is writing', async function () {
    const test = await castDatabase();
    const other = openDatabase(test.dialect);
    try {
      if (!test.dialect.oneWriter) this.skip();
      const limit = await rateLimit(test.database.db, test.dialect.engine, {
        name: 'waits',
        points: 1,
        seconds: 60,
      });
      const writing = await other.db.transaction();
      await writing('sessions').where('id_hash', 'nobody').delete();
      const counted = limit.consume('door').then(() => 'counted');
      const first = await Promise.race([
        counted,
        new Promise((done) => setTimeout(done, 150, 'still waiting')),
      ]);
      expect(first).to.equal('still waiting');
      await writing.commit();
      expect(await counted).to.equal('counted');
    } finally {
      await other.close();
      await test.drop();
    }
  });
});
