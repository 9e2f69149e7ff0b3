import { z } from 'zod';
import { toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Dialect, LongReads } from '../../db/dialect/dialect.ts';
import { readWith, selected, type Selection } from './selected.ts';
import type { Histogram, Pairs } from './statistics.ts';

/** The opening and closing tests of a course, by its id. */
export interface Tests {
  courseId: string;
  before: readonly string[];
  after: readonly string[];
}

/** Certificates of a selection by what becomes of them, each in one of these. */
export interface CertificateCounts {
  expired: number;
  in30: number;
  in60: number;
  in90: number;
  later: number;
}

const Count = z.coerce.number();
const DaysRow = z.object({ first: z.string(), last: z.string(), people: Count });
const CertificatesRow = z.object({
  expired: Count,
  in30: Count,
  in60: Count,
  in90: Count,
  later: Count,
});
const PairsRow = z.object({
  n: Count,
  before: Count,
  after: Count,
  gain: Count,
  gainSquared: Count,
  normalised: Count,
  withRoom: Count,
});

const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000;

/** A hundredth of a point is what scores are kept in. */
const POINT = 100;

/** Sums of nothing are null. */
const filled = (row: unknown): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row as object).map(([name, value]) => [name, (value as unknown) ?? 0]),
  );

const EXPIRED = 'sum(case when e.certified_until < ? then 1 else 0 end) as expired';
const IN_30 =
  'sum(case when e.certified_until >= ? and e.certified_until < ? then 1 else 0 end) as in30';
const IN_60 =
  'sum(case when e.certified_until >= ? and e.certified_until < ? then 1 else 0 end) as in60';
const IN_90 =
  'sum(case when e.certified_until >= ? and e.certified_until < ? then 1 else 0 end) as in90';
const LATER =
  'sum(case when e.certified_until is null or e.certified_until >= ? then 1 else 0 end) as later';

const PAIRS = `count(*) as "n", sum(b.score) as "before", sum(a.score) as "after",
  sum(a.score - b.score) as "gain", sum(1.0 * (a.score - b.score) * (a.score - b.score)) as "gainSquared",
  sum(case when b.score < 10000 then 1.0 * (a.score - b.score) / (10000 - b.score) else 0 end) as "normalised",
  sum(case when b.score < 10000 then 1 else 0 end) as "withRoom"`;

/** What indicators are made of, of the enrolments of a selection as they stood at its cut-off. Long reads. */
export const indicatorQueries = (db: Db, reads: LongReads, dialect: Dialect) => {
  const read = readWith(reads);
  return {
    /** Days from the first activity to completion, and how many took so long. */
    async daysToComplete(selection: Selection): Promise<Histogram> {
      const query = selected(db, selection)
        .whereNotNull('e.started_at')
        .where('e.completed_on', '<=', selection.cutOff.day)
        .select({ first: db.raw(dialect.dayOf('e.started_at')), last: 'e.completed_on' })
        .count({ people: '*' })
        .groupByRaw(dialect.dayOf('e.started_at'))
        .groupBy('e.completed_on');
      const found = new Map<number, number>();
      for (const row of await read(query)) {
        const { first, last, people } = DaysRow.parse(row);
        // What was read without signal may be dated after the completion that it led to.
        const days = Math.max(0, dayNumber(last) - dayNumber(first));
        found.set(days, (found.get(days) ?? 0) + people);
      }
      return [...found];
    },

    /** Certificates that were issued by the cut-off, by when they expire. */
    async certificates(
      selection: Selection,
      days: { today: string; in30: string; in60: string; in90: string },
    ): Promise<CertificateCounts> {
      const query = selected(db, selection)
        .where('e.certified_on', '<=', selection.cutOff.day)
        .select(
          db.raw(EXPIRED, [days.today]),
          db.raw(IN_30, [days.today, days.in30]),
          db.raw(IN_60, [days.in30, days.in60]),
          db.raw(IN_90, [days.in60, days.in90]),
          db.raw(LATER, [days.in90]),
        );
      const [row] = await read(query);
      return CertificatesRow.parse(filled(row));
    },

    /** Best scores before and after of those who have both. */
    async pairs(selection: Selection, tests: readonly Tests[]): Promise<Pairs> {
      const best = (part: 'before' | 'after') =>
        selected(db, selection)
          .join('attempts as a', 'a.enrolment_id', 'e.id')
          .where('a.submitted_at', '<', toColumn(selection.cutOff.before))
          .where((any) => {
            for (const test of tests)
              void any.orWhere((one) => {
                void one.where('e.course_id', test.courseId).whereIn('a.quiz_id', [...test[part]]);
              });
          })
          .groupBy('e.id')
          .select('e.id')
          .max({ score: 'a.score' });
      const query = db
        .from(best('before').as('b'))
        .join(best('after').as('a'), 'a.id', 'b.id')
        .whereNotNull('b.score')
        .whereNotNull('a.score')
        .select(db.raw(PAIRS));
      const [row] = await read(query);
      const sums = PairsRow.parse(filled(row));
      return {
        ...sums,
        before: sums.before / POINT,
        after: sums.after / POINT,
        gain: sums.gain / POINT,
        gainSquared: sums.gainSquared / POINT / POINT,
      };
    },

    /** How many municipalities there are. */
    async municipalities(): Promise<number> {
      const [row] = await read(db('municipalities').count({ count: '*' }));
      return z.object({ count: Count }).parse(row).count;
    },
  };
};
