import { expect } from 'chai';
import type { Db } from '../../src/db/connection.ts';
import { groupedWrites, type GroupedWrites } from '../../src/db/grouped-writes.ts';
import { auditWriter } from '../../src/features/audit/audit.ts';
import { Refusal } from '../../src/lib/errors.ts';
import { castDatabase, type TestDatabase } from '../support/database.ts';

for (const order of ['one-by-one', 'side-by-side'] as const)
  describe(`grouped writes, ${order}`, () => {
    let test: TestDatabase;
    let db: Db;
    let begun: number;
    let grouped: GroupedWrites;
    before(async () => {
      test = await castDatabase();
      ({ db } = test.database);
    });
    after(() => test.drop());
    beforeEach(async () => {
      await db('settings').delete();
      begun = 0;
      const counting = {
        transaction: (work: Parameters<Db['transaction']>[0]) => {
          begun += 1;
          return db.transaction(work);
        },
      };
      grouped = groupedWrites(counting as unknown as Db, order);
    });

    const put = (name: string) => async (trx: Db) => {
      await trx('settings').insert({ name, value: '"x"', changed_at: '2026-11-24T00:00:00.000Z' });
      return name;
    };
    const kept = async (): Promise<string[]> =>
      (await db('settings').orderBy('name').select<{ name: string }[]>('name')).map(
        ({ name }) => name,
      );

    it('that come at the same time share one transaction, and each gets its own answer after it', async () => {
      const seen: string[][] = [];
      const answers = await Promise.all(
        ['a', 'b', 'c'].map((name) =>
          grouped(put(name)).then(async (answer) => {
            seen.push(await kept());
            return answer;
          }),
        ),
      );
      expect(answers).to.deep.equal(['a', 'b', 'c']);
      expect(begun).to.equal(1);
      for (const names of seen) expect(names).to.deep.equal(['a', 'b', 'c']);
    });

    it('refuse one without the others', async () => {
      const refuse = (): Promise<never> =>
        Promise.reject(new Refusal('not-found', 'error.notFound'));
      const told = await Promise.allSettled([
        grouped(put('a')),
        grouped(refuse),
        grouped(put('b')),
      ]);
      expect(told.map(({ status }) => status)).to.deep.equal([
        'fulfilled',
        'rejected',
        'fulfilled',
      ]);
      expect(await kept()).to.deep.equal(['a', 'b']);
      expect(begun).to.equal(1);
    });

    it('undo what broke, and write the others by themselves', async () => {
      const broken = async (trx: Db): Promise<never> => {
        await put('half')(trx);
        throw new Error('broken');
      };
      const told = await Promise.allSettled([
        grouped(put('a')),
        grouped(broken),
        grouped(put('b')),
      ]);
      expect(told.map(({ status }) => status)).to.deep.equal([
        'fulfilled',
        'rejected',
        'fulfilled',
      ]);
      expect(await kept()).to.deep.equal(['a', 'b']);
    });

    it('tell everybody at once that the database cannot write now', async () => {
      const full = (): Promise<never> =>
        Promise.reject(Object.assign(new Error('full'), { code: 'SQLITE_FULL' }));
      const told = await Promise.allSettled([grouped(put('a')), grouped(full), grouped(put('b'))]);
      expect(told.map(({ status }) => status)).to.deep.equal(['rejected', 'rejected', 'rejected']);
      expect(await kept()).to.deep.equal([]);
      expect(begun).to.equal(1);
    });

    it('are tried one by one where another transaction stood in the way', async () => {
      let tries = 0;
      const outpaced = async (trx: Db): Promise<string> => {
        tries += 1;
        if (tries === 1) throw Object.assign(new Error('deadlock detected'), { code: '40P01' });
        return put('b')(trx);
      };
      expect(await Promise.all([grouped(put('a')), grouped(outpaced)])).to.deep.equal(['a', 'b']);
      expect(await kept()).to.deep.equal(['a', 'b']);
      expect(begun).to.equal(3);
    });

    it('chain what they add to the audit log', async () => {
      const audit = auditWriter(() => new Date(), test.dialect.engine);
      const names = ['a', 'b', 'c'];
      const event = { actorId: null, objectType: 'settings', objectId: null } as const;
      await Promise.all(
        names.map((name) => grouped((trx) => audit(trx, { ...event, action: `test.${name}` }))),
      );
      const rows = await db('audit_events').orderBy('position', 'desc').limit(3);
      const [last, middle, first] = rows as {
        action: string;
        hash: string;
        previous_hash: string;
      }[];
      expect(rows.map(({ action }) => action as string)).to.have.members(
        names.map((name) => `test.${name}`),
      );
      expect([middle?.previous_hash, last?.previous_hash]).to.deep.equal([
        first?.hash,
        middle?.hash,
      ]);
      expect(begun).to.equal(1);
    });

    it('go on after a failure', async () => {
      await grouped(() => Promise.reject(new Error('broken'))).catch(() => undefined);
      expect(await grouped(put('later'))).to.equal('later');
    });
  });
