import { z } from 'zod';
import { Instant, json, toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Sealer } from '../../lib/sealed.ts';
import { FIELDS } from './fields.ts';
import type { Row } from './planner.ts';
import type { Plan } from './preview.ts';
import { nothingYet, type Outcome, type Roster } from './roster.ts';
import type { Mapping } from './table.ts';

const STATUSES = ['read', 'adding', 'added', 'undoing', 'undone', 'forgotten'] as const;
const MappingJson = z.object({
  headings: z.number(),
  columns: z.array(z.enum(FIELDS).nullable()),
});
const Counts = z.record(z.string(), z.number());
const RosterRow = z
  .object({
    id: z.string(),
    made_by: z.string().nullable(),
    made_at: Instant,
    status: z.enum(STATUSES),
    file_name: z.string(),
    mapping: json(MappingJson),
    rows: z.number(),
    done: z.number(),
    outcome: json(Counts).nullable(),
    no_password: z.string().nullable(),
    ended_at: Instant.nullable(),
  })
  .transform((row): Roster => ({
    id: row.id,
    madeBy: row.made_by,
    madeAt: row.made_at,
    status: row.status,
    fileName: row.file_name,
    mapping: row.mapping,
    rows: row.rows,
    done: row.done,
    outcome: { ...nothingYet, ...row.outcome },
    noPassword: row.no_password,
    endedAt: row.ended_at,
  }));
const Sealed = z.object({ sealed: z.string() });
const PlanSealed = z.object({ plan_sealed: z.string().nullable() }).optional();
const Ids = z.array(z.object({ id: z.string() }));

/** Rows in a piece: few enough to be opened while pages wait. */
export const PIECE = 250;
const INSERTED = 20;

const pieceContext = (id: string, number: number): string =>
  `people_import_pieces.sealed ${id} ${String(number)}`;
const planContext = (id: string): string => `people_imports.plan ${id}`;

const COLUMNS = [
  'id',
  'made_by',
  'made_at',
  'status',
  'file_name',
  'mapping',
  'rows',
  'done',
  'outcome',
  'no_password',
  'ended_at',
];

/** Tables of people that were brought, their rows sealed. Works on a pool or inside a transaction. */
export const rosterRepository = (db: Db, seal: Sealer) => ({
  async byId(id: string): Promise<Roster | null> {
    const row: unknown = await db('people_imports').where('id', id).first(COLUMNS);
    return row === undefined ? null : RosterRow.parse(row);
  },

  /** The newest ones of a person; those of the server as well where `ofServer`. */
  async list(madeBy: string, ofServer: boolean, limit: number): Promise<Roster[]> {
    const rows: unknown = await db('people_imports')
      .where((own) => {
        void own.where('made_by', madeBy);
        if (ofServer) void own.orWhereNull('made_by');
      })
      .whereNot('status', 'forgotten')
      .orderBy('made_at', 'desc')
      .limit(limit)
      .select(COLUMNS);
    return z.array(RosterRow).parse(rows);
  },

  /** Keeps a table that was read. */
  async stage(
    one: { id: string; madeBy: string | null; fileName: string; mapping: Mapping },
    rows: readonly (readonly string[])[],
    now: Date,
  ): Promise<void> {
    await db('people_imports').insert({
      id: one.id,
      made_by: one.madeBy,
      made_at: toColumn(now),
      status: 'read',
      file_name: one.fileName,
      mapping: JSON.stringify(one.mapping),
      rows: rows.length,
      done: 0,
    });
    const pieces: { import_id: string; number: number; sealed: string }[] = [];
    for (let at = 0; at < rows.length; at += PIECE) {
      const number = at / PIECE;
      const text = JSON.stringify(rows.slice(at, at + PIECE));
      pieces.push({
        import_id: one.id,
        number,
        sealed: seal.seal(text, pieceContext(one.id, number)),
      });
    }
    for (let at = 0; at < pieces.length; at += INSERTED)
      await db('people_import_pieces').insert(pieces.slice(at, at + INSERTED));
  },

  /** The rows of one piece; none where it is gone. */
  async piece(id: string, number: number): Promise<Row[]> {
    const row: unknown = await db('people_import_pieces')
      .where({ import_id: id, number })
      .first('sealed');
    if (row === undefined) return [];
    const text = seal.open(Sealed.parse(row).sealed, pieceContext(id, number));
    return (JSON.parse(text) as string[][]).map((cells, at) => ({
      at: number * PIECE + at,
      cells,
    }));
  },

  /** All rows, piece by piece. */
  async *pieces({ id, rows }: Pick<Roster, 'id' | 'rows'>): AsyncGenerator<Row[]> {
    for (let number = 0; number * PIECE < rows; number += 1) yield await this.piece(id, number);
  },

  /** Other words in some cells of one piece. */
  async writePiece(id: string, number: number, rows: readonly Row[]): Promise<void> {
    const text = JSON.stringify(rows.map(({ cells }) => cells));
    await db('people_import_pieces')
      .where({ import_id: id, number })
      .update({ sealed: seal.seal(text, pieceContext(id, number)) });
  },

  async planOf(id: string): Promise<Plan | null> {
    const row = PlanSealed.parse(await db('people_imports').where('id', id).first('plan_sealed'));
    const sealed = row?.plan_sealed ?? null;
    if (sealed === null) return null;
    // One of an earlier release knows no waiting lists.
    const none: Pick<Plan, 'waits'> = { waits: [] };
    return { ...none, ...(JSON.parse(seal.open(sealed, planContext(id))) as Plan) };
  },

  /** Puts another plan in the place of the one before, while the table waits for a decision. */
  async keepPlan(id: string, mapping: Mapping, plan: Plan): Promise<void> {
    await db('people_imports')
      .where({ id, status: 'read' })
      .update({
        mapping: JSON.stringify(mapping),
        plan_sealed: seal.seal(JSON.stringify(plan), planContext(id)),
      });
  },

  /** False when it does not wait to be decided about any more. */
  async begin(id: string, noPassword: string): Promise<boolean> {
    const changed = await db('people_imports')
      .where({ id, status: 'read' })
      .whereNotNull('plan_sealed')
      .update({ status: 'adding', done: 0, no_password: noPassword });
    return changed > 0;
  },

  /** A table in a state, locked until the transaction ends. */
  async lock(id: string, status: Roster['status']): Promise<Roster | null> {
    const row: unknown = await db('people_imports')
      .where({ id, status })
      .forUpdate()
      .first(COLUMNS);
    return row === undefined ? null : RosterRow.parse(row);
  },

  async advance(id: string, done: number, outcome: Outcome): Promise<void> {
    await db('people_imports')
      .where('id', id)
      .update({ done, outcome: JSON.stringify(outcome) });
  },

  /** Ends a step; what waited for it is erased. False when it was not in the state `from` any more. */
  async move(
    id: string,
    from: Roster['status'],
    to: Roster['status'],
    now: Date,
  ): Promise<boolean> {
    const changed = await db('people_imports')
      .where({ id, status: from })
      .update({ status: to, plan_sealed: null, ended_at: toColumn(now) });
    if (changed > 0) await db('people_import_pieces').where('import_id', id).delete();
    return changed > 0;
  },

  /** Those that are still on their way in or out. */
  async unfinished(): Promise<{ adding: string[]; undoing: string[] }> {
    const inState = async (status: Roster['status']): Promise<string[]> =>
      Ids.parse(await db('people_imports').where('status', status).select('id')).map(
        ({ id }) => id,
      );
    return { adding: await inState('adding'), undoing: await inState('undoing') };
  },
});
