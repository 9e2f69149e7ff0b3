import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Database, Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import type { Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import { digest, newId } from '../../lib/random-code.ts';
import { partOf } from './answer-parts.ts';
import { isOverdue } from './deadline.ts';
import { fileQueries, fileRepository, PIECE } from './file-repository.ts';
import type { Arrived, Examined, Refused } from './formats/examine.ts';
import { isTooLong, type HandInRule } from './handed-in.ts';
import { handedInBy, RECORDING, withRecording } from './item-by-hand.ts';
import { attemptRepository, type LockedAttempt } from './repository.ts';
import type { Answers } from './scoring.ts';
import type { SnapshotItem } from './snapshot.ts';

interface Needs {
  database: Pick<Database, 'db' | 'reads'>;
  clock: Clock;
  /** Looks through a file in its place. */
  examine: (arrived: Arrived) => Promise<Examined>;
}

/** A file that has arrived for an answer. */
export interface Arriving {
  itemId: string;
  rule: HandInRule;
  /** Names this sending, so that repeating it is harmless. */
  key: string;
  name: string;
  path: string;
}

export type Added = { ok: true } | { ok: false; why: (Refused | 'handIn.tooLong')[] };

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const slice of createReadStream(path) as AsyncIterable<Buffer>) hash.update(slice);
  return hash.digest('hex');
}

/** A file in pieces of one size, the last one shorter. */
const piecesOf = (path: string): AsyncIterable<Buffer> =>
  createReadStream(path, { highWaterMark: PIECE });

/** Files that belong to an answer. An attempt that is not the actor's does not exist for her. */
export function handInService({ database: { db, reads }, clock, examine: look }: Needs) {
  /** Changes what was handed in with an attempt that is still open; with a key that was used nothing happens again. */
  const change = (
    actor: Actor,
    attemptId: string,
    sending: { key: string; digest: string } | null,
    work: (trx: Db, attempt: LockedAttempt, answers: Answers) => Promise<[SnapshotItem, string[]]>,
  ): Promise<string | null> =>
    db.transaction(async (trx) => {
      const attempts = attemptRepository(trx);
      const attempt = await attempts.lock(attemptId, sending?.key ?? '');
      if (attempt?.personId !== actor.id) throw new Refusal('not-found', 'error.notFound');
      if (sending !== null && attempt.earlier !== null) {
        if (attempt.earlier.digest === sending.digest) return null;
        throw new Refusal('conflict', 'attempt.clash.title');
      }
      if (attempt.submittedAt !== null || isOverdue(attempt.deadlineAt, clock()))
        throw new Refusal('conflict', 'attempt.over.submitted');
      const [item, now] = await work(trx, attempt, await attempts.answers(attemptId));
      await attempts.saveAnswers(attemptId, new Map([[item.id, now]]), clock());
      if (sending !== null) {
        const receipt = { id: newId(), at: clock(), saved: 1 };
        await attempts.addReceipt(attemptId, sending.key, sending.digest, receipt);
      }
      return item.id;
    });

  return {
    /**
     * Looks through a file and adds it to its answer; a recording takes the place of the one before. Refuses one more than
     * the item takes, and answers why where the file itself cannot be taken.
     */
    async add(actor: Actor, attemptId: string, arriving: Arriving): Promise<Added> {
      const { itemId, rule, key, name, path } = arriving;
      const sending = { key, digest: digest(`file ${itemId} ${await digestOf(path)}`) };
      const found = await look({ path, kinds: rule.kinds });
      if (!found.ok) return found;
      if (isTooLong(rule, found.seconds)) return { ok: false, why: ['handIn.tooLong'] };
      const { type, bytes } = found;
      const seconds = found.seconds === null ? null : Math.round(found.seconds);
      const id = newId();
      await change(actor, attemptId, sending, async (trx, { snapshot }, answers) => {
        const item = snapshot.items.find((one) => one.id === itemId);
        const held = answers.get(itemId) ?? [];
        const files = fileRepository(trx);
        const file = { id, attemptId, itemId, name, type, bytes, seconds };
        if (item?.type === 'file') {
          if (held.length >= item.maxFiles) throw new Refusal('conflict', 'handIn.tooMany');
          await files.add(file, piecesOf(path), clock());
          return [item, [...held, id].sort()];
        }
        if (item?.type !== 'oral') throw new Refusal('invalid', 'quiz.unknownAnswer');
        for (const before of handedInBy('oral', held)) await files.remove(attemptId, before);
        await files.add(file, piecesOf(path), clock());
        return [item, withRecording([partOf(RECORDING, id)], held)];
      });
      return { ok: true };
    },

    /** Takes a file away. Answers the item that it belonged to. */
    async remove(actor: Actor, attemptId: string, id: string): Promise<string> {
      const itemId = await change(actor, attemptId, null, async (trx, { snapshot }, answers) => {
        const item = snapshot.items.find((one) =>
          handedInBy(one.type, answers.get(one.id) ?? []).includes(id),
        );
        if (item === undefined) throw new Refusal('invalid', 'quiz.unknownAnswer');
        await fileRepository(trx).remove(attemptId, id);
        const held = answers.get(item.id) ?? [];
        const left =
          item.type === 'oral' ? withRecording([], held) : held.filter((one) => one !== id);
        return [item, left];
      });
      return itemId ?? '';
    },

    /** The files of an attempt. Whoever calls has made sure that the reader may. */
    files: fileQueries(reads),
  };
}
export type HandInService = ReturnType<typeof handInService>;
