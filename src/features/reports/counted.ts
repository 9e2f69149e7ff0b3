import type { Knex } from 'knex';
import { toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Clause } from '../permissions/policy.ts';
import { dayAfter, monthEndOf, monthOf, startOf } from './period.ts';
import { narrowed, type Selection } from './selected.ts';

/** What enrolments are counted by in `enrolment_counts`; what an enrolment does not have stands there as ''. */
const COLUMNS = ['course_id', 'side', 'sex'] as const;
const OPTIONAL = ['state_code', 'cvegeo', 'institution_path', 'network_id'] as const;
const KNOWN = new Set<string>([...COLUMNS, ...OPTIONAL, 'enrolled_on']);

type Read = (query: Knex.QueryBuilder) => Promise<readonly unknown[]>;

const hasCohort = ({ cohortId }: Clause): boolean => cohortId !== null;
const hasCourse = ({ courseId }: Clause): boolean => courseId !== null;

/** Whether counts may tell what is asked: everything but cohorts, in whole months, up to the end of a day. */
function mayBeCounted(
  { scopes, narrowing, cutOff, period }: Selection,
  expressions: readonly string[],
): boolean {
  const columns = expressions.flatMap((one) => [...one.matchAll(/\be\.(\w+)/g)]);
  return (
    columns.every(([, column = '']) => KNOWN.has(column)) &&
    narrowing.cohortId === null &&
    !scopes.some((scope) => scope.some(hasCohort)) &&
    cutOff.before.getTime() === startOf(dayAfter(cutOff.day)).getTime() &&
    (period === null || (period.from.endsWith('-01') && period.to.endsWith('-31')))
  );
}

/** Whether the counts tell what is asked. Folded months are told whole: a day within one is asked of the enrolments. */
export async function areCounted(
  db: Db,
  read: Read,
  selection: Selection,
  expressions: readonly string[] = [],
): Promise<boolean> {
  if (!mayBeCounted(selection, expressions)) return false;
  const { day } = selection.cutOff;
  const end = monthEndOf(monthOf(day));
  if (day === end) return true;
  const folded = db('enrolment_counts').where('day', end).limit(1).select('day');
  return (await read(folded)).length === 0;
}

/** The counts of a selection: small rows, each some enrolments `e` more or less. */
export function countedIn(db: Db, selection: Selection): Knex.QueryBuilder {
  const { cutOff, period } = selection;
  const part = (table: string): Knex.QueryBuilder => {
    const query = narrowed(db(`${table} as e`), selection).where('e.day', '<=', cutOff.day);
    if (period !== null)
      void query.whereBetween('e.month', [monthOf(period.from), monthOf(period.to)]);
    for (const column of COLUMNS) void query.select(`e.${column}`);
    for (const column of OPTIONAL)
      void query.select(db.raw(`nullif(??, '') as ??`, [`e.${column}`, column]));
    return query
      .select('e.month as enrolled_on', 'e.again')
      .select('e.enrolled', 'e.started', 'e.completed', 'e.certified');
  };
  return db.from(
    part('enrolment_counts')
      .unionAll([part('enrolment_count_changes')])
      .as('e'),
  );
}

/**
 * Whether each person of a selection stands once in its counts, by `firstOf`, or is apart (`~`) and counted from her enrolments.
 * What came before an enrolment is not written any more of those that were withdrawn since the cut-off.
 */
export async function peopleAreCounted(db: Db, read: Read, selection: Selection): Promise<boolean> {
  const { scopes, narrowing, cutOff } = selection;
  if (narrowing.courseId === null && scopes.some((scope) => scope.some(hasCourse))) return false;
  if (!(await areCounted(db, read, selection))) return false;
  const gone = db('enrolments as e')
    .whereRaw(`e.status = 'withdrawn'`)
    .where('e.withdrawn_at', '>=', toColumn(cutOff.before))
    .limit(1)
    .select('e.id');
  return (await read(gone)).length === 0;
}

/** Of the counts of a selection those of the first enrolment of each person in it. In one course she has no other. */
export function firstOf(db: Db, selection: Selection): Knex.QueryBuilder {
  const counted = countedIn(db, selection);
  const { narrowing, period } = selection;
  if (narrowing.courseId !== null) return counted.where('e.again', '<>', '~');
  return period === null
    ? counted.where('e.again', '')
    : counted.where('e.again', '<', monthOf(period.from));
}
