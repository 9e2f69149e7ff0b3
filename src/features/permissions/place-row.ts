import { z } from 'zod';
import { ROLES, SIDES, type Grant } from '../../lib/actor.ts';
import type { Place } from './policy.ts';

/** Where something lies, as the columns of a query say it. */
export const PlaceColumns = z.object({
  side: z.enum(SIDES),
  institution_path: z.string().nullable(),
  state_code: z.string().nullable(),
  cvegeo: z.string().nullable(),
  network_id: z.string().nullable(),
  course_id: z.string().nullable(),
  cohort_id: z.string().nullable(),
});

/** The place that columns of that name say; a row may have others beside them. */
export const placeOf = (row: z.output<typeof PlaceColumns>): Place => ({
  side: row.side,
  institutionPath: row.institution_path,
  stateCode: row.state_code,
  cvegeo: row.cvegeo,
  networkId: row.network_id,
  courseId: row.course_id,
  cohortId: row.cohort_id,
});

export const PlaceRow = PlaceColumns.transform(placeOf);

/** A grant, as the columns of a query say it. */
export const GrantColumns = PlaceColumns.omit({ side: true }).extend({
  id: z.string(),
  role: z.enum(ROLES),
});

/** The grant that columns of that name say; a row may have others beside them. */
export const grantOf = (row: z.output<typeof GrantColumns>): Grant => ({
  id: row.id,
  role: row.role,
  institutionPath: row.institution_path,
  stateCode: row.state_code,
  cvegeo: row.cvegeo,
  networkId: row.network_id,
  courseId: row.course_id,
  cohortId: row.cohort_id,
});

/** Where a person belongs, in no course, as the columns of `withHome` say it. */
export const HomeColumns = PlaceColumns.omit({ course_id: true, cohort_id: true });

export const homeOf = (row: z.output<typeof HomeColumns>): Place =>
  placeOf({ ...row, course_id: null, cohort_id: null });
