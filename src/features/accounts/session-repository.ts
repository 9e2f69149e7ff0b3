import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import { Flag, Instant, json, toColumn } from '../../db/columns.ts';
import type { Reads } from '../../db/dialect/dialect.ts';
import { isUnavailable } from '../../db/dialect/failures.ts';
import { ROLES, SIDES, type Actor, type Grant } from '../../lib/actor.ts';
import { dayOf } from '../../lib/clock.ts';
import { Kept } from '../../lib/kept.ts';
import { purposeAt, PURPOSES, type Purpose } from '../../lib/purpose.ts';
import { LANGUAGES } from '../../lib/localized.ts';
import type { SessionRow, SessionRows } from '../../lib/session-rows.ts';
import { asOf, secondFactorOf } from '../permissions/second-factor-rules.ts';

/** Session, person, institution and live grants in one read: a row for each grant, one when there is none. */
const READ = `
  select s.data, s.last_seen_at, s.shared, p.id as person_id, p.username, p.display_name, p.language, p.discreet,
         p.demo, f.asked_at, case when f.confirmed_at is not null and f.secret_sealed is not null then 1 else 0 end as second_on,
         p.side, p.institution_id, i.path as institution_path, p.network_id, p.cvegeo, p.state_code, p.status,
         g.id as grant_id, g.role, g.granted_at, gi.path as grant_path, g.institution_id as grant_institution, g.state_code as grant_state,
         g.cvegeo as grant_cvegeo, g.network_id as grant_network, g.course_id as grant_course, g.cohort_id as grant_cohort
    from sessions s
    left join people p on p.id = s.person_id
    left join second_factors f on f.person_id = p.id
    left join institutions i on i.id = p.institution_id
    left join grants g on g.person_id = p.id and g.withdrawn_at is null and (g.ends_on is null or g.ends_on >= ?)
    left join institutions gi on gi.id = g.institution_id
   where s.id_hash = ? and s.expires_at > ?`;

const SessionData = z.looseObject({
  cookie: z.looseObject({ originalMaxAge: z.number().nullable() }),
  passport: z.looseObject({ user: z.string().optional() }).optional(),
  shared: z.boolean().optional(),
  device: z.string().optional(),
  authenticatedAt: z.string().optional(),
  purpose: z.object({ reason: z.enum(PURPOSES), at: z.string() }).optional(),
});

const Row = z.object({
  data: json(SessionData),
  shared: Flag,
  person_id: z.string().nullable(),
  username: z.string().nullable(),
  display_name: z.string().nullable(),
  language: z.enum(LANGUAGES).nullable(),
  discreet: Flag.nullable(),
  demo: Flag.nullable(),
  second_on: Flag,
  asked_at: Instant.nullable(),
  side: z.enum(SIDES).nullable(),
  institution_id: z.string().nullable(),
  institution_path: z.string().nullable(),
  network_id: z.string().nullable(),
  cvegeo: z.string().nullable(),
  state_code: z.string().nullable(),
  status: z.string().nullable(),
});

/** What is read anew at each request. */
const Stamp = z.object({ data: z.string(), last_seen_at: Instant });

type LiveGrant = Grant & { grantedAt: Date };

const GrantRow = z
  .object({
    grant_id: z.string(),
    role: z.enum(ROLES),
    granted_at: Instant,
    grant_institution: z.string().nullable(),
    grant_path: z.string().nullable(),
    grant_state: z.string().nullable(),
    grant_cvegeo: z.string().nullable(),
    grant_network: z.string().nullable(),
    grant_course: z.string().nullable(),
    grant_cohort: z.string().nullable(),
  })
  .transform((row): LiveGrant => ({
    id: row.grant_id,
    grantedAt: row.granted_at,
    role: row.role,
    institutionPath: row.grant_path,
    stateCode: row.grant_state,
    cvegeo: row.grant_cvegeo,
    networkId: row.grant_network,
    courseId: row.grant_course,
    cohortId: row.grant_cohort,
  }));

type SessionRead = z.output<typeof Row>;

