import { z } from 'zod';
import { toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import { newId } from '../../lib/random-code.ts';
import type { Audit } from '../audit/audit.ts';

interface Change {
  cohortId: string;
  people: readonly { id: string }[];
  by: Actor;
  now: Date;
  audit: Audit;
}

const Ids = z.array(z.object({ person_id: z.string() }));

/**
 * Makes these people the instructors of a cohort. Their scope comes from a grant bounded to it: it is given to those who
 * come and withdrawn from those who leave, with its history kept.
 */
export async function setInstructors(
  trx: Db,
  { cohortId, people, by, now, audit }: Change,
): Promise<void> {
  const before = Ids.parse(
    await trx('cohort_instructors').select('person_id').where('cohort_id', cohortId),
  ).map((row) => row.person_id);
  const wanted = new Set(people.map(({ id }) => id));
  const at = toColumn(now);

  for (const personId of before.filter((id) => !wanted.has(id))) {
    await trx('cohort_instructors').where({ cohort_id: cohortId, person_id: personId }).delete();
    await trx('grants')
      .where({ cohort_id: cohortId, person_id: personId, role: 'instructor' })
      .whereNull('withdrawn_at')
      .update({ withdrawn_at: at, withdrawn_by: by.id });
    await audit(trx, {
      actorId: by.id,
      action: 'grants.withdrawn',
      objectType: 'cohort',
      objectId: cohortId,
      details: { person: personId, role: 'instructor' },
    });
  }
  for (const personId of [...wanted].filter((id) => !before.includes(id))) {
    await trx('cohort_instructors').insert({ cohort_id: cohortId, person_id: personId });
    await trx('grants').insert({
      id: newId(),
      person_id: personId,
      role: 'instructor',
      cohort_id: cohortId,
      granted_by: by.id,
      granted_at: at,
    });
    await audit(trx, {
      actorId: by.id,
      action: 'grants.given',
      objectType: 'cohort',
      objectId: cohortId,
      details: { person: personId, role: 'instructor' },
    });
  }
}
