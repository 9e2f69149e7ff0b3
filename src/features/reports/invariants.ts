import type { Dialect } from '../../db/dialect/dialect.ts';
import { idsOf, type Invariant } from '../../db/invariant.ts';
import { addCounts, noCounts, type Counts } from './counts.ts';
import { wrongCounts } from './count-proof.ts';
import { wronglyAgain } from './again-proof.ts';
import { wrongLearned } from './learned-proof.ts';
import { DIMENSIONS } from './dimensions.ts';
import { ALL, cellKey, sumsOf, type Leaf } from './cube.ts';
import { reportQueries, type ReportQueries } from './queries.ts';
import { everywhere } from './scope.ts';
import { everybody, type Selection } from './selected.ts';

/** Everything there is, up to the end of time. */
const EVERYTHING: Selection = {
  scopes: [],
  cutOff: { day: '9999-12-31', before: new Date('9999-12-31T23:59:59.999Z') },
  narrowing: everywhere,
  ...everybody,
  period: null,
};

const equal = (one: Counts, other: Counts): boolean =>
  (Object.keys(noCounts) as (keyof Counts)[]).every((name) => one[name] === other[name]);

const sumOf = (leaves: readonly Leaf[]): Counts =>
  leaves.reduce((sum, { counts }) => addCounts(sum, counts), noCounts);

async function leavesOf(queries: ReportQueries, name: keyof typeof DIMENSIONS): Promise<Leaf[]> {
  const dimension = DIMENSIONS[name];
  const rows = await queries.countsBy(EVERYTHING, [dimension.expression]);
  return rows.map(({ keys: [key = ''], counts }) => ({ paths: [dimension.wayTo(key)], counts }));
}

/**
 * The figures of every grouping add up to the total, and those of municipalities to their states; what is kept counted is what the
 * enrolments say.
 */
export const reportInvariants = (dialect: Pick<Dialect, 'dayOf'>): Invariant[] => [
  {
    key: 'verify.sums',
    async *broken({ db, reads }) {
      const queries = reportQueries(db, reads);
      const [all] = await queries.countsBy(EVERYTHING, []);
      for (const name of Object.keys(DIMENSIONS) as (keyof typeof DIMENSIONS)[]) {
        if (!equal(sumOf(await leavesOf(queries, name)), all?.counts ?? noCounts)) yield name;
      }
      const byMunicipality = sumsOf(await leavesOf(queries, 'municipality'));
      const byState = sumsOf(await leavesOf(queries, 'state'));
      for (const [state, counts] of byState) {
        const parts = byMunicipality.get(state) ?? noCounts;
        if (state !== cellKey([ALL]) && !equal(parts, counts)) yield state;
      }
    },
  },
  {
    key: 'verify.counts',
    async *broken({ db }) {
      const tried = `(select min(${dialect.dayOf('a.started_at')}) from attempts a where a.enrolment_id = e.id)`;
      yield* idsOf(db('enrolments as e').whereRaw(`e.tried_on is distinct from ${tried}`), 'e.id');
      yield* wronglyAgain(db);
      yield* wrongCounts(db);
      yield* wrongLearned(db);
    },
  },
];
