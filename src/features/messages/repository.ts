import { z } from 'zod';
import { Instant, toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import { newId } from '../../lib/random-code.ts';
import type { Sealer } from '../../lib/sealed.ts';
import type { Recipient } from './recipients.ts';
import type { About, Message } from './thread.ts';

const BATCH = 90;

/** Binds a sealed text to its row. */
/** Where the sealed text of a message belongs. */
export const placeOfMessage = (id: string): string => `messages ${id}`;

const Row = z.object({
  id: z.string(),
  author_id: z.string(),
  display_name: z.string(),
  sent_at: Instant,
  body_sealed: z.string().nullable(),
});

const Sent = z
  .object({ id: z.string(), thread_id: z.string(), body_sealed: z.string().nullable() })
  .optional();

/** A question that begins a conversation. */
export interface NewThread {
  personId: string;
  enrolmentId: string;
  about: About;
  attemptId: string | null;
  now: Date;
}

/** A text that goes to several people, to each in a conversation of her own. */
export interface LetterToMany {
  mailingId: string;
  authorId: string;
  subject: string;
  text: string;
  now: Date;
}

export interface NewMessage {
  threadId: string;
  authorId: string;
  text: string;
  sendKey: string | null;
  now: Date;
}

/** Conversations and their texts, inside a transaction. */
export const messageRepository = (trx: Db, seal: Sealer) => ({
  async ask({ personId, enrolmentId, about, attemptId, now }: NewThread): Promise<string> {
    const id = newId();
    const at = toColumn(now);
    await trx('threads').insert({
      id,
      person_id: personId,
      enrolment_id: enrolmentId,
      kind: 'question',
      about_kind: about.kind,
      about_id: about.id,
      attempt_id: attemptId,
      created_at: at,
      last_at: at,
      waits_since: at,
    });
    return id;
  },

  async add({ threadId, authorId, text, sendKey, now }: NewMessage): Promise<string> {
    const id = newId();
    await trx('messages').insert({
      id,
      thread_id: threadId,
      author_id: authorId,
      body_sealed: seal.seal(text, placeOfMessage(id)),
      sent_at: toColumn(now),
      send_key: sendKey,
    });
    return id;
  },

  /** What was sent under this key before: its conversation and its text, null when that was taken away. */
  async sentUnder(
    authorId: string,
    sendKey: string,
  ): Promise<{ threadId: string; text: string | null } | null> {
    const row = Sent.parse(
      await trx('messages')
        .select('id', 'thread_id', 'body_sealed')
        .where({ author_id: authorId, send_key: sendKey })
        .first(),
    );
    if (row === undefined) return null;
    const { id, thread_id: threadId, body_sealed: sealed } = row;
    return { threadId, text: sealed === null ? null : seal.open(sealed, placeOfMessage(id)) };
  },

  /** A conversation with the same text for each of them. */
  async sendLetters(to: readonly Omit<Recipient, 'name'>[], letter: LetterToMany): Promise<void> {
    const at = toColumn(letter.now);
    for (let from = 0; from < to.length; from += BATCH) {
      const some = to.slice(from, from + BATCH).map((one) => ({ ...one, id: newId() }));
      await trx('threads').insert(
        some.map(({ id, personId, enrolmentId }) => ({
          id,
          person_id: personId,
          enrolment_id: enrolmentId,
          kind: 'letter',
          subject: letter.subject,
          created_at: at,
          last_at: at,
          unread_since: at,
        })),
      );
      await trx('messages').insert(
        some.map(({ id }) => {
          const messageId = newId();
          return {
            id: messageId,
            thread_id: id,
            author_id: letter.authorId,
            body_sealed: seal.seal(letter.text, placeOfMessage(messageId)),
            sent_at: at,
            mailing_id: letter.mailingId,
          };
        }),
      );
    }
  },

  /** What a message to several said; null when none of its texts is left. */
  async textOfMailing(mailingId: string): Promise<string | null> {
    const row = Sent.parse(
      await trx('messages')
        .select('id', 'thread_id', 'body_sealed')
        .where('mailing_id', mailingId)
        .whereNotNull('body_sealed')
        .first(),
    );
    return row?.body_sealed == null ? null : seal.open(row.body_sealed, placeOfMessage(row.id));
  },

  /** The texts of a conversation, the oldest first. */
  async inThread(threadId: string): Promise<Message[]> {
    const rows: unknown[] = await trx('messages as m')
      .join('people as a', 'a.id', 'm.author_id')
      .select('m.id', 'm.author_id', 'a.display_name', 'm.sent_at', 'm.body_sealed')
      .where('m.thread_id', threadId)
      .orderBy(['m.sent_at', 'm.id']);
    return rows.map((row) => {
      const { id, author_id: authorId, display_name: authorName, ...one } = Row.parse(row);
      return {
        id,
        authorId,
        authorName,
        sentAt: one.sent_at,
        text: one.body_sealed === null ? null : seal.open(one.body_sealed, placeOfMessage(id)),
        isMarked: false,
      };
    });
  },

  /** The person wrote: she has read what stood there, and waits. */
  async waits(threadId: string, now: Date): Promise<void> {
    const at = toColumn(now);
    await trx('threads')
      .where('id', threadId)
      .update({
        last_at: at,
        unread_since: null,
        waits_since: trx.raw('coalesce(waits_since, ?)', [at]),
      });
  },

  /** Somebody answered. She no longer waits, unless she wrote something after the last text that the answer has seen. */
  async answered(
    threadId: string,
    { seen, personId, now }: { seen: string; personId: string; now: Date },
  ): Promise<void> {
    const at = toColumn(now);
    const unseen: unknown = await trx('messages as m')
      .select('m.id')
      .where({ 'm.thread_id': threadId, 'm.author_id': personId })
      .whereNotExists(
        trx('messages as s')
          .select('s.id')
          .where({ 's.thread_id': threadId, 's.id': seen })
          .whereRaw('s.sent_at >= m.sent_at'),
      )
      .first();
    await trx('threads')
      .where('id', threadId)
      .update({
        last_at: at,
        unread_since: trx.raw('coalesce(unread_since, ?)', [at]),
        ...(unseen === undefined ? { waits_since: null } : {}),
      });
  },

  /** Takes away a text that this person wrote into a conversation of hers. Answers which conversation; null: there is none. */
  async eraseOwn(personId: string, id: string, now: Date): Promise<string | null> {
    const own = trx('threads').select('id').where('person_id', personId);
    const rows = await trx('messages')
      .where({ id, author_id: personId })
      .whereIn('thread_id', own)
      .update({ body_sealed: null, removed_at: toColumn(now) })
      .returning('thread_id');
    return z.array(z.object({ thread_id: z.string() })).parse(rows)[0]?.thread_id ?? null;
  },

  async markRead(threadId: string): Promise<void> {
    await trx('threads').where('id', threadId).update({ unread_since: null });
  },
});
