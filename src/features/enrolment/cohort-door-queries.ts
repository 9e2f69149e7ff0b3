import { z } from 'zod';
import { Flag, Instant } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Actor, Side } from '../../lib/actor.ts';
import { dayOf } from '../../lib/clock.ts';
import { scopeOf } from '../permissions/policy.ts';
import { withinScope } from '../permissions/scope-filter.ts';

export const REQUEST_STATES = ['asked', 'waiting', 'entered', 'declined', 'left'] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

/** A cohort as somebody sees it who may come into it: no mission, no day of deployment, nobody's name. */
export interface OpenCohort {
  id: string;
  name: string;
  institution: string;
  startsOn: string;
  endsOn: string | null;
  /** Free places; null where as many fit as come. */
  free: number | null;
  /** What she asked for here last. */
  request: OwnRequest | null;
  isMine: boolean;
  asksOpen: boolean;
}

export interface OwnRequest {
  id: string;
  state: RequestState;
  /** How many come before her, and she herself; null unless she waits. */
  position: number | null;
  reasonSealed: string | null;
}

/** Somebody who wants a place, as those who decide read her. */
export interface Applicant {
  id: string;
  personId: string;
  name: string;
  username: string;
  state: RequestState;
  askedAt: Date;
}

const OpenRow = z.object({
  id: z.string(),
  name: z.string(),
  institution: z.string(),
  starts_on: z.string(),
  ends_on: z.string().nullable(),
  capacity: z.number().nullable(),
  asks_open: Flag,
  taken: z.coerce.number(),
  mine: z.coerce.number(),
});
const RequestRow = z.object({
  id: z.string(),
  cohort_id: z.string(),
  state: z.enum(REQUEST_STATES),
  reason_sealed: z.string().nullable(),
  before: z.coerce.number(),
});
const ApplicantRow = z
  .object({
    id: z.string(),
    person_id: z.string(),
    display_name: z.string(),
    username: z.string(),
    state: z.enum(REQUEST_STATES),
    asked_at: Instant,
  })
  .transform((row): Applicant => ({
    id: row.id,
    personId: row.person_id,
    name: row.display_name,
    username: row.username,
    state: row.state,
    askedAt: row.asked_at,
  }));
const Total = z.object({ total: z.coerce.number() });

const TAKEN = `(select count(*) from enrolments e join people p on p.id = e.person_id
  where e.cohort_id = k.id and e.status <> 'withdrawn' and p.status <> 'closed') as taken`;
const MINE = `(select count(*) from enrolments e
  where e.cohort_id = k.id and e.status <> 'withdrawn' and e.person_id = ?) as mine`;
const BEFORE = `(select count(*) from cohort_requests o
  where o.cohort_id = r.cohort_id and o.state = 'waiting' and o.turn <= r.turn) as before`;

/** Where somebody stands who asks: where she belongs today, in the cohort that she asks for. */
const OF_APPLICANT = {
  side: 'p.side',
  institutionPath: 'i.path',
  stateCode: 'p.state_code',
  cvegeo: 'p.cvegeo',
  networkId: 'p.network_id',
  courseId: 'k.course_id',
  cohortId: 'k.id',
};

