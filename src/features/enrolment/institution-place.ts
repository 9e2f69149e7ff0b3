import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import { SIDES } from '../../lib/actor.ts';
import type { Place } from '../permissions/policy.ts';

const Row = z
  .object({
    path: z.string(),
    side: z.enum(SIDES),
    state_code: z.string().nullable(),
    cvegeo: z.string().nullable(),
  })
  .optional();

/** Where an institution lies, as the policy asks; null when there is none. */
export async function institutionPlace(db: Db, id: string): Promise<Place | null> {
  const row = Row.parse(
    await db('institutions').select('path', 'side', 'state_code', 'cvegeo').where('id', id).first(),
  );
  if (row === undefined) return null;
  return {
    side: row.side,
    institutionPath: row.path,
    stateCode: row.state_code,
    cvegeo: row.cvegeo,
    networkId: null,
    courseId: null,
    cohortId: null,
  };
}
