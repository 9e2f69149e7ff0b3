import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Db } from '../../db/connection.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Audit } from '../audit/audit.ts';
import { importRepository } from './import-repository.ts';
import type { Dialect } from '../../db/dialect/dialect.ts';
import type { Coming } from './import.ts';
import { itemRepository } from './item-repository.ts';
import { bankRepository } from './repository.ts';

/** So few that nobody's answer waits long behind their transaction. */
const TOGETHER = 100;

interface Needs {
  db: Db;
  dialect: Dialect;
  clock: Clock;
  audit: Audit;
}

/**
 * Puts the questions of an import into their bank, some in each transaction: nobody's answers wait until thousands are in.
 * Their ids and numbers are settled before, and they come in order; so whoever goes on after a stopped process begins
 * behind those that are there, and several may do so at once.
 */
export function importAdding({ db, dialect, clock, audit }: Needs) {
  /** `known` is what was begun just now; whoever goes on with what somebody else began reads it. */
  async function finish(id: string, known?: Coming): Promise<void> {
    const coming = known ?? (await importRepository(db).comingOf(id));
    if (coming === null) return;
    for (;;) {
      const goesOn = await db.transaction(async (trx) => {
        await dialect.byKeys(trx);
        const imports = importRepository(trx);
        const one = await imports.lock(id, 'adding');
        const bank = one === null ? null : await bankRepository(trx).byId(one.bankId);
        if (one === null || bank === null) return false;
        const there = await imports.itemsOf(id);
        const some = coming.items.slice(there, there + TOGETHER);
        if (some.length > 0) {
          const change = { by: one.madeBy, now: clock(), importId: id };
          await itemRepository(trx).add(bank, coming.first + there, some, change);
          return true;
        }
        await imports.move(id, 'adding', 'added');
        await bankRepository(trx).touch(bank.id, clock());
        await audit(trx, {
          actorId: one.madeBy,
          action: 'banks.imported',
          objectType: 'bank',
          objectId: bank.id,
          institutionPath: bank.institutionPath,
          details: { rows: there, format: one.format },
        });
        return false;
      });
      if (!goesOn) return;
      await nextTurn();
    }
  }

  return {
    finish,

    /** Goes on with imports that a stopped process left unfinished. */
    async finishAll(): Promise<void> {
      for (const id of await importRepository(db).unfinished()) await finish(id);
    },
  };
}
export type ImportAdding = ReturnType<typeof importAdding>;
