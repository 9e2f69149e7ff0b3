import { z } from 'zod';
import { toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Retention } from '../../db/retention.ts';
import { DAY, monthsBefore } from '../../lib/clock.ts';
import { readAnswerId, removeAnswers } from '../assessment/removed-answers.ts';

const MESSAGES_KEPT_MONTHS = 12;
/** Also the longest that a text stays under a mark: one that nobody acts upon is not kept for that. */
export const CARE_DAYS = 30;

const Marked = z.object({ kind: z.string().nullable(), object_id: z.string().nullable() });

/** Whole conversations, with their texts and the marks on them. */
async function eraseThreads(trx: Db, ids: readonly string[]): Promise<void> {
  const texts = trx('messages')
    .select('id')
    .whereIn('thread_id', [...ids]);
  await trx('disclosures').where('kind', 'message').whereIn('object_id', texts).delete();
  await trx('messages')
    .whereIn('thread_id', [...ids])
    .delete();
  await trx('threads')
    .whereIn('id', [...ids])
    .delete();
}

/** Texts under a mark that nobody followed by a referral: the text and the mark. */
async function eraseDisclosed(trx: Db, ids: readonly string[], now: Date): Promise<void> {
  const marks = z.array(Marked).parse(
    await trx('disclosures')
      .select('kind', 'object_id')
      .whereIn('id', [...ids]),
  );
  const marked = (kind: string): string[] =>
    marks.filter((mark) => mark.kind === kind).flatMap((mark) => mark.object_id ?? []);
  await trx('messages')
    .whereIn('id', marked('message'))
    .update({ body_sealed: null, removed_at: toColumn(now) });
  const answers = marked('answer').flatMap((id) => readAnswerId(id) ?? []);
  await removeAnswers(trx, answers, now);
  await trx('disclosures')
    .whereIn('id', [...ids])
    .delete();
}

/** Conversations and announcements: for a year, and no longer than the account; what tells of violence much shorter. */
export const messageRetention: Retention[] = [
  {
    name: 'messages',
    what: 'retention.messages.what',
    until: 'retention.messages.until',
    times: { months: MESSAGES_KEPT_MONTHS },
    due: (now) => ({
      sql: `select id from threads where kind <> 'care' and last_at <= ?`,
      bindings: [toColumn(monthsBefore(now, MESSAGES_KEPT_MONTHS))],
    }),
    erase: eraseThreads,
  },
  {
    name: 'messagesOfClosedAccounts',
    what: 'retention.messagesOfClosed.what',
    until: 'retention.messagesOfClosed.until',
    times: {},
    due: () => ({
      sql: `select t.id from threads t join people p on p.id = t.person_id where p.status = 'closed'`,
      bindings: [],
    }),
    erase: eraseThreads,
  },
  {
    name: 'careMessages',
    what: 'retention.care.what',
    until: 'retention.care.until',
    times: { days: CARE_DAYS },
    due: (now) => ({
      sql: `select id from threads where kind = 'care' and last_at <= ?`,
      bindings: [toColumn(new Date(now.getTime() - CARE_DAYS * DAY))],
    }),
    erase: eraseThreads,
  },
  {
    name: 'disclosures',
    what: 'retention.disclosures.what',
    until: 'retention.disclosures.until',
    times: { days: CARE_DAYS },
    due: (now) => ({
      sql: 'select id from disclosures where marked_at <= ?',
      bindings: [toColumn(new Date(now.getTime() - CARE_DAYS * DAY))],
    }),
    erase: eraseDisclosed,
  },
  {
    name: 'announcements',
    what: 'retention.announcements.what',
    until: 'retention.announcements.until',
    times: { months: MESSAGES_KEPT_MONTHS },
    due: (now) => ({
      sql: 'select id from announcements where published_at <= ?',
      bindings: [toColumn(monthsBefore(now, MESSAGES_KEPT_MONTHS))],
    }),
    erase: (trx, ids) =>
      trx('announcements')
        .whereIn('id', [...ids])
        .delete(),
  },
];
