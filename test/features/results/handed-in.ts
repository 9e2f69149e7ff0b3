import { toColumn } from '../../../src/db/columns.ts';
import { scoreOf } from '../../../src/features/assessment/scoring.ts';
import { takeSnapshot } from '../../../src/features/assessment/snapshot.ts';
import { personRow } from '../../../src/demo/factories.ts';
import { dayOf } from '../../../src/lib/clock.ts';
import type { TestApp } from '../../support/app.ts';
import { NOW } from '../../support/clock.ts';
import { ALL_RIGHT, SLUG } from '../assessment/quiz-course.ts';
import { seeded } from '../assessment/seeded.ts';

interface Joined {
  id: string;
  name: string;
  cohortId?: string;
  since?: Date;
}

/** Adds somebody of the community to a group of Ximena; her enrolment is `e-<id>`. */
export async function join(
  app: TestApp,
  { id, name, cohortId = 'c-paz', since = NOW }: Joined,
): Promise<void> {
  const { db } = app.database;
  const rosa = await db('people').where('id', 'rosa').first<{ password_hash: string }>();
  const person = {
    id,
    username: id,
    displayName: name,
    sex: 'mujer' as const,
    side: 'community' as const,
    passwordHash: rosa.password_hash,
    createdAt: since,
  };
  await db('people').insert(personRow(person));
  const known = await db('enrolments')
    .where({ person_id: 'rosa', cohort_id: 'c-paz' })
    .first<Record<string, unknown>>();
  await db('enrolments').insert({
    ...known,
    id: `e-${id}`,
    person_id: id,
    cohort_id: cohortId,
    enrolled_at: toColumn(since),
    enrolled_on: dayOf(since),
  });
}

interface HandedIn {
  /** Who: her enrolment is `e-<id>`. */
  id: string;
  /** As a form sends them. */
  answers: Record<string, string | string[]>;
  number?: number;
  at?: Date;
  /** Still open: nothing is scored. */
  isOpen?: boolean;
}

/** An attempt at the final quiz, scored as the product does: `at-<id>`, or `at-<id>-<number>` for a later one. */
export async function handIn(
  app: TestApp,
  { id, answers: sent, number = 1, at = NOW, isOpen = false }: HandedIn,
): Promise<string> {
  const { db } = app.database;
  const version = await app.services.versions.currentOf(SLUG);
  const quiz = version?.document.quizzes.find((one) => one.id === 'final');
  if (!version || quiz === undefined) throw new Error('The course is not there');
  const snapshot = takeSnapshot(version, quiz, seeded(3));
  const answers = new Map(
    Object.entries(sent).map(([name, value]) => [name.slice(2), [value].flat()]),
  );
  const { score, passed, criticalMissed } = scoreOf(snapshot, answers);
  const attemptId = number === 1 ? `at-${id}` : `at-${id}-${String(number)}`;
  await db('attempts').insert({
    id: attemptId,
    enrolment_id: `e-${id}`,
    person_id: id,
    quiz_id: 'final',
    number,
    snapshot: JSON.stringify(snapshot),
    started_at: toColumn(at),
    ...(isOpen
      ? {}
      : { submitted_at: toColumn(at), score, passed, critical_missed: criticalMissed }),
  });
  if (answers.size > 0)
    await db('attempt_answers').insert(
      [...answers].map(([item, chosen]) => ({
        attempt_id: attemptId,
        item_id: item,
        response: JSON.stringify(chosen),
        saved_at: toColumn(at),
      })),
    );
  return attemptId;
}

/** So many people of Ximena's group who handed in the final quiz, all right but for `uno`, to which they answered b; the thirtieth misses another. */
export async function handedIn(app: TestApp, count: number): Promise<void> {
  for (let at = 0; at < count; at += 1) {
    const number = String(at).padStart(2, '0');
    await join(app, { id: `t${number}`, name: `Tania ${number}` });
    const answers = { ...ALL_RIGHT, r_uno: 'b', ...(at === 29 ? { r_dos: 'a' } : {}) };
    await handIn(app, { id: `t${number}`, answers });
  }
}
