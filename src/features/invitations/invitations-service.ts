import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import { dayOf, MINUTE, type Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import type { Localized } from '../../lib/localized.ts';
import type { Sealer } from '../../lib/sealed.ts';
import type { Audit } from '../audit/audit.ts';
import type { Municipality, MunicipalityReads } from '../places/queries.ts';
import type { InvitationCodes } from './invitation-codes.ts';
import { issuer, MOST_USES } from './invitation-issuing.ts';
import { backedNow } from './invitation-makers.ts';
import {
  targetById,
  targetsWithin,
  TARGET_KINDS,
  type Target,
  type TargetKind,
} from './invitation-queries.ts';
import {
  invitationRepository,
  INVITATION_SCOPE,
  type Invitation,
} from './invitations-repository.ts';
import { may, nowhere, scopeOf, type Clause, type Place } from '../permissions/policy.ts';
import { withinScope } from '../permissions/scope-filter.ts';

const LISTED = 200;
/** How long the page after creation can show the codes again. */
const SHOWN_FOR = 30 * MINUTE;

/** Port: the open courses, for people whose side they are made for. */
export interface CourseChoice {
  courseId: string;
  title: Localized;
  audiences: readonly string[];
}
export type CourseChoices = () => Promise<CourseChoice[]>;

export interface InvitationWish {
  label: string;
  /** Null: the community of a municipality, without network or institution. */
  target: { kind: TargetKind; id: string } | null;
  courseId: string | null;
  cvegeo: string | null;
  kind: 'link' | 'slips';
  uses: number;
}

/** What a wish lacks; the form says it beside the field. */
export type WishProblem = 'target' | 'course' | 'municipality' | 'uses';

/** An invitation, and whether its maker could make it today; otherwise it opens nothing. */
export type ShownInvitation = Invitation & { isBacked: boolean };

const Secrets = z.strictObject({
  link: z.string().nullable(),
  slips: z.array(z.string()),
  at: z.iso.datetime(),
});
export type InvitationSecrets = Omit<z.infer<typeof Secrets>, 'at'>;

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
  seal: Sealer;
  codes: InvitationCodes;
  municipalities: MunicipalityReads;
  courses: CourseChoices;
}

const unknown = (): Refusal => new Refusal('not-found', 'error.notFound');

/**
 * What of the invitations of others a person may see. Labels and requests may name people of the community, so nobody of a
 * police or military institution reads them.
 */
export const readableScope = (actor: Actor): Clause[] =>
  scopeOf(actor, 'people.invite').flatMap((clause) => {
    const sides =
      actor.side === 'community'
        ? clause.sides
        : clause.sides.filter((side) => side !== 'community');
    return sides.length === 0 ? [] : [{ ...clause, sides }];
  });

const isReadable = (actor: Actor, invitation: Invitation): boolean =>
  invitation.createdBy === actor.id ||
  (may(actor, 'people.invite', invitation.place) &&
    (actor.side === 'community' || invitation.place.side !== 'community'));

const contextOf = (id: string): string => `invitation:${id}`;

