import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import { dayOf } from '../../lib/clock.ts';
import type { Audit } from '../audit/audit.ts';
import { grantsRepository, type NewGrant } from '../permissions/grants-repository.ts';
import { lockPerson } from '../permissions/lock-person.ts';

const Held = z.array(z.object({ id: z.string() }));

/**
 * Makes an instructor who wrote a course its instructor: who publishes the first version of it gives her that role, and the log
 * says so. Whoever writes courses by another role has no need of it.
 */
export async function giveCourseTo(
  trx: Db,
  { audit, now }: { audit: Audit; now: Date },
  personId: string,
  courseId: string,
  by: Actor,
): Promise<void> {
  await lockPerson(trx, personId);
  const teaches = Held.parse(
    await trx('grants')
      .where({ person_id: personId, role: 'instructor' })
      .whereNull('withdrawn_at')
      .where((open) => {
        void open.whereNull('ends_on').orWhere('ends_on', '>=', dayOf(now));
      })
      .limit(1)
      .select('id'),
  );
  if (teaches.length === 0) return;
  const grant: NewGrant = {
    personId,
    role: 'instructor',
    institutionId: null,
    stateCode: null,
    cvegeo: null,
    networkId: null,
    courseId,
    grantedBy: by.id,
    endsOn: null,
    now,
  };
  const id = await grantsRepository(trx).add(grant);
  await audit(trx, {
    actorId: by.id,
    action: 'grants.given',
    objectType: 'grant',
    objectId: id,
    details: { person: personId, role: 'instructor', course: courseId },
  });
}
