import { z } from 'zod';
import { toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Side } from '../../lib/actor.ts';
import { newId } from '../../lib/random-code.ts';

const Turn = z.object({ turn: z.coerce.number().nullable() });
const First = z.object({ id: z.string(), person_id: z.string() }).optional();
const Open = z.array(z.object({ id: z.string(), person_id: z.string(), state: z.string() }));
const OPEN = ['asked', 'waiting'];
const BATCH = 100;

/** Who puts somebody on a waiting list: she herself, somebody else, or whoever operates the server. */
export type AddedBy = 'herself' | 'server' | { id: string };

/** Null says that she came by her own will, and is read by those who decide; the server is nobody, so that her own id stands in. */
const addedBy = (by: AddedBy, personId: string): string | null =>
  by === 'herself' ? null : by === 'server' ? personId : by.id;

/** The waiting list of one cohort, whose row the transaction holds. */
export const turnsOf = (trx: Db, { id, side }: { id: string; side: Side }, now: Date) => {
  const at = toColumn(now);
  const openOf = async (personIds: readonly string[]): Promise<z.output<typeof Open>> =>
    Open.parse(
      await trx('cohort_requests')
        .select('id', 'person_id', 'state')
        .where('cohort_id', id)
        .whereIn('person_id', [...personIds])
        .whereIn('state', OPEN),
    );

  return {
    /** Whoever waits longest and may come in: under protection she keeps her turn, and across the wall nobody comes. */
    async first(): Promise<{ id: string; personId: string } | null> {
      const row = First.parse(
        await trx('cohort_requests as r')
          .join('people as p', 'p.id', 'r.person_id')
          .select('r.id', 'r.person_id')
          .where({ 'r.cohort_id': id, 'r.state': 'waiting', 'p.status': 'active' })
          .where('p.side', side)
          .orderBy('r.turn')
          .first(),
      );
      return row === undefined ? null : { id: row.id, personId: row.person_id };
    },

    async end(requestId: string, state: 'entered' | 'left'): Promise<void> {
      await trx('cohort_requests').where('id', requestId).update({ state, decided_at: at });
    },

    /** These people are in: whatever they asked for here is done. */
    async enter(personIds: readonly string[]): Promise<void> {
      if (personIds.length === 0) return;
      await trx('cohort_requests')
        .where('cohort_id', id)
        .whereIn('person_id', [...personIds])
        .whereIn('state', OPEN)
        .update({ state: 'entered', decided_at: at });
    },

    /** Puts people at the end, in their order; whoever waits already keeps her turn. */
    async queue(personIds: readonly string[], by: AddedBy): Promise<void> {
      if (personIds.length === 0) return;
      const last = Turn.parse(
        await trx('cohort_requests').where('cohort_id', id).max({ turn: 'turn' }).first(),
      );
      let turn = last.turn ?? 0;
      const open = new Map((await openOf(personIds)).map((row) => [row.person_id, row]));
      const newly: object[] = [];
      for (const personId of personIds) {
        const request = open.get(personId);
        if (request?.state === 'waiting') continue;
        turn += 1;
        const waits = { state: 'waiting', turn };
        if (request !== undefined)
          await trx('cohort_requests').where('id', request.id).update(waits);
        else
          newly.push({
            id: newId(),
            cohort_id: id,
            person_id: personId,
            asked_at: at,
            added_by: addedBy(by, personId),
            ...waits,
          });
      }
      for (let from = 0; from < newly.length; from += BATCH)
        await trx('cohort_requests').insert(newly.slice(from, from + BATCH));
    },

    /** Whoever came in by another way waits no longer. */
    async closeOfMembers(): Promise<void> {
      await trx('cohort_requests')
        .where('cohort_id', id)
        .whereIn('state', OPEN)
        .whereExists(
          trx('enrolments as e')
            .select('e.id')
            .whereRaw('e.person_id = cohort_requests.person_id')
            .whereRaw('e.cohort_id = cohort_requests.cohort_id')
            .whereNot('e.status', 'withdrawn'),
        )
        .update({ state: 'entered', decided_at: at });
    },
  };
};
