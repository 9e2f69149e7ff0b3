import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import type { Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import type { Sealer } from '../../lib/sealed.ts';
import { foldUsername } from '../../lib/username.ts';
import { hashPassword } from '../accounts/passwords.ts';
import type { Audit } from '../audit/audit.ts';
import { mayAnywhere } from '../permissions/policy.ts';
import type { RosterAdding } from './adding.ts';
import { rosterFinder } from './found.ts';
import type { Row } from './planner.ts';
import type { Plan } from './preview.ts';
import { PIECE, rosterRepository } from './repository.ts';
import { UNDO_LIVES, type Roster } from './roster.ts';
import { TOP_ROWS } from './table.ts';
import type { RosterUndoing } from './undoing.ts';

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
  seal: Sealer;
  adding: RosterAdding;
  undoing: RosterUndoing;
}

const LISTED = 50;
/** What ends as soon as this is told at once. */
const PATIENCE = 1_500;

const Owner = z.object({ id: z.string() }).optional();

/** A table as its owner sees it. */
export interface RosterSheet {
  roster: Roster;
  /** Null once it was decided about. */
  plan: Plan | null;
  /** Its first rows. */
  top: readonly Row[];
  mayUndo: boolean;
}

/** Bringing people in from a table: read and shown first, then added, and taken back while nobody has used what it made. */
export function rosterService({ db, clock, audit, seal, adding, undoing }: Needs) {
  const rosters = rosterRepository(db, seal);

  const { find } = rosterFinder({ db, clock, seal });

  const soon = (work: Promise<void>): Promise<void> => {
    // Whoever finds it unfinished goes on with it.
    const safe = work.catch((error: unknown) => {
      process.emitWarning(`An import of people stopped: ${String(error)}`);
    });
    return Promise.race([safe, setTimeout(PATIENCE)]);
  };

  return {
    list: (actor: Actor): Promise<Roster[]> =>
      rosters.list(actor.id, mayAnywhere(actor, 'settings.manage'), LISTED),

    async sheet(actor: Actor | null, id: string): Promise<RosterSheet> {
      const roster = await find(actor, id);
      const isRead = roster.status === 'read';
      const mayUndo =
        roster.status === 'added' &&
        clock().getTime() - (roster.endedAt?.getTime() ?? 0) < UNDO_LIVES;
      return {
        roster,
        plan: isRead ? await rosters.planOf(id) : null,
        top: isRead ? (await rosters.piece(id, 0)).slice(0, TOP_ROWS + 1) : [],
        mayUndo,
      };
    },

    /** Cells of single rows, for whoever mends them. */
    async cells(id: string, rows: readonly number[]): Promise<Map<number, readonly string[]>> {
      const found = new Map<number, readonly string[]>();
      const numbers = new Set(rows.map((row) => Math.floor(row / PIECE)));
      for (const number of numbers)
        for (const { at, cells } of await rosters.piece(id, number))
          if (rows.includes(at)) found.set(at, cells);
      return found;
    },

    /** Brings in what was understood. Repeating it changes nothing, or goes on with what was stopped. */
    async add(actor: Actor | null, id: string): Promise<void> {
      const roster = await find(actor, id);
      if (roster.status === 'read') {
        const noPassword = await hashPassword(randomBytes(32).toString('base64url'));
        if (!(await rosters.begin(id, noPassword))) throw new Refusal('conflict', 'rosters.over');
      }
      const work = adding.finish(id);
      await (actor === null ? work : soon(work));
    },

    /** Takes an import back, but for whoever has come in since and what was changed again. */
    async undo(actor: Actor, id: string): Promise<void> {
      const { mayUndo, roster } = await this.sheet(actor, id);
      if (roster.status === 'undone') return;
      if (roster.status !== 'undoing') {
        const begun =
          mayUndo &&
          (await db.transaction(async (trx) => {
            if (!(await rosterRepository(trx, seal).move(id, 'added', 'undoing', clock())))
              return false;
            await audit(trx, {
              actorId: actor.id,
              action: 'rosters.undo-begun',
              objectType: 'roster',
              objectId: id,
              institutionPath: actor.institutionPath,
            });
            return true;
          }));
        if (!begun) throw new Refusal('conflict', 'rosters.tooLate');
      }
      await soon(undoing.finish(id));
    },

    /** The active person of this user name, for whom the server brings a table in. */
    async ownerNamed(username: string): Promise<string | null> {
      const row: unknown = await db('people')
        .where({ username: foldUsername(username), status: 'active' })
        .first('id');
      return Owner.parse(row)?.id ?? null;
    },

    /** Goes on with what a stopped process left unfinished. */
    async finishAll(): Promise<void> {
      const left = await rosters.unfinished();
      for (const id of left.adding) await adding.finish(id);
      for (const id of left.undoing) await undoing.finish(id);
    },
  };
}
export type RosterService = ReturnType<typeof rosterService>;
