import { corrected, type Correction } from '../assessment/correction.ts';
import { creditOf, isRight, type Answers, type Grades } from '../assessment/scoring.ts';
import type { Snapshot } from '../assessment/snapshot.ts';
import { isByHand } from '../assessment/item-by-hand.ts';
import type { CourseDocument } from '../courses/document.ts';
import { fits, type QuizDocument } from '../courses/quiz-document.ts';

/** The steps between beginning a course and completing it, in their order. */
export const STEPS = ['half', 'tested', 'graded'] as const;
export type Step = (typeof STEPS)[number];

/** How the items of one objective were answered in one test: of so many asked, so many wholly right; of those the critical ones. */
export interface Tally {
  objective: string;
  asked: number;
  right: number;
  critical: number;
  criticalRight: number;
}

/** The first attempt at a closing test, with the day on which it was handed in. */
export interface TestTally {
  attempt: string;
  day: string;
  of: Tally[];
}

/** What one enrolment adds to the sums. Days are those of central Mexico. */
export interface Learned {
  course: string;
  side: string;
  state: string;
  /** The day on which it began. */
  began: string;
  /** The day on which it was withdrawn, if it was. */
  gone: string | null;
  /** The day on which it had come so far. A step stands for those before it. */
  steps: Partial<Record<Step, string>>;
  tests: TestTally[];
}

/** An attempt that was handed in. */
export interface HandedIn {
  id: string;
  quizId: string;
  number: number;
  day: string;
  isScored: boolean;
  passed: boolean | null;
}

/** What happened in an enrolment until now. */
export interface Happened {
  lessons: readonly { id: string; day: string }[];
  attempts: readonly HandedIn[];
  completedOn: string | null;
}

/** Which quizzes of a course stand for which step: those that its certificate needs, by who corrects them. */
export function quizzesOf(document: CourseDocument): { tests: string[]; assignments: string[] } {
  const asksByHand = ({ draw }: QuizDocument): boolean =>
    document.items.some((item) => isByHand(item) && draw.some((group) => fits(item, group)));
  const needed = document.quizzes.filter(({ id }) => document.certificate.quizzes.includes(id));
  const idsOf = (quizzes: readonly QuizDocument[]): string[] => quizzes.map(({ id }) => id);
  return {
    tests: idsOf(needed.filter((quiz) => !asksByHand(quiz))),
    assignments: idsOf(needed.filter(asksByHand)),
  };
}

const earliest = (days: readonly string[]): string | null => [...days].sort()[0] ?? null;
const latest = (days: readonly string[]): string => [...days].sort().at(-1) ?? '';

/**
 * The day on which each step was reached: half of all steps of `progressOf` done; then every test passed; then every
 * assignment graded. Who completed has reached all of them. A step that the course does not have is reached with the one before.
 */
export function stepDays(
  document: CourseDocument,
  { lessons, attempts, completedOn }: Happened,
): Learned['steps'] {
  const first = (quizId: string, counts: (attempt: HandedIn) => boolean): string | null =>
    earliest(attempts.filter((one) => one.quizId === quizId && counts(one)).map(({ day }) => day));
  const known = new Set(document.lessons.map(({ id }) => id));
  const needed = document.certificate.quizzes;
  const done = [
    ...lessons.filter(({ id }) => known.has(id)).map(({ day }) => day),
    ...needed.map((id) => first(id, ({ passed }) => passed === true)).filter((day) => day !== null),
  ].sort();
  const half = Math.ceil((known.size + needed.length) / 2);
  const { tests, assignments } = quizzesOf(document);
  const reached: Record<Step, (string | null)[]> = {
    half: [half === 0 ? null : (done[half - 1] ?? null)],
    tested: tests.map((id) => first(id, ({ passed }) => passed === true)),
    graded: assignments.map((id) => first(id, ({ isScored }) => isScored)),
  };
  const days: Learned['steps'] = {};
  let so: string | null = '';
  for (const step of STEPS) {
    const all: (string | null)[] = [so, ...reached[step]];
    so = all.includes(null) ? null : latest(all.filter((day) => day !== null));
    const day = earliest([so, completedOn].filter((one) => one !== null));
    if (day !== null && day !== '') days[step] = day;
  }
  return days;
}

/** How the items of each objective were answered in an attempt. Items without an objective are left out. */
export function tallyOf(
  snapshot: Snapshot,
  answers: Answers,
  grades: Grades,
  corrections: readonly Correction[],
): Tally[] {
  const found = new Map<string, Tally>();
  for (const item of corrected(snapshot, corrections).items) {
    if (item.objective === null) continue;
    const tally = found.get(item.objective) ?? {
      objective: item.objective,
      asked: 0,
      right: 0,
      critical: 0,
      criticalRight: 0,
    };
    const right = isRight(creditOf(item, answers, grades)) ? 1 : 0;
    tally.asked += 1;
    tally.right += right;
    if (item.critical) {
      tally.critical += 1;
      tally.criticalRight += right;
    }
    found.set(item.objective, tally);
  }
  return [...found.values()];
}

/** So many people more or less from a day on, with what they were asked and had right. */
export interface Change {
  /** `step <name>`, `objective <id>` or `critical <id>`. */
  what: string;
  day: string;
  people: number;
  asked: number;
  correct: number;
}

/** What an enrolment adds, each from some day on, without what it takes when it is withdrawn. */
export function additionsOf({ steps, tests }: Pick<Learned, 'steps' | 'tests'>): Change[] {
  const changes: Change[] = STEPS.flatMap((step) => {
    const day = steps[step];
    const what = `step ${step}`;
    return day === undefined ? [] : [{ what, day, people: 1, asked: 0, correct: 0 }];
  });
  const counted = new Set<string>();
  const add = (what: string, day: string, asked: number, correct: number): void => {
    if (asked === 0) return;
    changes.push({ what, day, people: counted.has(what) ? 0 : 1, asked, correct });
    counted.add(what);
  };
  for (const { day, of } of [...tests].sort((one, other) => (one.day < other.day ? -1 : 1)))
    for (const { objective, asked, right, critical, criticalRight } of of) {
      add(`objective ${objective}`, day, asked, right);
      add(`critical ${objective}`, day, critical, criticalRight);
    }
  return changes;
}

/** All that an enrolment adds and takes; nothing of it counts before it began. */
export function changesOf(learned: Learned): Change[] {
  const { began, gone } = learned;
  return additionsOf(learned).flatMap((change) => {
    const added = { ...change, day: latest([change.day, began]) };
    if (gone === null) return [added];
    const taken = {
      people: -change.people,
      asked: -change.asked,
      correct: -change.correct,
    };
    return [added, { ...added, ...taken, day: latest([added.day, gone]) }];
  });
}
