import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import { SIDES, type Side } from '../../lib/actor.ts';
import { toSearchText } from '../../lib/search-text.ts';
import type { CourseVersion, CourseVersions } from '../courses/repository.ts';
import { rankRepository } from '../institutions/rank-repository.ts';
import { rankCatalogue, type Rank } from '../institutions/ranks.ts';
import { nowhere, type Place } from '../permissions/policy.ts';

/** Something that rows name: where it lies says who may put people into it. */
export interface Named {
  id: string;
  name: string;
  place: Place;
}
export interface NamedCohort extends Named {
  courseId: string;
  side: Side;
}
export interface NamedCourse {
  version: CourseVersion;
  audiences: readonly string[];
}
export interface Municipality {
  cvegeo: string;
  name: string;
  stateCode: string;
}

/** Things by each of the words that name them, without accents and case. */
type Index<T> = ReadonlyMap<string, readonly T[]>;

/** What the cells of a table may name: everything that is open today. */
export interface Reference {
  municipalities: ReadonlyMap<string, Municipality>;
  municipalitiesBy: Index<Municipality>;
  statesBy: ReadonlyMap<string, string>;
  institutionsBy: Index<Named>;
  networksBy: Index<Named>;
  coursesBy: Index<NamedCourse>;
  cohortsBy: Index<NamedCohort>;
  /** The ranks of an institution by its path. */
  ranksAt: (path: string) => readonly Rank[];
  today: string;
}

const MunicipalityRow = z.object({ cvegeo: z.string(), name: z.string(), state_code: z.string() });
const StateRow = z.object({ code: z.string(), name: z.string(), abbreviation: z.string() });
const InstitutionRow = z.object({
  id: z.string(),
  name: z.string(),
  short_name: z.string(),
  path: z.string(),
  side: z.enum(SIDES),
  state_code: z.string().nullable(),
  cvegeo: z.string().nullable(),
});
const NetworkRow = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  cvegeo: z.string(),
  state_code: z.string(),
});
const CohortRow = z.object({
  id: z.string(),
  name: z.string(),
  side: z.enum(SIDES),
  course_id: z.string(),
  path: z.string(),
  state_code: z.string().nullable(),
  cvegeo: z.string().nullable(),
});

function indexed<T>(all: Iterable<T>, wordsOf: (one: T) => readonly string[]): Map<string, T[]> {
  const index = new Map<string, T[]>();
  for (const one of all)
    for (const word of new Set(wordsOf(one).map(toSearchText))) {
      const named = index.get(word) ?? [];
      if (word !== '') index.set(word, [...named, one]);
    }
  return index;
}

/** Reads what the cells of a table may name. A few thousand rows, whatever the table has. */
export async function referenceOf(
  db: Db,
  versions: CourseVersions,
  today: string,
): Promise<Reference> {
  const municipalities = z
    .array(MunicipalityRow)
    .parse(await db('municipalities').select('cvegeo', 'name', 'state_code'))
    .map(({ cvegeo, name, state_code: stateCode }): Municipality => ({ cvegeo, name, stateCode }));
  const states = z.array(StateRow).parse(await db('states').select('code', 'name', 'abbreviation'));
  const institutions = z.array(InstitutionRow).parse(
    await db('institutions')
      .select('id', 'name', 'short_name', 'path', 'side', 'state_code', 'cvegeo')
      .where((open) => open.whereNull('valid_to').orWhere('valid_to', '>=', today)),
  );
  const networks = z
    .array(NetworkRow)
    .parse(
      await db('networks')
        .select('id', 'code', 'name', 'cvegeo', 'state_code')
        .whereNot('status', 'concluida'),
    );
  const cohorts = z.array(CohortRow).parse(
    await db('cohorts as c')
      .join('institutions as i', 'i.id', 'c.institution_id')
      .select('c.id', 'c.name', 'c.side', 'c.course_id', 'i.path', 'i.state_code', 'i.cvegeo')
      .whereRaw('c.side = i.side')
      .where((open) => open.whereNull('c.ends_on').orWhere('c.ends_on', '>=', today)),
  );
  const ranksAt = rankCatalogue(await rankRepository(db).of(), today);
  const current = await versions.allCurrent();
  const slugOf = new Map(current.map(({ courseId, document }) => [courseId, document.slug]));
  return {
    today,
    ranksAt,
    municipalities: new Map(municipalities.map((one) => [one.cvegeo, one])),
    municipalitiesBy: indexed(municipalities, ({ name }) => [name]),
    statesBy: new Map(
      states.flatMap(({ code, name, abbreviation }) =>
        [code, String(Number(code)), name, abbreviation, ...(OTHER_NAMES[code] ?? [])].map(
          (word): [string, string] => [toSearchText(word), code],
        ),
      ),
    ),
    institutionsBy: indexed(
      institutions.map((row) => ({ ...row, place: placeOfInstitution(row) })),
      (one) => [one.id, one.name, one.short_name],
    ),
    networksBy: indexed(
      networks.map((row) => ({ ...row, place: placeOfNetwork(row) })),
      ({ code, name }) => [code, name],
    ),
    coursesBy: indexed(
      current.map((version) => ({ version, audiences: version.document.audiences })),
      ({ version: { document } }) => [
        document.slug,
        document.code,
        document.title.es,
        document.title.en,
      ],
    ),
    cohortsBy: indexed(
      cohorts
        .filter(({ course_id: courseId }) => slugOf.has(courseId))
        .map((row): NamedCohort => ({
          id: row.id,
          name: row.name,
          courseId: row.course_id,
          side: row.side,
          place: { ...placeOfInstitution(row), courseId: row.course_id, cohortId: row.id },
        })),
      ({ name }) => [name],
    ),
  };
}

/** How people call states otherwise. */
const OTHER_NAMES: Record<string, readonly string[]> = {
  '05': ['Coahuila de Zaragoza', 'Coahuila'],
  '09': ['CDMX', 'Distrito Federal', 'DF'],
  '15': ['Estado de México', 'Edomex', 'Edo Mex'],
  '16': ['Michoacán de Ocampo', 'Michoacán'],
  '30': ['Veracruz de Ignacio de la Llave', 'Veracruz'],
};

const placeOfInstitution = ({
  side,
  path,
  state_code: stateCode,
  cvegeo,
}: Pick<z.output<typeof InstitutionRow>, 'side' | 'path' | 'state_code' | 'cvegeo'>): Place => ({
  ...nowhere,
  side,
  institutionPath: path,
  stateCode,
  cvegeo,
});

const placeOfNetwork = ({
  id,
  cvegeo,
  state_code: stateCode,
}: z.output<typeof NetworkRow>): Place => ({ ...nowhere, stateCode, cvegeo, networkId: id });
