import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import type { Act } from './acts-repository.ts';
import type { Roster } from './roster.ts';

const Ids = z.array(z.object({ id: z.string() }));
const PersonIds = z.array(z.object({ person_id: z.string() }));

const InGroup = z.array(z.object({ id: z.string(), person_id: z.string() }));

/**
 * Those of the people whom an import made who are as it left them: without a password, active, in nothing but what it gave them,
 * and without a step in a course. Each with the enrolments that she has from the waiting list on which it put her.
 */
export async function unusedAmong(
  db: Db,
  { noPassword }: Pick<Roster, 'noPassword'>,
  personIds: readonly string[],
  acts: readonly Act[],
): Promise<Map<string, string[]>> {
  const ids = [...personIds];
  const objects = (kind: Act['kind']): string[] =>
    acts.flatMap((act) => (act.kind === kind && act.objectId !== null ? [act.objectId] : []));
  const untouched: unknown = await db('people')
    .whereIn('id', ids)
    .where({ password_hash: noPassword ?? '', status: 'active' })
    .select('id');
  const unused = new Map(Ids.parse(untouched).map(({ id }): [string, string[]] => [id, []]));
  const fromList = InGroup.parse(
    await db('enrolments as e')
      .join('cohort_requests as r', (join) => {
        join.on('r.person_id', 'e.person_id').andOn('r.cohort_id', 'e.cohort_id');
      })
      .whereIn('r.id', objects('request'))
      .select('e.id', 'e.person_id'),
  );
  for (const { id, person_id: personId } of fromList) unused.get(personId)?.push(id);
  const used: unknown[] = [
    await db('enrolments')
      .whereIn('person_id', ids)
      .where((any) => {
        void any
          .whereNotIn('id', [...objects('enrolment'), ...fromList.map(({ id }) => id)])
          .orWhereNot('status', 'active')
          .orWhereNotNull('started_at');
      })
      .select('person_id'),
    await db('memberships')
      .whereIn('person_id', ids)
      .whereNotIn('id', objects('membership'))
      .select('person_id'),
    await db('grants').whereIn('person_id', ids).select('person_id'),
    await db('sessions').whereIn('person_id', ids).select('person_id'),
  ];
  for (const rows of used) for (const { person_id: id } of PersonIds.parse(rows)) unused.delete(id);
  return unused;
}