interface Known {
  actor: Actor;
  said: { reason: Purpose; at: Date } | null;
}

function knownOf(row: SessionRead, grants: LiveGrant[], idHash: string): Known | null {
  const actor = actorOf(row, grants, idHash);
  const { purpose } = row.data;
  if (actor === null) return null;
  const said = purpose === undefined ? null : { ...purpose, at: new Date(purpose.at) };
  return { actor, said };
}

/** The same person at a moment. */
function asOfNow({ actor, said }: Known, now: Date): Actor {
  const purpose = purposeAt(said, now);
  const then = asOf(actor, now);
  return purpose === null ? then : { ...then, session: { ...then.session, purpose } };
}

function actorOf(row: SessionRead, grants: LiveGrant[], idHash: string): Actor | null {
  if (row.person_id === null || row.status !== 'active') return null;
  return {
    id: row.person_id,
    username: row.username ?? '',
    displayName: row.display_name ?? '',
    language: row.language ?? 'es-MX',
    discreet: row.discreet ?? false,
    side: row.side ?? 'community',
    institutionId: row.institution_id,
    institutionPath: row.institution_path,
    networkId: row.network_id,
    cvegeo: row.cvegeo,
    stateCode: row.state_code,
    grants,
    secondFactor: secondFactorOf(grants, {
      isOn: row.second_on,
      askedAt: row.asked_at,
      isDemo: row.demo ?? false,
    }),
    session: {
      idHash,
      shared: row.shared,
      authenticatedAt: new Date(row.data.authenticatedAt ?? 0),
      // As of a moment: `read` says what is left of it.
      purpose: null,
    },
  };
}

const hasGrant = (row: unknown): boolean =>
  typeof row === 'object' && row !== null && 'grant_id' in row && row.grant_id !== null;

const changing = (row: SessionRow) => ({
  person_id: row.personId,
  data: row.data,
  shared: row.shared,
  device: row.device,
  last_seen_at: toColumn(row.lastSeenAt),
  expires_at: toColumn(row.expiresAt),
});

/** What a person's rows say beside the moment of her last visit, as one text. */
const sameAs = (idHash: string, rows: readonly unknown[]): string =>
  idHash + rows.map((row) => JSON.stringify({ ...(row as object), last_seen_at: null })).join();

const KEPT = 1_000;

/** Sessions as rows, named by the digest of their id. */
export function sessionRepository(db: Db, reads: Reads): SessionRows {
  /** People as their rows were read before. The rows are read at each request; equal rows are the same person. */
  const known = new Kept<Known | null>(KEPT, () => 1);
  return {
    async read(idHash, now) {
      const rows = await reads.all(READ, [dayOf(now), idHash, toColumn(now)]);
      if (rows.length === 0) return null;
      const { data, last_seen_at: lastSeenAt } = Stamp.parse(rows[0]);
      const somebody = known.get(sameAs(idHash, rows), () => {
        const grants = rows.filter(hasGrant).map((row) => GrantRow.parse(row));
        return knownOf(Row.parse(rows[0]), grants, idHash);
      });
      return {
        data: JSON.parse(data) as Record<string, unknown>,
        lastSeenAt,
        actor: somebody === null ? null : asOfNow(somebody, now),
      };
    },
    async begin(idHash, row) {
      await db('sessions').insert({
        id_hash: idHash,
        created_at: toColumn(row.createdAt),
        ...changing(row),
      });
    },
    async write(idHash, row) {
      await db('sessions').where('id_hash', idHash).update(changing(row));
    },
    async touch(idHash, lastSeenAt, expiresAt) {
      try {
        await db('sessions')
          .where('id_hash', idHash)
          .update({ last_seen_at: toColumn(lastSeenAt), expires_at: toColumn(expiresAt) });
      } catch (error) {
        // Who only reads is not kept from it because nothing can be written now; the next page notes it.
        if (!isUnavailable(error)) throw error;
      }
    },
    async destroy(idHash) {
      await db('sessions').where('id_hash', idHash).delete();
    },
  };
}
