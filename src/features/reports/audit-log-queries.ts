import { z } from 'zod';
import { Instant, json, toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Reads } from '../../db/dialect/dialect.ts';
import { SIDES } from '../../lib/actor.ts';
import type { Clause } from '../permissions/policy.ts';
import { withinScope } from '../permissions/scope-filter.ts';
import { readWith } from './queries.ts';

export interface AuditFilter {
  action: string | null;
  /** Instants; the second one is excluded. */
  from: Date | null;
  before: Date | null;
}

/** An event as somebody who may read it sees it. */
export interface AuditEntry {
  position: number;
  at: Date;
  action: string;
  objectType: string;
  objectId: string | null;
  details: Record<string, string | number | boolean | null>;
  actor: { name: string; side: (typeof SIDES)[number] } | null;
}

const Row = z
  .object({
    position: z.coerce.number(),
    at: Instant,
    action: z.string(),
    object_type: z.string(),
    object_id: z.string().nullable(),
    details: json(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
    display_name: z.string().nullable(),
    actor_side: z.enum(SIDES).nullable(),
  })
  .transform((row): AuditEntry => ({
    position: row.position,
    at: row.at,
    action: row.action,
    objectType: row.object_type,
    objectId: row.object_id,
    details: row.details,
    actor:
      row.display_name === null || row.actor_side === null
        ? null
        : { name: row.display_name, side: row.actor_side },
  }));

/** Reaches every event, also those that belong to no institution. */
const isBoundless = (clause: Clause): boolean =>
  clause.sides.length === SIDES.length &&
  clause.institutionPath === null &&
  clause.stateCode === null &&
  clause.cvegeo === null;

export const auditLogQueries = (db: Db, reads: Reads) => {
  const read = readWith(reads);
  const events = (scope: readonly Clause[], { action, from, before }: AuditFilter) => {
    const query = db('audit_events as a');
    if (!scope.some(isBoundless)) {
      void query.join('institutions as i', 'i.path', 'a.institution_path');
      void withinScope(query, scope, {
        side: 'i.side',
        institutionPath: 'a.institution_path',
        stateCode: 'i.state_code',
        cvegeo: 'i.cvegeo',
      });
    }
    if (action !== null) void query.where('a.action', action);
    if (from !== null) void query.where('a.at', '>=', toColumn(from));
    if (before !== null) void query.where('a.at', '<', toColumn(before));
    return query;
  };
  return {
    async count(scope: readonly Clause[], filter: AuditFilter): Promise<number> {
      const [row] = await read(events(scope, filter).count({ rows: 'a.position' }));
      return z.object({ rows: z.coerce.number() }).parse(row).rows;
    },

    async list(
      scope: readonly Clause[],
      filter: AuditFilter,
      { limit, offset }: { limit: number; offset: number },
    ): Promise<AuditEntry[]> {
      const rows = await read(
        events(scope, filter)
          .leftJoin('people as p', 'p.id', 'a.actor_id')
          .select('a.position', 'a.at', 'a.action', 'a.object_type', 'a.object_id', 'a.details')
          .select('p.display_name', 'p.side as actor_side')
          .orderBy('a.position', 'desc')
          .limit(limit)
          .offset(offset),
      );
      return rows.map((row) => Row.parse(row));
    },

    /** The kinds of events there are for this person. */
    async actions(scope: readonly Clause[]): Promise<string[]> {
      const none = { action: null, from: null, before: null };
      const rows = await read(events(scope, none).distinct('a.action').orderBy('a.action'));
      return z
        .array(z.object({ action: z.string() }))
        .parse(rows)
        .map(({ action }) => action);
    },
  };
};
