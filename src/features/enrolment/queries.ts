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
  /** The newest announcement to her group. */
  news: { title: string; at: Date } | null;
}

/** The courses of a person, and how many of her conversations hold something that she has not read. */
export interface Learning {
  entries: LearningEntry[];
  unread: number;
}

const Row = FactsRow.extend({
  id: z.string(),
  version_id: z.string(),
  status: z.enum(['active', 'completed']),
  due_on: z.string().nullable(),
  enrolled_at: Instant,
  unread: z.coerce.number(),
  news_title: z.string().nullable(),
  news_at: Instant.nullable(),
});

const NEWS = `from announcements a where a.cohort_id = e.cohort_id and a.withdrawn_at is null
            order by a.published_at desc, a.id limit 1`;

const OF_PERSON = `
  select e.id, e.version_id, e.status, coalesce(e.due_on, k.due_on) as due_on, e.enrolled_at, ${FACTS},
         (select count(*) from threads t where t.person_id = e.person_id and t.unread_since is not null) as unread,
         (select a.title ${NEWS}) as news_title, (select a.published_at ${NEWS}) as news_at
    from enrolments e left join cohorts k on k.id = e.cohort_id
   where e.person_id = ? and e.status <> 'withdrawn'`;

/** A person's courses with what she has done in each, newest first, in one read whatever their number. */
export const learningQueries = (reads: Reads) => ({
  async ofPerson(personId: string): Promise<Learning> {
    const rows = (await reads.all(OF_PERSON, [personId])).map((row) => Row.parse(row));
    const entries = rows
      .sort((a, b) => b.enrolled_at.getTime() - a.enrolled_at.getTime() || (a.id < b.id ? -1 : 1))
      .map((row) => ({
        enrolmentId: row.id,
        versionId: row.version_id,
        status: row.status,
        dueOn: row.due_on,
        facts: toFacts(row),
        news:
          row.news_title === null || row.news_at === null
            ? null
            : { title: row.news_title, at: row.news_at },
      }));
    return { entries, unread: rows[0]?.unread ?? 0 };
  },
});
export type LearningQueries = ReturnType<typeof learningQueries>;
