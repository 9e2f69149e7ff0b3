import type { FieldErrors } from '../../http/parse.ts';
import type { PageBase } from '../../http/render.ts';
import type { Choice } from '../../lib/pick.ts';
import type { Doorway } from './cohort-decisions-service.ts';
import type { CohortAtDoor } from './cohort-door-service.ts';
import type { Cohort, CohortSheet, LineProblem } from './cohort-sheets.ts';

export interface CohortReturned {
  values: Record<string, string>;
  errors: FieldErrors;
  choices: Record<string, Choice[]>;
  /** User names that were not taken, each with its reason. */
  lines: LineProblem[];
}
export const blankCohort: CohortReturned = { values: {}, errors: {}, choices: {}, lines: [] };

interface CohortsPage extends PageBase {
  entries: Cohort[];
  search: string;
  mayOpen: boolean;
  current: number;
  total: number;
  hrefFor: (page: number) => string;
}
interface CohortPage extends PageBase {
  sheet: CohortSheet;
  /** Who wants to come in; null for who decides nothing here. */
  door: Doorway | null;
  adding: CohortReturned;
  current: number;
  hrefFor: (page: number) => string;
}
interface CohortFormPage extends PageBase {
  form: CohortReturned;
  /** Null when it is a new one. */
  cohort: Cohort | null;
  categories: { value: string; label: string }[];
}
interface CohortDoorPage extends PageBase {
  slug: string;
  heading: string;
  cohorts: CohortAtDoor[];
}
interface CohortKeyPage extends PageBase {
  values: Record<string, string>;
  errors: FieldErrors;
}

declare module '../../http/render.ts' {
  interface Pages {
    'enrolment/cohorts': CohortsPage;
    'enrolment/cohort': CohortPage;
    'enrolment/cohort-form': CohortFormPage;
    'enrolment/cohort-door': CohortDoorPage;
    'enrolment/cohort-key': CohortKeyPage;
  }
}

/** What the form that changes a cohort shows before anybody touches it. */
export const valuesOfCohort = (
  cohort: Cohort,
  instructors: readonly { username: string }[],
): Record<string, string> => ({
  nombre: cohort.name,
  inicia: cohort.startsOn,
  termina: cohort.endsOn ?? '',
  limite: cohort.dueOn ?? '',
  despliegue: cohort.deploysOn ?? '',
  mision: cohort.mission ?? '',
  categoria: cohort.category ?? '',
  cupo: cohort.capacity === null ? '' : String(cohort.capacity),
  ...(cohort.asksOpen ? { solicitudes: '1' } : {}),
  instructores: instructors.map(({ username }) => username).join('\n'),
});
