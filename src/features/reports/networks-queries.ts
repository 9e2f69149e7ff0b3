import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import type { Clause } from '../permissions/policy.ts';
import { withinScope } from '../permissions/scope-filter.ts';

/** A network with the newest figure that somebody reported of it, and how many people of the platform belong to it. */
export interface CountedNetwork {
  id: string;
  stateCode: string;
  state: string;
  cvegeo: string;
  funding: string | null;
  status: string;
  source: string | null;
  cutOff: string | null;
  reported: number | null;
  registered: number;
}

const Row = z
  .object({
    id: z.string(),
    state_code: z.string(),
    state: z.string(),
    cvegeo: z.string(),
    funding_source: z.string().nullable(),
    status: z.string(),
    source: z.string().nullable(),
    cut_off: z.string().nullable(),
    members: z.number().nullable(),
    registered: z.coerce.number(),
  })
  .transform((row): CountedNetwork => ({
    id: row.id,
    stateCode: row.state_code,
    state: row.state,
    cvegeo: row.cvegeo,
    funding: row.funding_source,
    status: row.status,
    source: row.source,
    cutOff: row.cut_off,
    reported: row.members,
    registered: row.registered,
  }));

const NEWEST = `(select x.*, row_number() over (partition by x.network_id order by x.cut_off desc, x.recorded_at desc, x.id)
  as place from network_figures x) as f`;

/** Whoever belonged to it on the last day that counts: once, however often she came and went. */
const REGISTERED = `(select count(distinct m.person_id) from memberships m join people p on p.id = m.person_id
  where m.network_id = n.id and m.from_on <= ? and (m.to_on is null or m.to_on > ?) and p.status <> 'closed') as registered`;

/** The networks within all of these scopes. Networks are no people: none is hidden. */
export async function countedNetworks(
  db: Db,
  scopes: readonly (readonly Clause[])[],
  { stateCode, day }: { stateCode: string | null; day: string },
): Promise<CountedNetwork[]> {
  const networks = db('networks').select('*', db.raw(`'community' as side`));
  const query = db
    .from(networks.as('n'))
    .join('states as s', 's.code', 'n.state_code')
    .leftJoin('institutions as i', 'i.id', 'n.sponsor_id')
    .leftJoin(db.raw(NEWEST), (join) => {
      join.on('f.network_id', 'n.id').andOnVal('f.place', 1);
    })
    .select('n.id', 'n.state_code', 's.name as state', 'n.cvegeo', 'n.funding_source', 'n.status')
    .select('f.source', 'f.cut_off', 'f.members', db.raw(REGISTERED, [day, day]))
    .orderBy(['n.state_code', 'n.id']);
  if (stateCode !== null) void query.where('n.state_code', stateCode);
  for (const scope of scopes)
    withinScope(query, scope, {
      side: 'n.side',
      institutionPath: 'i.path',
      stateCode: 'n.state_code',
      cvegeo: 'n.cvegeo',
      networkId: 'n.id',
    });
  const rows = (await query) as unknown[];
  return rows.map((row) => Row.parse(row));
}
