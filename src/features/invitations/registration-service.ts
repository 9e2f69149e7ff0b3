import { z } from 'zod';
import { Instant, toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import type { Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import { newId } from '../../lib/random-code.ts';
import type { Sealer } from '../../lib/sealed.ts';
import type { Audit } from '../audit/audit.ts';
import { readableScope, type InvitationsService } from './invitations-service.ts';
import { covers, nowhere } from '../permissions/policy.ts';
import { withinScope } from '../permissions/scope-filter.ts';

export interface RegistrationRequest {
  id: string;
  displayName: string;
  municipality: string;
  cvegeo: string;
  stateCode: string;
  contact: string | null;
  reason: string;
  createdAt: Date;
}

export interface NewRequest {
  displayName: string;
  cvegeo: string;
  contact: string | null;
  reason: string;
}

const Row = z.object({
  id: z.string(),
  display_name: z.string(),
  municipality: z.string(),
  cvegeo: z.string(),
  state_code: z.string(),
  contact_sealed: z.string().nullable(),
  reason: z.string(),
  created_at: Instant,
});

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
  seal: Sealer;
  invitations: InvitationsService;
}

const LISTED = 200;
const contextOf = (id: string): string => `registration:${id}`;
const unknown = (): Refusal => new Refusal('not-found', 'error.notFound');

/** Requests of people without an invitation. Approving one makes a code for one person, to be handed over. */
export function registrationService({ db, clock, audit, seal, invitations }: Needs) {
  const open = () =>
    db('registration_requests as r')
      .join('municipalities as m', 'm.cvegeo', 'r.cvegeo')
      .join('states as s', 's.code', 'r.state_code')
      .select(
        'r.id',
        'r.display_name',
        'r.cvegeo',
        'r.state_code',
        'r.contact_sealed',
        'r.reason',
        'r.created_at',
      )
      .select(db.raw("m.name || ', ' || s.abbreviation as municipality"))
      .whereNull('r.decided_at');

  const toRequest = (row: z.output<typeof Row>): RegistrationRequest => ({
    id: row.id,
    displayName: row.display_name,
    municipality: row.municipality,
    cvegeo: row.cvegeo,
    stateCode: row.state_code,
    contact: row.contact_sealed === null ? null : seal.open(row.contact_sealed, contextOf(row.id)),
    reason: row.reason,
    createdAt: row.created_at,
  });

  const reachable = async (actor: Actor, id: string): Promise<RegistrationRequest> => {
    const row: unknown = await open().where('r.id', id).first();
    if (row === undefined) throw unknown();
    const request = toRequest(Row.parse(row));
    const place = { ...nowhere, stateCode: request.stateCode, cvegeo: request.cvegeo };
    if (!readableScope(actor).some((clause) => covers(clause, place))) throw unknown();
    return request;
  };

  const decide = async (
    actor: Actor,
    id: string,
    decision: 'approved' | 'declined',
    invitationId: string | null,
  ): Promise<boolean> =>
    db.transaction(async (trx) => {
      const changed = await trx('registration_requests')
        .where({ id })
        .whereNull('decided_at')
        .update({
          decided_at: toColumn(clock()),
          decided_by: actor.id,
          decision,
          invitation_id: invitationId,
        });
      if (changed !== 1) return false;
      await audit(trx, {
        actorId: actor.id,
        action: `registration.${decision}`,
        objectType: 'registration-request',
        objectId: id,
      });
      return true;
    });

  return {
    async ask({ displayName, cvegeo, contact, reason }: NewRequest): Promise<void> {
      const id = newId();
      await db('registration_requests').insert({
        id,
        display_name: displayName,
        cvegeo,
        state_code: cvegeo.slice(0, 2),
        contact_sealed: contact === null ? null : seal.seal(contact, contextOf(id)),
        reason,
        created_at: toColumn(clock()),
      });
    },

    /** Open requests in reach, oldest first. Requests name people of the community: the forces read none. */
    async list(actor: Actor): Promise<RegistrationRequest[]> {
      const columns = { side: 'r.side', stateCode: 'r.state_code', cvegeo: 'r.cvegeo' };
      const scope = readableScope(actor).filter((clause) => clause.sides.includes('community'));
      const query = db(open().select(db.raw("'community' as side")).as('r')).select('r.*');
      const rows: unknown = await withinScope(query, scope, columns)
        .orderBy('r.created_at')
        .orderBy('r.id')
        .limit(LISTED);
      const requests = z.array(Row).parse(rows).map(toRequest);
      if (requests.length > 0) {
        await db.transaction((trx) =>
          audit(trx, {
            actorId: actor.id,
            action: 'registration.listed',
            objectType: 'registration-request',
            objectId: null,
            details: { count: requests.length },
          }),
        );
      }
      return requests;
    },

    /** Makes a code for one person. Answers the invitation, whose page shows the code. */
    async approve(actor: Actor, id: string, label: string): Promise<{ id: string; keep: string }> {
      const request = await reachable(actor, id);
      const made = await invitations.create(actor, {
        label,
        target: null,
        courseId: null,
        cvegeo: request.cvegeo,
        kind: 'slips',
        uses: 1,
      });
      if (typeof made === 'string') throw unknown();
      if (!(await decide(actor, id, 'approved', made.id))) {
        await invitations.revoke(actor, made.id);
        throw unknown();
      }
      return made;
    },

    async decline(actor: Actor, id: string): Promise<void> {
      await reachable(actor, id);
      if (!(await decide(actor, id, 'declined', null))) throw unknown();
    },
  };
}
export type RegistrationService = ReturnType<typeof registrationService>;
