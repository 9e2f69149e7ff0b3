import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import { dayOf, type Clock } from '../../lib/clock.ts';
import type { Localized } from '../../lib/localized.ts';
import { newId } from '../../lib/random-code.ts';
import type { Audit } from '../audit/audit.ts';
import { lockPerson } from '../permissions/lock-person.ts';
import type { CourseChoices } from './invitations-service.ts';
import type { PrepareEnrolment } from './join-service.ts';
import { inviterOf, type FoundInvitation, type OpenInvitations } from './open-invitations.ts';

/**
 * What becomes of a network or an institution: her first one is where she belongs and is counted; one that comes later is
 * noted beside it, and where she belongs stays as it is.
 */
export interface Joining {
  how: 'first' | 'later' | 'already';
  name: string;
  /** Where she belongs until now. */
  home: string | null;
}

/** What accepting would do, told before. */
export interface AcceptancePlan {
  from: string | null;
  /** It lets people in on another side of the wall: this account cannot use it. */
  isAcross: boolean;
  network: Joining | null;
  institution: Joining | null;
  course: {
    how: 'enrols' | 'enters-cohort' | 'already';
    title: Localized;
    cohort: string | null;
  } | null;
}

/** Whether accepting would change anything at all. */
export const changesAnything = ({ isAcross, network, institution, course }: AcceptancePlan) =>
  !isAcross &&
  [network, institution, course].some((part) => part !== null && part.how !== 'already');

const PersonRow = z.object({
  side: z.string(),
  network_id: z.string().nullable(),
  network: z.string().nullable(),
  institution_id: z.string().nullable(),
  institution: z.string().nullable(),
});
const MembershipRow = z.object({
  network_id: z.string().nullable(),
  institution_id: z.string().nullable(),
});
const EnrolmentRow = z.object({ status: z.string(), cohort_id: z.string().nullable() }).optional();

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
  invitations: OpenInvitations;
  courses: CourseChoices;
  enrolment: PrepareEnrolment;
}

type Titles = ReadonlyMap<string, Localized>;

async function planOf(
  handle: Db,
  invitation: FoundInvitation,
  personId: string,
  titles: Titles,
): Promise<AcceptancePlan> {
  const person = PersonRow.parse(
    await handle('people as p')
      .leftJoin('networks as n', 'n.id', 'p.network_id')
      .leftJoin('institutions as i', 'i.id', 'p.institution_id')
      .select('p.side', 'p.network_id', 'n.name as network', 'p.institution_id')
      .select('i.name as institution')
      .where('p.id', personId)
      .first(),
  );
  const memberships = z
    .array(MembershipRow)
    .parse(
      await handle('memberships')
        .select('network_id', 'institution_id')
        .where('person_id', personId)
        .whereNull('to_on'),
    );
  const joining = (kind: 'network' | 'institution', id: string | null): Joining | null => {
    const name = invitation.names[kind];
    if (id === null || name === null) return null;
    const column = `${kind}_id` as const;
    const isMember = person[column] === id || memberships.some((one) => one[column] === id);
    const how = isMember ? 'already' : person[column] === null ? 'first' : 'later';
    return { how, name, home: person[kind] };
  };
  return {
    from: inviterOf(invitation),
    isAcross: person.side !== invitation.side,
    network: joining('network', invitation.networkId),
    // A cohort of an institution takes people of others as well: who runs it is not where she belongs.
    institution:
      invitation.cohortId === null ? joining('institution', invitation.institutionId) : null,
    course: await courseOf(handle, invitation, personId, titles),
  };
}

async function courseOf(
  handle: Db,
  { courseId, cohortId, names }: FoundInvitation,
  personId: string,
  titles: Titles,
): Promise<AcceptancePlan['course']> {
  const title = titles.get(courseId ?? '');
  if (courseId === null || title === undefined) return null;
  const enrolment = EnrolmentRow.parse(
    await handle('enrolments')
      .select('status', 'cohort_id')
      .where({ person_id: personId, course_id: courseId })
      .whereNot('status', 'withdrawn')
      .orderBy('cycle', 'desc')
      .first(),
  );
  const entersCohort =
    cohortId !== null && enrolment?.status === 'active' && enrolment.cohort_id === null;
  const how = enrolment === undefined ? 'enrols' : entersCohort ? 'enters-cohort' : 'already';
  return { how, title, cohort: names.cohort };
}

/** Using an invitation with the account that a person has already. */
export function invitationAcceptance(needs: Needs) {
  const { db, clock, audit, invitations, courses, enrolment } = needs;

  const titles = async (): Promise<Titles> =>
    new Map((await courses()).map(({ courseId, title }) => [courseId, title]));

  async function belong(
    trx: Db,
    personId: string,
    column: 'network_id' | 'institution_id',
    { id, how }: { id: string | null; how: Joining['how'] | undefined },
  ): Promise<void> {
    if (id === null || how === undefined || how === 'already') return;
    if (how === 'first')
      await trx('people')
        .where('id', personId)
        .update({ [column]: id });
    await trx('memberships').insert({
      id: newId(),
      person_id: personId,
      [column]: id,
      role: 'member',
      from_on: dayOf(clock()),
    });
  }

  return {
    /** What accepting would do, or null when the code opens nothing. */
    async plan(actor: Actor, code: string): Promise<AcceptancePlan | null> {
      const invitation = await invitations.find(code);
      return invitation === null ? null : planOf(db, invitation, actor.id, await titles());
    },

    /**
     * Joins the network or institution and enrols in the course, as the plan says, and takes one use: all or nothing.
     * Where it changes nothing no use is taken. Answers null when the code opens nothing for her.
     */
    async accept(actor: Actor, code: string): Promise<AcceptancePlan | null> {
      const invitation = await invitations.find(code);
      if (invitation === null) return null;
      // Before the transaction: inside it a second connection could wait for itself.
      const known = await titles();
      const enrol = invitation.courseId === null ? null : await enrolment(invitation.courseId);
      return db.transaction(async (trx) => {
        // Two answers of the same person, sent at once, come one after the other.
        await lockPerson(trx, actor.id);
        const plan = await planOf(trx, invitation, actor.id, known);
        if (plan.isAcross) return null;
        if (!changesAnything(plan)) return plan;
        if (!(await invitations.take(trx, invitation))) return null;
        const { networkId, institutionId, cohortId } = invitation;
        await belong(trx, actor.id, 'network_id', { id: networkId, how: plan.network?.how });
        const institution = { id: institutionId, how: plan.institution?.how };
        await belong(trx, actor.id, 'institution_id', institution);
        await enrol?.(trx, { personId: actor.id, cohortId });
        await audit(trx, {
          actorId: actor.id,
          action: 'invitation.accepted',
          objectType: 'person',
          objectId: actor.id,
          institutionPath: invitation.institutionPath ?? actor.institutionPath,
          details: {
            invitation: invitation.id,
            network: plan.network?.how ?? null,
            institution: plan.institution?.how ?? null,
            course: plan.course?.how ?? null,
          },
        });
        return plan;
      });
    },
  };
}
export type InvitationAcceptance = ReturnType<typeof invitationAcceptance>;
