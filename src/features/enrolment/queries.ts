import { z } from 'zod';
import { Instant } from '../../db/columns.ts';
import type { Reads } from '../../db/dialect/dialect.ts';
import type { ProgressFacts } from './completion.ts';

/** A course of a person as her dashboard shows it. */
export interface LearningEntry {
  enrolmentId: string;
  versionId: string;
  status: 'active' | 'completed';
  dueOn: string | null;
  facts: ProgressFacts;
}

const Row = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('enrolment'),
    enrolment_id: z.string(),
    id: z.string(),
    status: z.enum(['active', 'completed']),
    due_on: z.string().nullable(),
    enrolled_at: Instant,
  }),
  z.object({ kind: z.enum(['lesson', 'quiz']), enrolment_id: z.string(), id: z.string() }),
]);

const OF_PERSON = `
  select 'enrolment' as kind, e.id as enrolment_id, e.version_id as id, e.status, k.due_on, e.enrolled_at
    from enrolments e left join cohorts k on k.id = e.cohort_id
   where e.person_id = ? and e.status <> 'withdrawn'
  union all
  select 'lesson', e.id, l.lesson_id, null, null, null
    from lesson_progress l join enrolments e on e.id = l.enrolment_id
   where e.person_id = ? and e.status <> 'withdrawn' and l.done_at is not null
  union all
  select 'quiz', e.id, a.quiz_id, null, null, null
    from attempts a join enrolments e on e.id = a.enrolment_id
   where e.person_id = ? and e.status <> 'withdrawn' and a.passed = true`;

/** A person's courses with what she has done in each, newest first, in one read whatever their number. */
export const learningQueries = (reads: Reads) => ({
  async ofPerson(personId: string): Promise<LearningEntry[]> {
    const rows = (await reads.all(OF_PERSON, [personId, personId, personId])).map((row) =>
      Row.parse(row),
    );
    const entries = new Map<string, Entry>();
    for (const row of rows) {
      if (row.kind !== 'enrolment') continue;
      entries.set(row.enrolment_id, {
        enrolmentId: row.enrolment_id,
        versionId: row.id,
        status: row.status,
        dueOn: row.due_on,
        enrolledAt: row.enrolled_at,
        facts: { lessonsDone: new Set(), quizzesPassed: new Set() },
      });
    }
    for (const row of rows) {
      const facts = entries.get(row.enrolment_id)?.facts;
      if (row.kind === 'lesson') facts?.lessonsDone.add(row.id);
      if (row.kind === 'quiz') facts?.quizzesPassed.add(row.id);
    }
    return [...entries.values()].sort(
      (a, b) =>
        b.enrolledAt.getTime() - a.enrolledAt.getTime() || (a.enrolmentId < b.enrolmentId ? -1 : 1),
    );
  },
});
export type LearningQueries = ReturnType<typeof learningQueries>;

interface Entry extends LearningEntry {
  enrolledAt: Date;
  facts: { lessonsDone: Set<string>; quizzesPassed: Set<string> };
}
