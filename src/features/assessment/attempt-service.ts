import type { Db } from '../../db/connection.ts';
import type { GroupedWrites } from '../../db/grouped-writes.ts';
import type { Actor } from '../../lib/actor.ts';
import type { Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import { newId } from '../../lib/random-code.ts';
import type { CourseVersions } from '../courses/repository.ts';
import type { OnStepDone } from '../enrolment/completion.ts';
import { checkAgainst, digestOf, type SentAnswers } from './answers.ts';
import type { Pair } from './asked.ts';
import { isUnavailable } from '../../db/dialect/failures.ts';
import { correctionRepository } from './correction-repository.ts';
import { corrected } from './correction.ts';
import { GRACE, isOverdue } from './deadline.ts';
import { doubtOf } from './doubtful.ts';
import type { ScenarioKey } from './item-kind.ts';
import { withRecording } from './item-by-hand.ts';
import { joined } from './item-scenario.ts';
import type { Receipt } from './receipt.ts';
import { attemptRepository, type LockedAttempt } from './repository.ts';
import { isWhole, scoreOf, waitingIn, type Answers } from './scoring.ts';
import type { Snapshot } from './snapshot.ts';

/** What a person sends: answers under a key of her own. */
export interface Sent {
  key: string;
  answers: SentAnswers;
}

/** Why nothing was saved: handed in already, time over, the key stood for other answers, or the database cannot write. */
export type NotSaved = 'submitted' | 'overdue' | 'other-body' | 'unavailable';

export type SaveOutcome = { kind: 'saved'; receipt: Receipt } | { kind: NotSaved };
export type SubmitOutcome =
  | { kind: 'handed-in'; receipt: Receipt }
  | { kind: 'unanswered'; receipt: Receipt; items: string[] }
  | { kind: NotSaved };

interface Needs {
  db: Db;
  /** Answers are saved one by one, by many people at once. */
  grouped: GroupedWrites;
  clock: Clock;
  onStepDone: OnStepDone;
  versions: Pick<CourseVersions, 'byId'>;
}

/** Saving and handing in. An attempt that is not the actor's does not exist for her. */
export function attemptService({ db, grouped, clock, onStepDone, versions }: Needs) {
  const lockOwn = async (
    trx: Db,
    actor: Actor,
    id: string,
    key: string,
  ): Promise<LockedAttempt> => {
    const attempt = await attemptRepository(trx).lock(id, key);
    if (attempt?.personId !== actor.id) throw new Refusal('not-found', 'error.notFound');
    return attempt;
  };

  /** Scores and ends; a passed attempt may complete the course, in the same transaction. What a person grades waits for it. */
  const end = async (
    trx: Db,
    attempt: LockedAttempt,
    by: { key: string; digest: string } | null,
    answers: Answers,
  ): Promise<void> => {
    const attempts = attemptRepository(trx);
    const corrections = await correctionRepository(trx).take(attempt, versions);
    const snapshot = corrected(attempt.snapshot, corrections);
    const score = waitingIn(snapshot, answers).length > 0 ? null : scoreOf(snapshot, answers);
    const ended = await attempts.end(attempt.id, score, {
      now: clock(),
      key: by?.key ?? null,
      digest: by?.digest ?? null,
    });
    if (ended && score?.passed === true) await onStepDone(trx, attempt.enrolmentId);
  };

  /** What stands in the way of a save, if anything; an overdue attempt is ended on the way. */
  const obstacle = async (trx: Db, attempt: LockedAttempt): Promise<NotSaved | null> => {
    if (attempt.submittedAt !== null)
      return isOverdue(attempt.deadlineAt, attempt.submittedAt) ? 'overdue' : 'submitted';
    if (!isOverdue(attempt.deadlineAt, clock())) return null;
    await end(trx, attempt, null, await attemptRepository(trx).answers(attempt.id));
    return 'overdue';
  };

  /** Decisions of a scenario are added to those that the server holds, and files and recordings come and go by themselves; every other answer takes the place of the last. */
  const withWays = async (
    trx: Db,
    { id, snapshot }: LockedAttempt,
    sent: SentAnswers,
  ): Promise<SentAnswers> => {
    const kept = snapshot.items.filter(
      ({ type, id: item }) =>
        (type === 'scenario' || type === 'file' || type === 'oral') && sent.has(item),
    );
    if (kept.length === 0) return sent;
    const held = await attemptRepository(trx).answers(id);
    const all = new Map(sent);
    for (const item of kept) {
      const before = held.get(item.id) ?? [];
      if (item.type === 'file') {
        all.set(item.id, [...before]);
        continue;
      }
      if (item.type === 'oral') {
        all.set(item.id, withRecording(before, sent.get(item.id) ?? []));
        continue;
      }
      const way = joined(item as ScenarioKey, before, sent.get(item.id) ?? []);
      all.set(item.id, [...way]);
    }
    return all;
  };

  const keep = async (
    trx: Db,
    attempt: LockedAttempt,
    { key, answers }: Sent,
    digest: string,
  ): Promise<Receipt> => {
    const attempts = attemptRepository(trx);
    const receipt: Receipt = { id: newId(), at: clock(), saved: answers.size };
    await attempts.saveAnswers(attempt.id, await withWays(trx, attempt, answers), receipt.at);
    await attempts.addReceipt(attempt.id, key, digest, receipt);
    return receipt;
  };

  /** A database that cannot write now is an outcome, so that the page can give back what was sent. */
  const unlessUnavailable = async <T>(
    written: Promise<T>,
  ): Promise<T | { kind: 'unavailable' }> => {
    try {
      return await written;
    } catch (error) {
      if (isUnavailable(error)) return { kind: 'unavailable' };
      throw error;
    }
  };

  const isDoubtful = async (snapshot: Snapshot, answers: Answers): Promise<boolean> => {
    const document = (await versions.byId(snapshot.versionId))?.document;
    const texts = new Map(document?.items.map((item) => [item.id, item]));
    return snapshot.items.some((drawn) => {
      const text = texts.get(drawn.id);
      const chosen = answers.get(drawn.id) ?? [];
      return text !== undefined && doubtOf({ drawn, text } as Pair, chosen) !== null;
    });
  };

  /** Ends an attempt whose time is over, with what the server has. Harmless to repeat. */
  const endIfOverdue = async (id: string): Promise<void> => {
    await db.transaction(async (trx) => {
      const attempt = await attemptRepository(trx).lock(id, '');
      if (attempt !== null) await obstacle(trx, attempt);
    });
  };

  return {
    endIfOverdue,

    /** Ends every attempt whose time is over: that it was is written down, and a clock that goes back opens none again. */
    endAllOverdue: async (): Promise<void> => {
      const before = new Date(clock().getTime() - GRACE);
      for (const id of await attemptRepository(db).openPast(before)) await endIfOverdue(id);
    },

    /** Keeps the answers and gives a receipt. The same key with the same answers repeats the receipt. */
    async save(actor: Actor, id: string, sent: Sent): Promise<SaveOutcome> {
      const digest = digestOf('save', sent.answers);
      return unlessUnavailable(
        grouped<SaveOutcome>(async (trx) => {
          const attempt = await lockOwn(trx, actor, id, sent.key);
          checkAgainst(attempt.snapshot, sent.answers);
          if (attempt.earlier !== null) {
            return attempt.earlier.digest === digest
              ? { kind: 'saved', receipt: attempt.earlier.receipt }
              : { kind: 'other-body' };
          }
          const stands = await obstacle(trx, attempt);
          if (stands !== null) return { kind: stands };
          return { kind: 'saved', receipt: await keep(trx, attempt, sent, digest) };
        }),
      );
    },

    /**
     * Keeps the answers and hands the attempt in, once. While items are unanswered, or something in an answer looks like a
     * slip, and the person has not confirmed, it only keeps them and says which are missing.
     */
    async submit(actor: Actor, id: string, sent: Sent, confirmed: boolean): Promise<SubmitOutcome> {
      const digest = digestOf('submit', sent.answers);
      return unlessUnavailable(
        db.transaction(async (trx): Promise<SubmitOutcome> => {
          const attempt = await lockOwn(trx, actor, id, sent.key);
          checkAgainst(attempt.snapshot, sent.answers);
          const { earlier } = attempt;
          if (earlier !== null && earlier.digest !== digest) return { kind: 'other-body' };
          if (earlier !== null && attempt.submittedAt !== null) {
            return { kind: 'handed-in', receipt: earlier.receipt };
          }
          const stands = await obstacle(trx, attempt);
          if (stands !== null) return { kind: stands };

          const receipt = earlier?.receipt ?? (await keep(trx, attempt, sent, digest));
          const answers = await attemptRepository(trx).answers(id);
          const items = attempt.snapshot.items.filter((item) => !isWhole(item, answers));
          if (!confirmed && (items.length > 0 || (await isDoubtful(attempt.snapshot, answers)))) {
            return { kind: 'unanswered', receipt, items: items.map((item) => item.id) };
          }
          await end(trx, attempt, { key: sent.key, digest }, answers);
          return { kind: 'handed-in', receipt };
        }),
      );
    },
  };
}
export type AttemptService = ReturnType<typeof attemptService>;
