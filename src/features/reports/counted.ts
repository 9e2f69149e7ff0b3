import type { Knex } from 'knex';
import { toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Clause } from '../permissions/policy.ts';
import { dayAfter, monthEndOf, monthOf, startOf } from './period.ts';
import { narrowed, type Selection } from './selected.ts';

/** What enrolments are counted by in every table of counts. */
const COLUMNS = ['course_id', 'side', 'sex'] as const;
/** What they are counted by beside it in each; what an enrolment does not have stands there as ''. */
const OPTIONAL = {
  enrolment_counts: ['state_code', 'cvegeo', 'institution_path', 'network_id'],
  enrolment_band_counts: ['state_code', 'institution_path', 'age_group', 'rank_band'],
} as const;
type CountTable = keyof typeof OPTIONAL;

type Read = (query: Knex.QueryBuilder) => Promise<readonly unknown[]>;

const hasCourse = ({ courseId }: Clause): boolean => courseId !== null;

/** Columns of enrolments by which they are chosen or grouped, as far as not every table of counts has them. */
function columnsAsked(
  { scopes, narrowing, ageGroup, rankBand }: Selection,
  expressions: readonly string[],
): Set<string> {
  const places = [...scopes.flat(), narrowing];
  const asked = {
    cvegeo: places.some(({ cvegeo }) => cvegeo !== null),
    network_id: narrowing.fund !== null || places.some(({ networkId }) => networkId !== null),
    cohort_id: places.some(({ cohortId }) => cohortId !== null),
    age_group: ageGroup !== null,
    rank_band: rankBand !== null,
  };
  return new Set([
    ...Object.entries(asked).flatMap(([column, isAsked]) => (isAsked ? [column] : [])),
    ...expressions
      .flatMap((one) => [...one.matchAll(/\be\.(\w+)/g)])
      .flatMap(([, column = '']) => column),
  ]);
}

/** The table that may tell what is asked, in whole months, up to the end of a day; null where none does, as of cohorts. */
function tableFor(selection: Selection, expressions: readonly string[]): CountTable | null {
  const { cutOff, period } = selection;
  if (cutOff.before.getTime() !== startOf(dayAfter(cutOff.day)).getTime()) return null;
  if (period !== null && !(period.from.endsWith('-01') && period.to.endsWith('-31'))) return null;
  const asked = [...columnsAsked(selection, expressions)];
  const tables = Object.keys(OPTIONAL) as CountTable[];
  const has = (table: CountTable, column: string): boolean =>
    [...COLUMNS, ...OPTIONAL[table], 'enrolled_on'].some((one) => one === column);
  return tables.find((table) => asked.every((column) => has(table, column))) ?? null;
}

/**
 * The table of counts that tells what is asked; null: only the enrolments do. Folded months are told whole: a day within one is
 * asked of the enrolments.
 */
export async function countsFor(
  db: Db,
  read: Read,
  selection: Selection,
  expressions: readonly string[] = [],
): Promise<CountTable | null> {
  const table = tableFor(selection, expressions);
  if (table === null) return null;
  const { day } = selection.cutOff;
  const end = monthEndOf(monthOf(day));
  if (day === end) return table;
  const folded = db(table).where('day', end).limit(1).select('day');
  return (await read(folded)).length === 0 ? table : null;
}

/** The counts of a selection in a table: small rows, each some enrolments `e` more or less. */
export function countedIn(
  db: Db,
  selection: Selection,
  counts: CountTable = 'enrolment_counts',
): Knex.QueryBuilder {
  const { cutOff, period } = selection;
  const part = (table: string): Knex.QueryBuilder => {
    const query = narrowed(db(`${table} as e`), selection).where('e.day', '<=', cutOff.day);
    if (period !== null)
      void query.whereBetween('e.month', [monthOf(period.from), monthOf(period.to)]);
    for (const column of COLUMNS) void query.select(`e.${column}`);
    for (const column of OPTIONAL[counts])
      void query.select(db.raw(`nullif(??, '') as ??`, [`e.${column}`, column]));
    if (counts === 'enrolment_counts') void query.select('e.again');
    return query
      .select('e.month as enrolled_on')
      .select('e.enrolled', 'e.started', 'e.completed', 'e.certified');
  };
  return db.from(
    part(counts)
      .unionAll([part('enrolment_count_changes')])
      .as('e'),
  );
}

/**
 * Whether each person of a selection stands once in its counts, by `firstOf`, or is apart (`~`) and counted from her enrolments. Of
 * one age group or rank she may not stand at all: her first enrolment may lie in another.
 * What came before an enrolment is not written any more of those that were withdrawn since the cut-off.
 */
export async function peopleAreCounted(db: Db, read: Read, selection: Selection): Promise<boolean> {
  const { scopes, narrowing, cutOff } = selection;
  if (narrowing.courseId === null && scopes.some((scope) => scope.some(hasCourse))) return false;
  if ((await countsFor(db, read, selection)) !== 'enrolment_counts') return false;
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
