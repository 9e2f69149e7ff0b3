import { z } from 'zod';
import { Instant, toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import { isHeld } from '../../db/held.ts';
import type { Actor } from '../../lib/actor.ts';
import type { Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import { newId } from '../../lib/random-code.ts';
import { toSearchText } from '../../lib/search-text.ts';
import type { Audit, AuditEvent } from '../audit/audit.ts';
import { InstitutionColumns, toInstitution } from './institution-row.ts';
import type { Placed } from './institution-files.ts';
import {
  aboveOf,
  readInstitutions,
  type Above,
  type Listed,
  type RowMistake,
} from './institution-table.ts';
import { lockTree } from './lock-tree.ts';
import type { MayManage } from './service.ts';

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
  mayManage: MayManage;
}

/** A table of institutions that came in. */
export interface InstitutionImport {
  id: string;
  madeAt: Date;
  made: number;
  isUndone: boolean;
}

export type ReadTable =
  /** `unchanged`: so many rows say what is there already. */
  { ok: true; rows: Listed[]; unchanged: number } | { ok: false; mistakes: RowMistake[] };

const AboveRow = InstitutionColumns.transform(toInstitution);
const ImportRow = z
  .object({
    id: z.string(),
    made_at: Instant,
    made: z.number(),
    undone_at: Instant.nullable(),
  })
  .transform((row): InstitutionImport => ({
    id: row.id,
    madeAt: row.made_at,
    made: row.made,
    isUndone: row.undone_at !== null,
  }));

const SHOWN = 10;

/** Institutions by the table: all of it or nothing, seen before, and taken back while nothing points to them. */
export function institutionImports({ db, clock, audit, mayManage }: Needs) {
  /** Those that are open, and those of them that are the actor's to manage. */
  const open = async (trx: Db, actor: Actor) => {
    const found = z
      .array(AboveRow)
      .parse(await trx('institutions').whereNull('valid_to').orderBy('path'));
    return {
      all: new Map(found.map((one) => [one.id, one])),
      known: found.filter((one) => mayManage(actor, { ...one, institutionPath: one.path })),
    };
  };
  const read = async (trx: Db, actor: Actor, text: string): Promise<ReadTable> =>
    readInstitutions(text, await open(trx, actor));

  const note = (
    trx: Db,
    actor: Actor,
    action: string,
    details: NonNullable<AuditEvent['details']>,
  ): Promise<void> =>
    audit(trx, {
      actorId: actor.id,
      action,
      objectType: 'institution',
      objectId: null,
      details,
    });

  return {
    /** Those that came in, the newest first. */
    async list(): Promise<InstitutionImport[]> {
      const rows: unknown = await db('institution_imports')
        .orderBy([{ column: 'made_at', order: 'desc' }, { column: 'id' }])
        .limit(SHOWN);
      return z.array(ImportRow).parse(rows);
    },

    /** What a table would bring, or everything that is wrong with it. Nothing is changed. */
    read: (actor: Actor, text: string): Promise<ReadTable> => read(db, actor, text),

    /** Those that the actor manages, each after the one above it: a table that comes in again and changes nothing. Noted. */
    file: (actor: Actor, format: 'csv' | 'xlsx'): Promise<Placed[]> =>
      db.transaction(async (trx) => {
        const { all, known } = await open(trx, actor);
        await note(trx, actor, 'institutions.exported', { rows: known.length, format });
        return known.map((one) => ({ ...one, parent: aboveOf(one, all)?.shortName ?? '' }));
      }),

    /** Brings a table in; what is there already stays as it is. */
    add: (actor: Actor, text: string): Promise<ReadTable> =>
      db.transaction(async (trx) => {
        await lockTree(trx, []);
        const table = await read(trx, actor, text);
        if (!table.ok || table.rows.length === 0) return table;
        const importId = newId();
        await trx('institution_imports').insert({
          id: importId,
          made_by: actor.id,
          made_at: toColumn(clock()),
          made: table.rows.length,
        });
        const made = new Map<number, Above>();
        for (const listed of table.rows) {
          const one = belowOf(listed, made);
          made.set(listed.row, one);
          await trx('institutions').insert({
            id: one.id,
            path: one.path,
            parent_id: one.path.split('/').at(-3) ?? null,
            name: one.name,
            short_name: one.shortName,
            search_text: toSearchText(`${one.name} ${one.shortName}`),
            type: one.type,
            level: one.level,
            side: one.side,
            state_code: one.stateCode,
            cvegeo: one.cvegeo,
            valid_from: one.validFrom,
            import_id: importId,
          });
        }
        await note(trx, actor, 'institutions.table-added', { count: table.rows.length });
        return table;
      }),

    /** Takes a table back. False where something points to one of its institutions by now: then all of them stay. */
    async undo(actor: Actor, id: string): Promise<boolean> {
      try {
        await db.transaction(async (trx) => {
          const undone = await trx('institution_imports')
            .where({ id })
            .whereNull('undone_at')
            .update({ undone_at: toColumn(clock()) });
          if (undone === 0) throw new Refusal('not-found', 'error.notFound');
          const paths = await trx('institutions').where('import_id', id).pluck<string[]>('path');
          // Those within go before the one that holds them.
          for (const path of paths.sort((one, other) => other.length - one.length))
            await trx('institutions').where({ path }).delete();
          await note(trx, actor, 'institutions.table-undone', { count: paths.length });
        });
        return true;
      } catch (error) {
        if (isHeld(error)) return false;
        throw error;
      }
    },
  };
}
export type InstitutionImports = ReturnType<typeof institutionImports>;

/** A row as an institution below the one that it names; earlier rows are made already. */
function belowOf(listed: Listed, made: ReadonlyMap<number, Above>): Above {
  const parent = 'id' in listed.parent ? listed.parent : made.get(listed.parent.row);
  if (parent === undefined) throw new Error('A row stands before the one that it is within');
  const id = newId();
  const { level, side, stateCode, cvegeo } = parent;
  return {
    ...{ id, level, side, stateCode, cvegeo },
    name: listed.name,
    shortName: listed.shortName,
    type: listed.type,
    path: `${parent.path}${id}/`,
    validFrom: listed.validFrom,
  };
}
