import type { MessageKey } from '../../i18n/translate.ts';
import { toSearchText } from '../../lib/search-text.ts';
import type { Field } from './fields.ts';
import type { Municipality, NamedCohort, NamedCourse, Reference } from './reference-queries.ts';

/** What is wrong with a row, and in which of its cells. */
export interface Problem {
  field: Field;
  key: MessageKey;
  params?: Record<string, string | number>;
}

export type Cells = Record<Field, string>;
export type Complain = (
  field: Field,
  key: MessageKey,
  params?: Record<string, string | number>,
) => null;

/** The one thing of this name; of several, the one that `choose` is for. */
export function only<T>(
  found: readonly T[] | undefined,
  choose: (one: T) => boolean,
): T | 'none' | 'several' {
  if (found === undefined || found.length === 0) return 'none';
  if (found.length === 1) return found[0] ?? 'none';
  const chosen = found.filter(choose);
  return chosen.length === 1 ? (chosen[0] ?? 'none') : 'several';
}

/** The municipality of a row: by key, by name, or by the beginning of its name within a state. */
export function municipalityOf(
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

/** The course and the group of a row. A group says its course. */
export function enrolmentOf(
  { course: courseCell, cohort: cohortCell }: Cells,
  reference: Reference,
  complain: Complain,
): { course: NamedCourse | null; cohort: NamedCohort | null } {
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
