import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import type { Binding, LongReads } from '../../db/dialect/dialect.ts';
import { slices } from '../../lib/rows.ts';
import { readWith, selected, type Selection } from './selected.ts';

export const PROGRESS = ['all', 'done', 'pending'] as const;
export type ProgressFilter = (typeof PROGRESS)[number];

/** One enrolment of a person, as the list of names tells it: nothing but done or not. */
export interface NamedEnrolment {
  name: string;
  courseId: string;
  enrolledOn: string;
  state: 'done' | 'underWay' | 'notStarted';
  completedOn: string | null;
}

const Row = z
  .object({
    display_name: z.string(),
    course_id: z.string(),
    enrolled_on: z.string(),
    has_begun: z.coerce.number(),
    completed_on: z.string().nullable(),
  })
  .transform((row): NamedEnrolment => ({
    name: row.display_name,
    courseId: row.course_id,
    enrolledOn: row.enrolled_on,
    state: row.completed_on !== null ? 'done' : row.has_begun === 0 ? 'notStarted' : 'underWay',
    completedOn: row.completed_on,
  }));

const HAS_BEGUN =
  'case when e.started_at is not null or e.tried_on is not null then 1 else 0 end as has_begun';

export const namesQueries = (db: Db, reads: LongReads) => {
  const read = readWith(reads);
  const listed = (selection: Selection, progress: ProgressFilter) => {
    // Who is frozen is hidden under threat, and who closed her account left no name.
    const query = selected(db, selection)
      .join('people as p', 'p.id', 'e.person_id')
      .where('p.status', 'active');
    if (progress === 'done') void query.whereNotNull('e.completed_on');
    if (progress === 'pending') void query.whereNull('e.completed_on');
    return query;
  };
  const byName = (selection: Selection, progress: ProgressFilter) =>
    listed(selection, progress)
      .select('p.display_name', 'e.course_id', 'e.enrolled_on', 'e.completed_on')
      .select(db.raw(HAS_BEGUN))
      .orderBy([{ column: 'p.search_text' }, { column: 'e.enrolled_on' }, { column: 'e.id' }]);
  return {
    async count(selection: Selection, progress: ProgressFilter): Promise<number> {
      const [row] = await read(listed(selection, progress).count({ rows: 'e.id' }));
      return z.object({ rows: z.coerce.number() }).parse(row).rows;
    },

    /** A page of them, by name. */
    async page(
      selection: Selection,
      progress: ProgressFilter,
      { limit, offset }: { limit: number; offset: number },
    ): Promise<NamedEnrolment[]> {
      const query = byName(selection, progress).limit(limit).offset(offset);
      return (await read(query)).map((row) => Row.parse(row));
    },

    /** All of them, by name, some at a time as they are found. */
    async *all(selection: Selection, progress: ProgressFilter): AsyncGenerator<NamedEnrolment[]> {
      const { sql, bindings } = byName(selection, progress).toSQL();
      for await (const rows of slices(reads.parts(sql, bindings as Binding[])))
        yield rows.map((row) => Row.parse(row));
    },
  };
};
