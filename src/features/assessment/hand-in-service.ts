import type { Database } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import type { Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import { newId } from '../../lib/random-code.ts';
import { isOverdue } from './deadline.ts';
import { fileQueries, fileRepository } from './file-repository.ts';
import { attemptRepository } from './repository.ts';

interface Needs {
  database: Pick<Database, 'db' | 'reads'>;
  clock: Clock;
}

/** Pictures that belong to an answer. An attempt that is not the actor's does not exist for her. */
export function handInService({ database: { db, reads }, clock }: Needs) {
  /** Changes the pictures of an item of an attempt that is still open. */
  const change = async (
    actor: Actor,
    attemptId: string,
    itemOf: (held: ReadonlyMap<string, readonly string[]>) => string | null,
    ids: (held: readonly string[], most: number) => string[],
    write: (files: ReturnType<typeof fileRepository>) => Promise<void>,
  ): Promise<string> =>
    db.transaction(async (trx) => {
      const attempts = attemptRepository(trx);
      const attempt = await attempts.lock(attemptId, '');
      if (attempt?.personId !== actor.id) throw new Refusal('not-found', 'error.notFound');
      if (attempt.submittedAt !== null || isOverdue(attempt.deadlineAt, clock()))
        throw new Refusal('conflict', 'attempt.over.submitted');
      const answers = await attempts.answers(attemptId);
      const itemId = itemOf(answers);
      const item = attempt.snapshot.items.find(({ id }) => id === itemId);
      if (item?.type !== 'file') throw new Refusal('invalid', 'quiz.unknownAnswer');
      const now = ids(answers.get(item.id) ?? [], item.maxFiles);
      await write(fileRepository(trx));
      await attempts.saveAnswers(attemptId, new Map([[item.id, now]]), clock());
      return item.id;
    });

  return {
    /** Adds a picture to the answer; refuses one more than the item takes. */
    add: (
      actor: Actor,
      attemptId: string,
      itemId: string,
      { name, bytes }: { name: string; bytes: Buffer },
    ): Promise<string> => {
      const id = newId();
      return change(
        actor,
        attemptId,
        () => itemId,
        (held, most) => {
          if (held.length >= most) throw new Refusal('conflict', 'handIn.tooMany');
          return [...held, id].sort();
        },
        (files) => files.add({ id, attemptId, itemId, name, bytes }, clock()),
      );
    },

    /** Takes a picture away. Answers the item that it belonged to. */
    remove: (actor: Actor, attemptId: string, id: string): Promise<string> =>
      change(
        actor,
        attemptId,
        (held) => [...held].find(([, ids]) => ids.includes(id))?.[0] ?? null,
        (held) => held.filter((one) => one !== id),
        (files) => files.remove(attemptId, id),
      ),

    /** The pictures of an attempt. Whoever calls has made sure that the reader may. */
    pictures: fileQueries(reads),
  };
}
export type HandInService = ReturnType<typeof handInService>;
