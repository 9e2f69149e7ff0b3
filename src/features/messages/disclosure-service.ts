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

/** A text that can be marked. */
interface FoundText {
  personId: string;
  place: Place;
  /** Where the text stands. */
  backHref: string;
  /** Where one writes to its person. */
  writeHref: string;
  /** Whether its person may take it away herself: nothing waits for it any more. */
  mayGo: boolean;
}

/** A kind of text that can hold a disclosure. Whoever keeps the text knows how to find it and how to take it away. */
export interface DisclosedText {
  /** Whose it is and where she stands; null when there is no such text, or nothing is left of it. */
  find(db: Db, id: string): Promise<FoundText | null>;
  /** What else a mark does, in its transaction: nobody may come to harm for what she told. */
  protect(trx: Db, id: string, markedBy: string): Promise<unknown>;
  /** Erases it from its row, for good and for everybody. */
  erase(trx: Db, id: string, now: Date): Promise<unknown>;
}

/** What whoever grades sees before and after she marks a text. */
export interface Disclosure extends Pick<FoundText, 'backHref' | 'writeHref'> {
  mark: Mark | null;
}

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
  texts: Record<DisclosedRef['kind'], DisclosedText>;
}

const hiddenAmong = (
  marks: ReadonlyMap<string, Mark>,
  readerId: string,
  owned: readonly { id: string; ownerId: string }[],
): Set<string> =>
  new Set(
    owned.filter(({ id, ownerId }) => hides(marks.get(id), readerId, ownerId)).map(({ id }) => id),
  );

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
      const { mark, backHref, writeHref } = await found(db, actor, ref);
      return { mark, backHref, writeHref };
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
        await texts[ref.kind].protect(trx, ref.id, actor.id);
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
        const marked = trx('disclosures').where({ id: mark.id }).whereNotNull('object_id');
        const referred = await marked.update({
          kind: null,
          object_id: null,
          marked_by: null,
          marked_at: null,
          referred_on: day,
        });
        // Whoever sent it twice at the same moment is led where the first one led.
        if (referred === 0) return 'referred';
        await texts[ref.kind].erase(trx, ref.id, now);
        await audit(trx, { ...event(actor, 'disclosure.referred', mark.id), details: { on: day } });
        return 'referred';
      });
    },

    /** Takes an answer of her own away, with a mark that may be on it. Refused while it waits for a grade. */
    async eraseOwnAnswer(actor: Actor, id: string): Promise<void> {
      await db.transaction(async (trx) => {
        const text = await texts.answer.find(trx, id);
        if (text?.personId !== actor.id) throw unknown();
        if (!text.mayGo) throw new Refusal('conflict', 'result.eraseWaits');
        await texts.answer.erase(trx, id, clock());
        await trx('disclosures').where({ kind: 'answer', object_id: id }).delete();
      });
    },

    /** Which of these answers are not for the reader, and which she marked herself. */
    async answerMarks(
      readerId: string,
      owned: readonly { id: string; ownerId: string }[],
    ): Promise<{ hidden: Set<string>; marked: Set<string> }> {
      const ids = owned.map(({ id }) => id);
      const marks = await marksOn(db, 'answer', ids);
      return {
        hidden: hiddenAmong(marks, readerId, owned),
        marked: new Set(ids.filter((id) => marks.get(id)?.markedBy === readerId)),
      };
    },

    /** Those of these texts whose words the reader must not see: what lists and files leave out. */
    async hiddenFrom(
      readerId: string,
      kind: DisclosedRef['kind'],
      owned: readonly { id: string; ownerId: string }[],
    ): Promise<Set<string>> {
      const ids = owned.map(({ id }) => id);
      return hiddenAmong(await marksOn(db, kind, ids), readerId, owned);
    },
  };
}
export type DisclosureService = ReturnType<typeof disclosureService>;
