import type { Knex } from 'knex';
import { z } from 'zod';
import { toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Binding, Reads } from '../../db/dialect/dialect.ts';
import { withinScope, type ScopeColumns } from '../permissions/scope-filter.ts';
import type { Clause } from '../permissions/policy.ts';
import type { Counts } from './counts.ts';
import type { CutOff, Period } from './period.ts';
import type { Narrowing } from './scope.ts';

/** Where an enrolment `e` lies for the rules of who may: as of the day on which it began. */
export const ENROLMENT_PLACE: ScopeColumns = {
  side: 'e.side',
  institutionPath: 'e.institution_path',
  stateCode: 'e.state_code',
  cvegeo: 'e.cvegeo',
  networkId: 'e.network_id',
  courseId: 'e.course_id',
  cohortId: 'e.cohort_id',
};

/** Which enrolments are counted. Scopes are all to be met. */
export interface Selection {
  scopes: readonly (readonly Clause[])[];
  cutOff: CutOff;
  narrowing: Narrowing;
  sex: string | null;
  period: Period | null;
}

export const everywhere: Narrowing = {
  side: null,
  institutionPath: null,
  stateCode: null,
  cvegeo: null,
  networkId: null,
  courseId: null,
};

const Count = z.coerce.number();
export interface CountsOf {
  /** One text for each expression asked for. */
  keys: string[];
  counts: Counts;
}

/** Runs a query on the connection for reading, outside the pool of writers. */
export const readWith =
  (reads: Reads) =>
  (query: Knex.QueryBuilder): Promise<readonly unknown[]> => {
    const { sql, bindings } = query.toSQL();
    return reads.all(sql, bindings as Binding[]);
  };

/** The enrolments of a selection, as they stood at its cut-off; withdrawn ones do not count. */
export function selected(
  db: Db,
  { scopes, cutOff, narrowing, sex, period }: Selection,
): Knex.QueryBuilder {
  const query = db('enrolments as e')
    .where('e.enrolled_on', '<=', cutOff.day)
    .where((standing) => {
      void standing
        .where('e.status', '<>', 'withdrawn')
        .orWhere('e.withdrawn_at', '>=', toColumn(cutOff.before));
    });
  for (const scope of scopes) void withinScope(query, scope, ENROLMENT_PLACE);
  if (narrowing.side !== null) void query.where('e.side', narrowing.side);
  if (narrowing.institutionPath !== null) {
    const path = narrowing.institutionPath;
    void query
      .where('e.institution_path', '>=', path)
      .where('e.institution_path', '<', `${path.slice(0, -1)}0`);
  }
  if (narrowing.stateCode !== null) void query.where('e.state_code', narrowing.stateCode);
  if (narrowing.cvegeo !== null) void query.where('e.cvegeo', narrowing.cvegeo);
  if (narrowing.networkId !== null) void query.where('e.network_id', narrowing.networkId);
  if (narrowing.courseId !== null) void query.where('e.course_id', narrowing.courseId);
  if (sex !== null) void query.where('e.sex', sex);
  if (period !== null) void query.whereBetween('e.enrolled_on', [period.from, period.to]);
  return query;
}

/** Facts of one enrolment as they stood at the cut-off, summed. Who tried the opening test has begun without a lesson. */
const STARTED = `sum(case when e.started_at < ? or e.completed_on <= ? or (e.started_at is null and exists (
  select 1 from attempts a where a.enrolment_id = e.id and a.started_at < ?)) then 1 else 0 end) as started`;
const COMPLETED = 'sum(case when e.completed_on <= ? then 1 else 0 end) as completed';
/** A certificate counts while its enrolment is complete and it is in force. */
const CERTIFIED = `sum(case when e.completed_on <= ? and e.certified_on <= ?
  and (e.certified_until is null or e.certified_until >= ?) then 1 else 0 end) as certified`;
const MEASURES = ['enrolled', 'started', 'completed', 'certified'] as const;

/**
 * What enrolments are counted by, in the order of the index that holds all of it (`enrolments_counts_index`). Counted first
 * by its beginning, as far as an expression needs, they come in that order, and nothing is sorted but the sums.
 */
const INDEXED = [
  'course_id',
  'side',
  'sex',
  'state_code',
  'cvegeo',
  'institution_path',
  'network_id',
  'enrolled_on',
] as const;

const beginning = (expressions: readonly string[]): string[] => {
  const last = INDEXED.findLastIndex((column) =>
    expressions.some((expression) => expression.includes(`e.${column}`)),
  );
  return INDEXED.slice(0, last + 1).map((column) => `e.${column}`);
};

const CountsRow = z.record(z.string(), z.union([z.string(), z.number()]).nullable());
const numberOf = (value: string | number | null | undefined): number => Number(value ?? 0);

/** Which counts are hidden must not hang on the order in which an engine gives its rows. */
const inOrderOfKeys = ({ keys: one }: CountsOf, { keys: other }: CountsOf): number => {
  const at = one.findIndex((key, place) => key !== other[place]);
  return (one[at] ?? '') < (other[at] ?? '') ? -1 : 1;
};

export const reportQueries = (db: Db, reads: Reads) => {
  const read = readWith(reads);
  return {
    /** Counts of a selection by some expressions. */
    async countsBy(selection: Selection, expressions: readonly string[]): Promise<CountsOf[]> {
      const { day, before } = selection.cutOff;
      const inOrder = selected(db, selection).select(
        db.raw('count(*) as enrolled'),
        db.raw(STARTED, [toColumn(before), day, toColumn(before)]),
        db.raw(COMPLETED, [day]),
        db.raw(CERTIFIED, [day, day, day]),
      );
      for (const column of beginning(expressions)) void inOrder.select(column).groupBy(column);
      const query = db.from(inOrder.as('e'));
      for (const measure of MEASURES) void query.sum({ [measure]: `e.${measure}` });
      for (const [at, expression] of expressions.entries()) {
        // Expressions are constants of dimensions.ts.
        // eslint-disable-next-line no-restricted-syntax
        void query.select(db.raw(`${expression} as k${String(at)}`)).groupByRaw(expression);
      }
      return z
        .array(CountsRow)
        .parse(await read(query))
        .map((row) => ({
          keys: expressions.map((_, at) => String(row[`k${String(at)}`] ?? '')),
          counts: {
            enrolled: numberOf(row['enrolled']),
            started: numberOf(row['started']),
            completed: numberOf(row['completed']),
            certified: numberOf(row['certified']),
          },
        }))
        .sort(inOrderOfKeys);
    },

    /** Distinct people of a selection, counted in the order of the index of people. */
    async people(selection: Selection): Promise<number> {
      const people = selected(db, selection).select('e.person_id').groupBy('e.person_id').as('p');
      const [row] = await read(db.from(people).count({ people: '*' }));
      return z.object({ people: Count }).parse(row).people;
    },
  };
};
export type ReportQueries = ReturnType<typeof reportQueries>;
