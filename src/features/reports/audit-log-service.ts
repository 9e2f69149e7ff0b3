import type { Db } from '../../db/connection.ts';
import type { Reads } from '../../db/dialect/dialect.ts';
import type { Actor } from '../../lib/actor.ts';
import { DAY, type Clock } from '../../lib/clock.ts';
import type { Audit } from '../audit/audit.ts';
import { scopeOf } from '../permissions/policy.ts';
import { auditLogLooks } from './audit-log-looks.ts';
import { auditLogQueries, type AuditEntry } from './audit-log-queries.ts';
import { startOf } from './period.ts';

export interface AuditPage {
  entries: AuditEntry[];
  actions: string[];
  count: number;
  page: number;
  pages: number;
}

interface Asked {
  action: string | null;
  /** Days, both included. */
  from: string | null;
  to: string | null;
  page: number;
}

const PAGE_SIZE = 50;

interface Needs {
  db: Db;
  reads: Reads;
  clock: Clock;
  audit: Audit;
}

/** The audit log as far as a person may read it: her institution's events, or all of them. Looking is an event too. */
export const auditLogService = ({ db, reads, clock, audit }: Needs) => {
  const recordLook = auditLogLooks({ db, clock, audit });
  const queries = auditLogQueries(db, reads);
  return {
    async page(actor: Actor, asked: Asked): Promise<AuditPage> {
      const scope = scopeOf(actor, 'audit.read');
      const filter = {
        action: asked.action,
        from: asked.from === null ? null : startOf(asked.from),
        before: asked.to === null ? null : new Date(startOf(asked.to).getTime() + DAY),
      };
      const count = await queries.count(scope, filter);
      const pages = Math.max(1, Math.ceil(count / PAGE_SIZE));
      const page = Math.min(asked.page, pages);
      const entries = await queries.list(scope, filter, {
        limit: PAGE_SIZE,
        offset: (page - 1) * PAGE_SIZE,
      });
      const actions = await queries.actions(scope);
      await recordLook(actor, asked);
      const isBehindWall = actor.side !== 'community';
      return {
        entries: entries.map((entry) =>
          isBehindWall && entry.actor?.side === 'community'
            ? { ...entry, actor: { name: '', side: entry.actor.side } }
            : entry,
        ),
        actions,
        count,
        page,
        pages,
      };
    },
  };
};
export type AuditLogService = ReturnType<typeof auditLogService>;
export type { AuditEntry } from './audit-log-queries.ts';
