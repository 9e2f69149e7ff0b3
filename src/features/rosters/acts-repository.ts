import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import { newId } from '../../lib/random-code.ts';
import type { Sealer } from '../../lib/sealed.ts';

/** Values of a row of the database before and after. */
export type Change = Record<string, { before: string | null; after: string | null }>;

export const ACT_KINDS = [
  'person',
  'membership',
  'membership-ended',
  'enrolment',
  'enrolment-resumed',
  'cohort',
  'request',
  'changed',
  'stayed',
] as const;

/** Something that an import made or changed. */
export interface Act {
  id: string;
  row: number;
  personId: string;
  kind: (typeof ACT_KINDS)[number];
  objectId: string | null;
  change: Change | null;
}
export type NewAct = Omit<Act, 'id' | 'change' | 'objectId'> &
  Partial<Pick<Act, 'change' | 'objectId'>>;

const ActRow = z.object({
  id: z.string(),
  row: z.number(),
  person_id: z.string(),
  kind: z.enum(ACT_KINDS),
  object_id: z.string().nullable(),
  change_sealed: z.string().nullable(),
});
const TurnRow = z.object({ cohort_id: z.string() });
const RowOf = z.array(z.object({ row: z.number(), person_id: z.string() }));

const context = (id: string): string => `people_import_acts.change ${id}`;

/** What imports did, to be taken back. */
export const actsRepository = (db: Db, seal: Sealer) => {
  const toAct = (row: unknown): Act => {
    const act = ActRow.parse(row);
    return {
      id: act.id,
      row: act.row,
      personId: act.person_id,
      kind: act.kind,
      objectId: act.object_id,
      change:
        act.change_sealed === null
          ? null
          : (JSON.parse(seal.open(act.change_sealed, context(act.id))) as Change),
    };
  };
  return {
    async add(importId: string, acts: readonly NewAct[]): Promise<void> {
      if (acts.length === 0) return;
      await db('people_import_acts').insert(
        acts.map(({ row, personId, kind, objectId = null, change = null }) => {
          const id = newId();
          return {
            id,
            import_id: importId,
            row,
            person_id: personId,
            kind,
            object_id: objectId,
            change_sealed: change === null ? null : seal.seal(JSON.stringify(change), context(id)),
          };
        }),
      );
    },

    /** Whom these rows of an import made. */
    async madeBy(importId: string, rows: readonly number[]): Promise<Map<number, string>> {
      if (rows.length === 0) return new Map();
      const found: unknown = await db('people_import_acts')
        .where({ import_id: importId, kind: 'person' })
        .whereIn('row', [...new Set(rows)])
        .select('row', 'person_id');
      return new Map(RowOf.parse(found).map(({ row, person_id: id }) => [row, id]));
    },

    /** Those of these people whom an import made. */
    async madeAmong(importId: string, personIds: readonly string[]): Promise<Set<string>> {
      const found: unknown = await db('people_import_acts')
        .where('import_id', importId)
        .whereIn('kind', ['person', 'stayed'])
        .whereIn('person_id', [...personIds])
        .select('row', 'person_id');
      return new Set(RowOf.parse(found).map(({ person_id: id }) => id));
    },

    /** The next people of an import that have not been looked at, by row. */
    async nextPeople(importId: string, limit: number): Promise<Act[]> {
      const rows: unknown[] = await db('people_import_acts')
        .where({ import_id: importId, kind: 'person' })
        .orderBy('row')
        .limit(limit);
      return rows.map(toAct);
    },

    async ofPeople(importId: string, personIds: readonly string[]): Promise<Act[]> {
      const rows: unknown[] = await db('people_import_acts')
        .where('import_id', importId)
        .whereIn('person_id', [...personIds]);
      return rows.map(toAct);
    },

    /** Turns that it gave on waiting lists and that are still open, with their groups. */
    async nextTurns(importId: string, limit: number): Promise<(Act & { cohortId: string })[]> {
      const rows: unknown[] = await db('people_import_acts as a')
        .join('cohort_requests as r', 'r.id', 'a.object_id')
        .where({ 'a.import_id': importId, 'a.kind': 'request', 'r.state': 'waiting' })
        .select('a.*', 'r.cohort_id')
        .limit(limit);
      return rows.map((row) => ({ ...toAct(row), cohortId: TurnRow.parse(row).cohort_id }));
    },

    /** What it did to people who had an account already, the last thing first. */
    async nextOthers(importId: string, limit: number): Promise<Act[]> {
      const rows: unknown[] = await db('people_import_acts')
        .where('import_id', importId)
        .whereNotIn('kind', ['person', 'stayed'])
        .orderBy([
          { column: 'row', order: 'desc' },
          { column: 'id', order: 'desc' },
        ])
        .limit(limit);
      return rows.map(toAct);
    },

    /** The people among these whom another import changed as well. */
    async touchedByOthers(importId: string, personIds: readonly string[]): Promise<Set<string>> {
      const rows: unknown = await db('people_import_acts')
        .whereNot('import_id', importId)
        .whereIn('person_id', [...personIds])
        .distinct('person_id');
      return new Set(
        z
          .array(z.object({ person_id: z.string() }))
          .parse(rows)
          .map((row) => row.person_id),
      );
    },

    async remove(ids: readonly string[]): Promise<void> {
      await db('people_import_acts')
        .whereIn('id', [...ids])
        .delete();
    },

    /** Notes of a person that she stays, in the place of everything else about her. */
    async stays(act: Act, others: readonly string[]): Promise<void> {
      await db('people_import_acts').where('id', act.id).update({ kind: 'stayed' });
      await this.remove(others);
    },
  };
};
