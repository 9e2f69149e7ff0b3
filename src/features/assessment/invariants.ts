import type { Knex } from 'knex';
import { z } from 'zod';
import { Flag, Instant } from '../../db/columns.ts';
import { batches } from '../../db/batches.ts';
import type { View } from '../../db/dialect/dialect.ts';
import { idsOf, type Invariant } from '../../db/invariant.ts';
import { courseVersions } from '../courses/repository.ts';
import { creditsOf, newestOf } from './grade.ts';
import { strayFiles } from './handed-in-invariant.ts';
import { answersOf, gradesOf } from './records-of-attempts.ts';
import { scoreOf, waitingIn, type Answers, type Grades } from './scoring.ts';
import { readSnapshot, type Snapshot } from './snapshot.ts';
import { correctionRepository } from './correction-repository.ts';
import { corrected } from './correction.ts';

const AttemptRow = z.object({
  id: z.string(),
  snapshot: z.string(),
  submitted_at: Instant.nullable(),
  answers_erased_at: Instant.nullable(),
  score: z.number().nullable(),
  passed: Flag.nullable(),
  critical_missed: z.number().nullable(),
});
type AttemptRow = z.output<typeof AttemptRow>;

const ByQuizRow = z.object({
  enrolment_id: z.string(),
  quiz_id: z.string(),
  version_id: z.string(),
  used: z.coerce.number(),
  highest: z.coerce.number(),
  open: z.coerce.number(),
  extra: z.coerce.number(),
});

/** What holds of attempts: their answers, their scores and how many there are. */
export const assessmentInvariants: Invariant[] = [
  {
    key: 'verify.answersOnce',
    broken: ({ db }) =>
      idsOf(
        db('attempt_answers').groupBy('attempt_id', 'item_id').havingRaw('count(*) > 1'),
        'attempt_id',
      ),
  },
  {
    key: 'verify.attemptOwners',
    broken: ({ db }) =>
      idsOf(
        db('attempts as a')
          .join('enrolments as e', 'e.id', 'a.enrolment_id')
          .whereRaw('e.person_id <> a.person_id'),
        'a.id',
      ),
  },
  { key: 'verify.scores', broken: wrongScores },
  {
    key: 'verify.erasedAnswers',
    broken: ({ db }) =>
      idsOf(
        db('attempts as a')
          .whereNotNull('a.answers_erased_at')
          .where((left) => {
            for (const table of ['attempt_answers', 'save_receipts', 'attempt_files'])
              void left.orWhereExists(db(table).where('attempt_id', db.ref('a.id')));
            const comments = db('attempt_grades').whereNotNull('comment');
            void left.orWhereExists(comments.where('attempt_id', db.ref('a.id')));
          }),
        'a.id',
      ),
  },
  {
    key: 'verify.removedAnswers',
    broken: ({ db }) => {
      const inAttempt = (table: string): Knex.QueryBuilder =>
        db(`${table} as x`).where('x.attempt_id', db.ref('r.attempt_id'));
      const ofItem = (table: string): Knex.QueryBuilder =>
        inAttempt(table).where('x.item_id', db.ref('r.item_id'));
      return idsOf(
        db('attempt_answers as r')
          .whereNotNull('r.removed_at')
          .where((left) => {
            void left
              .whereNot('r.response', '[]')
              .orWhereExists(ofItem('attempt_files'))
              .orWhereExists(ofItem('attempt_grades').whereNotNull('x.comment'))
              .orWhereNotExists(ofItem('attempt_grades'))
              .orWhereExists(inAttempt('save_receipts'));
          }),
        'r.attempt_id',
      );
    },
  },
  { key: 'verify.handedIn', broken: strayFiles },
  { key: 'verify.attemptLimits', broken: tooManyAttempts },
];

async function* wrongScores({ db }: View): AsyncIterable<string> {
  for await (const rows of batches(db('attempts'), ['id'])) {
    const attempts = rows.map((row) => AttemptRow.parse(row));
    const ids = attempts.map(({ id }) => id);
    const answers = await answersOf(db, ids);
    const grades = await gradesOf(db, ids);
    const corrections = await correctionRepository(db).appliedTo(ids);
    for (const attempt of attempts) {
      const graded = creditsOf(newestOf(grades.get(attempt.id) ?? []));
      const snapshot = corrected(readSnapshot(attempt.snapshot), corrections.get(attempt.id) ?? []);
      if (!isScoredRight(attempt, snapshot, answers.get(attempt.id) ?? new Map(), graded))
        yield attempt.id;
    }
  }
}

/**
 * An open attempt has no score, and neither has one that waits for a grade; another has exactly what its snapshot
 * with its dated corrections, its answers and its grades give, while they are kept.
 */
function isScoredRight(
  attempt: AttemptRow,
  snapshot: Snapshot,
  answers: Answers,
  grades: Grades,
): boolean {
  const { score, passed, critical_missed: criticalMissed } = attempt;
  const hasNone = score === null && passed === null;
  if (attempt.submitted_at === null) return hasNone;
  if (attempt.answers_erased_at !== null) return score !== null || hasNone;
  if (waitingIn(snapshot, answers, grades).length > 0) return hasNone;
  const right = scoreOf(snapshot, answers, grades);
  return (
    score === right.score && passed === right.passed && criticalMissed === right.criticalMissed
  );
}

/** Attempts are numbered from one without gaps, at most one is open, and none is beyond the limit of its quiz. */
async function* tooManyAttempts({ db, reads }: View): AsyncIterable<string> {
  const versions = courseVersions(reads);
  const byQuiz = db('attempts as a')
    .join('enrolments as e', 'e.id', 'a.enrolment_id')
    .select('a.enrolment_id', 'a.quiz_id', 'e.version_id')
    .count({ used: '*' })
    .max({ highest: 'a.number' })
    .select(db.raw('sum(case when a.submitted_at is null then 1 else 0 end) as open'))
    .select(
      db.raw(`(select count(*) from extra_attempts x
                where x.enrolment_id = a.enrolment_id and x.quiz_id = a.quiz_id) as extra`),
    )
    .groupBy('a.enrolment_id', 'a.quiz_id', 'e.version_id');
  for await (const rows of batches(byQuiz, ['a.enrolment_id', 'a.quiz_id'])) {
    for (const row of rows) {
      const { version_id: version, quiz_id: quizId, ...counts } = ByQuizRow.parse(row);
      const document = (await versions.byId(version))?.document;
      const quiz = document?.quizzes.find(({ id }) => id === quizId);
      const limit = (quiz?.attempts ?? Infinity) + counts.extra;
      const { used, highest, open } = counts;
      if (quiz === undefined || used > limit || highest !== used || open > 1)
        yield `${counts.enrolment_id}/${quizId}`;
    }
  }
}
