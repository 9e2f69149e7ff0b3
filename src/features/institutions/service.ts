import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import type { Actor, Side } from '../../lib/actor.ts';
import { Refusal } from '../../lib/errors.ts';
import { pickAll, type Choice, type Finder } from '../../lib/pick.ts';
import { isFine, type Problems } from '../../lib/problems.ts';
import { idOfSending } from '../../lib/random-code.ts';
import { toSearchText } from '../../lib/search-text.ts';
import type { Audit, AuditEvent } from '../audit/audit.ts';
import type { CloseInstitutionForm, InstitutionForm, NewInstitutionForm } from './forms.ts';
import { lockTree } from './lock-tree.ts';
import type { InstitutionQueries } from './queries.ts';
import type { InstitutionSheet } from './sheets.ts';

/** Where an institution or a network lies, as the policy asks. */
export interface InstitutionPlace {
  side: Side;
  institutionPath: string | null;
  stateCode: string | null;
  cvegeo: string | null;
}

/** Port to the policy, which is built on institutions and so stands after them. */
export type MayManage = (actor: Actor, place: InstitutionPlace) => boolean;

export type Saved =
  { ok: true; id: string } | { ok: false; problems: Problems; choices: Record<string, Choice[]> };

interface Needs {
  db: Db;
  audit: Audit;
  queries: InstitutionQueries;
  mayManage: MayManage;
  find: { institutions: Finder; municipalities: Finder };
}

const unknown = (): Refusal => new Refusal('not-found', 'error.notFound');

/** The tree of institutions: it grows and closes by dates, and nothing that people belonged to is erased. */
export function institutionService({ db, audit, queries, mayManage, find }: Needs) {
  const sheetFor = async (actor: Actor, id: string): Promise<InstitutionSheet> => {
    const sheet = await queries.sheet(id);
    if (sheet === null || !mayManage(actor, { ...sheet, institutionPath: sheet.path })) {
      throw unknown();
    }
    return sheet;
  };

  const refused = (problems: Problems, choices: Record<string, Choice[]> = {}): Saved => ({
    ok: false,
    problems,
    choices,
  });

  return {
    sheetFor,
    list: (search: string, page: number) => queries.list(search, page),

    /** Adds an institution below another one, whose side of the wall it takes, or as a root. The same sending adds it once. */
    async add(actor: Actor, form: NewInstitutionForm): Promise<Saved> {
      const { ids, problems, choices } = await pickAll({
        dentro: { typed: form.dentro, find: find.institutions },
        municipio: {
          typed: form.nivel === 'municipal' ? form.municipio : undefined,
          find: find.municipalities,
        },
      });
      const parent = ids.dentro === null ? null : await queries.sheet(ids.dentro);
      const side = parent?.side ?? form.lado;
      if (side === undefined && !Object.hasOwn(problems, 'dentro'))
        problems['lado'] = ['form.choose'];
      if (form.nivel === 'municipal' && form.municipio === undefined) {
        problems['municipio'] = ['form.required'];
      }
      if (form.nivel === 'state' && form.estado === undefined) problems['estado'] = ['form.choose'];
      if (parent !== null && parent.validTo !== null)
        problems['dentro'] = ['institutions.isClosed'];
      if (!isFine(problems) || side === undefined) return refused(problems, choices);

      const { clave, ...said } = form;
      const id = idOfSending(clave, actor.id, said);
      const row = {
        id,
        path: `${parent?.path ?? '/'}${id}/`,
        side,
        stateCode: form.nivel === 'state' ? form.estado : (ids.municipio?.slice(0, 2) ?? null),
        cvegeo: ids.municipio,
      };
      const place = { ...row, institutionPath: row.path, stateCode: row.stateCode ?? null };
      if (!mayManage(actor, place)) throw unknown();
      await db.transaction(async (trx) => {
        await lockTree(trx, parent === null ? [] : [parent]);
        if (await isThere(trx, id)) return;
        await trx('institutions').insert({
          id,
          path: row.path,
          side,
          parent_id: parent?.id ?? null,
          type: form.tipo,
          level: form.nivel,
          ...namesOf(form),
          state_code: place.stateCode,
          cvegeo: row.cvegeo,
          valid_from: form.desde ?? null,
        });
        await audit(trx, event(actor, 'institutions.added', { id, path: row.path }, { side }));
      });
      return { ok: true, id };
    },

    /** Corrects names, type and beginning. Its place in the tree and its side of the wall stay. */
    async edit(actor: Actor, id: string, form: InstitutionForm): Promise<Saved> {
      const sheet = await sheetFor(actor, id);
      if (form.desde !== undefined && sheet.validTo !== null && form.desde > sheet.validTo) {
        return refused({ desde: ['institutions.datesCross'] });
      }
      await db.transaction(async (trx) => {
        await lockTree(trx, [sheet]);
        await trx('institutions')
          .where('id', id)
          .update({
            ...namesOf(form, await formerNames(trx, id)),
            ...(form.tipo ? { type: form.tipo } : {}),
            valid_from: form.desde ?? null,
          });
        await audit(
          trx,
          event(actor, 'institutions.renamed', sheet, {
            before: sheet.name,
            after: form.nombre,
          }),
        );
      });
      return { ok: true, id };
    },

    /** Closes it by a date and names what took its place. People and records keep pointing to it. */
    async close(actor: Actor, id: string, form: CloseInstitutionForm): Promise<Saved> {
      const sheet = await sheetFor(actor, id);
      const { ids, problems, choices } = await pickAll({
        sucesora: { typed: form.sucesora, find: find.institutions },
      });
      if (sheet.validFrom !== null && form.hasta < sheet.validFrom) {
        problems['hasta'] = ['institutions.datesCross'];
      }
      const successor = ids.sucesora === null ? null : await queries.sheet(ids.sucesora);
      if (ids.sucesora !== null) {
        if (successor === null || successor.path.startsWith(sheet.path)) {
          problems['sucesora'] = ['institutions.notItself'];
        } else if (successor.side !== sheet.side) {
          problems['sucesora'] = ['institutions.otherSide'];
        } else if (await succeeds(db, id, successor.id)) {
          problems['sucesora'] = ['institutions.circle'];
        }
      }
      if (!isFine(problems)) return refused(problems, choices);
      await db.transaction(async (trx) => {
        await lockTree(trx, successor === null ? [sheet] : [sheet, successor]);
        if (successor !== null && (await succeeds(trx, id, successor.id)))
          throw new Refusal('conflict', 'institutions.changedMeanwhile');
        await trx('institutions')
          .where('id', id)
          .update({ valid_to: form.hasta, successor_id: ids.sucesora });
        await audit(
          trx,
          event(actor, 'institutions.closed', sheet, {
            on: form.hasta,
            successor: ids.sucesora,
          }),
        );
      });
      return { ok: true, id };
    },
  };
}
export type InstitutionService = ReturnType<typeof institutionService>;

