import { inLanguage, type Language } from '../../lib/localized.ts';
import type { Side } from '../../lib/actor.ts';
import type { Clause } from '../permissions/policy.ts';
import type { Choice, ChoiceQueries, CohortChoice } from './choices-queries.ts';
import type { ReportQuery } from './filters.ts';

/** Something to choose in the sentence of filters. */
export interface Offered {
  /** As it stands in the address. */
  value: string;
  /** As enrolments hold it. */
  key: string;
  label: string;
}

/** What a person may choose from: nothing outside her scope is named. */
export interface Choices {
  courses: Offered[];
  /** Of the chosen course, for whoever may list their members by name. */
  cohorts: Offered[];
  states: Offered[];
  municipalities: Offered[];
  institutions: Offered[];
  /** Funds of networks. */
  funds: Offered[];
  /** Of the chosen fund, when one is chosen. */
  networks: Offered[];
  sides: Side[];
  /** The state that the report lies in, chosen or given by the scope. */
  stateCode: string | null;
}

/** Clauses that reach a territory or institutions, rather than single networks, courses or cohorts. */
const isWide = ({ networkId, courseId, cohortId }: Clause): boolean =>
  networkId === null && courseId === null && cohortId === null;

/** Clauses that reach all networks of a territory. */
const holdsNetworks = (clause: Clause): boolean =>
  isWide(clause) && clause.sides.includes('community');

const onlyState = (scope: readonly Clause[]): string | null => {
  const codes = new Set(
    scope.map(({ stateCode, cvegeo }) => stateCode ?? cvegeo?.slice(0, 2) ?? ''),
  );
  const [code = ''] = codes;
  return codes.size === 1 && code !== '' ? code : null;
};

export async function choicesFor(
  queries: ChoiceQueries,
  { scope, names }: { scope: readonly Clause[]; names: readonly Clause[] },
  query: ReportQuery,
  language: Language,
): Promise<Choices> {
  const stateCode = query.estado ?? query.municipio?.slice(0, 2) ?? onlyState(scope);
  const wide = scope.filter(isWide);
  const all = await queries.choices(wide.length === 0 ? null : stateCode);
  const ofScope = await networksOf(queries, scope);
  const collator = new Intl.Collator(language);
  const offer = (
    choices: readonly Choice[],
    kind: Choice['kind'],
    isWithin: (choice: Choice) => boolean,
  ): Offered[] =>
    choices
      .filter((choice) => choice.kind === kind && isWithin(choice))
      .map((choice) => ({
        value: kind === 'course' ? choice.code : choice.id,
        key: kind === 'institution' ? choice.code : choice.id,
        label: inLanguage(choice, language),
      }))
      .sort((one, other) => collator.compare(one.label, other.label));

  const ofStates = scope.some(holdsNetworks)
    ? (await queries.fundsByState()).filter(({ stateCode: of }) =>
        scope.some((clause) => holdsNetworks(clause) && inTerritory(clause, of)),
      )
    : [];
  const funds = query.fondo === undefined ? null : await queries.funds();
  const isOfFund = (id: string): boolean => funds === null || funds[id] === query.fondo;
  const courses = offer(all, 'course', ({ id }) =>
    scope.some(({ courseId }) => courseId === null || courseId === id),
  );
  const course = courses.find(({ value }) => value === query.curso);
  const cohorts = course === undefined ? [] : await queries.cohorts(course.key);
  return {
    courses,
    cohorts: cohorts
      .filter((cohort) => [scope, names].every((some) => some.some(hasCohort(cohort))))
      .map(({ id, name }) => ({ value: id, key: id, label: name }))
      .sort((one, other) => collator.compare(one.label, other.label)),
    states: offer(all, 'state', (state) => wide.some((clause) => inTerritory(clause, state.id))),
    municipalities: offer(all, 'municipality', ({ id }) =>
      wide.some((clause) => inTerritory(clause, id.slice(0, 2)) && (clause.cvegeo ?? id) === id),
    ),
    institutions: offer(all, 'institution', (choice) => {
      if (choice.level === 'municipal' && choice.stateCode !== stateCode) return false;
      return wide.some((clause) => holdsInstitution(clause, choice));
    }),
    funds: [...new Set(ofStates.map(({ fund }) => fund))]
      .map((fund) => ({ value: fund, key: fund, label: fund }))
      .sort((one, other) => collator.compare(one.label, other.label)),
    networks: offer(
      [...all, ...ofScope],
      'network',
      ({ id, stateCode: of }) =>
        isOfFund(id) &&
        scope.some((clause) =>
          clause.networkId === null
            ? holdsNetworks(clause) && inTerritory(clause, of ?? '')
            : clause.networkId === id,
        ),
    ),
    sides: [...new Set(scope.flatMap(({ sides }) => [...sides]))],
    stateCode,
  };
}

/** A coordinator's own network is offered without choosing a state first. */
async function networksOf(queries: ChoiceQueries, scope: readonly Clause[]): Promise<Choice[]> {
  const ids = [...new Set(scope.flatMap(({ networkId }) => networkId ?? []))];
  return (await Promise.all(ids.map((id) => queries.network(id)))).flat();
}

const inTerritory = ({ stateCode, cvegeo }: Clause, code: string): boolean =>
  (stateCode ?? cvegeo?.slice(0, 2) ?? code) === code;

const holdsInstitution = (clause: Clause, choice: Choice): boolean =>
  choice.side !== null &&
  clause.sides.includes(choice.side) &&
  choice.code.startsWith(clause.institutionPath ?? '/') &&
  (choice.stateCode === null || inTerritory(clause, choice.stateCode));

const hasCohort =
  (cohort: CohortChoice) =>
  (clause: Clause): boolean =>
    clause.networkId === null &&
    clause.sides.includes(cohort.side) &&
    cohort.path.startsWith(clause.institutionPath ?? '/') &&
    (clause.stateCode ?? cohort.stateCode) === cohort.stateCode &&
    (clause.cvegeo ?? cohort.cvegeo) === cohort.cvegeo &&
    (clause.courseId ?? cohort.courseId) === cohort.courseId &&
    (clause.cohortId ?? cohort.id) === cohort.id;
