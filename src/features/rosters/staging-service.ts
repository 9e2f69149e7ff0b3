import type { Db } from '../../db/connection.ts';
import type { MessageKey } from '../../i18n/translate.ts';
import type { Actor } from '../../lib/actor.ts';
import { Exceeded } from '../../lib/apart-bounded.ts';
import type { Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import { newId } from '../../lib/random-code.ts';
import type { Sealer } from '../../lib/sealed.ts';
import { mayAnywhere } from '../permissions/policy.ts';
import type { GroundFor } from './context.ts';
import { headingOf, type Field } from './fields.ts';
import { rosterFinder } from './found.ts';
import type { Decision } from './planned.ts';
import { previewed } from './preview.ts';
import { readTableApart } from './read-apart.ts';
import { missesInstitution } from './plan-new.ts';
import { PIECE, rosterRepository } from './repository.ts';
import type { Roster } from './roster.ts';
import { cellsOf, guessMapping, MOST_COLUMNS, remapped, type Mapping } from './table.ts';

interface Needs {
  db: Db;
  clock: Clock;
  seal: Sealer;
  groundFor: GroundFor;
  registerNetwork: RegisterNetwork;
}

/** Port to institutions: a new network, of the common kind. */
export type RegisterNetwork = (
  actor: Actor,
  network: { name: string; cvegeo: string },
) => Promise<unknown>;

export type ReadRoster = { ok: true; id: string } | { ok: false; problem: MessageKey };

/** A cell with other words; a field where the table has no column of it yet. */
export interface Cell {
  row: number;
  column: number | Field;
  value: string;
}

const fieldAt = ({ columns }: Mapping, column: number | Field): Field | null =>
  typeof column === 'number' ? (columns[column] ?? null) : column;

/** The same mapping with a column for each field that cells name and the table lacks. */
function widened({ headings, columns }: Mapping, cells: readonly Cell[]): Mapping {
  const wider = [...columns];
  for (const { column } of cells)
    if (typeof column === 'string' && !wider.includes(column) && wider.length < MOST_COLUMNS)
      wider.push(column);
  return { headings, columns: wider };
}

/** Tables before they are brought in: read, seen, and put right until their owner decides. Nobody is changed by any of it. */
export function rosterStaging({ db, clock, seal, groundFor, registerNetwork }: Needs) {
  const rosters = rosterRepository(db, seal);
  const { find, waiting } = rosterFinder({ db, clock, seal });

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

  return {
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

    /**
     * Puts other words into cells, and an institution into every row that misses one and says none here. A column that the
     * table lacks is added to it; cells that are not read are left out.
     */
    async mend(
      actor: Actor,
      id: string,
      said: readonly Cell[],
      sharedInstitution = '',
    ): Promise<void> {
      const roster = await waiting(actor, id);
      const own = new Set(
        said.flatMap(({ row, column, value }) =>
          value.trim() !== '' && fieldAt(roster.mapping, column) === 'institution' ? [row] : [],
        ),
      );
      const shared = roster.plan.wrong.flatMap(({ row, problems }): Cell[] =>
        sharedInstitution === '' || own.has(row) || !problems.some(missesInstitution)
          ? []
          : [{ row, column: 'institution', value: sharedInstitution }],
      );
      const cells = [...said, ...shared];
      const mapping = widened(roster.mapping, cells);
      const { headings, columns } = mapping;
      const byPiece = new Map<number, { row: number; column: number; value: string }[]>();
      const put = (row: number, column: number, value: string): void => {
        const number = Math.floor(row / PIECE);
        byPiece.set(number, [...(byPiece.get(number) ?? []), { row, column, value }]);
      };
      for (const { row, column, value } of cells) {
        const at = typeof column === 'number' ? column : columns.indexOf(column);
        if (columns[at] != null && row > headings) put(row, at, value);
      }
      if (headings >= 0)
        columns.slice(roster.mapping.columns.length).forEach((field, at) => {
          if (field !== null) put(headings, roster.mapping.columns.length + at, headingOf(field));
        });
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
      await preview(roster, mapping, roster.plan.decisions);
      if (shared.length === 0) return;
      // Of many rows only the first are kept to be shown: those behind them have come forward.
      const { plan } = await waiting(actor, id);
      const filled = new Set(shared.map(({ row }) => row));
      const next = plan.wrong.filter(({ problems }) => problems.some(missesInstitution));
      if (next.some(({ row }) => !filled.has(row)))
        await this.mend(actor, id, [], sharedInstitution);
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

    /** Forgets what was read. */
    async discard(actor: Actor | null, id: string): Promise<void> {
      const roster = await find(actor, id);
      if (roster.status === 'read') await rosters.move(id, 'read', 'forgotten', clock());
    },
  };
}
export type RosterStaging = ReturnType<typeof rosterStaging>;