const namesOf = (
  { nombre, siglas }: { nombre: string; siglas: string },
  former: readonly string[] = [],
) => ({
  name: nombre,
  short_name: siglas,
  search_text: toSearchText([nombre, siglas, ...former].join(' ')),
});

const isThere = async (trx: Db, id: string): Promise<boolean> =>
  (await trx('institutions').where({ id }).first<unknown>('id')) !== undefined;

const Former = z.array(z.object({ name: z.string(), short_name: z.string() }));

/** What it was called before: people go on looking for it by these names. */
async function formerNames(trx: Db, id: string): Promise<string[]> {
  const rows: unknown = await trx('institution_names')
    .select('name', 'short_name')
    .where('institution_id', id);
  return Former.parse(rows).flatMap((row) => [row.name, row.short_name]);
}

const event = (
  actor: Actor,
  action: string,
  { id, path }: { id: string; path: string },
  details: NonNullable<AuditEvent['details']>,
) => ({
  actorId: actor.id,
  action,
  objectType: 'institution' as const,
  objectId: id,
  institutionPath: path,
  details,
});

const Next = z.object({ successor_id: z.string().nullable() }).optional();

/** Whether following the successors of `from` leads to `id`: time has no circles. */
async function succeeds(db: Db, id: string, from: string): Promise<boolean> {
  const seen = new Set<string>();
  for (let at: string | null = from; at !== null && !seen.has(at);) {
    if (at === id) return true;
    seen.add(at);
    const row: unknown = await db('institutions').select('successor_id').where('id', at).first();
    at = Next.parse(row)?.successor_id ?? null;
  }
  return false;
}
