import { z } from 'zod';
import { toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Reads } from '../../db/dialect/dialect.ts';
import { SIDES } from '../../lib/actor.ts';
import type { Clock } from '../../lib/clock.ts';
import type { InvitationCodes } from './invitation-codes.ts';
import { backedNow } from './invitation-makers.ts';
import { invitationRepository } from './invitations-repository.ts';

const Row = z
  .object({
    id: z.string(),
    side: z.enum(SIDES).nullable(),
    network: z.string().nullable(),
    institution: z.string().nullable(),
    cohort: z.string().nullable(),
    cvegeo: z.string().nullable(),
    place_state: z.string().nullable(),
    institution_id: z.string().nullable(),
    institution_path: z.string().nullable(),
    network_id: z.string().nullable(),
    cohort_id: z.string().nullable(),
    course_id: z.string().nullable(),
  })
  .transform((row) => ({
    id: row.id,
    /** The side of the wall on which it lets people in. */
    side: row.side ?? ('community' as const),
    names: { network: row.network, institution: row.institution, cohort: row.cohort },
    cvegeo: row.cvegeo,
    stateCode: row.place_state,
    institutionId: row.institution_id,
    institutionPath: row.institution_path,
    networkId: row.network_id,
    cohortId: row.cohort_id,
    courseId: row.course_id,
  }));

/** An invitation that its code opens, and how the code is stored. */
export type FoundInvitation = z.output<typeof Row> & {
  read: NonNullable<ReturnType<InvitationCodes['read']>>;
};

/** Open ones only: to whoever has a used, expired or revoked code it does not exist. */
const selectWhere = (where: string): string => `
  select v.id, i.side, c.name as cohort, n.name as network, i.name as institution, v.cvegeo, v.place_state, v.institution_id,
         i.path as institution_path, v.network_id, v.cohort_id, v.course_id
    from invitations v
    left join institutions i on i.id = v.institution_id
    left join networks n on n.id = v.network_id
    left join cohorts c on c.id = v.cohort_id
   where v.revoked_at is null and v.uses_left > 0 and v.expires_at > ? and ${where}`;
const BY_LINK = selectWhere('v.link_digest = ?');
const BY_SLIP = selectWhere(
  'v.id = (select s.invitation_id from invitation_slips s where s.code_digest = ? and s.used_at is null)',
);

interface Needs {
  db: Db;
  reads: Reads;
  clock: Clock;
  codes: InvitationCodes;
}

/** Finding the invitation that a code opens at this moment, and taking one use of it. */
export function openInvitations({ db, reads, clock, codes }: Needs) {
  const isBacked = async (handle: Db, id: string): Promise<boolean> => {
    const invitation = await invitationRepository(handle).byId(id);
    return invitation !== null && (await backedNow(handle, [invitation], clock()))(invitation);
  };

  return {
    /** Null: unknown, used, expired, revoked, and one whose maker may not invite any more, look the same. */
    async find(code: string): Promise<FoundInvitation | null> {
      const read = codes.read(code);
      if (read === null) return null;
      const sql = read.kind === 'link' ? BY_LINK : BY_SLIP;
      const [row] = await reads.all(sql, [toColumn(clock()), read.digest]);
      const found = row === undefined ? null : { ...Row.parse(row), read };
      return found !== null && (await isBacked(db, found.id)) ? found : null;
    },

    /** Takes one use inside the caller's transaction; false when somebody else had the last one, or it closed meanwhile. */
    async take(trx: Db, { id, read }: FoundInvitation): Promise<boolean> {
      if (!(await isBacked(trx, id))) return false;
      const repository = invitationRepository(trx);
      // A slip of an invitation that closed a moment ago may be marked as used: it opens nothing any more.
      if (read.kind === 'slip' && !(await repository.takeSlip(read.digest, clock()))) return false;
      return repository.takeUse(id, clock());
    },
  };
}
export type OpenInvitations = ReturnType<typeof openInvitations>;

/** Name of the cohort, network or institution that invites. */
export const inviterOf = ({ names }: FoundInvitation): string | null =>
  names.cohort ?? names.network ?? names.institution;
