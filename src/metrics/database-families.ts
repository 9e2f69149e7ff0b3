import type { Knex } from 'knex';
import { z } from 'zod';
import { Instant, toColumn } from '../db/columns.ts';
import type { Database } from '../db/connection.ts';
import type { Clock } from '../lib/clock.ts';
import { within } from '../lib/within.ts';
import { single, type Family } from './exposition.ts';

/** Longer than this, and the database counts as one that does not answer. */
const PATIENCE = 2_000;

const Count = z.object({ count: z.coerce.number() });
const Outbox = Count.extend({ due: Instant.nullable(), tried: z.coerce.number().nullable() });
const Newest = z.object({ at: Instant.nullable() });

interface Pool {
  numUsed(): number;
  numFree(): number;
  numPendingAcquires(): number;
}

function poolFamilies(db: Knex): Family[] {
  const { pool } = db.client as { pool: Pool };
  return [
    {
      name: 'aula_database_connections',
      type: 'gauge',
      help: 'Connections of the pool that writes.',
      samples: [
        { labels: { state: 'used' }, value: pool.numUsed() },
        { labels: { state: 'free' }, value: pool.numFree() },
      ],
    },
    single(
      'aula_database_waiting',
      'gauge',
      'Requests that wait for a connection.',
      pool.numPendingAcquires(),
    ),
  ];
}

async function rowFamilies({ db, dialect, reads }: Database, now: Date): Promise<Family[]> {
  const one = async <T extends z.ZodType>(shape: T, sql: string, ...bindings: string[]) =>
    shape.parse((await reads.all(sql, bindings))[0]);
  const at = toColumn(now);
  const sessions = await one(
    Count,
    'select count(*) as count from sessions where person_id is not null and expires_at > ?',
    at,
  );
  const outbox = await one(
    Outbox,
    'select count(*) as count, min(next_try_at) as due, max(attempts) as tried from mail_outbox',
  );
  const backup = await one(
    Newest,
    "select max(at) as at from audit_events where object_type = 'backup' and action = 'backup.made'",
  );
  const overdue = outbox.due === null ? 0 : (now.getTime() - outbox.due.getTime()) / 1000;
  return [
    single('aula_sessions', 'gauge', 'Sessions of somebody that have not expired.', sessions.count),
    single('aula_mail_outbox_waiting', 'gauge', 'Letters that were not sent yet.', outbox.count),
    single(
      'aula_mail_outbox_overdue_seconds',
      'gauge',
      'For how long the next letter should have been sent.',
      Math.max(0, overdue),
    ),
    single(
      'aula_mail_outbox_attempts',
      'gauge',
      'How often the least lucky letter was tried.',
      outbox.tried ?? 0,
    ),
    {
      name: 'aula_backup_newest_timestamp_seconds',
      type: 'gauge',
      help: 'When the newest backup was made.',
      samples: backup.at === null ? [] : [{ value: backup.at.getTime() / 1000 }],
    },
    {
      name: 'aula_database_bytes',
      type: 'gauge',
      help: 'What the database takes on the disk.',
      samples: Object.entries(await dialect.sizes(db)).map(([part, value]) => ({
        labels: { part },
        value,
      })),
    },
  ];
}

/** What the database tells of the whole installation. Without an answer only that there is none. */
export async function databaseFamilies(database: Database, clock: Clock): Promise<Family[]> {
  const rows = await within(PATIENCE, rowFamilies(database, clock())).catch(() => null);
  const up = single(
    'aula_database_up',
    'gauge',
    'Whether the database answers.',
    rows === null ? 0 : 1,
  );
  return [up, ...poolFamilies(database.db), ...(rows ?? [])];
}
