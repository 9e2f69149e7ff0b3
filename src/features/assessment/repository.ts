import { z } from 'zod';
import { Flag, Instant, toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import { newId } from '../../lib/random-code.ts';
import type { SentAnswers } from './answers.ts';
import type { Receipt } from './receipt.ts';
import type { Answers, Score } from './scoring.ts';
import { readSnapshot, type Snapshot } from './snapshot.ts';

/** An attempt as a save or a hand-in finds it, locked until the transaction ends. */
export interface LockedAttempt {
  id: string;
  personId: string;
  enrolmentId: string;
  snapshot: Snapshot;
  deadlineAt: Date | null;
  submittedAt: Date | null;
  answersErasedAt: Date | null;
  /** Null while it is open or waits for a grade, and where nobody passes or fails. */
  passed: boolean | null;
  /** What this key was used for before, if it was. */
  earlier: { receipt: Receipt; digest: string } | null;
}

const LockedRow = z
  .object({
    id: z.string(),
    person_id: z.string(),
    enrolment_id: z.string(),
    snapshot: z.string(),
    deadline_at: Instant.nullable(),
    submitted_at: Instant.nullable(),
    answers_erased_at: Instant.nullable(),
    passed: Flag.nullable(),
  })
  .transform((row) => ({
    id: row.id,
    personId: row.person_id,
    enrolmentId: row.enrolment_id,
    snapshot: readSnapshot(row.snapshot),
    deadlineAt: row.deadline_at,
    submittedAt: row.submitted_at,
    answersErasedAt: row.answers_erased_at,
    passed: row.passed,
  }));

const UsedKeyRow = z
  .object({ receipt: z.string(), body_digest: z.string(), saved: z.number(), at: Instant })
  .transform(({ receipt, body_digest: digest, saved, at }) => ({
    digest,
    receipt: { id: receipt, at, saved },
  }));

const AnswerRow = z.object({ item_id: z.string(), response: z.string() });

const MOST_AT_ONCE = 500;

/** The chosen options of one item as they are kept. */
export const readResponse = (text: string): string[] => JSON.parse(text) as string[];

const StartedRow = z
  .object({
    id: z.string(),
    score: z.number().nullable(),
    passed: Flag.nullable(),
    submitted_at: Instant.nullable(),
  })
  .transform((row) => ({
    id: row.id,
    score: row.score,
    passed: row.passed === true,
    submittedAt: row.submitted_at,
  }));

const scoreColumns = ({ score, passed, criticalMissed }: Score) => ({
  score,
  passed,
  critical_missed: criticalMissed,
});

export interface NewAttempt {
  id: string;
  enrolmentId: string;
  personId: string;
  quizId: string;
  number: number;
  snapshot: Snapshot;
  startedAt: Date;
  deadlineAt: Date | null;
}

/** One attempt more, given to one person. */
export interface NewExtraAttempt {
  enrolmentId: string;
  quizId: string;
  reason: string;
  by: string;
  at: Date;
}

/** Attempts, answers and receipts inside a transaction. */
export const attemptRepository = (trx: Db) => ({
  /** Makes parallel starts of one enrolment wait for each other. */
  async lockEnrolment(id: string): Promise<void> {
    await trx('enrolments').select('id').where('id', id).forUpdate();
  },

  /** What was started of a quiz so far, in order. */
  async ofQuiz(enrolmentId: string, quizId: string): Promise<z.output<typeof StartedRow>[]> {
    const rows: unknown[] = await trx('attempts')
      .select('id', 'score', 'passed', 'submitted_at')
      .where({ enrolment_id: enrolmentId, quiz_id: quizId })
      .orderBy('number');
    return rows.map((row) => StartedRow.parse(row));
  },

  /** How many attempts were given beside those of the rule. */
  async extra(enrolmentId: string, quizId: string): Promise<number> {
    const row: unknown = await trx('extra_attempts')
      .where({ enrolment_id: enrolmentId, quiz_id: quizId })
      .count({ extra: '*' })
      .first();
    return z.object({ extra: z.coerce.number() }).parse(row).extra;
  },

  async addExtra(extra: NewExtraAttempt): Promise<void> {
    await trx('extra_attempts').insert({
      id: newId(),
      enrolment_id: extra.enrolmentId,
      quiz_id: extra.quizId,
      reason: extra.reason,
      given_by: extra.by,
      given_at: toColumn(extra.at),
    });
  },

  /** Open attempts with a deadline before a moment, the first ones of many. */
  async openPast(deadline: Date): Promise<string[]> {
    return trx('attempts')
      .whereNull('submitted_at')
      .where('deadline_at', '<', toColumn(deadline))
      .orderBy('deadline_at')
      .limit(MOST_AT_ONCE)
      .pluck('id');
  },

  async add(attempt: NewAttempt): Promise<void> {
    await trx('attempts').insert({
      id: attempt.id,
      enrolment_id: attempt.enrolmentId,
      person_id: attempt.personId,
      quiz_id: attempt.quizId,
      number: attempt.number,
      snapshot: JSON.stringify(attempt.snapshot),
      started_at: toColumn(attempt.startedAt),
      deadline_at: attempt.deadlineAt === null ? null : toColumn(attempt.deadlineAt),
    });
  },

  /**
   * Locks the attempt until the transaction ends. What the key was used for is a read of its own: joined to the first, it
   * would show PostgreSQL's view from before the wait for the lock.
   */
  async lock(id: string, key: string): Promise<LockedAttempt | null> {
    const row: unknown = await trx('attempts')
      .select(
        'id',
        'person_id',
        'enrolment_id',
        'snapshot',
        'deadline_at',
        'submitted_at',
        'answers_erased_at',
        'passed',
      )
      .where('id', id)
      .forUpdate()
      .first();
    if (row === undefined) return null;
    const used: unknown = await trx('save_receipts')
      .select('receipt', 'body_digest', 'saved', 'at')
      .where({ attempt_id: id, key })
      .first();
    return { ...LockedRow.parse(row), earlier: used === undefined ? null : UsedKeyRow.parse(used) };
  },

  /** Writes answers over earlier ones, in one statement. */
  async saveAnswers(attemptId: string, answers: SentAnswers, now: Date): Promise<void> {
    if (answers.size === 0) return;
    await trx('attempt_answers')
      .insert(
        [...answers].map(([itemId, chosen]) => ({
          attempt_id: attemptId,
          item_id: itemId,
          response: JSON.stringify(chosen),
          saved_at: toColumn(now),
        })),
      )
      .onConflict(['attempt_id', 'item_id'])
      .merge(['response', 'saved_at']);
  },

  async addReceipt(
    attemptId: string,
    key: string,
    digest: string,
    receipt: Receipt,
  ): Promise<void> {
    await trx('save_receipts').insert({
      attempt_id: attemptId,
      key,
      body_digest: digest,
      receipt: receipt.id,
      saved: receipt.saved,
      at: toColumn(receipt.at),
    });
  },

  async answers(attemptId: string): Promise<Answers> {
    const rows: unknown[] = await trx('attempt_answers')
      .select('item_id', 'response')
      .where('attempt_id', attemptId);
    return new Map(
      rows.map((row) => {
        const { item_id: itemId, response } = AnswerRow.parse(row);
        return [itemId, readResponse(response)];
      }),
    );
  },

  /** Ends an attempt that is still open; without a score it waits for a grade. Answers whether it was this call that ended it. */
  async end(
    id: string,
    score: Score | null,
    how: { now: Date; key: string | null; digest: string | null },
  ): Promise<boolean> {
    const changed = await trx('attempts')
      .where('id', id)
      .whereNull('submitted_at')
      .update({
        submitted_at: toColumn(how.now),
        submission_key: how.key,
        submission_digest: how.digest,
        ...(score === null ? {} : scoreColumns(score)),
      });
    return changed === 1;
  },

  /** Gives an attempt that was handed in the score that its grades make. */
  async score(id: string, score: Score): Promise<void> {
    await trx('attempts').where('id', id).whereNotNull('submitted_at').update(scoreColumns(score));
  },
});
