import type { MessageKey } from '../../i18n/translate.ts';
import type { Side } from '../../lib/actor.ts';
import { toSearchText } from '../../lib/search-text.ts';
import { line } from '../../lib/text.ts';
import { foldUsername, isUsername } from '../../lib/username.ts';
import type { Sex } from '../accounts/sex.ts';
import { dayIn, nameIn } from './cell-values.ts';
import { isCuip, isCurp, normalKey } from './curp.ts';
import type { Field } from './fields.ts';
import type {
  Municipality,
  Named,
  NamedCohort,
  NamedCourse,
  Reference,
} from './reference-queries.ts';

/** What is wrong with a row, and in which of its cells. */
export interface Problem {
  field: Field;
  key: MessageKey;
  params?: Record<string, string | number>;
}

/** What a row says, each thing null where its cell is empty. */
export interface Said {
  /** '' where it says none. */
  name: string;
  sex: Sex | null;
  cvegeo: string | null;
  institution: Named | null;
  network: Named | null;
  since: string | null;
  username: string | null;
  email: string | null;
  curp: string | null;
  cuip: string | null;
  course: NamedCourse | null;
  cohort: NamedCohort | null;
}

type Cells = Record<Field, string>;
type Complain = (field: Field, key: MessageKey, params?: Record<string, string | number>) => null;

