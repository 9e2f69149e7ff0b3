import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import { SIDES, type Grant } from '../../lib/actor.ts';
import { PlaceRow } from '../permissions/place-row.ts';
import { may } from '../permissions/policy.ts';

/** Somebody who accompanies a person in a course. */
export interface Companion {
  id: string;
  name: string;
}

const GrantRow = z.object({
  id: z.string(),
  person_id: z.string(),
  display_name: z.string(),
  holder_side: z.enum(SIDES),
  path: z.string().nullable(),
  state_code: z.string().nullable(),
  cvegeo: z.string().nullable(),
  network_id: z.string().nullable(),
  course_id: z.string().nullable(),
  cohort_id: z.string().nullable(),
});
type GrantRow = z.output<typeof GrantRow>;

const grantOf = (row: GrantRow): Grant => ({
  id: row.id,
  role: 'instructor',
  institutionPath: row.path,
  stateCode: row.state_code,
  cvegeo: row.cvegeo,
  networkId: row.network_id,
  courseId: row.course_id,
  cohortId: row.cohort_id,
});

/**
 * Who reads what somebody writes in a course: the instructors of her group; where it has none, those of the course. Only
 * whoever may read her answers counts, so that nobody is named who would not see the question.
 */
export async function companionsOf(
  db: Db,
  enrolmentId: string,
  today: string,
): Promise<Companion[]> {
  const row: unknown = await db('enrolments as e')
    .join('people as p', 'p.id', 'e.person_id')
    .leftJoin('institutions as i', 'i.id', 'p.institution_id')
    .select('e.person_id', 'p.side', 'i.path as institution_path', 'p.state_code', 'p.cvegeo')
    .select('p.network_id', 'e.course_id', 'e.cohort_id')
    .where('e.id', enrolmentId)
    .whereNot('e.status', 'withdrawn')
    .first();
  if (row === undefined) return [];
  const place = PlaceRow.parse(row);
  const { person_id: personId } = z.object({ person_id: z.string() }).parse(row);

  const instructors = async (where: Record<string, string | null>): Promise<Companion[]> => {
    const rows: unknown[] = await db('grants as g')
      .join('people as q', 'q.id', 'g.person_id')
      .leftJoin('institutions as j', 'j.id', 'g.institution_id')
      .select('g.id', 'g.person_id', 'q.display_name', 'q.side as holder_side', 'j.path')
      .select('g.state_code', 'g.cvegeo', 'g.network_id', 'g.course_id', 'g.cohort_id')
      .where({ 'g.role': 'instructor', 'q.status': 'active', ...where })
      .whereNot('g.person_id', personId)
      .whereNull('g.withdrawn_at')
      .where((open) => open.whereNull('g.ends_on').orWhere('g.ends_on', '>=', today))
      .orderBy(['q.search_text', 'g.id']);
    const found = new Map<string, Companion>();
    for (const one of rows.map((grant) => GrantRow.parse(grant))) {
      const holder = { side: one.holder_side, grants: [grantOf(one)] };
      if (may(holder, 'answers.read', place))
        found.set(one.person_id, { id: one.person_id, name: one.display_name });
    }
    return [...found.values()];
  };

  const ofGroup =
    place.cohortId === null ? [] : await instructors({ 'g.cohort_id': place.cohortId });
  return ofGroup.length > 0
    ? ofGroup
    : instructors({ 'g.course_id': place.courseId, 'g.cohort_id': null });
}
