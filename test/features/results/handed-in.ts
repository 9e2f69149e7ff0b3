import { toColumn } from '../../../src/db/columns.ts';
import { scoreOf } from '../../../src/features/assessment/scoring.ts';
import { takeSnapshot } from '../../../src/features/assessment/snapshot.ts';
import type { TestApp } from '../../support/app.ts';
import { NOW } from '../../support/clock.ts';
import { addPeople } from '../../support/people.ts';
import { ALL_RIGHT, SLUG } from '../assessment/quiz-course.ts';
import { seeded } from '../assessment/seeded.ts';

/** So many people of Ximena's group who handed in the final quiz, all right but for `uno`, to which they answered b; the thirtieth misses another. */
export async function handedIn(app: TestApp, count: number): Promise<void> {
  const { db } = app.database;
  const people = Array.from({ length: count }, (_, at) => ({
    id: `t${String(at).padStart(2, '0')}`,
    displayName: `Tania ${String(at).padStart(2, '0')}`,
  }));
  await addPeople(app, ...people);
  const known = await db('enrolments').where('person_id', 'rosa').first<Record<string, unknown>>();
  const version = await app.services.versions.currentOf(SLUG);
  const quiz = version?.document.quizzes.find(({ id }) => id === 'final');
  if (!version || quiz === undefined) throw new Error('The course is not there');
  const random = seeded(3);
  for (const [at, { id }] of people.entries()) {
    await db('enrolments').insert({ ...known, id: `e-${id}`, person_id: id });
    const snapshot = takeSnapshot(version, quiz, random);
    const answers = new Map(
      Object.entries({ ...ALL_RIGHT, r_uno: 'b', ...(at === 29 ? { r_dos: 'a' } : {}) }).map(
        ([name, value]) => [name.slice(2), [value].flat()],
      ),
    );
    const { score, passed, criticalMissed } = scoreOf(snapshot, answers);
    await db('attempts').insert({
      id: `at-${id}`,
      enrolment_id: `e-${id}`,
      person_id: id,
      quiz_id: 'final',
      number: 1,
      snapshot: JSON.stringify(snapshot),
      started_at: toColumn(NOW),
      submitted_at: toColumn(NOW),
      score,
      passed,
      critical_missed: criticalMissed,
    });
    await db('attempt_answers').insert(
      [...answers].map(([item, chosen]) => ({
        attempt_id: `at-${id}`,
        item_id: item,
        response: JSON.stringify(chosen),
        saved_at: toColumn(NOW),
      })),
    );
  }
}
