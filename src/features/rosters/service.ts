import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import type { MessageKey } from '../../i18n/translate.ts';
import type { Actor } from '../../lib/actor.ts';
import { Exceeded } from '../../lib/apart-bounded.ts';
import { DAY, type Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import { newId } from '../../lib/random-code.ts';
import type { Sealer } from '../../lib/sealed.ts';
import { foldUsername } from '../../lib/username.ts';
import { hashPassword } from '../accounts/passwords.ts';
import type { Audit } from '../audit/audit.ts';
import { mayAnywhere } from '../permissions/policy.ts';
import type { RosterAdding } from './adding.ts';
import type { GroundFor } from './context.ts';
import type { Decision } from './planned.ts';
import type { Row } from './planner.ts';
import { previewed, type Plan } from './preview.ts';
import { readTableApart } from './read-apart.ts';
import { PIECE, rosterRepository } from './repository.ts';
import type { Roster } from './roster.ts';
import { cellsOf, guessMapping, remapped, TOP_ROWS, type Mapping } from './table.ts';
import type { RosterUndoing } from './undoing.ts';

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
  seal: Sealer;
  groundFor: GroundFor;
  adding: RosterAdding;
  undoing: RosterUndoing;
  registerNetwork: RegisterNetwork;
}

/** Port to institutions: a new network, of the common kind. */
export type RegisterNetwork = (
  actor: Actor,
  network: { name: string; cvegeo: string },
) => Promise<unknown>;

/** What was read waits so long for its owner; what was done can be taken back for so long. */
export const STAGED_LIVES = DAY;
export const UNDO_LIVES = 30 * DAY;
const LISTED = 50;
/** What ends as soon as this is told at once. */
const PATIENCE = 1_500;

const Owner = z.object({ id: z.string() }).optional();

export type ReadRoster = { ok: true; id: string } | { ok: false; problem: MessageKey };

/** A table as its owner sees it. */
export interface RosterSheet {
  roster: Roster;
  /** Null once it was decided about. */
  plan: Plan | null;
  /** Its first rows. */
  top: readonly Row[];
  mayUndo: boolean;
}

/** A cell with other words. */
export interface Cell {
  row: number;
  column: number;
  value: string;
}

