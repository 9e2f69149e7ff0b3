import { setTimeout } from 'node:timers/promises';
import type { Db } from '../../db/connection.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Sealer } from '../../lib/sealed.ts';
import type { Audit } from '../audit/audit.ts';
import { actsRepository, type NewAct } from './acts-repository.ts';
import type { GroundFor } from './context.ts';
import { identityDigests } from './identity.ts';
import { changePerson } from './changing.ts';
import { enrolRows, type Enrolling, type ToEnrol } from './enrolling.ts';
import { makePeople, type ToMake } from './making.ts';
import { isUnchanged, type Enrol, type Planned } from './planned.ts';
import { planner, readRows, type Ground, type Planner, type Row } from './planner.ts';
import type { Plan } from './preview.ts';
import { PIECE, rosterRepository } from './repository.ts';
import type { Outcome, Roster } from './roster.ts';

interface Needs extends Enrolling {
  db: Db;
  clock: Clock;
  audit: Audit;
  seal: Sealer;
  groundFor: GroundFor;
}

/** Rows that are written in one transaction, and how long others may write before the next. */
const AT_ONCE = 25;
const PAUSE = 8;

interface Run {
  ground: Ground;
  planner: Planner;
  plan: Plan;
  leaders: ReadonlyMap<number, number>;
}

/** The rows that go together: none that is the same person as another one among them. */
function together(rows: readonly Row[], leaders: ReadonlyMap<number, number>): readonly Row[] {
  const within = new Set<number>();
  for (const [at, row] of rows.entries()) {
    const leader = leaders.get(row.at);
    if (leader !== undefined && within.has(leader)) return rows.slice(0, at);
    within.add(row.at);
  }
  return rows;
}

/**
 * Brings the people of a table in, some in each transaction, so that lessons and answers never wait for thousands of rows. How
 * far it came is kept in the same transaction: whoever goes on after a stopped process begins behind what is there. What somebody
 * may do is asked anew for each table and process, since it may have been taken from her meanwhile.
 */
export function rosterAdding({ db, clock, audit, seal, groundFor, ...ports }: Needs) {
  const running = new Map<string, Promise<void>>();

  async function begin(id: string): Promise<Run | null> {
    const rosters = rosterRepository(db, seal);
    const roster = await rosters.byId(id);
    const plan = roster?.status === 'adding' ? await rosters.planOf(id) : null;
    if (roster === null || plan === null) return null;
    const ground = await groundFor(roster, plan.hasF, plan.decisions);
    return { ground, plan, planner: planner(ground), leaders: new Map(plan.leaders) };
  }

  async function write(
    trx: Db,
    roster: Roster,
    rows: readonly Row[],
    { ground, planner: plans, leaders }: Run,
  ): Promise<Outcome> {
    const acts = actsRepository(trx, seal);
    const now = clock();
    const needs = { seal, digests: identityDigests(seal), now };
    const led = rows.flatMap(({ at }) => leaders.get(at) ?? []);
    const madeBy = await acts.madeBy(roster.id, led);
    const as = new Map(
      rows.flatMap(({ at }): [number, string][] => {
        const person = madeBy.get(leaders.get(at) ?? -1);
        return person === undefined ? [] : [[at, person]];
      }),
    );
    const planned = await plans.plan(readRows(ground, rows), trx, as);
    const outcome = { ...roster.outcome };
    const toMake: ToMake[] = [];
    const toEnrol: ToEnrol[] = [];
    const enrolOf = new Map<number, Enrol>();
    const done: NewAct[] = [];
    for (const [index, { at }] of rows.entries()) {
      const one: Planned = planned[index] ?? { kind: 'blank' };
      if (one.kind === 'new') {
        toMake.push({ row: at, person: one.person });
        if (one.enrol !== null) enrolOf.set(at, one.enrol);
        outcome.made += 1;
      } else if (one.kind === 'wrong') outcome.wrong += 1;
      else if (one.kind === 'nobody') outcome.same += 1;
      else if (one.kind === 'doubt' || one.kind === 'left') outcome.left += 1;
      else if (one.kind === 'known') {
        if (isUnchanged(one)) {
          outcome.same += 1;
          continue;
        }
        const changed = await changePerson(trx, { row: at, ...one }, needs);
        if (changed.length > 0 && !as.has(at)) outcome.changed += 1;
        done.push(...changed);
        const { enrol, person } = one;
        if (enrol !== null) toEnrol.push({ row: at, personId: person.id, isNew: false, enrol });
      }
    }
    const made = await makePeople(trx, toMake, { ...needs, noPassword: roster.noPassword ?? '' });
    for (const { row, personId, kind } of made) {
      const enrol = kind === 'person' ? enrolOf.get(row) : undefined;
      if (enrol !== undefined) toEnrol.push({ row, personId, isNew: true, enrol });
    }
    // In the order of the table: that is who waits first.
    toEnrol.sort((one, other) => one.row - other.row);
    const enrolled = await enrolRows(trx, toEnrol, ports, {
      by: roster.madeBy === null ? 'server' : { id: roster.madeBy },
      now,
    });
    outcome.enrolled += enrolled.enrolled;
    outcome.waiting += enrolled.waiting;
    outcome.left += enrolled.left;
    await acts.add(roster.id, [...done, ...made, ...enrolled.acts]);
    return outcome;
  }

  /** Answers whether there is more to do. */
  async function step(id: string, run: Run, piece: { number: number; rows: Row[] }) {
    return db.transaction(async (trx) => {
      const rosters = rosterRepository(trx, seal);
      const roster = await rosters.lock(id, 'adding');
      if (roster === null) return false;
      if (roster.done >= roster.rows) {
        await rosters.move(id, 'adding', 'added', clock());
        await audit(trx, {
          actorId: roster.madeBy,
          action: 'rosters.added',
          objectType: 'roster',
          objectId: id,
          details: { rows: roster.rows, ...told(roster.outcome) },
        });
        return false;
      }
      const number = Math.floor(roster.done / PIECE);
      if (piece.number !== number) {
        piece.number = number;
        piece.rows = await rosters.piece(id, number);
      }
      const from = roster.done - number * PIECE;
      const rows = together(piece.rows.slice(from, from + AT_ONCE), run.leaders);
      const outcome = await write(trx, roster, rows, run);
      await rosters.advance(id, roster.done + Math.max(1, rows.length), outcome);
      const added = outcome.made - roster.outcome.made;
      const changed = outcome.changed - roster.outcome.changed;
      if (added + changed > 0)
        await audit(trx, {
          actorId: roster.madeBy,
          action: 'rosters.people-written',
          objectType: 'roster',
          objectId: id,
          details: { added, count: changed },
        });
      return true;
    });
  }

  async function run(id: string): Promise<void> {
    const one = await begin(id);
    if (one === null) return;
    const piece = { number: -1, rows: [] as Row[] };
    while (await step(id, one, piece)) await setTimeout(PAUSE);
  }

  /** Brings in what was decided about; what runs in this process already is joined. */
  function finish(id: string): Promise<void> {
    const before = running.get(id);
    if (before !== undefined) return before;
    const now = run(id).finally(() => running.delete(id));
    running.set(id, now);
    return now;
  }
  return { finish };
}
export type RosterAdding = ReturnType<typeof rosterAdding>;

const told = ({ made, changed, waiting }: Outcome) => ({ added: made, count: changed, waiting });
