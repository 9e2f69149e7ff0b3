import { z } from 'zod';
import { Instant } from '../../db/columns.ts';
import type { Reads } from '../../db/dialect/dialect.ts';
import type { ProgressFacts } from './completion.ts';
import { FACTS, FactsRow, toFacts } from './facts.ts';

/** A course of a person as her dashboard shows it. */
export interface LearningEntry {
  enrolmentId: string;
  versionId: string;
  status: 'active' | 'completed';
  dueOn: string | null;
  facts: ProgressFacts;
}

const Row = FactsRow.extend({
  id: z.string(),
  version_id: z.string(),
  status: z.enum(['active', 'completed']),
  due_on: z.string().nullable(),
  enrolled_at: Instant,
});

const OF_PERSON = `
  select e.id, e.version_id, e.status, k.due_on, e.enrolled_at, ${FACTS}
    from enrolments e left join cohorts k on k.id = e.cohort_id
   where e.person_id = ? and e.status <> 'withdrawn'`;

/** A person's courses with what she has done in each, newest first, in one read whatever their number. */
export const learningQueries = (reads: Reads) => ({
  async ofPerson(personId: string): Promise<LearningEntry[]> {
    const rows = (await reads.all(OF_PERSON, [personId])).map((row) => Row.parse(row));
    return rows
      .sort((a, b) => b.enrolled_at.getTime() - a.enrolled_at.getTime() || (a.id < b.id ? -1 : 1))
      .map((row) => ({
        enrolmentId: row.id,
        versionId: row.version_id,
        status: row.status,
        dueOn: row.due_on,
        facts: toFacts(row),
      }));
  },
});
export type LearningQueries = ReturnType<typeof learningQueries>;
