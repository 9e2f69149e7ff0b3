import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import type { ProgressFacts } from './completion.ts';

/** What was done in the enrolment `e`, in one row: ids hold no spaces. */
export const FACTS = `
  (select string_agg(l.lesson_id, ' ') from lesson_progress l where l.enrolment_id = e.id and l.done_at is not null) as lessons,
  (select string_agg(a.quiz_id, ' ') from attempts a where a.enrolment_id = e.id and a.passed = true) as quizzes`;

export const FactsRow = z.object({
  lessons: z.string().nullable(),
  quizzes: z.string().nullable(),
});

const idsOf = (joined: string | null): Set<string> => new Set(joined?.split(' '));

export const toFacts = ({ lessons, quizzes }: z.output<typeof FactsRow>): ProgressFacts => ({
  lessonsDone: idsOf(lessons),
  quizzesPassed: idsOf(quizzes),
});

/** The facts of many enrolments, in one query. */
export async function factsOfMany(
  db: Db,
  enrolmentIds: readonly string[],
): Promise<(enrolmentId: string) => ProgressFacts> {
  const rows: unknown[] = await db('enrolments as e')
    .select('e.id', db.raw(FACTS))
    .whereIn('e.id', [...enrolmentIds]);
  const found = new Map(
    rows.map((row) => {
      const { id, ...done } = NamedFacts.parse(row);
      return [id, toFacts(done)];
    }),
  );
  return (id) => found.get(id) ?? toFacts({ lessons: null, quizzes: null });
}

const NamedFacts = FactsRow.extend({ id: z.string() });
