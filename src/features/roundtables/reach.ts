import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import { scopeOf, type Clause, type Holder } from '../permissions/policy.ts';
import type { Roundtable } from './roundtable.ts';

/** Of which entities, and of which municipalities, somebody reads or logs roundtables. */
export interface Reach {
  all: boolean;
  states: Set<string>;
  municipalities: Set<string>;
}

const NetworkRow = z.object({ state_code: z.string() }).optional();
const InstitutionRow = z
  .object({ state_code: z.string().nullable(), side: z.string(), level: z.string() })
  .optional();

/** Clauses of a territory, an institution or a network: a course is none. */
const isOfPlace = ({ courseId, cohortId }: Clause): boolean =>
  courseId === null && cohortId === null;

/**
 * Where somebody reads roundtables, or logs their meetings: a coordinator in the entity of her network; an institution in
 * its entity, where it logs only if it is the women's side of it.
 */
export async function reachOf(
  db: Db,
  actor: Holder,
  action: 'reports.read' | 'roundtables.log',
): Promise<Reach> {
  const reach: Reach = { all: false, states: new Set(), municipalities: new Set() };
  const logs = action === 'roundtables.log';
  for (const clause of scopeOf(actor, action).filter(isOfPlace)) {
    if (clause.networkId !== null) {
      const row: unknown = await db('networks').where('id', clause.networkId).first('state_code');
      const code = NetworkRow.parse(row)?.state_code;
      if (code !== undefined) reach.states.add(code);
    } else if (clause.cvegeo !== null) {
      if (logs) reach.municipalities.add(clause.cvegeo);
      else reach.states.add(clause.cvegeo.slice(0, 2));
    } else if (clause.stateCode !== null) reach.states.add(clause.stateCode);
    else if (clause.institutionPath !== null) {
      const row: unknown = await db('institutions')
        .where('path', clause.institutionPath)
        .first('state_code', 'side', 'level');
      const found = InstitutionRow.parse(row);
      const isEntitys = found?.side === 'community' && found.level === 'state';
      if (found === undefined || (logs && !isEntitys)) continue;
      if (found.state_code === null) reach.all = true;
      else reach.states.add(found.state_code);
    } else reach.all = true;
  }
  return reach;
}

/** Whether a roundtable lies within it. */
export const reaches = (
  { all, states, municipalities }: Reach,
  { stateCode, cvegeo }: Pick<Roundtable, 'stateCode' | 'cvegeo'>,
): boolean => all || states.has(stateCode) || (cvegeo !== null && municipalities.has(cvegeo));
