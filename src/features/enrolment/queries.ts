import { z } from 'zod';
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

const Row = z.object({
  id: z.string(),
  version_id: z.string(),
  status: z.enum(['active', 'completed']),
  due_on: z.string().nullable(),
});
const FactRow = z.object({
  enrolment_id: z.string(),
  kind: z.enum(['lesson', 'quiz']),
  id: z.string(),
});

/** A person's courses with what she has done in each, in two reads whatever their number. */
export const learningQueries = (reads: Reads) => ({
  async ofPerson(personId: string): Promise<LearningEntry[]> {
    const [rows, facts] = await Promise.all([
      reads.all(
        `select e.id, e.version_id, e.status, k.due_on from enrolments e left join cohorts k on k.id = e.cohort_id
          where e.person_id = ? and e.status <> 'withdrawn' order by e.enrolled_at desc, e.id`,
        [personId],
      ),
      reads.all(
        `select e.id as enrolment_id, 'lesson' as kind, l.lesson_id as id
           from lesson_progress l join enrolments e on e.id = l.enrolment_id
          where e.person_id = ? and e.status <> 'withdrawn' and l.done_at is not null
          union all
         select e.id as enrolment_id, 'quiz' as kind, a.quiz_id as id
           from attempts a join enrolments e on e.id = a.enrolment_id
          where e.person_id = ? and e.status <> 'withdrawn' and a.passed = true`,
        [personId, personId],
      ),
    ]);
    const entries = new Map<
      string,
      LearningEntry & { facts: { lessonsDone: Set<string>; quizzesPassed: Set<string> } }
    >();
    for (const row of rows) {
      const { id, version_id: versionId, status, due_on: dueOn } = Row.parse(row);
      const none = { lessonsDone: new Set<string>(), quizzesPassed: new Set<string>() };
      entries.set(id, { enrolmentId: id, versionId, status, dueOn, facts: none });
    }
    for (const row of facts) {
      const fact = FactRow.parse(row);
      const known = entries.get(fact.enrolment_id)?.facts;
      (fact.kind === 'lesson' ? known?.lessonsDone : known?.quizzesPassed)?.add(fact.id);
    }
    return [...entries.values()];
  },
});
export type LearningQueries = ReturnType<typeof learningQueries>;
