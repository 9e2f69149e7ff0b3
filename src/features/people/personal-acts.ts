import type { MessageKey } from '../../i18n/translate.ts';
import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import { Refusal, type RefusalKind } from '../../lib/errors.ts';
import type { Audit, AuditEvent } from '../audit/audit.ts';
import type { Place } from '../permissions/policy.ts';
import type { Action } from '../permissions/rights.ts';
import { peopleQueries } from './people-queries.ts';
import { placesOf, reaches } from './people-scope.ts';
import { isVisible } from './people-service.ts';
import type { PersonRecord } from './people-sheets.ts';

/** Why an act is refused to somebody who may know its person. */
export interface Denied {
  kind: RefusalKind;
  key: MessageKey;
}
type Work = (
  trx: Db,
  person: PersonRecord,
  places: readonly Place[],
) => Promise<AuditEvent['details'] | Denied>;

const isDenied = (outcome: AuditEvent['details'] | Denied): outcome is Denied =>
  outcome !== undefined && 'kind' in outcome && 'key' in outcome;

/**
 * Acts on one person who is not the actor: whoever may not do it there meets a missing page. Each act, and each refusal of
 * one, leaves a trace in its own transaction.
 */
export const personalActs =
  ({ db, audit }: { db: Db; audit: Audit }) =>
  async (
    actor: Actor,
    personId: string,
    { action, event }: { action: Action; event: string },
    work: Work,
  ): Promise<void> => {
    const denied = await db.transaction(async (trx): Promise<Denied | null> => {
      const person = await peopleQueries(trx).person(personId);
      const places = person === null ? [] : await placesOf(trx, personId);
      const outcome =
        person === null ||
        !isVisible(actor, places, person.isFrozen) ||
        !reaches(actor, action, places)
          ? { kind: 'not-found' as const, key: 'error.notFound' as const }
          : actor.id === personId
            ? { kind: 'conflict' as const, key: 'people.notYourself' as const }
            : await work(trx, person, places);
      await audit(trx, {
        actorId: actor.id,
        action: isDenied(outcome) ? `${event}-refused` : event,
        objectType: 'person',
        objectId: person === null ? null : personId,
        institutionPath: person?.institutionPath ?? null,
        details: isDenied(outcome) ? { reason: outcome.key } : (outcome ?? {}),
      });
      return isDenied(outcome) ? outcome : null;
    });
    if (denied !== null) throw new Refusal(denied.kind, denied.key).recorded();
  };
