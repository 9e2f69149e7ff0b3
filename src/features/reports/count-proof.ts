import { z } from 'zod';
import { batches, type Row } from '../../db/batches.ts';
import type { Db } from '../../db/connection.ts';
import { Instant } from '../../db/columns.ts';
import { foldedDay } from './fold-counts.ts';
import { startOf, dayAfter } from './period.ts';

/** What the tables of counts are kept by, beside the day, the course and the month of enrolment. */
const TABLES = {
  enrolment_counts: [
    ...['side', 'sex', 'state_code', 'cvegeo', 'institution_path', 'network_id'],
    'again',
  ],
  enrolment_band_counts: [
    'side',
    'sex',
    'state_code',
    'institution_path',
    'age_group',
    'rank_band',
  ],
} as const;
type Table = keyof typeof TABLES;
const NAMES = Object.keys(TABLES) as Table[];
const MEASURES = ['enrolled', 'started', 'completed', 'certified'] as const;
type Measure = (typeof MEASURES)[number];

const Day = z.string().nullable();
const Text = z
  .string()
  .nullable()
  .transform((text) => text ?? '');
const Enrolment = z.object({
  side: Text,
  sex: Text,
  state_code: Text,
  cvegeo: Text,
  institution_path: Text,
  network_id: Text,
  age_group: Text,
  rank_band: Text,
  again: Text,
  status: z.string(),
  enrolled_on: z.string(),
  started_at: Instant.nullable(),
  tried_on: Day,
  completed_on: Day,
  withdrawn_at: Instant.nullable(),
  certified_on: Day,
  certified_until: Day,
});
type Enrolment = z.output<typeof Enrolment>;

const later = (one: string, other: string): string => (one > other ? one : other);

/** The day of central Mexico on which an instant lies, as the counts are kept. */
function dayAt(instant: Date): string {
  const day = instant.toISOString().slice(0, 10);
  return instant < startOf(day) ? dayBefore(day) : day;
}
const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00.000Z`) - 1).toISOString().slice(0, 10);

/** From which days on an enrolment counts as what, said once more than the triggers say it. */
function* changesOf(one: Enrolment): Generator<{ day: string; measure: Measure; by: number }> {
  const gone = one.status === 'withdrawn' ? dayAtOrNever(one.withdrawn_at) : null;
  const begun = one.started_at === null ? one.tried_on : dayAt(one.started_at);
  const [started = null] = [begun, one.completed_on].filter((day) => day !== null).sort();
  const certified =
    one.completed_on === null || one.certified_on === null
      ? null
      : later(one.completed_on, one.certified_on);
  const expired =
    certified === null || one.certified_until === null
      ? null
      : later(certified, dayAfter(one.certified_until));
  const from: [string | null, Measure, number][] = [
    [one.enrolled_on, 'enrolled', 1],
    [started, 'started', 1],
    [one.completed_on, 'completed', 1],
    [certified, 'certified', 1],
    [expired, 'certified', -1],
  ];
  for (const [at, measure, by] of from) {
    if (at === null) continue;
    const day = later(one.enrolled_on, at);
    yield { day, measure, by };
    if (gone !== null) yield { day: later(day, gone), measure, by: -by };
  }
}
const dayAtOrNever = (instant: Date | null): string => (instant === null ? '' : dayAt(instant));

/** The day from which a kept change counts. */
const dayOfChange = (day: string): string => (day.endsWith('+') ? dayAfter(day.slice(0, -1)) : day);

/** Every month is over by then. How far the days of a month are folded together is not looked at: they may not have been yet. */
const END_OF_TIME = '9999-12-31';

/**
 * The courses whose counts are not what its enrolments say, month by month. One course at a time, so that memory stays small.
 */
export async function* wrongCounts(db: Db): AsyncGenerator<string> {
  const told = db('enrolments').select('course_id');
  for (const table of [...NAMES, 'enrolment_count_changes'])
    void told.union(db(table).select('course_id'));
  const courses: string[] = await db.from(told.as('c')).pluck('course_id');
  for (const course of courses.sort()) if (await isWrong(db, course)) yield course;
}

async function isWrong(db: Db, course: string): Promise<boolean> {
  const sums = new Map<string, number>();
  const add = (
    table: Table,
    row: Row,
    month: string,
    change: { day: string; measure: Measure; by: number },
  ): void => {
    const day = foldedDay(change.day, END_OF_TIME);
    const of = TABLES[table].map((name) => row[name]);
    const key = [table, ...of, month, day, change.measure].join();
    const sum = (sums.get(key) ?? 0) + change.by;
    if (sum === 0) sums.delete(key);
    else sums.set(key, sum);
  };
  const those = db('enrolments')
    .where('course_id', course)
    .select('id', ...Object.keys(Enrolment.shape));
  for await (const rows of batches(those, ['id']))
    for (const row of rows) {
      const one = Enrolment.parse(row);
      for (const change of changesOf(one))
        for (const table of NAMES) add(table, one, one.enrolled_on.slice(0, 7), change);
    }
  const takeOff = (table: Table, row: Row): void => {
    for (const measure of MEASURES)
      add(table, row, String(row['month']), {
        day: dayOfChange(String(row['day'])),
        measure,
        by: -Number(row[measure]),
      });
  };
  for (const table of NAMES) {
    const counted = db(table).where('course_id', course);
    for await (const rows of batches(counted, ['day', ...TABLES[table], 'month']))
      for (const row of rows) takeOff(table, row);
  }
  const changes = db('enrolment_count_changes').where('course_id', course);
  for await (const rows of batches(changes, ['id']))
    for (const row of rows) for (const table of NAMES) takeOff(table, row);
  return sums.size > 0;
}
