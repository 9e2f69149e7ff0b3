import type { Knex } from 'knex';
import type { Clause } from './policy.ts';

/** Which column holds each dimension in the query at hand; a dimension without a column matches no bounded clause. */
export interface ScopeColumns {
  side: string;
  institutionPath?: string;
  stateCode?: string;
  cvegeo?: string;
  networkId?: string;
  courseId?: string;
  cohortId?: string;
}

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

const DIMENSIONS = ['stateCode', 'cvegeo', 'networkId', 'courseId', 'cohortId'] as const;

/** Keeps the rows that lie within any of the clauses: `policy.covers`, said in SQL. No clause, no row. */
export function withinScope<Q extends Knex.QueryBuilder>(
  query: Q,
  scope: readonly Clause[],
  columns: ScopeColumns,
): Q {
  const reachable = scope.filter((clause) => isExpressible(clause, columns));
  if (reachable.length === 0) return query.whereRaw('1 = 0') as Q;
  return query.where((any) => {
    for (const clause of reachable) {
      void any.orWhere((all) => {
        void all.whereIn(columns.side, [...clause.sides]);
        if (clause.institutionPath !== null && columns.institutionPath !== undefined) {
          void all.where(columns.institutionPath, '>=', clause.institutionPath);
          void all.where(columns.institutionPath, '<', afterPrefix(clause.institutionPath));
        }
        for (const dimension of DIMENSIONS) {
          const value = clause[dimension];
          const column = columns[dimension];
          if (value !== null && column !== undefined) void all.where(column, value);
        }
      });
    }
  }) as Q;
}

const isExpressible = (clause: Clause, columns: ScopeColumns): boolean =>
  (clause.institutionPath === null || columns.institutionPath !== undefined) &&
  DIMENSIONS.every((dimension) => clause[dimension] === null || columns[dimension] !== undefined);

/** The first text after all those with this prefix: paths end in `/`, and `0` follows `/`. */
const afterPrefix = (prefix: string): string => `${prefix.slice(0, -1)}0`;
