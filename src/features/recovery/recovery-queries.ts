import { z } from 'zod';
import { Instant, toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import { DAY, dayOf } from '../../lib/clock.ts';
import { PlaceRow } from '../permissions/place-row.ts';
import type { Clause, Place } from '../permissions/policy.ts';
import { OF_STANDING, STANDING, withStanding } from '../permissions/standing.ts';
import { withinScope } from '../permissions/scope-filter.ts';

/** A request that nobody confirms within this time is forgotten. */
export const REQUEST_LIVES = 7 * DAY;

const PersonRow = z
  .object({ id: z.string(), display_name: z.string(), username: z.string() })
  .transform((row) => ({ id: row.id, name: row.display_name, username: row.username }));
export type RecoverablePerson = z.output<typeof PersonRow>;

const RequestRow = z
  .object({
    id: z.string(),
    person_id: z.string(),
    name: z.string(),
    username: z.string(),
    asked_by: z.string().nullable(),
    asker: z.string().nullable(),
    asked_at: Instant,
    confirmed_by: z.string().nullable(),
    expires_at: Instant.nullable(),
  })
  .transform((row) => ({
    id: row.id,
    personId: row.person_id,
    name: row.name,
    username: row.username,
    askedBy: row.asked_by,
    asker: row.asker,
    askedAt: row.asked_at,
    confirmedBy: row.confirmed_by,
    expiresAt: row.expires_at,
  }));
export type RecoveryRequest = z.output<typeof RequestRow>;

/** Active people, with a row for each course they study: the scope of instructors comes from there. */
const peopleInPlaces = (db: Db) =>
  db('people as p').modify(withStanding).where('p.status', 'active');

const requests = (db: Db) =>
  db('recoveries as r')
    .join('people as p', 'p.id', 'r.person_id')
    .leftJoin('people as a', 'a.id', 'r.asked_by')
    .modify(withStanding)
    .distinct(
      'r.id',
      'r.person_id',
      'p.display_name as name',
      'p.username',
      'r.asked_by',
      'a.display_name as asker',
      'r.asked_at',
      'r.confirmed_by',
      'r.expires_at',
    )
    .where({ 'r.channel': 'code', 'p.status': 'active' })
    .whereNull('r.used_at')
    .whereNull('r.refused_at');

/** What the people who help others to recover see. */
export const recoveryQueries = (db: Db) => ({
  /** People within a scope, by name; `search` is folded text, '' for all. */
  async people(
    scope: readonly Clause[],
    search: string,
    limit: number,
  ): Promise<RecoverablePerson[]> {
    const query = withinScope(peopleInPlaces(db), scope, OF_STANDING)
      .distinct('p.id', 'p.display_name', 'p.username')
      .orderBy('p.display_name')
      .limit(limit);
    if (search !== '') void query.whereLike('p.search_text', `%${search}%`);
    const rows: unknown[] = await query;
    return rows.map((row) => PersonRow.parse(row));
  },

  /** The person with exactly this user name, when she lies within a scope. */
  async personNamed(scope: readonly Clause[], username: string): Promise<RecoverablePerson[]> {
    const query = withinScope(peopleInPlaces(db), scope, OF_STANDING)
      .distinct('p.id', 'p.display_name', 'p.username')
      .where('p.username', username);
    const rows: unknown[] = await query;
    return rows.map((row) => PersonRow.parse(row));
  },

  /** Where an active person can be reached: a place for each course she studies, one at least. */
  async placesOf(personId: string): Promise<Place[]> {
    const rows: unknown[] = await peopleInPlaces(db).where('p.id', personId).select(STANDING);
    return rows.map((row) => PlaceRow.parse(row));
  },

  /** Whether she holds a role that reaches other people, beyond coordinating her network. */
  async holdsOffice(personId: string, now: Date): Promise<boolean> {
    const row: unknown = await db('grants')
      .select('id')
      .where('person_id', personId)
      .whereNot('role', 'network_coordinator')
      .whereNull('withdrawn_at')
      .where((any) => any.whereNull('ends_on').orWhere('ends_on', '>=', dayOf(now)))
      .first();
    return row !== undefined;
  },

  /** Requests within a scope that wait for somebody to confirm them. */
  async waiting(scope: readonly Clause[], now: Date): Promise<RecoveryRequest[]> {
    const rows: unknown[] = await withinScope(requests(db), scope, OF_STANDING)
      .whereNull('r.confirmed_at')
      .where('r.asked_at', '>', toColumn(new Date(now.getTime() - REQUEST_LIVES)))
      .orderBy('r.asked_at')
      .limit(100);
    return rows.map((row) => RequestRow.parse(row));
  },

  /** Requests of one asker that are alive: waiting, or with a code that has not expired. */
  async askedBy(personId: string, now: Date): Promise<RecoveryRequest[]> {
    const rows: unknown[] = await requests(db)
      .where('r.asked_by', personId)
      .where((alive) =>
        alive
          .where('r.expires_at', '>', toColumn(now))
          .orWhere((waiting) =>
            waiting
              .whereNull('r.confirmed_at')
              .where('r.asked_at', '>', toColumn(new Date(now.getTime() - REQUEST_LIVES))),
          ),
      )
      .orderBy('r.asked_at', 'desc')
      .limit(100);
    return rows.map((row) => RequestRow.parse(row));
  },

  async request(id: string): Promise<RecoveryRequest | null> {
    const row: unknown = await requests(db).where('r.id', id).first();
    return row === undefined ? null : RequestRow.parse(row);
  },
});
