import { createHash } from 'node:crypto';
import { z } from 'zod';
import { toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Clock } from '../../lib/clock.ts';

/** What an event may tell beside who did what to which object; the log names each of them in both languages. */
export type AuditDetail =
  | 'action'
  | 'added'
  | 'after'
  | 'answers'
  | 'announcements'
  | 'answersOfClosedAccounts'
  | 'before'
  | 'by'
  | 'careMessages'
  | 'code'
  | 'cohort'
  | 'count'
  | 'course'
  | 'courses'
  | 'cvegeo'
  | 'dataPackages'
  | 'dataRequests'
  | 'disclosures'
  | 'ends'
  | 'filters'
  | 'format'
  | 'from'
  | 'grant'
  | 'how'
  | 'institution'
  | 'invitation'
  | 'kind'
  | 'left'
  | 'letters'
  | 'madeAt'
  | 'messages'
  | 'messagesOfClosedAccounts'
  | 'method'
  | 'municipality'
  | 'nameChanged'
  | 'named'
  | 'names'
  | 'network'
  | 'notice'
  | 'on'
  | 'page'
  | 'person'
  | 'progress'
  | 'question'
  | 'reason'
  | 'readRosters'
  | 'recoveries'
  | 'registrations'
  | 'replacement'
  | 'reportFiles'
  | 'reportSchedules'
  | 'role'
  | 'rosterActs'
  | 'route'
  | 'rows'
  | 'sealed'
  | 'searched'
  | 'sessions'
  | 'shared'
  | 'shown'
  | 'state'
  | 'side'
  | 'status'
  | 'successor'
  | 'to'
  | 'uses'
  | 'version'
  | 'source'
  | 'waiting'
  | 'until'
  | 'members'
  | 'renamed'
  | 'gone';

/** What it happened to. */
export type AuditObject =
  | 'audit'
  | 'backup'
  | 'bank'
  | 'bank-item'
  | 'certificate'
  | 'cohort'
  | 'course'
  | 'attempt'
  | 'draft'
  | 'disclosure'
  | 'framework'
  | 'grant'
  | 'grants'
  | 'institution'
  | 'invitation'
  | 'municipality'
  | 'network'
  | 'people'
  | 'person'
  | 'recoveries'
  | 'recovery'
  | 'registration-request'
  | 'report'
  | 'retention'
  | 'roster'
  | 'roundtable'
  | 'route'
  | 'settings'
  | 'snapshot'
  | 'thread';

/** Something that must be answerable for later. Details never hold names, passwords, codes or answers. */
export interface AuditEvent {
  actorId: string | null;
  action: string;
  objectType: AuditObject;
  objectId: string | null;
  /** Owner of the object: administrators of that institution may read the event. */
  institutionPath?: string | null;
  details?: Partial<Record<AuditDetail, string | number | boolean | null>>;
}

/** Writes an event inside the caller's transaction: the act and its trace stand or fall together. */
export type Audit = (trx: Db, event: AuditEvent) => Promise<void>;

const Last = z.object({ position: z.coerce.number(), hash: z.string() }).optional();

/** The digest that chains an event to the one before it. */
export const chainHash = (previous: string, row: Record<string, unknown>): string =>
  createHash('sha256')
    .update(`${previous}\n${JSON.stringify(row, Object.keys(row).sort())}`)
    .digest('base64url');

/** Lets one writer of the log pass at a time. SQLite has but one anyway. */
export async function lockLog(trx: Db, engine: 'sqlite' | 'postgres'): Promise<void> {
  if (engine === 'postgres') await trx.raw('select pg_advisory_xact_lock(1325)');
}

/**
 * The writer of the append-only log. Each row carries the digest of the one before it. On PostgreSQL two writers may
 * meet at the same position: the unique key then makes the second transaction fail, unless the table is locked first. Within
 * one transaction, where that lock keeps nobody away, events are written one after the other.
 */
export function auditWriter(clock: Clock, engine: 'sqlite' | 'postgres'): Audit {
  const write: Audit = async (trx, event) => {
    await lockLog(trx, engine);
    const last = Last.parse(
      await trx('audit_events').select('position', 'hash').orderBy('position', 'desc').first(),
    );
    const previous = last?.hash ?? '';
    const row = {
      position: (last?.position ?? 0) + 1,
      at: toColumn(clock()),
      actor_id: event.actorId,
      action: event.action,
      object_type: event.objectType,
      object_id: event.objectId,
      institution_path: event.institutionPath ?? null,
      details: JSON.stringify(event.details ?? {}),
    };
    await trx('audit_events').insert({
      ...row,
      previous_hash: previous,
      hash: chainHash(previous, row),
    });
  };

  const last = new WeakMap<Db, Promise<void>>();
  return (trx, event) => {
    const written = (last.get(trx) ?? Promise.resolve()).then(() => write(trx, event));
    last.set(
      trx,
      written.catch(() => undefined),
    );
    return written;
  };
}
