import { toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Retention } from '../../db/retention.ts';
import { monthsBefore } from '../../lib/clock.ts';
import { fileRepository } from './file-repository.ts';

const ANSWERS_KEPT_MONTHS = 24;

/**
 * Takes away what was answered with the marks on it, the digests from which it could be guessed, and what was said about
 * it. Score, grades, dates and questions stay.
 */
async function eraseAnswers(trx: Db, ids: readonly string[], now: Date): Promise<void> {
  const names = trx('attempt_answers')
    .select(trx.raw(`attempt_id || '.' || item_id`))
    .whereIn('attempt_id', [...ids]);
  await trx('disclosures').where('kind', 'answer').whereIn('object_id', names).delete();
  await trx('attempt_answers')
    .whereIn('attempt_id', [...ids])
    .delete();
  await trx('save_receipts')
    .whereIn('attempt_id', [...ids])
    .delete();
  await fileRepository(trx).removeAll(ids);
  await trx('attempt_grades')
    .whereIn('attempt_id', [...ids])
    .update({ comment: null });
  const enrolments = trx('attempts')
    .select('enrolment_id')
    .whereIn('id', [...ids]);
  await trx('extra_attempts').whereIn('enrolment_id', enrolments).update({ reason: null });
  await trx('attempt_corrections')
    .whereIn('attempt_id', [...ids])
    .update({ decision_reason: null });
  await trx('attempts')
    .whereIn('id', [...ids])
    .update({ answers_erased_at: toColumn(now), submission_digest: null });
}

/** Answers of quizzes: for a time after they were handed in, and no longer than the account. */
export const assessmentRetention: Retention[] = [
  {
    name: 'answers',
    what: 'retention.answers.what',
    until: 'retention.answers.until',
    times: { months: ANSWERS_KEPT_MONTHS },
    due: (now) => ({
      sql: 'select id from attempts where answers_erased_at is null and submitted_at <= ?',
      bindings: [toColumn(monthsBefore(now, ANSWERS_KEPT_MONTHS))],
    }),
    erase: eraseAnswers,
  },
  {
    name: 'answersOfClosedAccounts',
    what: 'retention.answersOfClosed.what',
    until: 'retention.answersOfClosed.until',
    times: {},
    due: () => ({
      sql: `select a.id from attempts a join people p on p.id = a.person_id
             where p.status = 'closed' and a.answers_erased_at is null`,
      bindings: [],
    }),
    erase: eraseAnswers,
  },
];
