import { z } from 'zod';
import { Flag, Instant } from '../../db/columns.ts';
import type { Reads } from '../../db/dialect/dialect.ts';
import type { ProgressFacts } from '../enrolment/completion.ts';
import { FACTS, FactsRow, toFacts } from '../enrolment/facts.ts';
import type { Grade } from './grade.ts';
import { GradeRow } from './grade-repository.ts';
import type { Correction, KeyChange } from './correction.ts';
import { readResponse } from './repository.ts';
import { readSnapshot, type Snapshot } from './snapshot.ts';

/** An answer that the server holds. */
export interface SavedAnswer {
  chosen: string[];
  savedAt: Date;
  /** It was taken away, or is not for the reader. */
  isGone: boolean;
}

/** An attempt with what was answered, as its pages show it. */
export interface AttemptRead {
  id: string;
  enrolmentId: string;
  quizId: string;
  number: number;
  snapshot: Snapshot;
  deadlineAt: Date | null;
  submittedAt: Date | null;
  /** Nothing of what was answered is left. */
  answersErasedAt: Date | null;
  score: number | null;
  passed: boolean | null;
  criticalMissed: number;
  cohortId: string | null;
  answers: Map<string, SavedAnswer>;
}

/** A line in the list of attempts. */
export interface AttemptLine {
  id: string;
  quizId: string;
  number: number;
  startedAt: Date;
  deadlineAt: Date | null;
  submittedAt: Date | null;
  score: number | null;
  passed: boolean | null;
}

const AttemptRow = z.object({
  id: z.string(),
  enrolment_id: z.string(),
  quiz_id: z.string(),
  number: z.number(),
  snapshot: z.string(),
  deadline_at: Instant.nullable(),
  submitted_at: Instant.nullable(),
  answers_erased_at: Instant.nullable(),
  score: z.number().nullable(),
  passed: Flag.nullable(),
  critical_missed: z.number().nullable(),
  cohort_id: z.string().nullable(),
});

const AnswerRow = z.object({
  item_id: z.string(),
  response: z.string(),
  saved_at: Instant,
  removed_at: Instant.nullable(),
});

const LineRow = z
  .object({
    id: z.string(),
    quiz_id: z.string(),
    number: z.number(),
    started_at: Instant,
    deadline_at: Instant.nullable(),
    submitted_at: Instant.nullable(),
    score: z.number().nullable(),
    passed: Flag.nullable(),
  })
  .transform((row): AttemptLine => ({
    id: row.id,
    quizId: row.quiz_id,
    number: row.number,
    startedAt: row.started_at,
    deadlineAt: row.deadline_at,
    submittedAt: row.submitted_at,
    score: row.score,
    passed: row.passed,
  }));

/** A person in a course as one of its quizzes sees her. */
export interface Standing {
  enrolmentId: string;
  versionId: string;
  facts: ProgressFacts;
  /** Extra time, in percent of the limit. */
  extraPercent: number;
  /** Her attempts at this quiz, in order. */
  attempts: AttemptLine[];
}

const StandingRow = FactsRow.extend({
  enrolment_id: z.string(),
  version_id: z.string(),
  extra_time_percent: z.number(),
});

const hasAttempt = (row: unknown): boolean =>
  typeof row === 'object' && row !== null && 'id' in row && row.id !== null;

const Named = z.object({ display_name: z.string() });

/** A grade with the name of who gave it. */
export interface ReadGrade extends Grade {
  grader: string;
}

/** A correction as the person is told of it. */
export interface ReadCorrection extends Correction {
  reason: string;
  at: Date;
  /** Hundredths of a percent; null where the attempt had no score before, or has none yet. */
  oldScore: number | null;
  newScore: number | null;
}

const CorrectionRow = z
  .object({
    id: z.string(),
    item_id: z.string(),
    change: z.string(),
    reason: z.string(),
    made_at: Instant,
    old_score: z.number().nullable(),
    new_score: z.number().nullable(),
  })
  .transform((row): ReadCorrection => ({
    id: row.id,
    itemId: row.item_id,
    change: JSON.parse(row.change) as KeyChange,
    reason: row.reason,
    at: row.made_at,
    oldScore: row.old_score,
    newScore: row.new_score,
  }));

const hasAnswer = (row: unknown): boolean =>
  typeof row === 'object' && row !== null && 'item_id' in row && row.item_id !== null;

