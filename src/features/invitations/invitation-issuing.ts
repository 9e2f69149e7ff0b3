import type { Db } from '../../db/connection.ts';
import { DAY, dayOf, type Clock } from '../../lib/clock.ts';
import { newId } from '../../lib/random-code.ts';
import type { Audit } from '../audit/audit.ts';
import type { InvitationCodes } from './invitation-codes.ts';
import { targetNamed, type Target } from './invitation-queries.ts';
import { invitationRepository } from './invitations-repository.ts';
import type { Place } from '../permissions/policy.ts';

/** How long a link or a printed code opens its invitation. */
const INVITATION_DAYS = 30;
export const MOST_USES = { link: 500, slips: 60 } as const;

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
  codes: InvitationCodes;
}

interface ToIssue {
  label: string;
  target: Target | null;
  place: Place;
  courseId: string | null;
  cvegeo: string | null;
  kind: 'link' | 'slips';
  uses: number;
  /** Null: whoever operates the server. */
  createdBy: string | null;
}

/** An invitation just made: the only moment in which its codes are known. */
export interface Issued {
  id: string;
  link: string | null;
  slips: string[];
}

/** Makes an invitation. Whether its maker may is asked before. */
export const issuer =
  ({ db, clock, audit, codes }: Needs) =>
  async ({
    label,
    target,
    place,
    courseId,
    cvegeo,
    kind,
    uses,
    createdBy,
  }: ToIssue): Promise<Issued> => {
    const id = newId();
    const now = clock();
    const link = kind === 'link' ? codes.newLink() : null;
    const slips = kind === 'slips' ? Array.from({ length: uses }, () => codes.newSlip()) : [];
    await db.transaction(async (trx) => {
      await invitationRepository(trx).add({
        id,
        kind,
        linkDigest: link?.digest ?? null,
        slipDigests: slips.map((slip) => slip.digest),
        label,
        institutionId: target?.institutionId ?? null,
        networkId: target?.networkId ?? null,
        cohortId: target?.cohortId ?? null,
        courseId,
        cvegeo,
        place,
        uses,
        expiresAt: new Date(now.getTime() + INVITATION_DAYS * DAY),
        createdBy,
        createdAt: now,
      });
      await audit(trx, {
        actorId: createdBy,
        action: 'invitation.created',
        objectType: 'invitation',
        objectId: id,
        institutionPath: place.institutionPath,
        details: { kind, uses, network: place.networkId, cohort: place.cohortId },
      });
    });
    return { id, link: link?.code ?? null, slips: slips.map((slip) => slip.code) };
  };

/**
 * The command line's invitation: whoever may run it can read the database anyway. Answers the code of a link, or null when
 * no open network or institution has that name.
 */
export const serverInvitations = (needs: Needs) => {
  const issue = issuer(needs);
  return async (
    kind: 'red' | 'institucion',
    name: string,
    uses: number,
  ): Promise<string | null> => {
    const target = await targetNamed(needs.db, kind, name, dayOf(needs.clock()));
    if (target === null) return null;
    const { link } = await issue({
      label: target.name,
      target,
      place: target.place,
      courseId: null,
      cvegeo: target.place.cvegeo,
      kind: 'link',
      uses: Math.min(Math.max(1, uses), MOST_USES.link),
      createdBy: null,
    });
    return link;
  };
};
