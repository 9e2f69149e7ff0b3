import type { Db } from '../../db/connection.ts';
import { dayOf, type Clock } from '../../lib/clock.ts';
import type { Sealer } from '../../lib/sealed.ts';
import type { CourseVersions } from '../courses/repository.ts';
import { holdersNow } from '../permissions/holders.ts';
import { identityDigests } from './identity.ts';
import type { Decision } from './planned.ts';
import type { Ground } from './planner.ts';
import { everywhere, reachOf, type Reach } from './reach.ts';
import { referenceOf } from './reference-queries.ts';
import type { Roster } from './roster.ts';

interface Needs {
  db: Db;
  clock: Clock;
  seal: Sealer;
  versions: CourseVersions;
}

const nowhereAtAll: Reach = {
  meets: () => false,
  brings: () => false,
  enrols: () => false,
  reads: () => false,
};

/** What whoever brought a table may do at this moment, signed in or not. */
export async function reachNow(db: Db, madeBy: string | null, now: Date): Promise<Reach> {
  if (madeBy === null) return everywhere;
  const holder = (await holdersNow(db, [madeBy], now)).get(madeBy);
  return holder === undefined ? nowhereAtAll : reachOf(holder);
}

/** Everything that rows are understood with. */
export const groundFor =
  ({ db, clock, seal, versions }: Needs) =>
  async (
    { madeBy, mapping }: Pick<Roster, 'madeBy' | 'mapping'>,
    hasF: boolean,
    decisions: readonly [number, Decision][],
  ): Promise<Ground> => {
    const now = clock();
    const decided = new Map(decisions);
    return {
      reference: await referenceOf(db, versions, dayOf(now)),
      digests: identityDigests(seal),
      mapping,
      hasF,
      reach: await reachNow(db, madeBy, now),
      decisionOf: (row) => decided.get(row),
    };
  };
export type GroundFor = ReturnType<typeof groundFor>;
