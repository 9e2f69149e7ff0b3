import type { Db } from '../../db/connection.ts';
import type { Reads } from '../../db/dialect/dialect.ts';
import type { Actor } from '../../lib/actor.ts';
import { DAY, type Clock } from '../../lib/clock.ts';
import { foldUsername } from '../../lib/username.ts';
import type { Audit } from '../audit/audit.ts';
import { lastSeal, type Seal } from '../audit/seals.ts';
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
  /** The newest seal: kept elsewhere, it proves everything under it. */
  seal: Seal | null;
}

interface Asked {
  action: string | null;
  /** Days, both included. */
  from: string | null;
  to: string | null;
  /** User names: who did it, and to whom. */
  by: string | null;
  about: string | null;
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
  const NOBODY = '';

  /** Her id; of nobody where there is none, or where the wall stands between. */
  async function idOf(actor: Actor, username: string | null): Promise<string | null> {
    if (username === null) return null;
    const person = await queries.personNamed(foldUsername(username));
    const isBeyond = actor.side !== 'community' && person?.side === 'community';
    return person === null || isBeyond ? NOBODY : person.id;
  }
  return {
    async page(actor: Actor, asked: Asked): Promise<AuditPage> {
      const scope = scopeOf(actor, 'audit.read');
      const filter = {
        action: asked.action,
        from: asked.from === null ? null : startOf(asked.from),
        before: asked.to === null ? null : new Date(startOf(asked.to).getTime() + DAY),
        by: await idOf(actor, asked.by),
        about: await idOf(actor, asked.about),
      };
      const count = await queries.count(scope, filter);
      const pages = Math.max(1, Math.ceil(count / PAGE_SIZE));
      const page = Math.min(asked.page, pages);
      const entries = await queries.list(scope, filter, {
        limit: PAGE_SIZE,
        offset: (page - 1) * PAGE_SIZE,
      });
      const actions = await queries.actions(scope);
      await recordLook(actor, { ...asked, by: filter.by, about: filter.about });
      const unnamed = <P extends AuditEntry['actor']>(person: P): P =>
        actor.side !== 'community' && person?.side === 'community'
          ? { ...person, name: '' }
          : person;
      return {
        entries: entries.map((entry) => ({
          ...entry,
          actor: unnamed(entry.actor),
          person: unnamed(entry.person),
        })),
        seal: await lastSeal(db),
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
