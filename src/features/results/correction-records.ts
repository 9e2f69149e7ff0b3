import { z } from 'zod';
import { Instant } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import type { KeyChange } from '../assessment/correction.ts';
import { scopeOf } from '../permissions/policy.ts';
import { studentsOf } from './students.ts';

/** A correction that was made, as those who may make one read it. */
export interface Made {
  at: Date;
  by: string;
  change: KeyChange;
  reason: string;
  group: string | null;
  /** Some scores do not follow it yet. */
  isUnderWay: boolean;
}

const MadeRow = z
  .object({
    made_at: Instant,
    display_name: z.string(),
    change: z.string(),
    reason: z.string(),
    group_name: z.string().nullable(),
    finished_at: Instant.nullable(),
  })
  .transform((row): Made => ({
    at: row.made_at,
    by: row.display_name,
    change: JSON.parse(row.change) as KeyChange,
    reason: row.reason,
    group: row.group_name,
    isUnderWay: row.finished_at === null,
  }));
const Group = z.object({ id: z.string(), name: z.string() });
const Last = z.object({ last: z.coerce.number() });
const Named = z.object({ id: z.string(), display_name: z.string() });

/** Who mended what, and for whom somebody may. */
export const correctionRecords = (db: Db) => ({
  /** The groups of a course whose answers the actor grades. */
  async groups(actor: Actor, courseId: string): Promise<{ id: string; name: string }[]> {
    const ids = scopeOf(actor, 'answers.grade').flatMap(({ cohortId }) => cohortId ?? []);
    const rows: unknown[] = await db('cohorts')
      .select('id', 'name')
      .where('course_id', courseId)
      .whereIn('id', ids)
      .orderBy(['name', 'id']);
    return rows.map((row) => Group.parse(row));
  },

  /** The number of the next correction of a course, which has to be locked. */
  async next(courseId: string): Promise<number> {
    const row = (await db('score_corrections')
      .where('course_id', courseId)
      .max({ last: 'number' })
      .first()) as unknown;
    return Last.parse(row).last + 1;
  },

  async made(
    courseId: string,
    itemId: string,
    cohortIds: readonly string[] | null,
  ): Promise<Made[]> {
    const rows = (await db('score_corrections as c')
      .join('people as p', 'p.id', 'c.made_by')
      .leftJoin('cohorts as k', 'k.id', 'c.cohort_id')
      .select('c.made_at', 'p.display_name', 'c.change', 'c.reason', 'k.name as group_name')
      .select('c.finished_at')
      .where({ 'c.course_id': courseId, 'c.item_id': itemId })
      .modify((query) => {
        if (cohortIds === null) return;
        void query.where((any) => {
          void any.whereNull('c.cohort_id').orWhereIn('c.cohort_id', [...cohortIds]);
        });
      })
      .orderBy(['c.number', 'c.id'])) as unknown[];
    return rows.map((row) => MadeRow.parse(row));
  },

  /** The names of those whose answers the actor may read, by enrolment. */
  async names(actor: Actor, enrolmentIds: readonly string[]): Promise<Map<string, string>> {
    if (enrolmentIds.length === 0) return new Map();
    const rows = (await studentsOf(db, actor, 'answers.read')
      .select('e.id', 'p.display_name')
      .whereIn('e.id', [...enrolmentIds])) as unknown[];
    return new Map(
      rows.map((row) => {
        const { id, display_name: name } = Named.parse(row);
        return [id, name];
      }),
    );
  },
});
