import type { Knex } from 'knex';
import { toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Binding, Reads } from '../../db/dialect/dialect.ts';
import type { Clause } from '../permissions/policy.ts';
import { ENROLMENT_PLACE, withinScope } from '../permissions/scope-filter.ts';
import type { CutOff, Period } from './period.ts';
import type { Narrowing } from './scope.ts';

/** What is chosen of what people are, as of the day on which they enrolled; null: everybody. */
interface Traits {
  sex: string | null;
  ageGroup: string | null;
  rankBand: string | null;
}

export const everybody: Traits = { sex: null, ageGroup: null, rankBand: null };

/** Which enrolments are counted. Scopes are all to be met. */
export interface Selection extends Traits {
  scopes: readonly (readonly Clause[])[];
  cutOff: CutOff;
  narrowing: Narrowing;
  period: Period | null;
}

/** Runs a query on the connection for reading, outside the pool of writers. */
export const readWith =
  (reads: Reads) =>
  (query: Knex.QueryBuilder): Promise<readonly unknown[]> => {
    const { sql, bindings } = query.toSQL();
    return reads.all(sql, bindings as Binding[]);
  };

/** Keeps what lies where a selection looks, whenever it was. */
export function narrowed(
  query: Knex.QueryBuilder,
  { scopes, narrowing, sex, ageGroup, rankBand }: Selection,
): Knex.QueryBuilder {
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
  if (narrowing.fund !== null) {
    const { fund } = narrowing;
    void query.whereIn('e.network_id', (networks) => {
      void networks.from('networks').where('funding_source', fund).select('id');
    });
  }
  if (narrowing.networkId !== null) void query.where('e.network_id', narrowing.networkId);
  if (narrowing.courseId !== null) void query.where('e.course_id', narrowing.courseId);
  if (narrowing.cohortId !== null) void query.where('e.cohort_id', narrowing.cohortId);
  if (sex !== null) void query.where('e.sex', sex);
  if (ageGroup !== null) void query.where('e.age_group', ageGroup);
  if (rankBand !== null) void query.where('e.rank_band', rankBand);
  return query;
}

/** The enrolments of a selection, as they stood at its cut-off; withdrawn ones do not count. */
export function selected(db: Db, selection: Selection): Knex.QueryBuilder {
  const { cutOff, period } = selection;
  const query = db('enrolments as e')
    .where('e.enrolled_on', '<=', cutOff.day)
    .where((standing) => {
      void standing
        .where('e.status', '<>', 'withdrawn')
        .orWhere('e.withdrawn_at', '>=', toColumn(cutOff.before));
    });
  if (period !== null) void query.whereBetween('e.enrolled_on', [period.from, period.to]);
  return narrowed(query, selection);
}
