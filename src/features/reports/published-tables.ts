import { createHash } from 'node:crypto';
import { z } from 'zod';
import { json, toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Clock } from '../../lib/clock.ts';
import { Kept } from '../../lib/kept.ts';
import type { Clause } from '../permissions/policy.ts';
import type { ProtectedTable } from './protect.ts';

/** What a published table depends on: whoever has the same gets the same. */
interface Rule {
  scopes: readonly (readonly Clause[])[];
  names: readonly Clause[];
  k: number;
  closedOn: string;
  grouping: string;
}

/** Counted up when the rule of hiding changes, so that nothing of the old rule is told any more. */
const RULE = 2;

const digestOf = (given: object): string =>
  createHash('sha256')
    .update(JSON.stringify([RULE, given]))
    .digest('base64url');

const Table = z.object({
  isTooLarge: z.boolean(),
  ways: z.array(z.array(z.array(z.string()))),
  cells: z.record(z.string(), z.array(z.number().nullable())),
  known: z.record(z.string(), z.number()),
});
const People = z.object({ people: z.number().nullable() });

/** So many tables stay read; each has some thousands of cells. */
const MOST_KEPT = 6;

interface Holder {
  table?: Promise<ProtectedTable>;
}

/**
 * Tables as they were first told for a scope, a rule and a closed month. They hold only what may be seen, and stay: a
 * record that comes in late changes no figure that somebody has read.
 */
export function publishedTables({ db, clock }: { db: Db; clock: Clock }) {
  const kept = new Kept<Holder>(MOST_KEPT, () => 1);

  async function stored<T>(
    id: string,
    { k, closedOn, grouping }: Rule,
    schema: z.ZodType<T>,
    make: () => Promise<T>,
  ): Promise<T> {
    const Row = z.object({ body: json(schema) }).optional();
    const find = async (): Promise<T | undefined> =>
      Row.parse(await db('published_tables').select('body').where({ id }).first())?.body;
    const found = await find();
    if (found !== undefined) return found;
    const made = await make();
    await db('published_tables')
      .insert({
        id,
        k,
        closed_on: closedOn,
        grouping,
        body: JSON.stringify(made),
        made_at: toColumn(clock()),
      })
      .onConflict('id')
      .ignore();
    // Another process may have been first: everybody is told what it told.
    return (await find()) ?? made;
  }

  return {
    async table(rule: Rule, make: () => Promise<ProtectedTable>): Promise<ProtectedTable> {
      const id = digestOf(rule);
      const holder = kept.get(id, () => ({}));
      holder.table ??= stored<ProtectedTable>(id, rule, Table, make);
      try {
        return await holder.table;
      } catch (error) {
        delete holder.table;
        throw error;
      }
    },

    /** How many people stand behind the enrolments that filters choose in a table. */
    async people(
      rule: Rule & { chosen: readonly unknown[] },
      make: () => Promise<number | null>,
    ): Promise<number | null> {
      const made = () => make().then((people) => ({ people }));
      return (await stored(digestOf(rule), rule, People, made)).people;
    },
  };
}
export type PublishedTables = ReturnType<typeof publishedTables>;
