import { z } from 'zod';
import { Instant, json, toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Reads } from '../../db/dialect/dialect.ts';
import { SIDES } from '../../lib/actor.ts';
import type { Clause } from '../permissions/policy.ts';
import { withinScope } from '../permissions/scope-filter.ts';
import { readWith } from './selected.ts';

export interface AuditFilter {
  action: string | null;
  /** Instants; the second one is excluded. */
  from: Date | null;
  before: Date | null;
  /** Ids of people: who did it, and to whom. */
  by: string | null;
  about: string | null;
}

/** An event as somebody who may read it sees it. */
export interface AuditEntry {
  position: number;
  at: Date;
  action: string;
  objectType: string;
  objectId: string | null;
  details: Record<string, string | number | boolean | null>;
  actor: Named | null;
  /** The person it was done to, where it was done to one. */
  person: Named | null;
}

interface Named {
  name: string;
  side: (typeof SIDES)[number];
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
    object_name: z.string().nullable(),
    object_side: z.enum(SIDES).nullable(),
  })
  .transform((row): AuditEntry => ({
    position: row.position,
    at: row.at,
    action: row.action,
    objectType: row.object_type,
    objectId: row.object_id,
    details: row.details,
    actor: named(row.display_name, row.actor_side),
    person: named(row.object_name, row.object_side),
  }));

const named = (name: string | null, side: Named['side'] | null): Named | null =>
  name === null || side === null ? null : { name, side };

/** Reaches every event, also those that belong to no institution. */
const isBoundless = (clause: Clause): boolean =>
  clause.sides.length === SIDES.length &&
  clause.institutionPath === null &&
  clause.stateCode === null &&
  clause.cvegeo === null;

export const auditLogQueries = (db: Db, reads: Reads) => {
  const read = readWith(reads);
  const events = (scope: readonly Clause[], { action, from, before, by, about }: AuditFilter) => {
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
    if (by !== null) void query.where('a.actor_id', by);
    if (about !== null) void query.where({ 'a.object_type': 'person', 'a.object_id': about });
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
          .leftJoin('people as o', (join) => {
            join.on('o.id', 'a.object_id').andOnVal('a.object_type', 'person');
          })
          .select('a.position', 'a.at', 'a.action', 'a.object_type', 'a.object_id', 'a.details')
          .select('p.display_name', 'p.side as actor_side')
          .select('o.display_name as object_name', 'o.side as object_side')
          .orderBy('a.position', 'desc')
          .limit(limit)
          .offset(offset),
      );
      return rows.map((row) => Row.parse(row));
    },

    /** Somebody by her exact user name. */
    async personNamed(
      username: string,
    ): Promise<{ id: string; side: (typeof SIDES)[number] } | null> {
      const row: unknown = await db('people')
        .select('id', 'side')
        .where('username', username)
        .first();
      return row === undefined
        ? null
        : z.object({ id: z.string(), side: z.enum(SIDES) }).parse(row);
    },

    /** The kinds of events there are for this person. */
    async actions(scope: readonly Clause[]): Promise<string[]> {
      const none = { action: null, from: null, before: null, by: null, about: null };
      const rows = await read(events(scope, none).distinct('a.action').orderBy('a.action'));
      return z
        .array(z.object({ action: z.string() }))
        .parse(rows)
        .map(({ action }) => action);
    },
  };
};
