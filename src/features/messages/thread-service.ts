import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import { dayOf, type Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import type { Sealer } from '../../lib/sealed.ts';
import type { Audit } from '../audit/audit.ts';
import type { CourseVersion, CourseVersions } from '../courses/repository.ts';
import { lockPerson } from '../permissions/lock-person.ts';
import { may } from '../permissions/policy.ts';
import { companionsOf, type Companion } from './companions.ts';
import { hides } from './disclosed.ts';
import { marksOn } from './disclosure-queries.ts';
import { threadQueries } from './queries.ts';
import { messageRepository } from './repository.ts';
import type { Message, Thread } from './thread.ts';

/** A conversation in a list, with the course whose words its title is made of. */
export interface ListedThread {
  thread: Thread;
  version: CourseVersion | null;
}

export interface ThreadPageOf {
  entries: ListedThread[];
  more: boolean;
}

/** A conversation with its texts, as one of its two ends reads it. */
export interface OpenThread extends ListedThread {
  messages: Message[];
  isOwn: boolean;
  /** Who reads what the person writes; empty when nobody does any more. */
  companions: Companion[];
}

interface Needs {
  db: Db;
  clock: Clock;
  seal: Sealer;
  audit: Audit;
  versions: CourseVersions;
}

const unknown = (): Refusal => new Refusal('not-found', 'error.notFound');

/**
 * Conversations: a person reads her own; others read it while they accompany her, and no longer. For everybody else it does
 * not exist.
 */
export function threadService({ db, clock, seal, audit, versions }: Needs) {
  const threadFor = async (handle: Db, actor: Actor, id: string): Promise<Thread> => {
    const thread = await threadQueries(handle).byId(id);
    if (thread === null) throw unknown();
    const isOwn = thread.personId === actor.id;
    if (!isOwn && !(thread.isShared && may(actor, 'answers.read', thread.place))) throw unknown();
    return thread;
  };

  const withVersion = async (thread: Thread): Promise<ListedThread> => ({
    thread,
    version: thread.versionId === null ? null : await versions.byId(thread.versionId),
  });

  const listed = async ({
    entries,
    more,
  }: {
    entries: Thread[];
    more: boolean;
  }): Promise<ThreadPageOf> => ({ entries: await Promise.all(entries.map(withVersion)), more });

  /** Its texts, without those that are not for this reader. */
  const shown = async (trx: Db, actor: Actor, { id, personId }: Thread): Promise<Message[]> => {
    const all = await messageRepository(trx, seal).inThread(id);
    const ids = all.map((one) => one.id);
    const marks = await marksOn(trx, 'message', ids);
    return all.map((one) => {
      const mark = marks.get(one.id);
      if (hides(mark, actor.id, personId)) return { ...one, text: null };
      return { ...one, isMarked: mark?.markedBy === actor.id };
    });
  };

  return {
    /** A person's own conversations, the newest first. */
    async own(actor: Actor, page: number): Promise<ThreadPageOf> {
      return listed(await threadQueries(db).ofPerson(actor.id, page));
    },

    /** How many of those whom the actor accompanies wait for an answer. */
    async waiting(actor: Actor): Promise<number> {
      return threadQueries(db).waiting(actor);
    },

    /** What the people wrote whom the actor accompanies. It names people: the look leaves a trace. */
    async accompanied(
      actor: Actor,
      { waiting, page }: { waiting: boolean; page: number },
    ): Promise<ThreadPageOf> {
      const found = await db.transaction(async (trx) => {
        const threads = await threadQueries(trx).ofCompanion(actor, { waiting, number: page });
        await audit(trx, {
          actorId: actor.id,
          action: 'messages.listed',
          objectType: 'people',
          objectId: null,
          details: { rows: threads.entries.length, page },
        });
        return threads;
      });
      return listed(found);
    },

    /** One conversation. When somebody else than its person opens it, that leaves a trace. */
    async open(actor: Actor, id: string): Promise<OpenThread> {
      const { thread, messages, companions } = await db.transaction(async (trx) => {
        const found = await threadFor(trx, actor, id);
        if (found.personId !== actor.id) {
          await audit(trx, {
            actorId: actor.id,
            action: 'messages.opened',
            objectType: 'thread',
            objectId: id,
            institutionPath: found.place.institutionPath,
          });
        }
        return {
          thread: found,
          messages: await shown(trx, actor, found),
          companions:
            found.enrolmentId === null
              ? []
              : await companionsOf(trx, found.enrolmentId, dayOf(clock())),
        };
      });
      const isOwn = thread.personId === actor.id;
      return { ...(await withVersion(thread)), messages, isOwn, companions };
    },

    /** Writes into a conversation. The same key again writes nothing more. */
    async answer(
      actor: Actor,
      id: string,
      { text, sendKey, seen }: { text: string; sendKey: string; seen: string },
    ): Promise<void> {
      await db.transaction(async (trx) => {
        const thread = await threadFor(trx, actor, id);
        // Two taps at the same moment come one after the other.
        await lockPerson(trx, actor.id);
        const repository = messageRepository(trx, seal);
        const before = await repository.sentUnder(actor.id, sendKey);
        if (before !== null) {
          if (before.threadId === id && before.text === text) return;
          throw new Refusal('conflict', 'messages.sentAlready');
        }
        const now = clock();
        const isOwn = thread.personId === actor.id;
        if (isOwn) {
          const { enrolmentId } = thread;
          const readers =
            enrolmentId === null ? [] : await companionsOf(trx, enrolmentId, dayOf(now));
          if (readers.length === 0) throw new Refusal('conflict', 'messages.nobody');
        }
        await repository.add({ threadId: id, authorId: actor.id, text, sendKey, now });
        if (isOwn) {
          await repository.waits(id, now);
          return;
        }
        await repository.answered(id, { seen, personId: thread.personId, now });
        await audit(trx, {
          actorId: actor.id,
          action: 'messages.answered',
          objectType: 'thread',
          objectId: id,
          institutionPath: thread.place.institutionPath,
        });
      });
    },

    /** Erases a text that the person wrote in a conversation of hers; answers which one. */
    async eraseOwn(actor: Actor, messageId: string): Promise<string> {
      return db.transaction(async (trx) => {
        const threadId = await messageRepository(trx, seal).eraseOwn(actor.id, messageId, clock());
        if (threadId === null) throw unknown();
        await trx('disclosures').where({ kind: 'message', object_id: messageId }).delete();
        return threadId;
      });
    },

    /** Erases a message of care from her inbox. */
    async eraseCare(actor: Actor, id: string): Promise<void> {
      const erased = await db('threads').where({ id, person_id: actor.id, kind: 'care' }).delete();
      if (erased === 0) throw unknown();
    },

    /** The person has read what stands there. Harmless to repeat. */
    async markRead(actor: Actor, id: string): Promise<void> {
      const thread = await threadQueries(db).byId(id);
      if (thread?.personId !== actor.id) throw unknown();
      if (thread.unreadSince !== null) await messageRepository(db, seal).markRead(id);
    },
  };
}
export type ThreadService = ReturnType<typeof threadService>;
