import type { Request } from 'express';
import type { Knex } from 'knex';
import {
  RateLimiterPostgres,
  RateLimiterRes,
  RateLimiterSQLite,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible';
import { setTimeout } from 'node:timers/promises';
import { isBusy } from '../db/dialect/failures.ts';
import { Refusal } from '../lib/errors.ts';

/** Counts tries in the database, so that the limit holds across processes. */
export interface RateLimit {
  /** Counts one try. Throws a `too-many` refusal once the limit is passed. */
  consume(key: string): Promise<void>;
  /** Takes back one try that turned out well, where only the others should count. */
  giveBack(key: string): Promise<void>;
  /** Throws when the limit is passed, without counting. */
  check(key: string): Promise<void>;
  /** Forgets the tries of a key. */
  forget(key: string): Promise<void>;
}

export interface Limit {
  name: string;
  points: number;
  seconds: number;
}

const TABLE = 'rate_limits';

const BUSY_WAIT = 5_000;

/** The library takes the driver itself, past the client that waits for another process that writes to the file. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  const begun = performance.now();
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || performance.now() - begun > BUSY_WAIT) throw error;
      await setTimeout(10 + 50 * Math.random());
    }
  }
}

/** Opens a limit; the library makes its table when missing. */
export async function rateLimit(
  db: Knex,
  engine: 'sqlite' | 'postgres',
  limit: Limit,
): Promise<RateLimit> {
  const options = {
    storeClient: db,
    storeType: 'knex',
    tableName: TABLE,
    keyPrefix: limit.name,
    points: limit.points,
    duration: limit.seconds,
  };
  const limiter = await new Promise<RateLimiterAbstract>((resolve, reject) => {
    const ready = (error?: Error): void => {
      if (error === undefined) resolve(made);
      else reject(error);
    };
    const made: RateLimiterAbstract =
      engine === 'sqlite'
        ? new RateLimiterSQLite({ ...options, storeType: 'knex' }, ready)
        : new RateLimiterPostgres(options, ready);
  });
  const refuse = (until: RateLimiterRes): never => {
    throw new Refusal('too-many', 'error.tooMany', {}, Math.ceil(until.msBeforeNext / 1000));
  };
  return {
    async consume(key) {
      try {
        await patiently(() => limiter.consume(key));
      } catch (error) {
        if (error instanceof RateLimiterRes) refuse(error);
        throw error;
      }
    },
    async giveBack(key) {
      await patiently(() => limiter.reward(key));
    },
    async check(key) {
      const state = await patiently(() => limiter.get(key));
      if (state !== null && state.consumedPoints > limit.points) refuse(state);
    },
    async forget(key) {
      await patiently(() => limiter.delete(key));
    },
  };
}

/** The network a request comes from: a whole /64 on IPv6, since one phone owns all of it. */
export function networkOf(request: Request): string {
  const ip = request.ip ?? '';
  return ip.includes(':') && !ip.startsWith('::ffff:') ? ip.split(':').slice(0, 4).join(':') : ip;
}