/** What the pages of quizzes read, outside any transaction. */
export const assessmentQueries = (reads: Reads) => ({
  /** A person's own attempt with its answers, in one read: a row for each answer, and in the first of them what was drawn. */
  async attempt(id: string, personId: string): Promise<AttemptRead | null> {
    const rows = await reads.all(
      `select a.id, a.enrolment_id, a.quiz_id, a.number, a.deadline_at, a.submitted_at, a.answers_erased_at,
              a.score, a.passed, a.critical_missed, e.cohort_id, r.item_id, r.response, r.saved_at, r.removed_at,
              case when r.item_id is null
                     or r.item_id = (select min(f.item_id) from attempt_answers f where f.attempt_id = a.id)
                   then a.snapshot end as snapshot
         from attempts a join enrolments e on e.id = a.enrolment_id left join attempt_answers r on r.attempt_id = a.id
        where a.id = ? and a.person_id = ? order by r.item_id`,
      [id, personId],
    );
    if (rows.length === 0) return null;
    const row = AttemptRow.parse(rows[0]);
    const answers = rows.filter(hasAnswer).map((one) => AnswerRow.parse(one));
    return {
      id: row.id,
      enrolmentId: row.enrolment_id,
      quizId: row.quiz_id,
      number: row.number,
      snapshot: readSnapshot(row.snapshot),
      deadlineAt: row.deadline_at,
      submittedAt: row.submitted_at,
      answersErasedAt: row.answers_erased_at,
      score: row.score,
      passed: row.passed,
      criticalMissed: row.critical_missed ?? 0,
      cohortId: row.cohort_id,
      answers: new Map(
        answers.map((one) => [
          one.item_id,
          {
            chosen: readResponse(one.response),
            savedAt: one.saved_at,
            isGone: one.removed_at !== null,
          },
        ]),
      ),
    };
  },

  /**
   * How a person stands with a quiz in her newest cycle of a course, in one read: a row for each attempt, one when there is
   * none. Null when she is not enrolled.
   */
  async standing(personId: string, slug: string, quizId: string): Promise<Standing | null> {
    const rows = await reads.all(
      `select s.enrolment_id, s.version_id, s.extra_time_percent, s.lessons, s.quizzes,
              t.id, t.quiz_id, t.number, t.started_at, t.deadline_at, t.submitted_at, t.score, t.passed
         from (select e.id as enrolment_id, e.version_id, p.extra_time_percent, ${FACTS}
                 from enrolments e join courses c on c.id = e.course_id join people p on p.id = e.person_id
                where e.person_id = ? and c.slug = ? and e.status <> 'withdrawn' order by e.cycle desc limit 1) s
         left join attempts t on t.enrolment_id = s.enrolment_id and t.quiz_id = ?
        order by t.number`,
      [personId, slug, quizId],
    );
    if (rows.length === 0) return null;
    const row = StandingRow.parse(rows[0]);
    return {
      enrolmentId: row.enrolment_id,
      versionId: row.version_id,
      facts: toFacts(row),
      extraPercent: row.extra_time_percent,
      attempts: rows.filter(hasAttempt).map((one) => LineRow.parse(one)),
    };
  },

  /** Every attempt of an enrolment, in order. */
  async attemptsOf(enrolmentId: string): Promise<AttemptLine[]> {
    const rows = await reads.all(
      `select id, quiz_id, number, started_at, deadline_at, submitted_at, score, passed
         from attempts where enrolment_id = ? order by quiz_id, number`,
      [enrolmentId],
    );
    return rows.map((row) => LineRow.parse(row));
  },

  /** The grades that an attempt was given, in the order of time, with the name of who gave each. */
  async gradesOf(attemptId: string): Promise<ReadGrade[]> {
    const rows = await reads.all(
      `select g.item_id, g.earned, g.out_of, g.comment, g.grader_id, g.given_at, p.display_name
         from attempt_grades g join people p on p.id = g.grader_id
        where g.attempt_id = ? order by g.item_id, g.number`,
      [attemptId],
    );
    return rows.map((row) => ({ ...GradeRow.parse(row), grader: Named.parse(row).display_name }));
  },

  /** How many attempts at a quiz were given to a person beside those of its rule. */
  async extraAttempts(enrolmentId: string, quizId: string): Promise<number> {
    const rows = await reads.all(
      'select count(*) as extra from extra_attempts where enrolment_id = ? and quiz_id = ?',
      [enrolmentId, quizId],
    );
    return z.object({ extra: z.coerce.number() }).parse(rows[0]).extra;
  },

  /** The corrections that an attempt took, in their order, and what each did to it. */
  async correctionsOf(attemptId: string): Promise<ReadCorrection[]> {
    const rows = await reads.all(
      `select c.id, c.item_id, c.change, c.reason, c.made_at, x.old_score, x.new_score
         from attempt_corrections x join score_corrections c on c.id = x.correction_id
        where x.attempt_id = ? and x.state = 'applied' order by c.number, c.id`,
      [attemptId],
    );
    return rows.map((row) => CorrectionRow.parse(row));
  },

  /** Who accompanies a cohort. */
  async instructorsOf(cohortId: string): Promise<string[]> {
    const rows = await reads.all(
      `select p.display_name from cohort_instructors i join people p on p.id = i.person_id
        where i.cohort_id = ? and p.status = 'active' order by p.display_name`,
      [cohortId],
    );
    return rows.map((row) => Named.parse(row).display_name);
  },
});
