import { z } from 'zod';
import { batches } from '../../db/batches.ts';
import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import { translator } from '../../i18n/translate.ts';
import type { Audit } from '../audit/audit.ts';
import { RANK_BANDS } from '../institutions/rank-bands.ts';
import { peopleWithin } from '../people/people-scope.ts';
import { FIELDS, type Field } from './fields.ts';

/** Why somebody takes a list of people along; the log keeps it. */
export const EXPORT_REASONS = ['update', 'training-plan', 'report', 'request'] as const;
export type ExportReason = (typeof EXPORT_REASONS)[number];

/** Keys of registers are never told: a table without them comes in again all the same, by user name. */
export const EXPORTED: readonly Field[] = FIELDS.filter(
  (field) =>
    ![
      ...['firstSurname', 'secondSurname', 'state', 'rank', 'since', 'email', 'curp', 'cuip'],
    ].includes(field),
);

const Person = z.object({
  id: z.string(),
  username: z.string(),
  display_name: z.string(),
  sex: z.string(),
  cvegeo: z.string().nullable(),
  institution: z.string().nullable(),
  rank_band: z.enum(RANK_BANDS).nullable(),
  network: z.string().nullable(),
});
const Membership = z.object({ person_id: z.string(), code: z.string() });
const Enrolment = z.object({
  person_id: z.string(),
  slug: z.string(),
  cohort: z.string().nullable(),
});
const Total = z.object({ total: z.coerce.number() });

const SIZE = 200;
const spanish = translator('es-MX');

const byPerson = <T extends { person_id: string }>(rows: readonly T[]): Map<string, T[]> => {
  const found = new Map<string, T[]>();
  for (const row of rows) found.set(row.person_id, [...(found.get(row.person_id) ?? []), row]);
  return found;
};

/** The people within somebody's scope, as a table that comes in again and changes nothing. */
export function rosterExport({ db, audit }: { db: Db; audit: Audit }) {
  const people = (actor: Actor) => {
    const query = db('people as p')
      .leftJoin('institutions as i', 'i.id', 'p.institution_id')
      .where('p.status', 'active');
    peopleWithin(db, query, actor, 'people.read');
    return query;
  };

  async function* rowsOf(actor: Actor): AsyncGenerator<string[][]> {
    const query = people(actor)
      .leftJoin('networks as n', 'n.id', 'p.network_id')
      .select('p.id', 'p.username', 'p.display_name', 'p.sex', 'p.cvegeo', 'p.rank_band')
      .select('i.short_name as institution', 'n.code as network');
    for await (const page of batches(query, ['p.id'], SIZE)) {
      const some = z.array(Person).parse(page);
      const ids = some.map(({ id }) => id);
      const networks = byPerson(
        z
          .array(Membership)
          .parse(
            await db('memberships as m')
              .join('networks as n', 'n.id', 'm.network_id')
              .whereIn('m.person_id', ids)
              .whereNull('m.to_on')
              .orderBy('n.code')
              .distinct('m.person_id', 'n.code'),
          ),
      );
      const enrolments = byPerson(
        z
          .array(Enrolment)
          .parse(
            await db('enrolments as e')
              .join('courses as c', 'c.id', 'e.course_id')
              .leftJoin('cohorts as k', 'k.id', 'e.cohort_id')
              .whereIn('e.person_id', ids)
              .whereNot('e.status', 'withdrawn')
              .whereNull('c.retired_at')
              .orderBy('c.slug')
              .select('e.person_id', 'c.slug', 'k.name as cohort'),
          ),
      );
      yield some.flatMap((one) => [
        ...rowsOfPerson(one, networks.get(one.id), enrolments.get(one.id)),
      ]);
    }
  }

  return {
    /** How many people it would hold. */
    async count(actor: Actor): Promise<number> {
      return Total.parse(await people(actor).count({ total: 'p.id' }).first()).total;
    },

    /** The rows. That somebody took them, and why, is written down before the first leaves. */
    async file(
      actor: Actor,
      reason: ExportReason,
      format: 'csv' | 'xlsx',
    ): Promise<AsyncIterable<string[][]>> {
      const rows = await this.count(actor);
      await db.transaction((trx) =>
        audit(trx, {
          actorId: actor.id,
          action: 'rosters.exported',
          objectType: 'people',
          objectId: null,
          institutionPath: actor.institutionPath,
          details: { rows, format, reason: `rosters.reason.${reason}` },
        }),
      );
      return rowsOf(actor);
    },
  };
}
export type RosterExport = ReturnType<typeof rosterExport>;

/** As many rows as she has networks or courses, one at least. */
function* rowsOfPerson(
  one: z.output<typeof Person>,
  networks: readonly z.output<typeof Membership>[] = [],
  enrolments: readonly z.output<typeof Enrolment>[] = [],
): Generator<string[]> {
  const codes = networks.map(({ code }) => code).filter((code) => code !== one.network);
  const all = one.network === null ? codes : [one.network, ...codes];
  const count = Math.max(1, all.length, enrolments.length);
  for (let at = 0; at < count; at += 1) {
    const cells: Partial<Record<Field, string>> = {
      username: one.username,
      name: one.display_name,
      sex: one.sex,
      municipality: one.cvegeo ?? '',
      institution: one.institution ?? '',
      // Headings are Spanish, and so are the words below them; both languages are read.
      rankBand: one.rank_band === null ? '' : spanish(`ranks.band.${one.rank_band}`),
      network: all[at] ?? '',
      course: enrolments[at]?.slug ?? '',
      cohort: enrolments[at]?.cohort ?? '',
    };
    yield EXPORTED.map((field) => cells[field] ?? '');
  }
}