/** Bringing people in from a table: read and shown first, then added, and taken back while nobody has used what it made. */
export function rosterService({
  db,
  clock,
  audit,
  seal,
  groundFor,
  adding,
  undoing,
  registerNetwork,
}: Needs) {
  const rosters = rosterRepository(db, seal);

  const rosterFor = async (actor: Actor | null, id: string): Promise<Roster> => {
    const roster = await rosters.byId(id);
    const isOwn =
      actor === null ||
      roster?.madeBy === actor.id ||
      (roster?.madeBy === null && mayAnywhere(actor, 'settings.manage'));
    const isOver =
      roster?.status === 'read' && clock().getTime() - roster.madeAt.getTime() > STAGED_LIVES;
    if (roster === null || !isOwn || isOver || roster.status === 'forgotten')
      throw new Refusal('not-found', 'error.notFound');
    return roster;
  };

  const waiting = async (actor: Actor | null, id: string): Promise<Roster & { plan: Plan }> => {
    const roster = await rosterFor(actor, id);
    const plan = roster.status === 'read' ? await rosters.planOf(id) : null;
    if (plan === null) throw new Refusal('conflict', 'rosters.over');
    return { ...roster, plan };
  };

  /** Goes through the whole table again. */
  async function preview(
    roster: Roster,
    mapping: Mapping,
    decisions: readonly [number, Decision][],
  ): Promise<void> {
    let hasF = false;
    if (mapping.columns.includes('sex'))
      for await (const rows of rosters.pieces(roster))
        hasF ||= rows.some(({ cells }) => /^f$/i.test(cellsOf(cells, mapping).sex));
    const ground = await groundFor({ madeBy: roster.madeBy, mapping }, hasF, decisions);
    const plan = await previewed(db, ground, rosters.pieces(roster), decisions);
    await rosters.keepPlan(roster.id, mapping, plan);
  }

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

    /** Reads a file, and keeps what was understood for its owner to look at. Nobody is changed. */
    async read(
      madeBy: string | null,
      { input, fileName }: { input: Buffer; fileName: string },
    ): Promise<ReadRoster> {
      const read = await readTableApart(input).catch((error: unknown) => {
        if (error instanceof Exceeded) return null;
        throw error;
      });
      if (read === null) return { ok: false, problem: 'rosters.file.tooMuch' };
      if (!read.ok) return read;
      const { table } = read;
      const mapping = guessMapping(table);
      const id = newId();
      await db.transaction((trx) =>
        rosterRepository(trx, seal).stage({ id, madeBy, fileName, mapping }, table.rows, clock()),
      );
      const roster = await rosters.byId(id);
      if (roster !== null) await preview(roster, mapping, []);
      return { ok: true, id };
    },

    async sheet(actor: Actor | null, id: string): Promise<RosterSheet> {
      const roster = await rosterFor(actor, id);
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

    /** Reads the columns as their owner says. What was decided about rows is open again. */
    async remap(
      actor: Actor,
      id: string,
      said: { headings: number | null; columns: Mapping['columns'] },
    ): Promise<void> {
      const roster = await waiting(actor, id);
      const top = (await rosters.piece(id, 0)).map(({ cells }) => cells);
      await preview(roster, remapped(top, roster.mapping, said), []);
    },

    /** Puts other words into cells. Those that the table does not have, or that are not read, are left out. */
    async mend(actor: Actor, id: string, cells: readonly Cell[]): Promise<void> {
      const roster = await waiting(actor, id);
      const { columns } = roster.mapping;
      const byPiece = new Map<number, Cell[]>();
      for (const cell of cells) {
        const number = Math.floor(cell.row / PIECE);
        if (columns[cell.column] != null && cell.row > roster.mapping.headings)
          byPiece.set(number, [...(byPiece.get(number) ?? []), cell]);
      }
      await db.transaction(async (trx) => {
        const inside = rosterRepository(trx, seal);
        for (const [number, some] of byPiece) {
          const rows = await inside.piece(id, number);
          for (const { row, column, value } of some) {
            const found = rows[row - number * PIECE];
            if (found === undefined) continue;
            const width = Math.max(found.cells.length, column + 1);
            found.cells = Array.from({ length: width }, (_none, at) =>
              at === column ? value : (found.cells[at] ?? ''),
            );
          }
          await inside.writePiece(id, number, rows);
        }
      });
      await preview(roster, roster.mapping, roster.plan.decisions);
    },

    /** Keeps what somebody decided about rows that are perhaps the same person as another. */
    async decide(
      actor: Actor,
      id: string,
      said: ReadonlyMap<number, 'misma' | 'otra' | 'fuera'>,
      rest: 'misma' | 'otra' | 'fuera' | null,
    ): Promise<void> {
      const roster = await waiting(actor, id);
      const decisions = new Map(roster.plan.decisions);
      for (const { row, of } of roster.plan.doubts) {
        const decision = said.get(row) ?? rest;
        if (decision === null) continue;
        decisions.set(
          row,
          decision !== 'misma' ? decision : 'row' in of ? of : { person: of.person },
        );
      }
      await preview(roster, roster.mapping, [...decisions]);
    },

    /**
     * Registers the networks that rows name and nobody has registered, each in the municipality of its row. Only whoever runs
     * institutions may; they stay when the import is undone.
     */
    async registerNetworks(actor: Actor, id: string): Promise<void> {
      const roster = await waiting(actor, id);
      if (!mayAnywhere(actor, 'institutions.manage'))
        throw new Refusal('not-found', 'error.notFound');
      for (const network of roster.plan.networks) await registerNetwork(actor, network);
      await preview(roster, roster.mapping, roster.plan.decisions);
    },

    /** Brings in what was understood. Repeating it changes nothing, or goes on with what was stopped. */
    async add(actor: Actor | null, id: string): Promise<void> {
      const roster = await rosterFor(actor, id);
      if (roster.status === 'read') {
        const noPassword = await hashPassword(randomBytes(32).toString('base64url'));
        if (!(await rosters.begin(id, noPassword))) throw new Refusal('conflict', 'rosters.over');
      }
      const work = adding.finish(id);
      await (actor === null ? work : soon(work));
    },

    /** Forgets what was read. */
    async discard(actor: Actor | null, id: string): Promise<void> {
      const roster = await rosterFor(actor, id);
      if (roster.status === 'read') await rosters.move(id, 'read', 'forgotten', clock());
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
