import type { Knex } from 'knex';
import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import type { Binding, LongReads } from '../../db/dialect/dialect.ts';
import type { Clause } from '../permissions/policy.ts';
import { withinScope } from '../permissions/scope-filter.ts';
import { readLearned } from './count-learned.ts';
import { additionsOf } from './learned.ts';
import { monthOf } from './period.ts';
import { readWith, selected, type Selection } from './selected.ts';

/** What came together under a name, in one course. */
export interface LearnedSum {
  courseId: string;
  what: string;
  people: number;
  asked: number;
  correct: number;
}

const Count = z.coerce.number();
const SumRow = z
  .object({ course_id: z.string(), what: z.string(), people: Count, asked: Count, correct: Count })
  .transform(({ course_id: courseId, ...row }): LearnedSum => ({ courseId, ...row }));
const KeptRow = z.object({ course_id: z.string(), learned: z.string() });

/** What comes in within a minute is less. */
const BACKLOG = 2_000;

/** What the sums are kept by. */
const PLACE = {
  side: 'n.side',
  stateCode: 'n.state_code',
  courseId: 'n.course_id',
};

const isCoarse = ({ institutionPath, cvegeo, networkId, cohortId }: Clause): boolean =>
  [institutionPath, cvegeo, networkId, cohortId].every((part) => part === null);

/** Whether the sums tell what is asked: courses, sides and states, in whole months. */
const areSummed = ({ scopes, narrowing, period, sex, ageGroup, rankBand }: Selection): boolean =>
  scopes.flat().every(isCoarse) &&
  [
    narrowing.institutionPath,
    narrowing.cvegeo,
    narrowing.fund,
    narrowing.networkId,
    narrowing.cohortId,
  ].every((part) => part === null) &&
  [sex, ageGroup, rankBand].every((part) => part === null) &&
  (period === null || (period.from.endsWith('-01') && period.to.endsWith('-31')));

/** How far enrolments came and what was answered in them, of a selection as it stood at its cut-off. */
export const learnedQueries = (db: Db, reads: LongReads) => {
  const read = readWith(reads);

  async function fromSums(
    { scopes, narrowing, period, cutOff }: Selection,
    kinds: readonly string[],
  ): Promise<LearnedSum[]> {
    const query: Knex.QueryBuilder = db('learning_counts as n')
      .select('n.course_id', 'n.what')
      .sum({ people: 'n.people', asked: 'n.asked', correct: 'n.correct' })
      .where('n.at', '<=', monthOf(cutOff.day))
      .where((any) => {
        for (const kind of kinds)
          void any.orWhere((all) =>
            all.where('n.what', '>=', `${kind} `).where('n.what', '<', `${kind}!`),
          );
      })
      .groupBy('n.course_id', 'n.what');
    for (const scope of scopes) void withinScope(query, scope, PLACE);
    if (narrowing.side !== null) void query.where('n.side', narrowing.side);
    if (narrowing.stateCode !== null) void query.where('n.state_code', narrowing.stateCode);
    if (narrowing.courseId !== null) void query.where('n.course_id', narrowing.courseId);
    if (period !== null)
      void query.whereBetween('n.month', [monthOf(period.from), monthOf(period.to)]);
    return (await read(query)).map((row) => SumRow.parse(row));
  }

  /** Of the enrolments themselves, where a scope is finer than the sums. */
  async function fromRows(selection: Selection, kinds: readonly string[]): Promise<LearnedSum[]> {
    const query = selected(db, selection)
      .join('learning_kept as n', 'n.enrolment_id', 'e.id')
      .select('e.course_id', 'n.learned');
    const { sql, bindings } = query.toSQL();
    const sums = new Map<string, LearnedSum>();
    for await (const rows of reads.parts(sql, bindings as Binding[]))
      for (const row of rows) {
        const { course_id: courseId, learned } = KeptRow.parse(row);
        for (const { what, day, people, asked, correct } of additionsOf(readLearned(learned))) {
          const isAsked = kinds.some((kind) => what.startsWith(`${kind} `));
          if (day > selection.cutOff.day || !isAsked) continue;
          const key = `${courseId} ${what}`;
          const sum = sums.get(key) ?? { courseId, what, people: 0, asked: 0, correct: 0 };
          sum.people += people;
          sum.asked += asked;
          sum.correct += correct;
          sums.set(key, sum);
        }
      }
    return [...sums.values()];
  }

  return {
    /** What stands under names of these kinds (`step`, `objective`, `critical`), by course. */
    sums: (selection: Selection, kinds: readonly string[]): Promise<LearnedSum[]> =>
      areSummed(selection) ? fromSums(selection, kinds) : fromRows(selection, kinds),

    /**
     * How many enrolments are still to be looked at where they are so many that the sums say too little, after an upgrade or when a
     * backup was restored; null where what waits is of the last minute.
     */
    async backlog(): Promise<number | null> {
      const noted = db('learning_changes');
      const found = await read(noted.clone().select('id').orderBy('id').offset(BACKLOG).limit(1));
      if (found.length === 0) return null;
      const [row] = await read(noted.countDistinct({ waiting: 'enrolment_id' }));
      return z.object({ waiting: Count }).parse(row).waiting;
    },
  };
};
