import { setImmediate } from 'node:timers/promises';
import type { Knex } from 'knex';
import { Refusal } from '../lib/errors.ts';
import { isOutpaced, isUnavailable } from './dialect/failures.ts';

/** Runs work in a transaction and answers once it is on the disk. */
export type GroupedWrites = <T>(work: (trx: Knex) => Promise<T>) => Promise<T>;

interface Waiting {
  /** Runs inside the transaction of the group; what it answers is told after the commit. */
  run: (trx: Knex) => Promise<() => void>;
  fail: (error: unknown) => void;
}

const MOST = 64;

/** How the statements of a group go to the database. */
type Order = 'one-by-one' | 'side-by-side';

/**
 * Small writes that come at the same time share one transaction, so that the disk is waited for once (group commit), and the
 * way to the server and back is gone once for all. Each is told after the commit only. Work that throws a `Refusal` must not
 * have written yet: it alone is refused. When the database cannot work now, that is what all are told; with any other error,
 * or where another transaction stood in the way, the group is undone and each is tried by itself.
 *
 * An engine that works inside this process takes the work of a group one by one. A server takes it side by side: statements
 * of all follow each other on one connection without waiting for answers, those of each in their order.
 */
export function groupedWrites(db: Knex, order: Order): GroupedWrites {
  let waiting: Waiting[] = [];
  let running = false;

  /** What to tell one of the group after the commit. An error that undoes the group is thrown. */
  const run = async (one: Waiting, trx: Knex): Promise<() => void> => {
    try {
      return await one.run(trx);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return () => {
        one.fail(error);
      };
    }
  };

  const runAll = async (group: readonly Waiting[], trx: Knex): Promise<(() => void)[]> => {
    const tell: (() => void)[] = [];
    if (order === 'one-by-one') {
      for (const one of group) tell.push(await run(one, trx));
      return tell;
    }
    // Nobody may still be writing when the transaction ends.
    for (const end of await Promise.allSettled(group.map((one) => run(one, trx)))) {
      if (end.status === 'rejected') throw end.reason;
      tell.push(end.value);
    }
    return tell;
  };

  const together = async (group: readonly Waiting[]): Promise<void> => {
    for (const tell of await db.transaction((trx) => runAll(group, trx))) tell();
  };

  const alone = async (one: Waiting): Promise<void> => {
    try {
      (await db.transaction((trx) => one.run(trx)))();
    } catch (error) {
      one.fail(error);
    }
  };

  const drain = async (): Promise<void> => {
    running = true;
    while (waiting.length > 0) {
      // Requests that have arrived are read first: waiting for the disk blocks, so nobody else comes meanwhile.
      await setImmediate();
      const group = waiting.slice(0, MOST);
      waiting = waiting.slice(MOST);
      const [only] = group;
      if (group.length === 1 && only !== undefined) await alone(only);
      else
        await together(group).catch(async (error: unknown) => {
          for (const one of group) {
            if (isUnavailable(error) && !isOutpaced(error)) one.fail(error);
            else await alone(one);
          }
        });
    }
    running = false;
  };

  return (work) =>
    new Promise((resolve, reject) => {
      waiting.push({
        run: async (trx) => {
          const answer = await work(trx);
          return () => {
            resolve(answer);
          };
        },
        fail: reject,
      });
      if (!running) void drain();
    });
}
