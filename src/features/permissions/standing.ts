import type { Knex } from 'knex';

/** Joins `people as p` with their institution (`i`), and selects where they belong (`HomeColumns`). */
export const withHome = (people: Knex.QueryBuilder): Knex.QueryBuilder =>
  people
    .leftJoin('institutions as i', 'i.id', 'p.institution_id')
    .select('p.side', 'i.path as institution_path', 'p.state_code', 'p.cvegeo', 'p.network_id');

/** Joins `people as p` with their institution (`i`) and with each course they study (`e`): all the places where they stand. */
export const withStanding = (people: Knex.QueryBuilder): void => {
  void people
    .leftJoin('institutions as i', 'i.id', 'p.institution_id')
    .leftJoin('enrolments as e', (join) => {
      join.on('e.person_id', 'p.id').andOnVal('e.status', '<>', 'withdrawn');
    });
};

/** The columns of a place (`PlaceRow`) in a query with these joins. */
export const STANDING = [
  'p.side',
  'i.path as institution_path',
  'p.state_code',
  'p.cvegeo',
  'p.network_id',
  'e.course_id',
  'e.cohort_id',
] as const;

/** Where the dimensions of a scope stand in such a query (`withinScope`). */
export const OF_STANDING = {
  side: 'p.side',
  institutionPath: 'i.path',
  stateCode: 'p.state_code',
  cvegeo: 'p.cvegeo',
  networkId: 'p.network_id',
  courseId: 'e.course_id',
  cohortId: 'e.cohort_id',
} as const;
