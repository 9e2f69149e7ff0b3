import type { Db } from '../db/connection.ts';
import { toColumn } from '../db/columns.ts';
import { scoreOf, type Answers } from '../features/assessment/scoring.ts';
import { drawnOptions, takeSnapshot, type Snapshot } from '../features/assessment/snapshot.ts';
import type { QuizDocument } from '../features/courses/quiz-document.ts';
import type { CourseVersion } from '../features/courses/repository.ts';
import { DAY, HOUR, MINUTE } from '../lib/clock.ts';
import { enrolmentRow } from './factories.ts';
import type { Invented } from './people.ts';
import { chance, type Chance } from './random.ts';

/** A course finished: the certificate is issued by the product itself, at that moment of the story. */
export interface Completion {
  enrolmentId: string;
  at: Date;
}

interface Rows {
  enrolments: Record<string, unknown>[];
  lesson_progress: Record<string, unknown>[];
  attempts: Record<string, unknown>[];
  attempt_answers: Record<string, unknown>[];
}

const WITHDRAWS = 0.04;
const NEVER_STARTS = 0.1;
const BATCH = 90;

/**
 * Half a year of study of the invented people in one course: who enrolled, read, tried and finished, on which day. Writes
 * everything but the certificates and answers what was completed, in the order of time.
 */
export async function addActivity(
  db: Db,
  people: readonly Invented[],
  version: CourseVersion,
  { now, cohortOf }: { now: Date; cohortOf: (person: Invented) => string | null },
): Promise<Completion[]> {
  const luck = chance(20_001_031);
  const rows: Rows = { enrolments: [], lesson_progress: [], attempts: [], attempt_answers: [] };
  const paths = await institutionPaths(db);
  const completions: Completion[] = [];
  for (const person of people) {
    const story = new Story({ person, version, rows, luck, now });
    story.enrol(cohortOf(person), paths);
    const completedAt = story.live();
    if (completedAt !== null) completions.push({ enrolmentId: story.enrolmentId, at: completedAt });
  }
  for (const table of ['enrolments', 'lesson_progress', 'attempts', 'attempt_answers'] as const) {
    for (let from = 0; from < rows[table].length; from += BATCH) {
      await db(table).insert(rows[table].slice(from, from + BATCH));
    }
  }
  return completions.sort((one, other) => one.at.getTime() - other.at.getTime());
}

async function institutionPaths(db: Db): Promise<Map<string, string>> {
  const rows = await db('institutions').select<{ id: string; path: string }[]>('id', 'path');
  return new Map(rows.map(({ id, path }) => [id, path]));
}

interface Setting {
  person: Invented;
  version: CourseVersion;
  rows: Rows;
  luck: Chance;
  now: Date;
}

/** One person's way through the course. */
class Story {
  readonly enrolmentId: string;
  private readonly it: Setting;
  private readonly enrolledAt: Date;
  private row: Record<string, unknown> = {};

  constructor(setting: Setting) {
    this.it = setting;
    this.enrolmentId = `e-${setting.version.document.slug}-${setting.person.id}`;
    this.enrolledAt = new Date(
      setting.person.createdAt.getTime() + setting.luck.below(5 * 24) * HOUR,
    );
  }

  enrol(cohortId: string | null, paths: Map<string, string>): void {
    const { person, version } = this.it;
    this.row = enrolmentRow(person, {
      id: this.enrolmentId,
      version,
      cohortId,
      enrolledAt: this.enrolledAt,
      startedAt: null,
      institutionPath: paths.get(person.institutionId ?? '') ?? null,
    });
    this.it.rows.enrolments.push(this.row);
  }

