import { expect } from 'chai';
import type { Binding, LongReads } from '../../../src/db/dialect/dialect.ts';
import { needsQueries } from '../../../src/features/results/needs-queries.ts';
import type { Actor, Grant } from '../../../src/lib/actor.ts';
import { NOW } from '../../support/clock.ts';
import { castDatabase, engine, type TestDatabase } from '../../support/database.ts';
import { planOf } from '../../support/plan.ts';

const grant = (of: Partial<Grant>): Grant =>
  ({
    role: 'instructor',
    institutionId: null,
    institutionPath: null,
    stateCode: null,
    cvegeo: null,
    networkId: null,
    courseId: null,
    cohortId: null,
    ...of,
  }) as Grant;

describe('who has not finished', () => {
  let test: TestDatabase;
  before(async () => {
    test = await castDatabase();
  });
  after(() => test.drop());

  it('is found in indexes: enrolments of her groups and courses, and of each what was done in it', async () => {
    const plans: string[] = [];
    const { db, longReads } = test.database;
    const explained: LongReads = {
      ...longReads,
      async *parts(sql: string, bindings: readonly Binding[]) {
        plans.push(await planOf(test, sql, bindings, { large: true }));
        yield* longReads.parts(sql, bindings);
      },
    };
    const queries = needsQueries(db, explained);
    const actor = (...grants: Grant[]) =>
      ({ id: 'ximena', side: 'community', grants }) as unknown as Actor;
    for (const someone of [
      actor(grant({ cohortId: 'c-1' }), grant({ cohortId: 'c-2' })),
      actor(grant({ courseId: 'course' })),
      actor(grant({ courseId: 'course' }), grant({ cohortId: 'c-2' })),
    ])
      expect(
        (await queries.unfinished(someone, { group: undefined, now: NOW }).next()).done,
      ).to.equal(true);
    expect(plans).to.have.length(3);
    for (const plan of plans) {
      if (engine === 'postgres') {
        expect(plan).not.to.match(
          /Seq Scan on (enrolments|lesson_progress|attempts|attempt_answers)/,
        );
      } else {
        expect(plan).to.match(/SEARCH e USING INDEX enrolments_/);
        expect(plan).not.to.match(/SCAN (e|p|l|a|r|x)\b/);
      }
    }
  });
});
