import { toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import { dayOf, type Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import { newId } from '../../lib/random-code.ts';
import type { Audit } from '../audit/audit.ts';
import { may, type Place } from '../permissions/policy.ts';
import { hides, type DisclosedRef, type Mark } from './disclosed.ts';
import { marksOn } from './disclosure-queries.ts';

/** A kind of text that can hold a disclosure. Whoever keeps the text knows how to find it and how to take it away. */
export interface DisclosedText {
  /** Whose it is and where she stands; null when there is no such text, or nothing is left of it. */
  find(db: Db, id: string): Promise<{ personId: string; place: Place; backHref: string } | null>;
  /** Erases it from its row, for good and for everybody. */
  erase(trx: Db, id: string, now: Date): Promise<unknown>;
}

/** What whoever grades sees before and after she marks a text. */
export interface Disclosure {
  mark: Mark | null;
  /** Where the text stands. */
  backHref: string;
}

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
  texts: Record<DisclosedRef['kind'], DisclosedText>;
}

const unknown = (): Refusal => new Refusal('not-found', 'error.notFound');

/**
 * Somebody told of violence that she lived. Marked, the text is there for herself and for whoever marked it; once she was
 * referred it is erased, and the day of the referral is all that stays, without a name. The log never says who told.
 */
export function disclosureService({ db, clock, audit, texts }: Needs) {
  const event = (actor: Actor, action: string, id: string) =>
    ({ actorId: actor.id, action, objectType: 'disclosure', objectId: id }) as const;

  /** The text and its mark, for whoever may grade it and from whom it is not hidden. */
  async function found(handle: Db, actor: Actor, { kind, id }: DisclosedRef) {
    const text = await texts[kind].find(handle, id);
    if (text === null || !may(actor, 'answers.grade', text.place)) throw unknown();
    if (text.personId === actor.id) throw unknown();
    const mark = (await marksOn(handle, kind, [id])).get(id);
    if (hides(mark, actor.id, text.personId)) throw unknown();
    return { ...text, mark: mark ?? null };
  }

  return {
    /** What there is to decide about a text. */
    async look(actor: Actor, ref: DisclosedRef): Promise<Disclosure> {
      const { mark, backHref } = await found(db, actor, ref);
      return { mark, backHref };
    },

    /**
     * Marks it: from now on others find nothing in its place, and the person receives a message of care in her inbox, and
     * nowhere else. Harmless to repeat.
     */
    async mark(actor: Actor, ref: DisclosedRef): Promise<void> {
      await db.transaction(async (trx) => {
        const { personId } = await found(trx, actor, ref);
        const now = toColumn(clock());
        const id = newId();
        const added: unknown[] = await trx('disclosures')
          .insert({ id, kind: ref.kind, object_id: ref.id, marked_by: actor.id, marked_at: now })
          .onConflict(['kind', 'object_id'])
          .ignore()
          .returning('id');
        if (added.length === 0) return;
        await trx('threads').insert({
          id: newId(),
          person_id: personId,
          kind: 'care',
          created_at: now,
          last_at: now,
          unread_since: now,
        });
        await audit(trx, event(actor, 'disclosure.marked', id));
      });
    },

    /**
     * Keeps on which day she was referred, and erases the text. Only whoever marked it may; a day before the mark or after
     * today is none.
     */
    async refer(actor: Actor, ref: DisclosedRef, day: string): Promise<'referred' | 'wrong-day'> {
      return db.transaction(async (trx) => {
        const { mark } = await found(trx, actor, ref);
        if (mark === null) throw unknown();
        const now = clock();
        if (day > dayOf(now) || day < dayOf(mark.markedAt)) return 'wrong-day';
        await texts[ref.kind].erase(trx, ref.id, now);
        await trx('disclosures').where('id', mark.id).update({
          kind: null,
          object_id: null,
          marked_by: null,
          marked_at: null,
          referred_on: day,
        });
        await audit(trx, { ...event(actor, 'disclosure.referred', mark.id), details: { on: day } });
        return 'referred';
      });
    },

    /** Those of these texts whose words the reader must not see: what lists and files leave out. */
    async hiddenFrom(
      readerId: string,
      kind: DisclosedRef['kind'],
      owned: readonly { id: string; ownerId: string }[],
    ): Promise<Set<string>> {
      const ids = owned.map(({ id }) => id);
      const marks = await marksOn(db, kind, ids);
      return new Set(
        owned
          .filter(({ id, ownerId }) => hides(marks.get(id), readerId, ownerId))
          .map(({ id }) => id),
      );
    },
  };
}
export type DisclosureService = ReturnType<typeof disclosureService>;