  /** Lives through it; answers the moment of completion, or null. */
  live(): Date | null {
    const { luck, person, version } = this.it;
    if (luck.happens(NEVER_STARTS)) return null;
    const completes = luck.happens(person.completes / (1 - NEVER_STARTS));
    const lessons = version.document.lessons;
    const read = completes ? lessons.length : luck.below(lessons.length + 1);
    const opening = version.document.quizzes.find(({ kind }) => kind === 'pretest');
    const final = version.document.quizzes.find(({ id }) =>
      version.document.certificate.quizzes.includes(id),
    );
    let at = new Date(this.enrolledAt.getTime() + luck.below(72) * HOUR);
    this.row['started_at'] = this.happened(at) ? toColumn(at) : null;
    if (opening !== undefined && luck.happens(0.9) && this.happened(at))
      this.attempt(opening, 1, at, 0.5);
    for (const lesson of lessons.slice(0, read)) {
      at = new Date(at.getTime() + (8 + luck.below(110)) * HOUR);
      if (!this.happened(at)) return null;
      this.it.rows.lesson_progress.push({
        enrolment_id: this.enrolmentId,
        lesson_id: lesson.id,
        opened_at: toColumn(new Date(at.getTime() - lesson.minutes * MINUTE)),
        done_at: toColumn(at),
        alternative: lesson.sensitive && luck.happens(0.2),
      });
    }
    if (luck.happens(WITHDRAWS) && !completes) {
      this.row['status'] = 'withdrawn';
      this.row['withdrawn_at'] = toColumn(at);
      return null;
    }
    return final === undefined || read < lessons.length
      ? null
      : this.sitFinal(final, at, completes);
  }

  private sitFinal(final: QuizDocument, from: Date, completes: boolean): Date | null {
    const { luck } = this.it;
    const tries = completes ? (luck.happens(0.76) ? 1 : 2) : luck.below(2);
    let at = from;
    for (let number = 1; number <= tries; number += 1) {
      at = new Date(at.getTime() + (1 + luck.below(60)) * HOUR);
      if (!this.happened(at)) return null;
      const passes = completes && number === tries;
      if (this.attempt(final, number, at, passes ? 0.9 : 0.45, passes)) return at;
    }
    return null;
  }

  private happened(at: Date): boolean {
    return at.getTime() <= this.it.now.getTime() - DAY;
  }

  /** Answers whether it was passed. A pass that chance denied is made by knowing everything. */
  private attempt(
    quiz: QuizDocument,
    number: number,
    at: Date,
    knows: number,
    mustPass = false,
  ): boolean {
    const { version, luck, person, rows } = this.it;
    const snapshot = takeSnapshot(version, quiz, (below) => luck.below(below));
    let answers = this.answer(snapshot, knows);
    let result = scoreOf(snapshot, answers);
    if (mustPass && result.passed !== true) {
      answers = this.answer(snapshot, 1);
      result = scoreOf(snapshot, answers);
    }
    const id = `a-${quiz.id}-${String(number)}-${person.id}`;
    const startedAt = new Date(at.getTime() - (6 + luck.below(15)) * MINUTE);
    rows.attempts.push({
      id,
      enrolment_id: this.enrolmentId,
      person_id: person.id,
      quiz_id: quiz.id,
      number,
      snapshot: JSON.stringify(snapshot),
      started_at: toColumn(startedAt),
      submitted_at: toColumn(at),
      score: result.score,
      passed: result.passed,
      critical_missed: result.criticalMissed,
    });
    for (const [itemId, chosen] of answers) {
      rows.attempt_answers.push({
        attempt_id: id,
        item_id: itemId,
        response: JSON.stringify(chosen),
        saved_at: toColumn(at),
      });
    }
    return result.passed === true;
  }

  private answer(snapshot: Snapshot, knows: number): Answers {
    const { luck } = this.it;
    return new Map(
      snapshot.items.map((item) => {
        const right = drawnOptions(item)
          .filter(({ correct }) => correct)
          .map(({ id }) => id);
        const wrong = drawnOptions(item)
          .filter(({ correct }) => !correct)
          .map(({ id }) => id);
        return [item.id, luck.happens(knows) ? right : [luck.pick(wrong)]];
      }),
    );
  }
}
