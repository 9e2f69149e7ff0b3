import { z } from 'zod';
import { Instant, toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import { creditsOf, newestOf } from '../assessment/grade.ts';
import { correctionRepository } from '../assessment/correction-repository.ts';
import { corrected } from '../assessment/correction.ts';
import { waitingIn } from '../assessment/scoring.ts';
import { readSnapshot } from '../assessment/snapshot.ts';
import type { CourseVersions } from '../courses/repository.ts';
import { answersOf, gradesOf } from '../assessment/records-of-attempts.ts';
import { MOST_WAITING, passedOnBefore, type Waiting } from './queue.ts';
import { onlyReached, withStudents } from './students.ts';

const Row = z.object({
  id: z.string(),
  quiz_id: z.string(),
  snapshot: z.string(),
  submitted_at: Instant,
  display_name: z.string(),
  group_name: z.string().nullable(),
  cohort_id: z.string().nullable(),
  deploys_on: z.string().nullable(),
  due_on: z.string().nullable(),
});

/** Answers of quizzes that wait for a grade of this person, each item apart. */
export async function waitingAnswers(
  db: Db,
  versions: Pick<CourseVersions, 'byId'>,
  actor: Actor,
  now: Date,
): Promise<Waiting[]> {
  const groups = new Set(actor.grants.flatMap(({ cohortId }) => cohortId ?? []));
  // All that waits is asked whose it is: there is little of it, in an index of its own, and everybody of a course would be far
  // more. Only a cross join keeps SQLite from beginning with the enrolments.
  const query = withStudents(db('attempts as a').joinRaw('cross join enrolments as e'));
  // Put in order without what was drawn, which is long and which the first ones alone are read with.
  const first = onlyReached(query, actor, 'answers.grade')
    .where('e.id', db.ref('a.enrolment_id'))
    .whereNotNull('a.submitted_at')
    .whereNull('a.score')
    .whereNull('a.answers_erased_at')
    .where((any) => {
      void any.whereNull('e.cohort_id').orWhereIn('e.cohort_id', [...groups]);
      void any.orWhere('a.submitted_at', '<=', toColumn(passedOnBefore(now)));
    })
    .select('a.id', 'a.submitted_at', 'p.display_name')
    .select('k.name as group_name', 'e.cohort_id', 'k.deploys_on')
    .select(db.raw('coalesce(e.due_on, k.due_on) as due_on'))
    .orderByRaw(`coalesce(k.deploys_on, e.due_on, k.due_on, '9999')`)
    .orderBy(['a.submitted_at', 'a.id'])
    .limit(MOST_WAITING);
  const rows = (await db
    .from(first.as('w'))
    .join('attempts as a', 'a.id', 'w.id')
    .select('w.*', 'a.quiz_id', 'a.snapshot')) as unknown[];
  const found: Waiting[] = [];
  const waiting = rows.map((raw) => Row.parse(raw));
  const itemsOf = await waitingItems(db, waiting);
  for (const row of waiting) {
    const document = (await versions.byId(readSnapshot(row.snapshot).versionId))?.document;
    const quiz = document?.quizzes.find(({ id }) => id === row.quiz_id);
    if (document === undefined || quiz === undefined) continue;
    for (const itemId of itemsOf(row))
      found.push({
        href: `/ensenar/por-calificar/${row.id}/${itemId}`,
        work: row.id,
        person: row.display_name,
        group: row.group_name,
        course: document.title,
        what: quiz.title,
        since: row.submitted_at,
        deploysOn: row.deploys_on,
        dueOn: row.due_on,
        isOwn: row.cohort_id === null || groups.has(row.cohort_id),
      });
  }
  return found;
}

/** Which items of these attempts still want a grade. */
async function waitingItems(
  db: Db,
  attempts: readonly z.output<typeof Row>[],
): Promise<(attempt: z.output<typeof Row>) => string[]> {
  if (attempts.length === 0) return () => [];
  const ids = attempts.map(({ id }) => id);
  const corrections = await correctionRepository(db).appliedTo(ids);
  const grades = await gradesOf(db, ids);
  const answers = await answersOf(db, ids);
  return ({ id, snapshot }) =>
    waitingIn(
      corrected(readSnapshot(snapshot), corrections.get(id) ?? []),
      answers.get(id) ?? new Map<string, string[]>(),
      creditsOf(newestOf(grades.get(id) ?? [])),
    );
}
