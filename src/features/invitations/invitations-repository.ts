import { z } from 'zod';
import { Flag, Instant, toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import { SIDES } from '../../lib/actor.ts';
import type { Place } from '../permissions/policy.ts';

/** An invitation as its own page and the list show it. */
export interface Invitation {
  id: string;
  kind: 'link' | 'slips';
  label: string;
  /** Name of the network, the institution or the cohort; null for the community of a place. */
  target: string | null;
  municipality: string | null;
  courseId: string | null;
  uses: number;
  usesLeft: number;
  expiresAt: Date;
  createdAt: Date;
  createdBy: string | null;
  isRevoked: boolean;
  place: Place;
}

export interface NewInvitation {
  id: string;
  kind: 'link' | 'slips';
  linkDigest: string | null;
  slipDigests: string[];
  label: string;
  institutionId: string | null;
  networkId: string | null;
  cohortId: string | null;
  courseId: string | null;
  cvegeo: string | null;
  place: Place;
  uses: number;
  expiresAt: Date;
  createdBy: string | null;
  createdAt: Date;
}

const Row = z
  .object({
    id: z.string(),
    kind: z.enum(['link', 'slips']),
    label: z.string(),
    target: z.string().nullable(),
    municipality: z.string().nullable(),
    course_id: z.string().nullable(),
    uses: z.number(),
    uses_left: z.number(),
    expires_at: Instant,
    created_at: Instant,
    created_by: z.string().nullable(),
    revoked: Flag,
    side: z.enum(SIDES),
    institution_path: z.string().nullable(),
    place_state: z.string().nullable(),
    place_cvegeo: z.string().nullable(),
    network_id: z.string().nullable(),
    cohort_id: z.string().nullable(),
    cohort_course: z.string().nullable(),
  })
  .transform((row): Invitation => ({
    id: row.id,
    kind: row.kind,
    label: row.label,
    target: row.target,
    municipality: row.municipality,
    courseId: row.course_id,
    uses: row.uses,
    usesLeft: row.uses_left,
    expiresAt: row.expires_at,
    createdAt: row.created_at,
    createdBy: row.created_by,
    isRevoked: row.revoked,
    place: {
      side: row.side,
      institutionPath: row.institution_path,
      stateCode: row.place_state,
      cvegeo: row.place_cvegeo,
      networkId: row.network_id,
      courseId: row.cohort_course,
      cohortId: row.cohort_id,
    },
  }));

/** The columns by which `withinScope` narrows `selected`. */
export const INVITATION_SCOPE = {
  side: 'invitations.side',
  institutionPath: 'invitations.institution_path',
  stateCode: 'invitations.place_state',
  cvegeo: 'invitations.place_cvegeo',
  networkId: 'invitations.network_id',
  courseId: 'cohorts.course_id',
  cohortId: 'invitations.cohort_id',
};

const BATCH = 200;

export const invitationRepository = (db: Db) => {
  const selected = () =>
    db('invitations')
      .leftJoin('networks', 'networks.id', 'invitations.network_id')
      .leftJoin('institutions', 'institutions.id', 'invitations.institution_id')
      .leftJoin('cohorts', 'cohorts.id', 'invitations.cohort_id')
      .leftJoin('municipalities', 'municipalities.cvegeo', 'invitations.cvegeo')
      .leftJoin('states', 'states.code', 'municipalities.state_code')
      .select(
        'invitations.id',
        'invitations.kind',
        'invitations.label',
        'invitations.course_id',
        'invitations.uses',
        'invitations.uses_left',
        'invitations.expires_at',
        'invitations.created_at',
        'invitations.created_by',
        'invitations.side',
        'invitations.institution_path',
        'invitations.place_state',
        'invitations.place_cvegeo',
        'invitations.network_id',
        'invitations.cohort_id',
        db.raw('coalesce(cohorts.name, networks.name, institutions.name) as target'),
        db.raw("municipalities.name || ', ' || states.abbreviation as municipality"),
        db.raw('(invitations.revoked_at is not null) as revoked'),
        db.raw('cohorts.course_id as cohort_course'),
      );

  return {
    async add(invitation: NewInvitation): Promise<void> {
      const { place } = invitation;
      await db('invitations').insert({
        id: invitation.id,
        kind: invitation.kind,
        link_digest: invitation.linkDigest,
        label: invitation.label,
        institution_id: invitation.institutionId,
        network_id: invitation.networkId,
        cohort_id: invitation.cohortId,
        course_id: invitation.courseId,
        cvegeo: invitation.cvegeo,
        side: place.side,
        institution_path: place.institutionPath,
        place_state: place.stateCode,
        place_cvegeo: place.cvegeo,
        uses: invitation.uses,
        uses_left: invitation.uses,
        expires_at: toColumn(invitation.expiresAt),
        created_by: invitation.createdBy,
        created_at: toColumn(invitation.createdAt),
      });
      const slips = invitation.slipDigests.map((code_digest) => ({
        code_digest,
        invitation_id: invitation.id,
      }));
      for (let from = 0; from < slips.length; from += BATCH) {
        await db('invitation_slips').insert(slips.slice(from, from + BATCH));
      }
    },

    async byId(id: string): Promise<Invitation | null> {
      const row: unknown = await selected().where('invitations.id', id).first();
      return row === undefined ? null : Row.parse(row);
    },

    /** The newest of those that `narrow` leaves. */
    async list(
      narrow: (query: ReturnType<typeof selected>) => ReturnType<typeof selected>,
      limit: number,
    ): Promise<Invitation[]> {
      const rows: unknown = await narrow(selected())
        .orderBy('invitations.created_at', 'desc')
        .orderBy('invitations.id')
        .limit(limit);
      return z.array(Row).parse(rows);
    },

    /** Answers whether it was open until now. */
    async revoke(id: string, now: Date): Promise<boolean> {
      const changed = await db('invitations')
        .where({ id })
        .whereNull('revoked_at')
        .update({ revoked_at: toColumn(now) });
      return changed === 1;
    },

    /** Takes one use of an open invitation. Of many at once, only as many succeed as there are uses. */
    async takeUse(id: string, now: Date): Promise<boolean> {
      const taken = await db('invitations')
        .where({ id })
        .where('uses_left', '>', 0)
        .whereNull('revoked_at')
        .where('expires_at', '>', toColumn(now))
        .decrement('uses_left', 1);
      return taken === 1;
    },

    async takeSlip(codeDigest: string, now: Date): Promise<boolean> {
      const taken = await db('invitation_slips')
        .where('code_digest', codeDigest)
        .whereNull('used_at')
        .update({ used_at: toColumn(now) });
      return taken === 1;
    },
  };
};
