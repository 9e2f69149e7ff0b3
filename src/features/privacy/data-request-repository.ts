import { z } from 'zod';
import { Flag, Instant, toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import type { Sealer } from '../../lib/sealed.ts';
import { newId } from '../../lib/random-code.ts';
import { peopleWithin } from '../people/people-scope.ts';
import { KINDS, STATES, type DataRequest, type RequestKind } from './data-request.ts';
import { wishOf } from './data-request-seals.ts';

const Row = z.object({
  id: z.string(),
  person_id: z.string(),
  display_name: z.string(),
  username: z.string(),
  person_status: z.string(),
  kind: z.enum(KINDS),
  channel: z.enum(['account', 'in-person']),
  asked_at: Instant,
  due_on: z.string(),
  wish_sealed: z.string().nullable(),
  status: z.enum(STATES),
  answered_at: Instant.nullable(),
  answer_sealed: z.string().nullable(),
  package_id: z.string().nullable(),
  package_state: z.string().nullable(),
  for_other: Flag.nullable(),
  expires_at: Instant.nullable(),
});

const COLUMNS = [
  'r.id',
  'r.person_id',
  'p.display_name',
  'p.username',
  'p.status as person_status',
  'r.kind',
  'r.channel',
  'r.asked_at',
  'r.due_on',
  'r.wish_sealed',
  'r.status',
  'r.answered_at',
  'r.answer_sealed',
  'k.id as package_id',
  'k.state as package_state',
  'k.for_other',
  'k.expires_at',
];

const MOST_SHOWN = 200;

/** Requests about one's own data. What people write in them is sealed. */
export const dataRequestRepository = (db: Db, seal: Sealer) => {
  const requests = () =>
    db('data_requests as r')
      .join('people as p', 'p.id', 'r.person_id')
      .leftJoin('institutions as i', 'i.id', 'p.institution_id')
      .leftJoin('data_packages as k', 'k.request_id', 'r.id')
      .select(COLUMNS);

  const opened = (found: unknown): DataRequest => {
    const row = Row.parse(found);
    const open = (sealed: string | null): string | null =>
      sealed === null ? null : seal.open(sealed, wishOf(row.id));
    return {
      id: row.id,
      person: {
        id: row.person_id,
        name: row.display_name,
        username: row.username,
        isClosed: row.person_status === 'closed',
      },
      kind: row.kind,
      channel: row.channel,
      askedAt: row.asked_at,
      dueOn: row.due_on,
      wish: open(row.wish_sealed),
      status: row.status,
      answeredAt: row.answered_at,
      answer: open(row.answer_sealed),
      package:
        row.package_id === null
          ? null
          : {
              id: row.package_id,
              isReady: row.package_state === 'ready',
              forOther: row.for_other ?? false,
              expiresAt: row.expires_at,
            },
    };
  };

  return {
    async add(given: {
      id?: string;
      personId: string;
      kind: RequestKind;
      channel: DataRequest['channel'];
      askedBy: string;
      now: Date;
      dueOn: string;
      wish: string | null;
    }): Promise<string> {
      const { id = newId() } = given;
      await db('data_requests').insert({
        id,
        person_id: given.personId,
        kind: given.kind,
        channel: given.channel,
        asked_by: given.askedBy,
        asked_at: toColumn(given.now),
        due_on: given.dueOn,
        wish_sealed: given.wish === null ? null : seal.seal(given.wish, wishOf(id)),
        status: 'open',
      });
      return id;
    },

    async isThere(id: string): Promise<boolean> {
      return (await db('data_requests').where({ id }).first<unknown>('id')) !== undefined;
    },

    /** A person's own, newest first. */
    async of(personId: string): Promise<DataRequest[]> {
      const rows: unknown[] = await requests()
        .where('r.person_id', personId)
        .orderBy('r.asked_at', 'desc')
        .limit(MOST_SHOWN);
      return rows.map(opened);
    },

    /** Those of the people whom the actor answers: the open ones by their day, then the newest of the others. */
    async within(actor: Actor): Promise<DataRequest[]> {
      const query = requests();
      peopleWithin(db, query, actor, 'rights.answer');
      const rows: unknown[] = await query
        .orderByRaw(`case when r.status = 'open' then 0 else 1 end, r.due_on, r.asked_at`)
        .limit(MOST_SHOWN);
      return rows.map(opened);
    },

    async byId(id: string): Promise<DataRequest | null> {
      const row: unknown = await requests().where('r.id', id).first();
      return row === undefined ? null : opened(row);
    },

    /** Writes the answer; false when somebody was first. */
    async answer(
      id: string,
      given: {
        by: string | null;
        now: Date;
        status: 'answered' | 'refused';
        answer: string | null;
      },
    ): Promise<boolean> {
      const answered = await db('data_requests')
        .where({ id, status: 'open' })
        .update({
          status: given.status,
          answered_at: toColumn(given.now),
          answered_by: given.by,
          answer_sealed: given.answer === null ? null : seal.seal(given.answer, wishOf(id)),
        });
      return answered > 0;
    },
  };
};
