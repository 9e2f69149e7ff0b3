import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import type { Binding, LongReads } from '../../db/dialect/dialect.ts';
import type { Actor } from '../../lib/actor.ts';
import { pickAll, type Choice, type Finder } from '../../lib/pick.ts';
import { isFine, type Problems } from '../../lib/problems.ts';
import { slices } from '../../lib/rows.ts';
import type { Sealer } from '../../lib/sealed.ts';
import { openKey } from '../accounts/contact-seals.ts';
import type { Audit } from '../audit/audit.ts';
import { scopeOf } from '../permissions/policy.ts';
import { ENROLMENT_PLACE, withinScope } from '../permissions/scope-filter.ts';

interface Needs {
  db: Db;
  longReads: LongReads;
  audit: Audit;
  seal: Sealer;
  find: { institutions: Finder };
}

/** What the file is asked for. */
export interface HoursWish {
  institution: string | undefined;
  from: string;
  to: string;
  reason: string;
  format: 'csv' | 'xlsx';
}

/** Hours of one course that somebody of the forces has completed. */
export interface HoursRow {
  name: string;
  /** Her user name without its middle: enough to tell two of one name apart. */
  masked: string;
  /** The last four signs of her CUIP; empty where none is kept. */
  cuip: string;
  institution: string;
  course: { es: string; en: string };
  hours: number;
  enrolledOn: string;
  completedOn: string;
  folio: string;
}
export type HoursFile =
  | { ok: true; rows: AsyncIterable<HoursRow[]> }
  | { ok: false; problems: Problems; choices: Record<string, Choice[]> };

const Row = z
  .object({
    person_id: z.string(),
    cuip_sealed: z.string().nullable(),
    display_name: z.string(),
    username: z.string(),
    institution: z.string().nullable(),
    course_title_es: z.string(),
    course_title_en: z.string(),
    hours_completed: z.coerce.number(),
    enrolled_on: z.string(),
    completed_on: z.string(),
    folio: z.string(),
  })
  .transform((row) => ({
    personId: row.person_id,
    cuipSealed: row.cuip_sealed,
    name: row.display_name,
    masked: masked(row.username),
    institution: row.institution ?? '',
    course: { es: row.course_title_es, en: row.course_title_en },
    hours: row.hours_completed,
    enrolledOn: row.enrolled_on,
    completedOn: row.completed_on,
    folio: row.folio,
  }));
const Path = z.object({ path: z.string() });
const Total = z.object({ total: z.coerce.number() });

/** The first and the last letter: `t•••s`. */
const masked = (username: string): string => `${username.slice(0, 1)}•••${username.slice(-1)}`;

/**
 * The hours file of a police academy or a training centre: who of the forces completed what, and the hours that count. Only of
 * people whom the actor may both read by name and take along in files, where they stood when they enrolled. Community
 * trainees are never in it. It is noted, with its reason, before the first name leaves; the names follow as they are found.
 */
export function hoursService({ db, longReads, audit, seal, find }: Needs) {
  const pathOf = async (id: string): Promise<string> =>
    Path.parse(await db('institutions').select('path').where('id', id).first()).path;

  const completions = (actor: Actor, { from, to }: HoursWish, path: string | null) => {
    const query = db('enrolments as e')
      .join('people as p', 'p.id', 'e.person_id')
      .join('certificates as c', (join) => {
        join.on('c.enrolment_id', 'e.id').andOnVal('c.current', 1);
      })
      .where({ 'e.status': 'completed', 'p.status': 'active' })
      .whereIn('e.side', ['police', 'military'])
      .whereBetween('e.completed_on', [from, to]);
    withinScope(query, scopeOf(actor, 'people.read'), ENROLMENT_PLACE);
    withinScope(query, scopeOf(actor, 'reports.export'), ENROLMENT_PLACE);
    if (path !== null) {
      void query
        .where('e.institution_path', '>=', path)
        .where('e.institution_path', '<', `${path.slice(0, -1)}0`);
    }
    return query;
  };

  /** By name, some at a time as they are found. */
  async function* rowsOf(query: ReturnType<typeof completions>): AsyncGenerator<HoursRow[]> {
    const { sql, bindings } = query
      .leftJoin('institutions as i', 'i.id', 'e.institution_id')
      .select('e.person_id', 'p.cuip_sealed', 'p.display_name', 'p.username')
      .select('i.name as institution', 'c.course_title_es')
      .select('c.course_title_en', 'c.hours_completed', 'e.enrolled_on', 'e.completed_on')
      .select('c.folio')
      .orderBy(['p.search_text', 'e.completed_on', 'e.id'])
      .toSQL();
    for await (const rows of slices(longReads.parts(sql, bindings as Binding[])))
      yield rows.map((raw): HoursRow => {
        const { personId, cuipSealed, ...row } = Row.parse(raw);
        const cuip = cuipSealed === null ? '' : openKey(seal, personId, 'cuip', cuipSealed);
        return { ...row, cuip: cuip === '' ? '' : `••••${cuip.slice(-4)}` };
      });
  }

  return {
    async file(actor: Actor, wish: HoursWish): Promise<HoursFile> {
      const { ids, problems, choices } = await pickAll({
        institucion: { typed: wish.institution, find: find.institutions },
      });
      if (wish.to < wish.from) problems['hasta'] = ['hours.datesCross'];
      if (!isFine(problems)) return { ok: false, problems, choices };
      const path = ids.institucion === null ? null : await pathOf(ids.institucion);
      const query = completions(actor, wish, path);
      const { total } = Total.parse(await query.clone().count({ total: 'e.id' }).first());
      await db.transaction((trx) =>
        audit(trx, {
          actorId: actor.id,
          action: 'hours.exported',
          objectType: 'report',
          objectId: null,
          institutionPath: actor.institutionPath,
          details: {
            from: wish.from,
            until: wish.to,
            institution: ids.institucion,
            rows: total,
            format: wish.format,
            reason: wish.reason,
          },
        }),
      );
      return { ok: true, rows: rowsOf(query) };
    },
  };
}
export type HoursService = ReturnType<typeof hoursService>;
