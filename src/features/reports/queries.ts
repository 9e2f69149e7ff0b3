import type { Knex } from 'knex';
import { z } from 'zod';
import { toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Reads } from '../../db/dialect/dialect.ts';
import type { Counts } from './counts.ts';
import { countedIn, countsFor, firstOf, peopleAreCounted } from './counted.ts';
import { readWith, selected, type Selection } from './selected.ts';

export { everybody, type Selection } from './selected.ts';

const People = z.object({ people: z.coerce.number() });
export interface CountsOf {
  /** One text for each expression asked for. */
  keys: string[];
  counts: Counts;
}

/** Facts of one enrolment as they stood at the cut-off, summed. Who tried the opening test has begun without a lesson. */
const STARTED = `sum(case when e.started_at < ? or e.completed_on <= ? or (e.started_at is null and e.tried_on <= ?)
  then 1 else 0 end) as started`;
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
  'cohort_id',
  'age_group',
  'rank_band',
] as const;

const beginning = (expressions: readonly string[]): string[] => {
  const last = INDEXED.findLastIndex((column) =>
    expressions.some((expression) => expression.includes(`e.${column}`)),
  );
  return INDEXED.slice(0, last + 1).map((column) => `e.${column}`);
};

/** Those who moved, or repeated a course. */
const APART = `e.again = '~'`;
const ENROLLED = 'coalesce(sum(e.enrolled), 0) as people';

const CountsRow = z.record(z.string(), z.union([z.string(), z.number()]).nullable());
const numberOf = (value: string | number | null | undefined): number => Number(value ?? 0);

/** Which counts are hidden must not hang on the order in which an engine gives its rows. */
const inOrderOfKeys = ({ keys: one }: CountsOf, { keys: other }: CountsOf): number => {
  const at = one.findIndex((key, place) => key !== other[place]);
  return (one[at] ?? '') < (other[at] ?? '') ? -1 : 1;
};

export const reportQueries = (db: Db, reads: Reads) => {
  const read = readWith(reads);

  /** The rows themselves, put together as far as their index is in order. */
  function fromRows(selection: Selection, expressions: readonly string[]): Knex.QueryBuilder {
    const { day, before } = selection.cutOff;
    const inOrder = selected(db, selection).select(
      db.raw('count(*) as enrolled'),
      db.raw(STARTED, [toColumn(before), day, day]),
      db.raw(COMPLETED, [day]),
      db.raw(CERTIFIED, [day, day, day]),
    );
    for (const column of beginning(expressions)) void inOrder.select(column).groupBy(column);
    return db.from(inOrder.as('e'));
  }

  /** Distinct people of some enrolments, counted in the order of the index of people. */
  function peopleOf(enrolments: Knex.QueryBuilder): Knex.QueryBuilder {
    const people = enrolments.select('e.person_id').groupBy('e.person_id').as('p');
    return db.from(people).select(db.raw('count(*) as people'));
  }

  return {
    /** Counts of a selection by some expressions: from the counts that are kept, where they tell what is asked. */
    async countsBy(selection: Selection, expressions: readonly string[]): Promise<CountsOf[]> {
      const counts = await countsFor(db, read, selection, expressions);
      const query =
        counts === null ? fromRows(selection, expressions) : countedIn(db, selection, counts);
      for (const measure of MEASURES) void query.sum({ [measure]: `e.${measure}` });
      for (const [at, expression] of expressions.entries()) {
        // Expressions are constants of dimensions.ts.
        // eslint-disable-next-line no-restricted-syntax
        void query.select(db.raw(`${expression} as k${String(at)}`)).groupByRaw(expression);
      }
      // What was withdrawn may be the only thing that was counted.
      if (expressions.length > 0) void query.havingRaw('sum(e.enrolled) > 0');
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

    /** Distinct people of a selection: the first enrolments of most of them are counted already. */
    async people(selection: Selection): Promise<number> {
      let query: Knex.QueryBuilder;
      if (await peopleAreCounted(db, read, selection)) {
        // In one statement: nobody comes to stand apart, or ceases to, in between.
        const apart = peopleOf(selected(db, selection).whereRaw(APART));
        const both = firstOf(db, selection).select(db.raw(ENROLLED)).unionAll([apart]);
        query = db.from(both.as('n')).sum({ people: 'n.people' });
      } else query = peopleOf(selected(db, selection));
      const [row] = await read(query);
      return People.parse(row).people;
    },
  };
};
export type ReportQueries = ReturnType<typeof reportQueries>;
