import type { Knex } from 'knex';
import { z } from 'zod';
import { toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { LongReads } from '../../db/dialect/dialect.ts';
import { withinScope } from '../permissions/scope-filter.ts';
import { dayAfter, startOf } from './period.ts';
import { readWith, type Selection } from './selected.ts';

/** People who were invited, and those of them who have an account that they opened themselves. */
export interface Invited {
  invited: number;
  account: number;
}

const Row = z.object({ people: z.coerce.number() });

const PERSON = {
  side: 'p.side',
  institutionPath: 'i.path',
  stateCode: 'p.state_code',
  cvegeo: 'p.cvegeo',
  networkId: 'p.network_id',
};
const INVITATION = {
  side: 'v.side',
  institutionPath: 'v.institution_path',
  stateCode: 'v.place_state',
  cvegeo: 'v.place_cvegeo',
  networkId: 'v.network_id',
};

/** Came in with a table and never chose a password. */
const IS_FRESH = `exists (select 1 from people_imports f where f.no_password = p.password_hash)`;

/**
 * Invitations are for people: of a course alone there are none. Who has an account was invited; beside her stand those who were
 * brought in with a table and have not opened theirs, and the places of links and printed codes that nobody took and nobody
 * withdrew. Long reads.
 */
export const invitedQueries = (db: Db, reads: LongReads) => {
  const read = readWith(reads);

  function within(
    query: Knex.QueryBuilder,
    { scopes, narrowing, period, cutOff }: Selection,
    columns: typeof PERSON,
    createdAt: string,
  ): Knex.QueryBuilder {
    for (const scope of scopes) void withinScope(query, scope, columns);
    void query.where(createdAt, '<', toColumn(cutOff.before));
    if (narrowing.side !== null) void query.where(columns.side, narrowing.side);
    if (narrowing.stateCode !== null) void query.where(columns.stateCode, narrowing.stateCode);
    if (period !== null) {
      const last = new Date(`${period.from.slice(0, 5)}${period.to.slice(5, 7)}-01T00:00:00.000Z`);
      last.setUTCMonth(last.getUTCMonth() + 1, 0);
      void query
        .where(createdAt, '>=', toColumn(startOf(period.from)))
        .where(createdAt, '<', toColumn(startOf(dayAfter(last.toISOString().slice(0, 10)))));
    }
    return query;
  }

  const one = async (query: Knex.QueryBuilder): Promise<number> =>
    Row.parse((await read(query))[0]).people;

  return {
    async invited(selection: Selection): Promise<Invited> {
      const people = within(
        db('people as p')
          .leftJoin('institutions as i', 'i.id', 'p.institution_id')
          .whereNot('p.status', 'closed'),
        selection,
        PERSON,
        'p.created_at',
      );
      const places = within(
        db('invitations as v').whereNull('v.revoked_at').where('v.uses_left', '>', 0),
        selection,
        INVITATION,
        'v.created_at',
      );
      const all = await one(people.clone().count({ people: '*' }));
      const fresh = await one(people.clone().whereRaw(IS_FRESH).count({ people: '*' }));
      const untaken = await one(places.select(db.raw('coalesce(sum(v.uses_left), 0) as people')));
      return { invited: all + untaken, account: all - fresh };
    },
  };
};
