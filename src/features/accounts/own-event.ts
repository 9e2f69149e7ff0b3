import type { Actor } from '../../lib/actor.ts';
import type { AuditEvent } from '../audit/audit.ts';

/** An act of a person on her own account, for the audit log. */
export const ownEvent = (
  actor: Actor,
  action: string,
  details: NonNullable<AuditEvent['details']> = {},
): AuditEvent => ({
  actorId: actor.id,
  action,
  objectType: 'person',
  objectId: actor.id,
  institutionPath: actor.institutionPath,
  details,
});