const Name = line(120, 3);
const EMAIL = /^[^\s@<>()",;:\\]+@[^\s@<>()",;:\\]+\.[^\s@<>()",;:\\]{2,}$/;

/** The one thing of this name; of several, the one that `choose` is for. */
function only<T>(
  found: readonly T[] | undefined,
  choose: (one: T) => boolean,
): T | 'none' | 'several' {
  if (found === undefined || found.length === 0) return 'none';
  if (found.length === 1) return found[0] ?? 'none';
  const chosen = found.filter(choose);
  return chosen.length === 1 ? (chosen[0] ?? 'none') : 'several';
}

function municipalityOf(
  { municipality: cell, state }: Cells,
  reference: Reference,
  complain: Complain,
): Municipality | null {
  if (cell === '') return null;
  const stateCode = state === '' ? null : (reference.statesBy.get(toSearchText(state)) ?? null);
  if (state !== '' && stateCode === null) return complain('state', 'rosters.wrong.state');
  // A spreadsheet takes a key for a number and loses its first zero, or keeps only the part within the state.
  if (/^\d{1,5}(?:\.0)?$/.test(cell)) {
    const digits = cell.replace('.0', '');
    const key =
      digits.length <= 3 && stateCode !== null
        ? `${stateCode}${digits.padStart(3, '0')}`
        : digits.padStart(5, '0');
    return (
      reference.municipalities.get(key) ??
      complain('municipality', 'rosters.wrong.cvegeo', { value: cell })
    );
  }
  const [, bare = cell, after = ''] = /^(.+?),\s*([^,]+)$/.exec(cell) ?? [];
  const named = stateCode ?? reference.statesBy.get(toSearchText(after)) ?? null;
  const word = toSearchText(named !== null && stateCode === null ? bare : cell);
  const inState = (one: Municipality): boolean => named === null || one.stateCode === named;
  const all = (reference.municipalitiesBy.get(word) ?? []).filter(inState);
  const found = only(all, () => false);
  if (found === 'several')
    return complain('municipality', 'rosters.wrong.municipalities', {
      value: cell,
      count: all.length,
    });
  if (found !== 'none') return found;
  return (
    beginning(word, named, reference) ??
    complain('municipality', 'rosters.wrong.municipality', { value: cell })
  );
}

/** «Ecatepec» of the State of Mexico is Ecatepec de Morelos: the one of that state whose name begins so. */
function beginning(
  word: string,
  stateCode: string | null,
  { municipalities }: Reference,
): Municipality | null {
  if (stateCode === null) return null;
  const found = [...municipalities.values()].filter(
    (one) => one.stateCode === stateCode && toSearchText(one.name).startsWith(`${word} `),
  );
  return found.length === 1 ? (found[0] ?? null) : null;
}

function keyOf(
  cell: string,
  field: 'curp' | 'cuip',
  isOne: (key: string) => boolean,
  complain: Complain,
): string | null {
  const key = normalKey(cell);
  if (key === '' || isOne(key)) return key === '' ? null : key;
  return complain(field, `rosters.wrong.${field}`);
}

function enrolmentOf(
  { course: courseCell, cohort: cohortCell }: Cells,
  reference: Reference,
  complain: Complain,
): Pick<Said, 'course' | 'cohort'> {
  const nothing = { course: null, cohort: null };
  const course =
    courseCell === '' ? null : only(reference.coursesBy.get(toSearchText(courseCell)), () => false);
  if (course === 'none' || course === 'several') {
    complain('course', 'rosters.wrong.course', { value: courseCell });
    return nothing;
  }
  if (cohortCell === '') return { course, cohort: null };
  const named = (reference.cohortsBy.get(toSearchText(cohortCell)) ?? []).filter(
    ({ courseId }) => course === null || courseId === course.version.courseId,
  );
  const cohort = only(named, () => false);
  if (cohort === 'none' || cohort === 'several') {
    complain('cohort', cohort === 'none' ? 'rosters.wrong.cohort' : 'rosters.wrong.cohorts', {
      value: cohortCell,
    });
    return nothing;
  }
  const own = [...reference.coursesBy.values()]
    .flat()
    .find(({ version }) => version.courseId === cohort.courseId);
  return { course: course ?? own ?? null, cohort };
}

/** What a row says, with everything that is wrong with it. `sexOf` knows the letters of its table. */
export function understood(
  cells: Cells,
  reference: Reference,
  sexOf: (cell: string) => Sex | null,
): { said: Said; problems: Problem[] } {
  const problems: Problem[] = [];
  const complain: Complain = (field, key, params) => {
    problems.push(params === undefined ? { field, key } : { field, key, params });
    return null;
  };
  const written = nameIn([cells.name, cells.firstSurname, cells.secondSurname]);
  const name = Name.safeParse(written);
  if (!name.success && written !== '') complain('name', 'rosters.wrong.name');
  const sex = cells.sex === '' ? null : sexOf(cells.sex);
  if (cells.sex !== '' && sex === null) complain('sex', 'rosters.wrong.sex', { value: cells.sex });
  const place = municipalityOf(cells, reference, complain);
  const inPlace = (one: Named): boolean => one.place.cvegeo === place?.cvegeo;
  const named = (field: 'institution' | 'network', found: readonly Named[] | undefined) => {
    if (cells[field] === '') return null;
    const one = only(found, inPlace);
    return one === 'none' || one === 'several'
      ? complain(field, `rosters.wrong.${field}${one === 'several' ? 's' : ''}`, {
          value: cells[field],
        })
      : one;
  };
  const institution = named(
    'institution',
    reference.institutionsBy.get(toSearchText(cells.institution)),
  );
  const network = named('network', reference.networksBy.get(toSearchText(cells.network)));
  const since = cells.since === '' ? null : dayIn(cells.since);
  if (cells.since !== '' && since === null)
    complain('since', 'rosters.wrong.since', { value: cells.since });
  else if (since !== null && since > reference.today) complain('since', 'rosters.wrong.future');
  const username = cells.username === '' ? null : foldUsername(cells.username);
  if (username !== null && !isUsername(username)) complain('username', 'rosters.wrong.username');
  const email = cells.email === '' ? null : cells.email;
  if (email !== null && (!EMAIL.test(email) || email.length > 200))
    complain('email', 'rosters.wrong.email');
  const said: Said = {
    name: name.success ? name.data : written,
    sex,
    cvegeo: place?.cvegeo ?? null,
    institution,
    network,
    since,
    username,
    email,
    curp: keyOf(cells.curp, 'curp', isCurp, complain),
    cuip: keyOf(cells.cuip, 'cuip', isCuip, complain),
    ...enrolmentOf(cells, reference, complain),
  };
  return { said, problems };
}

/** The side of the wall on which a row stands by what it says; null where it says nothing of it. */
export const sideSaid = ({ institution, network, cohort }: Said): Side | null =>
  institution?.place.side ?? cohort?.side ?? (network === null ? null : 'community');
