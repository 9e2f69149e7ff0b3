import { z } from 'zod';
import { Flag, Instant, toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import type { Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import { correctionRepository } from '../assessment/correction-repository.ts';
import { corrected } from '../assessment/correction.ts';
import { creditsOf, newestOf } from '../assessment/grade.ts';
import { gradeRepository } from '../assessment/grade-repository.ts';
import { attemptRepository } from '../assessment/repository.ts';
import { scoreOf, waitingIn } from '../assessment/scoring.ts';
import type { Audit } from '../audit/audit.ts';
import { onlyReached, withStudents } from './students.ts';

/** A passed result that a correction would lower, and that somebody has to decide about. */
export interface Held {
  attemptId: string;
  correctionId: string;
  name: string;
  group: string | null;
  reason: string;
  at: Date;
  /** Hundredths of a percent. */
  oldScore: number | null;
  newScore: number | null;
  newPassed: boolean | null;
}

const Row = z
  .object({
    attempt_id: z.string(),
    correction_id: z.string(),
    display_name: z.string(),
    group_name: z.string().nullable(),
    reason: z.string(),
    made_at: Instant,
    old_score: z.number().nullable(),
    new_score: z.number().nullable(),
    new_passed: Flag.nullable(),
    institution_path: z.string().nullable(),
  })
  .transform((row) => ({
    attemptId: row.attempt_id,
    correctionId: row.correction_id,
    name: row.display_name,
    group: row.group_name,
    reason: row.reason,
    at: row.made_at,
    oldScore: row.old_score,
    newScore: row.new_score,
    newPassed: row.new_passed,
    institutionPath: row.institution_path,
  }));

const MOST = 200;

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
}

/** Results that were passed and are not lowered by themselves: each is decided about by whoever grades the person. */
export function heldService({ db, clock, audit }: Needs) {
  const held = (handle: Db, actor: Actor) =>
    onlyReached(
      withStudents(
        handle('attempt_corrections as x')
          .join('score_corrections as c', 'c.id', 'x.correction_id')
          .join('attempts as a', 'a.id', 'x.attempt_id')
          .join('enrolments as e', 'e.id', 'a.enrolment_id'),
      ),
      actor,
      'answers.grade',
    )
      .where('x.state', 'held')
      .select('x.attempt_id', 'x.correction_id', 'p.display_name', 'k.name as group_name')
      .select('c.reason', 'c.made_at', 'x.old_score', 'x.new_score', 'x.new_passed')
      .select('i.path as institution_path');

  return {
    /** Those of the people whom the actor grades, the oldest first. */
    async list(actor: Actor): Promise<Held[]> {
      const rows = (await held(db, actor)
        .orderBy(['c.made_at', 'p.search_text', 'x.attempt_id', 'x.correction_id'])
        .limit(MOST)) as unknown[];
      return rows.map((row) => Row.parse(row));
    },

    /**
     * Leaves the result as it was, or lowers it as the correction says. A pass is not taken from a course that was
     * completed with it: its certificate has to be revoked first.
     */
    async decide(
      actor: Actor,
      at: Pick<Held, 'attemptId' | 'correctionId'>,
      decision: 'keep' | 'lower',
      reason: string,
    ): Promise<void> {
      await db.transaction(async (trx) => {
        const attempts = attemptRepository(trx);
        const attempt = await attempts.lock(at.attemptId, '');
        const row: unknown = await held(trx, actor)
          .where({ 'x.attempt_id': at.attemptId, 'x.correction_id': at.correctionId })
          .first();
        if (attempt === null || row === undefined) throw new Refusal('not-found', 'error.notFound');
        await trx('attempt_corrections')
          .where({ attempt_id: at.attemptId, correction_id: at.correctionId })
          .update({
            state: decision === 'keep' ? 'kept' : 'applied',
            decided_by: actor.id,
            decided_at: toColumn(clock()),
            decision_reason: reason,
          });
        if (decision === 'lower') {
          const applied = await correctionRepository(trx).appliedTo([at.attemptId]);
          const snapshot = corrected(attempt.snapshot, applied.get(at.attemptId) ?? []);
          const answers = await attempts.answers(at.attemptId);
          const grades = creditsOf(newestOf(await gradeRepository(trx).of(at.attemptId)));
          const score = scoreOf(snapshot, answers, grades);
          const isComplete: unknown = await trx('enrolments')
            .where('id', attempt.enrolmentId)
            .whereNotNull('completed_at')
            .first('id');
          if (score.passed !== true && isComplete !== undefined)
            throw new Refusal('conflict', 'held.certified');
          if (waitingIn(snapshot, answers, grades).length === 0)
            await attempts.score(at.attemptId, score);
        }
        await audit(trx, {
          actorId: actor.id,
          action: 'corrections.decided',
          objectType: 'attempt',
          objectId: at.attemptId,
          institutionPath: Row.parse(row).institutionPath,
          details: { kind: decision },
        });
      });
    },
  };
}
export type HeldService = ReturnType<typeof heldService>;