/** Inviting people: who may, into what, and the codes that are shown once. */
export function invitationsService({
  db,
  clock,
  audit,
  seal,
  codes,
  municipalities,
  courses,
}: Needs) {
  const issue = issuer({ db, clock, audit, codes });

  const refused = async (actor: Actor, place: Place, objectId: string | null): Promise<void> => {
    await db.transaction((trx) =>
      audit(trx, {
        actorId: actor.id,
        action: 'people.invite.refused',
        objectType: 'invitation',
        objectId,
        institutionPath: place.institutionPath,
      }),
    );
  };

  const readable = async (actor: Actor, id: string): Promise<Invitation> => {
    const invitation = await invitationRepository(db).byId(id);
    if (invitation === null) throw unknown();
    if (!isReadable(actor, invitation)) {
      await refused(actor, invitation.place, id);
      throw unknown().recorded();
    }
    return invitation;
  };

  /** The target and place of a wish when the actor may invite there. Answers what is wrong otherwise. */
  const placeOf = async (
    actor: Actor,
    wish: InvitationWish,
  ): Promise<
    { target: Target | null; place: Place; municipality: Municipality | null } | WishProblem
  > => {
    const municipality = wish.cvegeo === null ? null : await municipalities.byKey(wish.cvegeo);
    if (wish.cvegeo !== null && municipality === null) return 'municipality';
    if (wish.target === null) {
      const place = {
        ...nowhere,
        stateCode: municipality?.stateCode ?? null,
        cvegeo: municipality?.cvegeo ?? null,
      };
      if (may(actor, 'people.invite', place)) return { target: null, place, municipality };
      await refused(actor, place, null);
      return municipality === null ? 'municipality' : 'target';
    }
    const target = await targetById(db, wish.target.kind, wish.target.id, dayOf(clock()));
    if (target === null) return 'target';
    if (may(actor, 'people.invite', target.place))
      return { target, place: target.place, municipality };
    await refused(actor, target.place, target.id);
    return 'target';
  };

  return {
    /** Hers, and those of others in her reach; newest first. */
    async list(actor: Actor): Promise<(ShownInvitation & { isMine: boolean })[]> {
      const found = await invitationRepository(db).list(
        (query) =>
          query.where((any) => {
            void any.where('invitations.created_by', actor.id);
            void any.orWhere((reach) => {
              void withinScope(reach, readableScope(actor), INVITATION_SCOPE);
            });
          }),
        LISTED,
      );
      const isBacked = await backedNow(db, found, clock());
      return found.map((invitation) => ({
        ...invitation,
        isBacked: isBacked(invitation),
        isMine: invitation.createdBy === actor.id,
      }));
    },

    /** Everything that a new invitation of this person can choose from. */
    async choices(
      actor: Actor,
      search: string,
    ): Promise<{ targets: Target[]; courses: CourseChoice[] }> {
      const scope = scopeOf(actor, 'people.invite');
      const today = dayOf(clock());
      const [byKind, offered] = await Promise.all([
        Promise.all(TARGET_KINDS.map((kind) => targetsWithin(db, kind, scope, { today, search }))),
        courses(),
      ]);
      return { targets: byKind.flat(), courses: offered };
    },

    /** Whether she may invite people who belong to no network and no institution, somewhere. */
    mayInviteCommunity: (actor: Actor): boolean =>
      scopeOf(actor, 'people.invite').some(
        (clause) =>
          clause.sides.includes('community') &&
          clause.institutionPath === null &&
          clause.networkId === null &&
          clause.courseId === null &&
          clause.cohortId === null,
      ),

    /**
     * Makes an invitation. Its codes are stored only as digests: `keep` holds them sealed, for the maker's own session, so
     * that the next page can show them. Answers what is wrong with the wish otherwise.
     */
    async create(
      actor: Actor,
      wish: InvitationWish,
    ): Promise<{ id: string; keep: string } | WishProblem> {
      if (wish.uses > MOST_USES[wish.kind]) return 'uses';
      const found = await placeOf(actor, wish);
      if (typeof found === 'string') return found;
      const { target, place, municipality } = found;
      const courseId = wish.courseId ?? target?.courseId ?? null;
      if (wish.courseId !== null) {
        const course = (await courses()).find((one) => one.courseId === wish.courseId);
        const belongs = target?.courseId == null || target.courseId === wish.courseId;
        if (course?.audiences.includes(place.side) !== true || !belongs) return 'course';
      }
      const { id, link, slips } = await issue({
        label: wish.label,
        target,
        place,
        courseId,
        cvegeo: municipality?.cvegeo ?? target?.place.cvegeo ?? null,
        kind: wish.kind,
        uses: wish.uses,
        createdBy: actor.id,
      });
      const secrets: z.infer<typeof Secrets> = { link, slips, at: clock().toISOString() };
      return { id, keep: seal.seal(JSON.stringify(secrets), contextOf(id)) };
    },

    /** One invitation, with its codes while `keep` is fresh and belongs to it. */
    async show(
      actor: Actor,
      id: string,
      keep: string | null,
    ): Promise<{
      invitation: ShownInvitation & { course: Localized | null };
      secrets: InvitationSecrets | null;
    }> {
      const found = await readable(actor, id);
      const isBacked = (await backedNow(db, [found], clock()))(found);
      const course =
        found.courseId === null
          ? undefined
          : (await courses()).find(({ courseId }) => courseId === found.courseId);
      const invitation = { ...found, isBacked, course: course?.title ?? null };
      if (keep === null || invitation.isRevoked || !isBacked) return { invitation, secrets: null };
      const secrets = Secrets.parse(JSON.parse(seal.open(keep, contextOf(id))));
      const isFresh = clock().getTime() - new Date(secrets.at).getTime() < SHOWN_FOR;
      return { invitation, secrets: isFresh ? { link: secrets.link, slips: secrets.slips } : null };
    },

    /** Closes an invitation for good. Who joined stays. Harmless to repeat. */
    async revoke(actor: Actor, id: string): Promise<void> {
      const invitation = await readable(actor, id);
      await db.transaction(async (trx) => {
        if (!(await invitationRepository(trx).revoke(id, clock()))) return;
        await audit(trx, {
          actorId: actor.id,
          action: 'invitation.revoked',
          objectType: 'invitation',
          objectId: id,
          institutionPath: invitation.place.institutionPath,
        });
      });
    },
  };
}
export type InvitationsService = ReturnType<typeof invitationsService>;
