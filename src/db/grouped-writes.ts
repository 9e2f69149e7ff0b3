import { setImmediate } from 'node:timers/promises';
import type { Knex } from 'knex';
import { Refusal } from '../lib/errors.ts';
import { isUnavailable } from './dialect/failures.ts';

/** Runs work in a transaction and answers once it is on the disk. */
export type GroupedWrites = <T>(work: (trx: Knex) => Promise<T>) => Promise<T>;

interface Waiting {
  /** Runs inside the transaction of the group; what it answers is told after the commit. */
  run: (trx: Knex) => Promise<() => void>;
  fail: (error: unknown) => void;
}

const MOST = 64;

/**
 * Small writes that come at the same time share one transaction, so that the disk is waited for once (group commit): for an
 * engine with one writer, where they would otherwise wait for each other's disk. Each is told after the commit only. Work
 * that throws a `Refusal` must not have written yet: it alone is refused. When the database cannot work now, that is what all
 * are told; with any other error the group is undone and each is tried by itself.
 */
export function groupedWrites(db: Knex): GroupedWrites {
  let waiting: Waiting[] = [];
  let running = false;

  const together = async (group: readonly Waiting[]): Promise<void> => {
    const told = await db.transaction(async (trx) => {
      const tell: (() => void)[] = [];
      for (const one of group) {
        try {
          tell.push(await one.run(trx));
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          tell.push(() => {
            one.fail(error);
          });
        }
      }
      return tell;
    });
    for (const tell of told) tell();
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
            if (isUnavailable(error)) one.fail(error);
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
