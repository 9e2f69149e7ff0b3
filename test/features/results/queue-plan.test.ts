import { expect } from 'chai';
import type { Binding } from '../../../src/db/dialect/dialect.ts';
import { waitingAnswers } from '../../../src/features/results/waiting-queries.ts';
import type { Actor } from '../../../src/lib/actor.ts';
import { NOW } from '../../support/clock.ts';
import { castDatabase, engine, type TestDatabase } from '../../support/database.ts';
import { planOf } from '../../support/plan.ts';

describe('what waits for a grade', () => {
  let test: TestDatabase;
  before(async () => {
    test = await castDatabase();
  });
  after(() => test.drop());

  for (const [whose, of] of [
    ['a whole course', { courseId: 'course' }],
    ['a group', { cohortId: 'c-1' }],
  ] as const)
    it(`of ${whose} begins with what waits, which an index tells by itself`, async () => {
      const { db } = test.database;
      const asked: { sql: string; bindings: Binding[] }[] = [];
      const note = (query: { sql: string; bindings: Binding[] }): void => {
        asked.push(query);
      };
      const none = { institutionId: null, institutionPath: null, stateCode: null, cvegeo: null };
      const grant = {
        role: 'instructor',
        ...none,
        networkId: null,
        courseId: null,
        cohortId: null,
      };
      const actor = { id: 'ximena', side: 'community', grants: [{ ...grant, ...of }] };
      db.on('query', note);
      const found = await waitingAnswers(
        db,
        { byId: () => Promise.resolve(null) },
        actor as unknown as Actor,
        NOW,
      );
      db.removeListener('query', note);
      expect(found).to.deep.equal([]);
      expect(asked).to.have.length(1);
      const [{ sql, bindings } = { sql: '', bindings: [] }] = asked;
      // PostgreSQL is given numbered bindings, and asked with others.
      const plan = await planOf(test, sql.replace(/\$\d+/g, '?'), bindings, { large: true });
      if (engine === 'postgres') {
        expect(plan).to.include('attempts_waiting_index');
        expect(plan).not.to.match(/Seq Scan on (attempts|enrolments|people)/);
      } else {
        expect(plan).to.match(/SEARCH a USING INDEX attempts_waiting_index/);
        expect(plan).to.match(/SEARCH e USING INDEX sqlite_autoindex_enrolments_1 \(id=\?\)/);
        expect(plan).not.to.match(/SCAN (a|e|p)\b/);
      }
    });
});
