import { z } from 'zod';
import { Instant } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import type { Action } from '../permissions/rights.ts';
import { onlyReached, withStudents } from './students.ts';

/** Whose attempt it is, as whoever looks at it may know. */
export interface AttemptOwner {
  id: string;
  personId: string;
  name: string;
  group: string | null;
  courseId: string;
  cohortId: string | null;
  institutionPath: string | null;
  startedAt: Date;
  number: number;
}

const Row = z
  .object({
    id: z.string(),
    person_id: z.string(),
    display_name: z.string(),
    group_name: z.string().nullable(),
    course_id: z.string(),
    cohort_id: z.string().nullable(),
    institution_path: z.string().nullable(),
    started_at: Instant,
    number: z.number(),
  })
  .transform((row): AttemptOwner => ({
    id: row.id,
    personId: row.person_id,
    name: row.display_name,
    group: row.group_name,
    courseId: row.course_id,
    cohortId: row.cohort_id,
    institutionPath: row.institution_path,
    startedAt: row.started_at,
    number: row.number,
  }));

/** An attempt whose person the actor reaches with an action; null otherwise. */
export async function reachedAttempt(
  db: Db,
  actor: Actor,
  action: Action,
  id: string,
): Promise<AttemptOwner | null> {
  const query = withStudents(db('attempts as a').join('enrolments as e', 'e.id', 'a.enrolment_id'));
  const row: unknown = await onlyReached(query, actor, action)
    .where('a.id', id)
    .select('a.id', 'a.started_at', 'a.number', 'e.person_id', 'e.course_id', 'e.cohort_id')
    .select('p.display_name', 'k.name as group_name', 'i.path as institution_path')
    .first();
  return row === undefined ? null : Row.parse(row);
}
