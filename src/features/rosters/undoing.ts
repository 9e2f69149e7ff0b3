import { setTimeout } from 'node:timers/promises';
import type { Db } from '../../db/connection.ts';
import { isHeld } from '../../db/held.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Sealer } from '../../lib/sealed.ts';
import type { Audit } from '../audit/audit.ts';
import type { CohortPlaces } from '../enrolment/cohort-places.ts';
import { actsRepository, type Act } from './acts-repository.ts';
import { rosterRepository } from './repository.ts';
import type { Roster } from './roster.ts';
import { restored, turnTaken } from './restoring.ts';
import { unusedAmong } from './unused-queries.ts';

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
  seal: Sealer;
  cohortPlaces: Pick<CohortPlaces, 'hold'>;
  /** Port to enrolment: the places that are free by now go to whoever waits for them. */
  fillFreedPlaces: () => Promise<void>;
}

const AT_ONCE = 20;
const PAUSE = 8;

/**
 * Takes an import back: people whom it made and who have neither entered nor been used since, with all it gave them; and of others
 * what it changed and nobody changed again. Some in each transaction, each thing forgotten as it is taken back: a stopped process
 * loses nothing, and another one goes on.
 */
export function rosterUndoing({ db, clock, audit, seal, cohortPlaces, fillFreedPlaces }: Needs) {
  const running = new Map<string, Promise<void>>();

  /** Erases somebody whom the import made; false where something else holds on to her. */
  async function erase(
    trx: Db,
    personId: string,
    own: readonly Act[],
    fromList: readonly string[],
  ): Promise<boolean> {
    const ids = (kind: Act['kind']): string[] =>
      own.flatMap((act) => (act.kind === kind && act.objectId !== null ? [act.objectId] : []));
    try {
      await trx.transaction(async (inner) => {
        await actsRepository(inner, seal).remove(own.map(({ id }) => id));
        const hers = [...ids('enrolment'), ...fromList];
        await inner('cohort_requests').whereIn('id', ids('request')).delete();
        // Nobody wrote them: they told her of her place.
        await inner('threads').where({ person_id: personId, kind: 'notice' }).delete();
        await inner('enrolments').whereIn('id', hers).delete();
        await inner('memberships').whereIn('id', ids('membership')).delete();
        await inner('recoveries').where({ person_id: personId, channel: 'slip' }).delete();
        await inner('people').where('id', personId).delete();
      });
      return true;
    } catch (error) {
      if (isHeld(error)) return false;
      throw error;
    }
  }

  /**
   * Those who wait leave first: otherwise they would be given the places of the others as these go. Counted are those whom
   * the import has not made, since the others go as people.
   */
  async function turns(trx: Db, roster: Roster): Promise<boolean> {
    const acts = actsRepository(trx, seal);
    const some = await acts.nextTurns(roster.id, AT_ONCE);
    if (some.length === 0) return false;
    for (const id of [...new Set(some.map(({ cohortId }) => cohortId))].sort())
      await cohortPlaces.hold(trx, id);
    const made = await acts.madeAmong(
      roster.id,
      some.map(({ personId }) => personId),
    );
    let count = roster.outcome.restored ?? 0;
    const done: string[] = [];
    for (const act of some) {
      if (!(await turnTaken(trx, act))) continue;
      done.push(act.id);
      if (!made.has(act.personId)) count += 1;
    }
    await acts.remove(done);
    await rosterRepository(trx, seal).advance(roster.id, roster.done, {
      ...roster.outcome,
      restored: count,
    });
    return true;
  }

  async function people(trx: Db, roster: Roster): Promise<boolean> {
    const acts = actsRepository(trx, seal);
    const made = await acts.nextPeople(roster.id, AT_ONCE);
    if (made.length === 0) return false;
    const ids = made.map(({ personId }) => personId);
    const own = await acts.ofPeople(roster.id, ids);
    const unused = await unusedAmong(trx, roster, ids, own);
    const others = await acts.touchedByOthers(roster.id, ids);
    const outcome = { removed: 0, stayed: 0, ...roster.outcome };
    for (const act of made) {
      const { personId } = act;
      const hers = own.filter((one) => one.personId === personId);
      const fromList = others.has(personId) ? undefined : unused.get(personId);
      if (fromList !== undefined && (await erase(trx, personId, hers, fromList)))
        outcome.removed += 1;
      else {
        await acts.stays(
          act,
          hers.flatMap(({ id }) => (id === act.id ? [] : [id])),
        );
        outcome.stayed += 1;
      }
    }
    await rosterRepository(trx, seal).advance(roster.id, roster.done, outcome);
    return true;
  }

  async function others(trx: Db, roster: Roster): Promise<boolean> {
    const acts = actsRepository(trx, seal);
    const some = await acts.nextOthers(roster.id, AT_ONCE);
    if (some.length === 0) return false;
    let count = roster.outcome.restored ?? 0;
    for (const act of some) if (await restored(trx, act, clock())) count += 1;
    await acts.remove(some.map(({ id }) => id));
    await rosterRepository(trx, seal).advance(roster.id, roster.done, {
      ...roster.outcome,
      restored: count,
    });
    return true;
  }

  const step = (id: string): Promise<boolean> =>
    db.transaction(async (trx) => {
      const rosters = rosterRepository(trx, seal);
      const roster = await rosters.lock(id, 'undoing');
      if (roster === null) return false;
      if (await turns(trx, roster)) return true;
      if ((await people(trx, roster)) || (await others(trx, roster))) return true;
      await rosters.move(id, 'undoing', 'undone', clock());
      const { removed = 0, stayed = 0 } = roster.outcome;
      await audit(trx, {
        actorId: roster.madeBy,
        action: 'rosters.undone',
        objectType: 'roster',
        objectId: id,
        details: { count: removed, left: stayed },
      });
      return false;
    });

  async function run(id: string): Promise<void> {
    while (await step(id)) await setTimeout(PAUSE);
    await fillFreedPlaces();
  }

  return {
    finish(id: string): Promise<void> {
      const now = running.get(id) ?? run(id).finally(() => running.delete(id));
      running.set(id, now);
      return now;
    },
  };
}
export type RosterUndoing = ReturnType<typeof rosterUndoing>;