/** The doors of cohorts, from both sides. Works on a pool or inside a transaction. */
export const cohortDoorQueries = (db: Db) => ({
  /**
   * The cohorts of a course that a person may ask for, and those where she has asked or is. All of her side; in the forces
   * only those of the institution at the top of her own, so that a contingent is not known across corps.
   */
  async openTo(actor: Actor, courseId: string, now: Date): Promise<OpenCohort[]> {
    const today = dayOf(now);
    const root = actor.institutionPath?.split('/')[1] ?? '';
    const query = db('cohorts as k')
      .join('institutions as i', 'i.id', 'k.institution_id')
      .select('k.id', 'k.name', 'i.name as institution', 'k.starts_on', 'k.ends_on')
      .select('k.capacity', 'k.asks_open', db.raw(TAKEN), db.raw(MINE, [actor.id]))
      .where({ 'k.course_id': courseId, 'k.side': actor.side })
      .where((on) => void on.whereNull('k.ends_on').orWhere('k.ends_on', '>=', today))
      .where((any) => {
        void any.where((open) => {
          void open.where('k.asks_open', true);
          if (actor.side !== 'community') void open.whereLike('i.path', `/${root}/%`);
        });
        void any.orWhereIn(
          'k.id',
          db('cohort_requests').select('cohort_id').where('person_id', actor.id),
        );
        void any.orWhereIn(
          'k.id',
          db('enrolments')
            .select('cohort_id')
            .where('person_id', actor.id)
            .whereNotNull('cohort_id')
            .whereNot('status', 'withdrawn'),
        );
      })
      .orderBy(['k.starts_on', 'k.id'])
      .limit(100);
    const rows = z.array(OpenRow).parse(await query);
    const requests = await this.requestsOf(actor.id);
    return rows.map((row) => ({
      id: row.id,
      name: row.name,
      institution: row.institution,
      startsOn: row.starts_on,
      endsOn: row.ends_on,
      free: row.capacity === null ? null : Math.max(0, row.capacity - row.taken),
      request: requests.get(row.id) ?? null,
      isMine: row.mine > 0,
      asksOpen: row.asks_open,
    }));
  },

  /** What a person asked for last in each cohort. */
  async requestsOf(personId: string): Promise<Map<string, OwnRequest>> {
    const rows: unknown[] = await db('cohort_requests as r')
      .select('r.id', 'r.cohort_id', 'r.state', 'r.reason_sealed', db.raw(BEFORE))
      .where('r.person_id', personId)
      // The one that is open counts, else the last; it comes last.
      .orderByRaw(`case when r.state in ('asked', 'waiting') then 1 else 0 end`)
      .orderBy(['r.asked_at', 'r.id']);
    return new Map(
      rows.map((raw) => {
        const { id, cohort_id: cohortId, state, ...row } = RequestRow.parse(raw);
        const position = state === 'waiting' ? row.before : null;
        return [cohortId, { id, state, position, reasonSealed: row.reason_sealed }];
      }),
    );
  },

  /**
   * Those who ask or wait here, by name; and how many there are in all. Whoever came by her own will shows herself to those
   * who decide, on this side of the wall; others are read by those who may read them anyway.
   */
  async applicants(
    actor: Actor,
    { id: cohortId, side }: { id: string; side: Side },
  ): Promise<{ asking: Applicant[]; waiting: Applicant[]; total: number }> {
    const all = () =>
      db('cohort_requests as r')
        .join('cohorts as k', 'k.id', 'r.cohort_id')
        .join('people as p', 'p.id', 'r.person_id')
        .leftJoin('institutions as i', 'i.id', 'p.institution_id')
        .where({ 'r.cohort_id': cohortId, 'p.status': 'active' })
        .whereIn('r.state', ['asked', 'waiting']);
    const isAcross = actor.side !== 'community' && side === 'community';
    const rows: unknown[] = await all()
      .where((any) => {
        void any.where((all) => {
          withinScope(all, scopeOf(actor, 'people.read'), OF_APPLICANT);
        });
        if (!isAcross) void any.orWhereNull('r.added_by');
      })
      .select('r.id', 'r.person_id', 'p.display_name', 'p.username', 'r.state', 'r.asked_at')
      .orderBy(['r.turn', 'r.asked_at', 'r.id'])
      .limit(500);
    const people = rows.map((row) => ApplicantRow.parse(row));
    const { total } = Total.parse(await all().count({ total: 'r.id' }).first());
    return {
      asking: people.filter(({ state }) => state === 'asked'),
      waiting: people.filter(({ state }) => state === 'waiting'),
      total,
    };
  },
});
