import { z } from 'zod';
import { toColumn } from '../../db/columns.ts';
import type { DisclosedText } from './disclosure-service.ts';
import { threadQueries } from './queries.ts';

const Row = z.object({ thread_id: z.string() }).optional();

/** A text of a conversation, as one that may hold a disclosure. */
export const disclosedMessage: DisclosedText = {
  async find(db, id) {
    const row = Row.parse(
      await db('messages').select('thread_id').where('id', id).whereNotNull('body_sealed').first(),
    );
    const thread = row === undefined ? null : await threadQueries(db).byId(row.thread_id);
    if (!thread?.isShared) return null;
    const { personId, place } = thread;
    const href = `/mensajes/${thread.id}`;
    return { personId, place, backHref: href, writeHref: href, mayGo: true };
  },

  protect: () => Promise.resolve(),

  erase: (trx, id, now) =>
    trx('messages')
      .where('id', id)
      .update({ body_sealed: null, removed_at: toColumn(now) }),
};
