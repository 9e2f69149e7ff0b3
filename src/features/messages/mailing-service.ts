import { z } from 'zod';
import { toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import type { Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import { newId } from '../../lib/random-code.ts';
import type { Sealer } from '../../lib/sealed.ts';
import type { Audit } from '../audit/audit.ts';
import { cohortQueries } from '../enrolment/cohort-queries.ts';
import type { Cohort } from '../enrolment/cohort-sheets.ts';
import { lockPerson } from '../permissions/lock-person.ts';
import { may } from '../permissions/policy.ts';
import { recipientsAmong, recipientsInGroup, type Recipient } from './recipients.ts';
import { messageRepository } from './repository.ts';

/** To whom something is written: a group, or single people by their enrolments. */
export type Addressed = { group: string } | { enrolments: readonly string[] };

/** Those who would receive it now, with the group where it is one. */
export interface Audience {
  cohort: Cohort | null;
  recipients: Recipient[];
}

export interface Letter {
  subject: string;
  text: string;
  sendKey: string;
}

interface Needs {
  db: Db;
  clock: Clock;
  seal: Sealer;
  audit: Audit;
}

/** More people than any group has; a list that is longer is a mistake. */
export const MOST_PEOPLE = 1000;

const Before = z.object({ id: z.string(), people: z.number() }).optional();
const unknown = (): Refusal => new Refusal('not-found', 'error.notFound');

/**
 * One message to several people: each receives it in a conversation of her own, sees nobody else, and may answer. For
 * lists of other parts of the product as well: whom the writer may not read is left out.
 */
export function mailingService({ db, clock, seal, audit }: Needs) {
  async function audience(handle: Db, actor: Actor, to: Addressed): Promise<Audience> {
    if (!('group' in to)) {
      const recipients = await recipientsAmong(handle, actor, to.enrolments);
      if (recipients.length === 0) throw unknown();
      return { cohort: null, recipients };
    }
    const cohort = await cohortQueries(handle).byId(to.group);
    if (cohort === null || !may(actor, 'answers.read', cohort.place)) throw unknown();
    return { cohort, recipients: await recipientsInGroup(handle, actor, cohort.id) };
  }

  return {
    /** Who would receive it. Nobody whom the actor may write to: it does not exist. */
    async audience(actor: Actor, to: Addressed): Promise<Audience> {
      return audience(db, actor, to);
    },

    /** Writes to each of them; answers how many they were. The same key again writes nothing more. */
    async send(actor: Actor, to: Addressed, { subject, text, sendKey }: Letter): Promise<number> {
      return db.transaction(async (trx) => {
        await lockPerson(trx, actor.id);
        const { cohort, recipients } = await audience(trx, actor, to);
        const before = Before.parse(
          await trx('mailings').where({ author_id: actor.id, send_key: sendKey }).first(),
        );
        const repository = messageRepository(trx, seal);
        if (before !== undefined) {
          if ((await repository.textOfMailing(before.id)) === text) return before.people;
          throw new Refusal('conflict', 'messages.sentAlready');
        }
        if (recipients.length === 0) throw new Refusal('conflict', 'mailing.nobody');
        if (recipients.length > MOST_PEOPLE) throw new Refusal('conflict', 'mailing.tooMany');
        const now = clock();
        const mailingId = newId();
        await trx('mailings').insert({
          id: mailingId,
          author_id: actor.id,
          cohort_id: cohort?.id ?? null,
          people: recipients.length,
          sent_at: toColumn(now),
          send_key: sendKey,
        });
        await repository.sendLetters(recipients, {
          mailingId,
          authorId: actor.id,
          subject,
          text,
          now,
        });
        await audit(trx, {
          actorId: actor.id,
          action: 'messages.sent-to-list',
          objectType: cohort === null ? 'people' : 'cohort',
          objectId: cohort?.id ?? null,
          institutionPath: cohort?.place.institutionPath ?? null,
          details: { count: recipients.length },
        });
        return recipients.length;
      });
    },
  };
}
export type MailingService = ReturnType<typeof mailingService>;
