import { z } from 'zod';
import { toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import { dayOf, type Clock } from '../../lib/clock.ts';
import { pickAll, type Finder } from '../../lib/pick.ts';
import { isFine } from '../../lib/problems.ts';
import { newId } from '../../lib/random-code.ts';
import { toSearchText } from '../../lib/search-text.ts';
import type { Audit } from '../audit/audit.ts';
import type { MoveForm, RenameForm } from './forms.ts';
import { lockTree } from './lock-tree.ts';
import type { InstitutionQueries } from './queries.ts';
import type { InstitutionService, Saved } from './service.ts';
import type { InstitutionSheet } from './sheets.ts';

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
  institutions: InstitutionService;
  queries: InstitutionQueries;
  findInstitutions: Finder;
}

/** What an institution was before, each until a day. */
export interface InstitutionPast {
  names: { name: string; shortName: string; until: string }[];
  places: { parentId: string | null; parent: string | null; until: string }[];
}

const NameRow = z
  .object({ name: z.string(), short_name: z.string(), until: z.string() })
  .transform(({ short_name: shortName, ...row }) => ({ ...row, shortName }));
const MoveRow = z
  .object({ parent_id: z.string().nullable(), parent: z.string().nullable(), until: z.string() })
  .transform(({ parent_id: parentId, ...row }) => ({ ...row, parentId }));

/** The day before a day. */
const dayBefore = (day: string): string =>
  dayOf(new Date(new Date(`${day}T18:00:00Z`).getTime() - 24 * 60 * 60 * 1000));

/**
 * The changes of an institution by dates: it takes another name, or moves below another one. What it was stays with the day
 * until which it was; enrolments and certificates keep what they were made with, and scopes follow the tree as it is now.
 */
export function institutionHistory({
  db,
  clock,
  audit,
  institutions,
  queries,
  findInstitutions,
}: Needs) {
  const pastOf = async (id: string): Promise<InstitutionPast> => {
    const latest = [{ column: 'x.until', order: 'desc' }];
    const names: unknown[] = await db('institution_names as x')
      .select('x.name', 'x.short_name', 'x.until')
      .where('x.institution_id', id)
      .orderBy(latest);
    const places: unknown[] = await db('institution_moves as x')
      .leftJoin('institutions as p', 'p.id', 'x.parent_id')
      .select('x.parent_id', 'p.name as parent', 'x.until')
      .where('x.institution_id', id)
      .orderBy(latest);
    return {
      names: names.map((row) => NameRow.parse(row)),
      places: places.map((row) => MoveRow.parse(row)),
    };
  };

  /** A change takes place on a day that has come, after the change before it and after the institution began. */
  const isInOrder = (sheet: InstitutionSheet, day: string, before: { until: string }[]): boolean =>
    day <= dayOf(clock()) &&
    (sheet.validFrom === null || day > sheet.validFrom) &&
    (sheet.validTo === null || day <= sheet.validTo) &&
    // The change before it was made on the day after `until`.
    before.every(({ until }) => dayBefore(day) > until);

  return {
    pastOf,

    /** Gives it another name from a day on. People find it by the old one as well. */
    async rename(actor: Actor, id: string, form: RenameForm): Promise<Saved> {
      const sheet = await institutions.sheetFor(actor, id);
      const { names } = await pastOf(id);
      if (!isInOrder(sheet, form.cambio, names)) {
        return { ok: false, problems: { cambio: ['institutions.changeOrder'] }, choices: {} };
      }
      const words = [form.nuevo, form.nuevas_siglas, sheet.name, sheet.shortName];
      const old = names.flatMap(({ name, shortName }) => [name, shortName]);
      await db.transaction(async (trx) => {
        await lockTree(trx, [sheet]);
        await trx('institution_names').insert({
          id: newId(),
          institution_id: id,
          name: sheet.name,
          short_name: sheet.shortName,
          until: dayBefore(form.cambio),
          recorded_at: toColumn(clock()),
        });
        await trx('institutions')
          .where('id', id)
          .update({
            name: form.nuevo,
            short_name: form.nuevas_siglas,
            search_text: toSearchText([...words, ...old].join(' ')),
          });
        await audit(trx, {
          actorId: actor.id,
          action: 'institutions.name-changed',
          objectType: 'institution',
          objectId: id,
          institutionPath: sheet.path,
          details: { before: sheet.name, after: form.nuevo, on: form.cambio },
        });
      });
      return { ok: true, id };
    },

    /** Moves it, with all that stands below it, below another one of its side of the wall. */
    async move(actor: Actor, id: string, form: MoveForm): Promise<Saved> {
      const sheet = await institutions.sheetFor(actor, id);
      const { ids, problems, choices } = await pickAll({
        bajo: { typed: form.bajo, find: findInstitutions },
      });
      const parent = ids.bajo === null ? null : await queries.sheet(ids.bajo);
      const { places } = await pastOf(id);
      if (!isInOrder(sheet, form.traslado, places))
        problems['traslado'] = ['institutions.changeOrder'];
      if (parent !== null) {
        if (parent.path.startsWith(sheet.path)) problems['bajo'] = ['institutions.notItself'];
        else if (parent.side !== sheet.side) problems['bajo'] = ['institutions.moveOtherSide'];
        else if (parent.validTo !== null) problems['bajo'] = ['institutions.isClosed'];
        else if (sheet.path === `${parent.path}${id}/`) problems['bajo'] = ['institutions.isThere'];
        else await institutions.sheetFor(actor, parent.id);
      }
      if (!isFine(problems) || parent === null) return { ok: false, problems, choices };
      const above = sheet.above.at(-1) ?? null;
      await db.transaction(async (trx) => {
        await lockTree(trx, [sheet, parent]);
        await trx('institution_moves').insert({
          id: newId(),
          institution_id: id,
          parent_id: above?.id ?? null,
          until: dayBefore(form.traslado),
          recorded_at: toColumn(clock()),
        });
        await trx('institutions').where('id', id).update({ parent_id: parent.id });
        const to = `${parent.path}${id}/`;
        await movePaths(trx, 'institutions', 'path', { from: sheet.path, to });
        // An invitation lies where its institution lies now; what was done stays where it was done.
        await movePaths(trx, 'invitations', 'institution_path', { from: sheet.path, to });
        await audit(trx, {
          actorId: actor.id,
          action: 'institutions.moved',
          objectType: 'institution',
          objectId: id,
          institutionPath: to,
          details: { before: above?.name ?? null, after: parent.name, on: form.traslado },
        });
      });
      return { ok: true, id };
    },
  };
}
export type InstitutionHistory = ReturnType<typeof institutionHistory>;

/** Puts every path that begins like one of them below the other. */
async function movePaths(
  trx: Db,
  table: string,
  column: string,
  { from, to }: { from: string; to: string },
): Promise<void> {
  await trx(table)
    // Paths end in `/`, and `0` follows it.
    .where(column, '>=', from)
    .where(column, '<', `${from.slice(0, -1)}0`)
    .update({
      [column]: trx.raw('cast(? as text) || substr(??, cast(? as integer))', [
        to,
        column,
        from.length + 1,
      ]),
    });
}
