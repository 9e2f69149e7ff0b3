import { z } from 'zod';
import { Instant, toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Reads } from '../../db/dialect/dialect.ts';
import type { Actor } from '../../lib/actor.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Sealer } from '../../lib/sealed.ts';
import type { Audit } from '../audit/audit.ts';
import { lockOpenAccount } from '../permissions/lock-person.ts';
import { QUESTIONS, type Question } from './optional-questions.ts';
import { ownEvent } from './own-event.ts';

/** What is kept of one question: an answer with its consent, or only when it was withdrawn. */
export interface OptionalAnswer {
  question: Question;
  value: string | null;
  consentedAt: Date | null;
  withdrawnAt: Date | null;
}

const Row = z.object({
  question: z.enum(QUESTIONS),
  value_sealed: z.string().nullable(),
  consented_at: Instant,
  withdrawn_at: Instant.nullable(),
});

const ANSWERS = `
  select question, value_sealed, consented_at, withdrawn_at from optional_answers where person_id = ?`;

/** Binds a sealed answer to its person and its question. */
export const answerPlace = (personId: string, question: string): string =>
  `optional-answer ${personId} ${question}`;

export type OnBirthYear = (trx: Db, personId: string) => Promise<void>;

interface Needs {
  db: Db;
  reads: Reads;
  clock: Clock;
  audit: Audit;
  seal: Sealer;
  /** Port: her year of birth is another one now, or none. */
  onBirthYear: OnBirthYear;
}

/** Answers that a person may give, each with its own consent, and take back; sealed, and shown to her alone. */
export const optionalQuestionsService = ({
  db,
  reads,
  clock,
  audit,
  seal,
  onBirthYear,
}: Needs) => ({
  async answers(actor: Actor): Promise<OptionalAnswer[]> {
    const rows = (await reads.all(ANSWERS, [actor.id])).map((row) => Row.parse(row));
    return QUESTIONS.map((question) => {
      const row = rows.find((one) => one.question === question);
      const sealed = row?.value_sealed ?? null;
      return {
        question,
        value: sealed === null ? null : seal.open(sealed, answerPlace(actor.id, question)),
        consentedAt: row?.consented_at ?? null,
        withdrawnAt: row?.withdrawn_at ?? null,
      };
    });
  },

  /** Keeps the answer with the date of this consent; an earlier answer is overwritten. */
  async answer(actor: Actor, question: Question, value: string): Promise<void> {
    await db.transaction(async (trx) => {
      await lockOpenAccount(trx, actor.id);
      await trx('optional_answers')
        .insert({
          person_id: actor.id,
          question,
          value_sealed: seal.seal(value, answerPlace(actor.id, question)),
          consented_at: toColumn(clock()),
          withdrawn_at: null,
        })
        .onConflict(['person_id', 'question'])
        .merge();
      if (question === 'birth-year') await onBirthYear(trx, actor.id);
      await audit(trx, ownEvent(actor, 'optional-answer.given', { question }));
    });
  },

  /** Erases the value and keeps the date. Repeating it changes nothing. */
  async withdraw(actor: Actor, question: Question): Promise<void> {
    await db.transaction(async (trx) => {
      const withdrawn = await trx('optional_answers')
        .where({ person_id: actor.id, question })
        .whereNull('withdrawn_at')
        .update({ value_sealed: null, withdrawn_at: toColumn(clock()) });
      if (withdrawn === 0) return;
      if (question === 'birth-year') await onBirthYear(trx, actor.id);
      await audit(trx, ownEvent(actor, 'optional-answer.withdrawn', { question }));
    });
  },
});

export type OptionalQuestionsService = ReturnType<typeof optionalQuestionsService>;
