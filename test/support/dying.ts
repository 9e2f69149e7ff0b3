import type { Db } from '../../src/db/connection.ts';

/** A database on which nothing goes on after so many transactions, as when a process is killed. */
export function dying(db: Db, after: number): Db {
  let left = after;
  const begin = (...given: Parameters<Db['transaction']>): unknown => {
    left -= 1;
    if (left < 0) throw new Error('killed');
    return db.transaction(...given);
  };
  return new Proxy(db, {
    get: (target, name): unknown => (name === 'transaction' ? begin : Reflect.get(target, name)),
  });
}
