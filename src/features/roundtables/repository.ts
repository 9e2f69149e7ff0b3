import { z } from 'zod';
import { Flag, toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import {
  KINDS,
  type Meeting,
  type Participation,
  type Roundtable,
  type Total,
} from './roundtable.ts';

const Row = z
  .object({
    id: z.string(),
    code: z.string(),
    kind: z.enum(KINDS),
    state_code: z.string(),
    state: z.string(),
    cvegeo: z.string().nullable(),
    name: z.string(),
    source: z.string(),
    cut_off: z.string(),
  })
  .transform(({ state_code: stateCode, cut_off: cutOff, ...row }): Roundtable => ({
    ...row,
    stateCode,
    cutOff,
  }));

const TotalRow = z
  .object({ kind: z.enum(KINDS), said: z.number(), source: z.string(), cut_off: z.string() })
  .transform(({ cut_off: cutOff, ...row }): Total => ({ ...row, cutOff }));

const MeetingRow = z
  .object({ id: z.string(), held_on: z.string(), attended: Flag, women: z.number().nullable() })
  .transform(({ held_on: heldOn, ...row }): Meeting => ({ ...row, heldOn }));

const CountRow = z
  .object({
    code: z.string(),
    name: z.string(),
    regional: z.coerce.number(),
    held: z.coerce.number(),
    attended: z.coerce.number(),
    women: z.coerce.number(),
  })
  .transform(({ code: stateCode, name: state, ...row }): Participation => ({
    ...row,
    stateCode,
    state,
  }));

/** The first and last day that count. */
export interface Span {
  from: string;
  to: string;
}

const MEETINGS_SHOWN = 200;

/** Roundtables and the log of their meetings. */
export const roundtableRepository = (db: Db) => ({
  async totals(): Promise<Total[]> {
    return z.array(TotalRow).parse(await db('roundtable_totals').select('*'));
  },

  /** How many of a kind the catalogue holds. */
  async known(): Promise<Map<string, number>> {
    const rows: unknown = await db('roundtables').select('kind').count({ n: '*' }).groupBy('kind');
    const Counted = z.array(z.object({ kind: z.string(), n: z.coerce.number() }));
    return new Map(Counted.parse(rows).map(({ kind, n }) => [kind, n]));
  },

  async find(id: string): Promise<Roundtable | null> {
    const row: unknown = await db('roundtables as r')
      .join('states as s', 's.code', 'r.state_code')
      .where('r.id', id)
      .first('r.*', 's.name as state');
    return row === undefined ? null : Row.parse(row);
  },

  /** Those of an entity, its own first. */
  async ofState(stateCode: string): Promise<Roundtable[]> {
    const rows: unknown = await db('roundtables as r')
      .join('states as s', 's.code', 'r.state_code')
      .where('r.state_code', stateCode)
      .orderBy([{ column: 'r.kind', order: 'desc' }, 'r.name', 'r.id'])
      .select('r.*', 's.name as state');
    return z.array(Row).parse(rows);
  },

  /** The newest first. */
  async meetings(roundtableId: string): Promise<Meeting[]> {
    const rows: unknown = await db('roundtable_meetings')
      .where('roundtable_id', roundtableId)
      .orderBy('held_on', 'desc')
      .limit(MEETINGS_SHOWN);
    return z.array(MeetingRow).parse(rows);
  },

  async meeting(roundtableId: string, id: string): Promise<Meeting | null> {
    const row: unknown = await db('roundtable_meetings')
      .where({ roundtable_id: roundtableId, id })
      .first();
    return row === undefined ? null : MeetingRow.parse(row);
  },

  /** The day is corrected where it was recorded before. */
  record: (roundtableId: string, meeting: Meeting, now: Date): Promise<unknown> =>
    db('roundtable_meetings')
      .insert({
        id: meeting.id,
        roundtable_id: roundtableId,
        held_on: meeting.heldOn,
        attended: meeting.attended,
        women: meeting.women,
        recorded_at: toColumn(now),
      })
      .onConflict(['roundtable_id', 'held_on'])
      .merge(['attended', 'women', 'recorded_at']),

  /** Answers whether it was there. */
  remove: async (id: string): Promise<boolean> =>
    (await db('roundtable_meetings').where({ id }).delete()) > 0,

  /** Meetings of each entity, in a span where one is given. */
  async byState(span: Span | null): Promise<Participation[]> {
    const { from, to } = span ?? { from: '', to: '9999' };
    const meetings = db('roundtable_meetings as m')
      .join('roundtables as r', 'r.id', 'm.roundtable_id')
      .where('m.held_on', '>=', from)
      .where('m.held_on', '<=', to)
      .groupBy('r.state_code')
      .select('r.state_code')
      .count({ held: '*' })
      .select(
        db.raw('sum(case when m.attended then 1 else 0 end) as attended'),
        db.raw('coalesce(sum(m.women), 0) as women'),
      );
    const regional = db('roundtables')
      .where('kind', 'regional')
      .groupBy('state_code')
      .select('state_code')
      .count({ n: '*' });
    const rows: unknown = await db('states as s')
      .leftJoin(meetings.as('h'), 'h.state_code', 's.code')
      .leftJoin(regional.as('g'), 'g.state_code', 's.code')
      .orderBy('s.code')
      .select(
        's.code',
        's.name',
        db.raw('coalesce(g.n, 0) as regional'),
        db.raw('coalesce(h.held, 0) as held'),
        db.raw('coalesce(h.attended, 0) as attended'),
        db.raw('coalesce(h.women, 0) as women'),
      );
    return z.array(CountRow).parse(rows);
  },

  /** The regional ones that are known of some entities. */
  async regional(): Promise<Roundtable[]> {
    const rows: unknown = await db('roundtables as r')
      .join('states as s', 's.code', 'r.state_code')
      .where('r.kind', 'regional')
      .orderBy('r.code')
      .select('r.*', 's.name as state');
    return z.array(Row).parse(rows);
  },

  /** Brings one in, or says it anew where its id is known. */
  put: (one: Omit<Roundtable, 'state'>, now: Date): Promise<unknown> =>
    db('roundtables')
      .insert({
        id: one.id,
        code: one.code,
        kind: one.kind,
        state_code: one.stateCode,
        cvegeo: one.cvegeo,
        name: one.name,
        source: one.source,
        cut_off: one.cutOff,
        recorded_at: toColumn(now),
      })
      .onConflict('id')
      .merge(['name', 'cvegeo', 'source', 'cut_off']),

  /** Lets one table come in at a time. */
  lock: (): Promise<unknown> =>
    db('roundtable_totals').where('kind', 'regional').forUpdate().first(),

  async isMunicipalityOf(cvegeo: string, stateCode: string): Promise<boolean> {
    const row: unknown = await db('municipalities')
      .where({ cvegeo, state_code: stateCode })
      .first('cvegeo');
    return row !== undefined;
  },
});
