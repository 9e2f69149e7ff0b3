import type { Knex } from 'knex';
import { z } from 'zod';
import { Instant } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import { SIDES, type Actor } from '../../lib/actor.ts';
import { RANK_BANDS } from '../institutions/rank-bands.ts';
import { toSearchText } from '../../lib/search-text.ts';
import type { PeopleFilter, PersonEntry, PersonRecord } from './people-sheets.ts';
import { peopleWithin } from './people-scope.ts';
import { foldUsername } from '../../lib/username.ts';

export const PER_PAGE = 50;

const COLUMNS = [
  'p.id',
  'p.username',
  'p.display_name',
  'p.status',
  'p.side',
  'i.short_name as institution',
  'n.name as network',
  'm.name as municipality',
  's.abbreviation',
];

const EntryRow = z
  .object({
    id: z.string(),
    username: z.string(),
    display_name: z.string(),
    status: z.string(),
    side: z.enum(SIDES),
    institution: z.string().nullable(),
    network: z.string().nullable(),
    municipality: z.string().nullable(),
    abbreviation: z.string().nullable(),
  })
  .transform((row): PersonEntry => ({
    id: row.id,
    username: row.username,
    name: row.display_name,
    isFrozen: row.status === 'frozen',
    side: row.side,
    institution: row.institution,
    network: row.network,
    municipality:
      row.municipality === null ? null : `${row.municipality}, ${row.abbreviation ?? ''}`,
  }));

const RecordRow = z
  .object({
    extra_time_percent: z.number(),
    created_at: Instant,
    institution_path: z.string().nullable(),
    institution_id: z.string().nullable(),
    rank_band: z.enum(RANK_BANDS).nullable(),
  })
  .transform((row) => ({
    extraTimePercent: row.extra_time_percent,
    createdAt: row.created_at,
    institutionPath: row.institution_path,
    institutionId: row.institution_id,
    band: row.rank_band,
  }));

const MembershipRow = z
  .object({
    institution: z.string().nullable(),
    network: z.string().nullable(),
    from_on: z.string(),
    to_on: z.string().nullable(),
  })
  .transform((row) => ({
    name: row.network ?? row.institution,
    from: row.from_on,
    to: row.to_on,
  }));

const Total = z.object({ total: z.coerce.number() });

const people = (db: Db): Knex.QueryBuilder =>
  db('people as p')
    .leftJoin('institutions as i', 'i.id', 'p.institution_id')
    .leftJoin('networks as n', 'n.id', 'p.network_id')
    .leftJoin('municipalities as m', 'm.cvegeo', 'p.cvegeo')
    .leftJoin('states as s', 's.code', 'p.state_code');

const wordsOf = (text: string): string[] =>
  toSearchText(text)
    .split(' ')
    .filter(Boolean)
    .slice(0, 8)
    .map((word) => `%${word}%`);

/** People as administrators find them. Works on a pool or inside a transaction. */
export const peopleQueries = (db: Db) => ({
  /**
   * Those whom the actor may read, active ones; those under protection only for who may freeze. Who may freeze without
   * reading names meets a person by her exact user name alone.
   */
  async list(
    actor: Actor,
    filter: PeopleFilter,
    page: number,
  ): Promise<{ entries: PersonEntry[]; total: number }> {
    const query = people(db).where((any) => {
      void any.where((all) => {
        void all.where('p.status', 'active');
        peopleWithin(db, all, actor, 'people.read');
      });
      void any.orWhere((all) => {
        void all.where((either) => {
          void either.where('p.status', 'frozen').orWhere((exact) => {
            void exact.where({ 'p.status': 'active', 'p.username': foldUsername(filter.search) });
          });
        });
        peopleWithin(db, all, actor, 'people.freeze');
      });
    });
    for (const word of wordsOf(filter.search)) void query.whereLike('p.search_text', word);
    for (const word of wordsOf(filter.institution)) void query.whereLike('i.search_text', word);
    for (const word of wordsOf(filter.network)) void query.whereLike('n.search_text', word);
    if (/^\d{5}$/.test(filter.municipality)) void query.where('p.cvegeo', filter.municipality);
    else {
      for (const word of wordsOf(filter.municipality)) void query.whereLike('m.search_text', word);
    }
    if (filter.status !== '') void query.where('p.status', filter.status);

    const counted = Total.parse(await query.clone().count({ total: 'p.id' }).first());
    const rows = (await query
      .select(COLUMNS)
      .orderBy(['p.search_text', 'p.id'])
      .limit(PER_PAGE)
      .offset((page - 1) * PER_PAGE)) as unknown[];
    return { entries: rows.map((row) => EntryRow.parse(row)), total: counted.total };
  },

  /** One person who has not closed her account. Phone, mail and optional answers are never read here. */
  async person(id: string): Promise<PersonRecord | null> {
    const row: unknown = await people(db)
      .select([...COLUMNS, 'p.extra_time_percent', 'p.created_at', 'i.path as institution_path'])
      .select('p.institution_id', 'p.rank_band')
      .where('p.id', id)
      .whereNot('p.status', 'closed')
      .first();
    if (row === undefined) return null;
    const memberships: unknown[] = await db('memberships as b')
      .leftJoin('institutions as i', 'i.id', 'b.institution_id')
      .leftJoin('networks as n', 'n.id', 'b.network_id')
      .select('i.name as institution', 'n.name as network', 'b.from_on', 'b.to_on')
      .where('b.person_id', id)
      .orderBy('b.from_on', 'desc');
    return {
      ...EntryRow.parse(row),
      ...RecordRow.parse(row),
      memberships: memberships.map((one) => MembershipRow.parse(one)),
    };
  },
});
