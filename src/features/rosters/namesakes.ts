import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import { HomeColumns, homeOf } from '../permissions/place-row.ts';
import type { Place } from '../permissions/policy.ts';
import { withHome } from '../permissions/standing.ts';
import { nameKey } from './identity.ts';

/** Somebody of the same name in the same place. */
export interface Namesake {
  id: string;
  username: string;
  hasCurp: boolean;
  hasCuip: boolean;
  place: Place;
}

const Row = HomeColumns.extend({
  id: z.string(),
  username: z.string(),
  display_name: z.string(),
  curp_digest: z.string().nullable(),
  cuip_digest: z.string().nullable(),
});
interface Where {
  cvegeo: string;
  institutionId: string | null;
  networkId: string | null;
}
const KEPT = 40;

/** Finds people by name among those of one place, and remembers the places it has read. */
export function namesakes() {
  const places = new Map<string, Map<string, Namesake[]>>();
  return async (db: Db, name: string, where: Where): Promise<readonly Namesake[]> => {
    const key = [where.cvegeo, where.institutionId, where.networkId].join(' ');
    let names = places.get(key);
    if (names === undefined) {
      names = await peopleThere(db, where);
      if (places.size >= KEPT) places.clear();
      places.set(key, names);
    }
    return names.get(nameKey(name)) ?? [];
  };
}

/** The people of one place by name. */
async function peopleThere(
  db: Db,
  { cvegeo, institutionId, networkId }: Where,
): Promise<Map<string, Namesake[]>> {
  const stateCode = cvegeo.slice(0, 2);
  const query = withHome(db('people as p'))
    .select('p.id', 'p.username', 'p.display_name', 'p.curp_digest', 'p.cuip_digest')
    .where({ 'p.cvegeo': cvegeo, 'p.state_code': stateCode, 'p.status': 'active' });
  if (institutionId !== null) void query.where('p.institution_id', institutionId);
  else if (networkId !== null) void query.where('p.network_id', networkId);
  const rows: unknown = await query;
  const names = new Map<string, Namesake[]>();
  for (const row of z.array(Row).parse(rows)) {
    const called = nameKey(row.display_name);
    const own = names.get(called) ?? [];
    own.push({
      id: row.id,
      username: row.username,
      hasCurp: row.curp_digest !== null,
      hasCuip: row.cuip_digest !== null,
      place: homeOf(row),
    });
    names.set(called, own);
  }
  return names;
}
