import type { Db } from '../../db/connection.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Language, Localized } from '../../lib/localized.ts';
import type { Audit } from '../audit/audit.ts';
import type { Municipality, MunicipalityOption, MunicipalityReads } from '../places/queries.ts';
import type { State } from '../places/states.ts';
import type { NoticeService } from '../accounts/notice-service.ts';
import type { CourseChoices } from './invitations-service.ts';
import { inviterOf, type FoundInvitation, type OpenInvitations } from './open-invitations.ts';
import { hashPassword } from '../accounts/passwords.ts';
import { addAccount } from '../accounts/people-repository.ts';
import type { Sex } from '../accounts/sex.ts';
import { usernameFrom } from '../accounts/usernames.ts';

/**
 * Port: gets ready to enrol people in the newest version of a course, and answers how to do so inside a transaction. A
 * course that was retired meanwhile enrols nobody; who is enrolled already comes into the cohort when she has none.
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
  /** What she will be enrolled in, told before. */
  course: { title: Localized; cohort: string | null } | null;
}

export interface JoinForm {
  displayName: string;
  cvegeo: string;
  sex: Sex;
  password: string;
  language: Language;
}

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
  invitations: OpenInvitations;
  notices: NoticeService;
  municipalities: MunicipalityReads;
  states: () => Promise<State[]>;
  courses: CourseChoices;
  enrolment: PrepareEnrolment;
}

/** Joining with an invitation: the one way in that needs nobody's approval. */
export function joinService({
  db,
  clock,
  audit,
  invitations,
  notices,
  municipalities,
  states,
  courses,
  enrolment,
}: Needs) {
  /** Null as well for a course that was retired meanwhile, which enrols nobody. */
  async function courseOf({ courseId, names }: FoundInvitation): Promise<OpenInvitation['course']> {
    if (courseId === null) return null;
    const course = (await courses()).find((one) => one.courseId === courseId);
    return course === undefined ? null : { title: course.title, cohort: names.cohort };
  }

  return {
    /** The places that the form offers: the 32 entities, and the municipalities of one of them. */
    states,
    municipalitiesOf: (stateCode: string): Promise<MunicipalityOption[]> =>
      municipalities.ofState(stateCode),
    municipality: (cvegeo: string): Promise<Municipality | null> => municipalities.byKey(cvegeo),

    /** What a code opens, or null when it opens nothing, for whatever reason. */
    async open(code: string): Promise<OpenInvitation | null> {
      const found = await invitations.find(code);
      return found === null
        ? null
        : {
            id: found.id,
            from: inviterOf(found),
            cvegeo: found.cvegeo,
            stateCode: found.stateCode,
            course: await courseOf(found),
          };
    },

    /**
     * Creates the person, her membership, her acceptance of the notice and, where the invitation names a course, her
     * enrolment: all or nothing. Answers null when the code no longer opens anything.
     */
    async join(code: string, form: JoinForm): Promise<{ id: string; username: string } | null> {
      const invitation = await invitations.find(code);
      if (invitation === null) return null;
      const passwordHash = await hashPassword(form.password);
      // Before the transaction: inside it a second connection could wait for itself.
      const enrol = invitation.courseId === null ? null : await enrolment(invitation.courseId);
      const now = clock();
      return db.transaction(async (trx) => {
        if (!(await invitations.take(trx, invitation))) return null;
        const person = await addAccount(trx, usernameFrom(form.displayName), {
          displayName: form.displayName,
          passwordHash,
          sex: form.sex,
          cvegeo: form.cvegeo,
          side: invitation.side,
          institutionId: invitation.institutionId,
          networkId: invitation.networkId,
          language: form.language,
          now,
        });
        await notices.accept(trx, person.id);
        await enrol?.(trx, { personId: person.id, cohortId: invitation.cohortId });
        await audit(trx, {
          actorId: person.id,
          action: 'person.joined',
          objectType: 'person',
          objectId: person.id,
          institutionPath: invitation.institutionPath,
          details: { invitation: invitation.id, notice: notices.current.version },
        });
        return person;
      });
    },
  };
}
export type JoinService = ReturnType<typeof joinService>;
