import { z } from 'zod';
import { toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Reads } from '../../db/dialect/dialect.ts';
import { SIDES, type Side } from '../../lib/actor.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Language } from '../../lib/localized.ts';
import type { Audit } from '../audit/audit.ts';
import type { Municipality, MunicipalityOption, MunicipalityReads } from '../places/queries.ts';
import type { State } from '../places/states.ts';
import type { InvitationCodes } from './invitation-codes.ts';
import { backedNow } from './invitation-makers.ts';
import { invitationRepository } from './invitations-repository.ts';
import type { NoticeService } from './notice-service.ts';
import { hashPassword } from './passwords.ts';
import { addAccount } from './people-repository.ts';
import type { Sex } from './sex.ts';
import { usernameFrom } from './usernames.ts';

/**
 * Port: gets ready to enrol people in the newest version of a course, and answers how to do so inside a transaction. A
 * course that was retired meanwhile enrols nobody.
 */
export type PrepareEnrolment = (
  courseId: string,
) => Promise<(trx: Db, who: { personId: string; cohortId: string | null }) => Promise<void>>;

/** An invitation as whoever holds its code sees it. */
export interface OpenInvitation {
  id: string;
  /** Name of the network, institution or cohort that invites. */
  from: string | null;
  cvegeo: string | null;
  /** State to begin with when no municipality is given. */
  stateCode: string | null;
}

export interface JoinForm {
  displayName: string;
  cvegeo: string;
  sex: Sex;
  password: string;
  language: Language;
}

const Row = z.object({
  id: z.string(),
  side: z.enum(SIDES).nullable(),
  from_name: z.string().nullable(),
  cvegeo: z.string().nullable(),
  place_state: z.string().nullable(),
  institution_id: z.string().nullable(),
  institution_path: z.string().nullable(),
  network_id: z.string().nullable(),
  cohort_id: z.string().nullable(),
  course_id: z.string().nullable(),
});

/** Open ones only: to whoever has a used, expired or revoked code it does not exist. Its maker is asked after separately. */
const find = (where: string): string => `
  select v.id, i.side, coalesce(c.name, n.name, i.name) as from_name, v.cvegeo, v.place_state, v.institution_id,
         i.path as institution_path, v.network_id, v.cohort_id, v.course_id
    from invitations v
    left join institutions i on i.id = v.institution_id
    left join networks n on n.id = v.network_id
    left join cohorts c on c.id = v.cohort_id
   where v.revoked_at is null and v.uses_left > 0 and v.expires_at > ? and ${where}`;
const BY_LINK = find('v.link_digest = ?');
const BY_SLIP = find(
  'v.id = (select s.invitation_id from invitation_slips s where s.code_digest = ? and s.used_at is null)',
);

interface Needs {
  db: Db;
  reads: Reads;
  clock: Clock;
  audit: Audit;
  codes: InvitationCodes;
  notices: NoticeService;
  municipalities: MunicipalityReads;
  states: () => Promise<State[]>;
  enrolment: PrepareEnrolment;
}

/** Joining with an invitation: the one way in that needs nobody's approval. */
export function joinService({
  db,
  reads,
  clock,
  audit,
  codes,
  notices,
  municipalities,
  states,
  enrolment,
}: Needs) {
  const isBacked = async (handle: Db, id: string): Promise<boolean> => {
    const invitation = await invitationRepository(handle).byId(id);
    return invitation !== null && (await backedNow(handle, [invitation], clock()))(invitation);
  };

  const find = async (code: string) => {
    const read = codes.read(code);
    if (read === null) return null;
    const sql = read.kind === 'link' ? BY_LINK : BY_SLIP;
    const [row] = await reads.all(sql, [toColumn(clock()), read.digest]);
    const found = row === undefined ? null : { ...Row.parse(row), read };
    return found !== null && (await isBacked(db, found.id)) ? found : null;
  };

  return {
    /** The places that the form offers: the 32 entities, and the municipalities of one of them. */
    states,
    municipalitiesOf: (stateCode: string): Promise<MunicipalityOption[]> =>
      municipalities.ofState(stateCode),
    municipality: (cvegeo: string): Promise<Municipality | null> => municipalities.byKey(cvegeo),

    /** What a code opens, or null: unknown, used, expired, revoked and one whose maker may not invite look the same. */
    async open(code: string): Promise<OpenInvitation | null> {
      const found = await find(code);
      return found === null
        ? null
        : {
            id: found.id,
            from: found.from_name,
            cvegeo: found.cvegeo,
            stateCode: found.place_state,
          };
    },

    /**
     * Creates the person, her membership, her acceptance of the notice and, where the invitation names a course, her
     * enrolment: all or nothing. Answers null when the code no longer opens anything.
     */
    async join(code: string, form: JoinForm): Promise<{ id: string; username: string } | null> {
      const invitation = await find(code);
      if (invitation === null) return null;
      const passwordHash = await hashPassword(form.password);
      // Before the transaction: inside it a second connection could wait for itself.
      const enrol = invitation.course_id === null ? null : await enrolment(invitation.course_id);
      const now = clock();
      const side: Side = invitation.side ?? 'community';
      return db.transaction(async (trx) => {
        const repository = invitationRepository(trx);
        const { kind, digest } = invitation.read;
        if (!(await isBacked(trx, invitation.id))) return null;
        // A slip of an invitation that closed a moment ago may be marked as used: it opens nothing any more.
        if (kind === 'slip' && !(await repository.takeSlip(digest, now))) return null;
        if (!(await repository.takeUse(invitation.id, now))) return null;
        const person = await addAccount(trx, usernameFrom(form.displayName), {
          displayName: form.displayName,
          passwordHash,
          sex: form.sex,
          cvegeo: form.cvegeo,
          side,
          institutionId: invitation.institution_id,
          networkId: invitation.network_id,
          language: form.language,
          now,
        });
        await notices.accept(trx, person.id);
        await enrol?.(trx, { personId: person.id, cohortId: invitation.cohort_id });
        await audit(trx, {
          actorId: person.id,
          action: 'person.joined',
          objectType: 'person',
          objectId: person.id,
          institutionPath: invitation.institution_path,
          details: { invitation: invitation.id, notice: notices.current.version },
        });
        return person;
      });
    },
  };
}
export type JoinService = ReturnType<typeof joinService>;
