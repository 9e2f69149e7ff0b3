import { createHash } from 'node:crypto';
import { z } from 'zod';
import { json, toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Clock } from '../../lib/clock.ts';
import { Kept } from '../../lib/kept.ts';
import type { Clause } from '../permissions/policy.ts';
import type { ToldLines } from './network-lines.ts';
import type { ProtectedTable } from './protect.ts';

/** What a published table depends on: whoever has the same gets the same. */
export interface Reader {
  scopes: readonly (readonly Clause[])[];
  names: readonly Clause[];
  k: number;
  closedOn: string;
}

interface Rule extends Reader {
  grouping: string;
}

/** Tables that are protected together, by their grouping, and what is hidden for the sake of others (`protectTogether`). */
export interface Together {
  tables: ReadonlyMap<string, ProtectedTable>;
  also: readonly string[];
}

/** Counted up when the rule of hiding changes, so that nothing of the old rule is told any more. */
const RULE = 3;

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
const Also = z.object({ also: z.array(z.string()) });
const Lines = z.record(z.string(), z.number().nullable());
const People = z.object({ people: z.number().nullable() });
const Figures = z.record(z.string(), z.number().nullable());

/** So many tables stay read: the crossings of one reader and as many others. Each has some thousands of cells. */
const MOST_KEPT = 12;

interface Holder<T> {
  found?: Promise<T>;
}

/** The same promise for whoever asks while it is kept; one that fails is forgotten. */
async function once<T>(holder: Holder<T>, make: () => Promise<T>): Promise<T> {
  holder.found ??= make();
  try {
    return await holder.found;
  } catch (error) {
    delete holder.found;
    throw error;
  }
}

/** So many readers' lists of what is hidden in all their tables stay read. */
const MOST_READERS = 40;
/** Under which grouping that list is kept. */
const ALL_TABLES = 'all';

/**
 * Tables as they were first told for a scope, a rule and a closed month. They hold only what may be seen, and stay: a
 * record that comes in late changes no figure that somebody has read.
 */
export function publishedTables({ db, clock }: { db: Db; clock: Clock }) {
  const kept = new Kept<Holder<ProtectedTable>>(MOST_KEPT, () => 1);
  const readers = new Kept<Holder<readonly string[]>>(MOST_READERS, () => 1);

  async function find<T>(id: string, schema: z.ZodType<T>): Promise<T | undefined> {
    const Row = z.object({ body: json(schema) }).optional();
    return Row.parse(await db('published_tables').select('body').where({ id }).first())?.body;
  }

  const insert = (trx: Db, id: string, { k, closedOn, grouping }: Rule, made: object) =>
    trx('published_tables')
      .insert({
        id,
        k,
        closed_on: closedOn,
        grouping,
        body: JSON.stringify(made),
        made_at: toColumn(clock()),
      })
      .onConflict('id')
      .ignore()
      .returning('id');

  async function stored<T extends object>(
    id: string,
    rule: Rule,
    schema: z.ZodType<T>,
    make: () => Promise<T>,
  ): Promise<T> {
    const found = await find(id, schema);
    if (found !== undefined) return found;
    const made = await make();
    await insert(db, id, rule, made);
    // Another process may have been first: everybody is told what it told.
    return (await find(id, schema)) ?? made;
  }

  /** All of them or none: whoever was first in another process told the rest as well. */
  async function storedTogether(
    reader: Reader,
    make: () => Promise<Together>,
  ): Promise<readonly string[]> {
    const rule = { ...reader, grouping: ALL_TABLES };
    const id = digestOf(rule);
    const found = await find(id, Also);
    if (found !== undefined) return found.also;
    const { tables, also } = await make();
    await db.transaction(async (trx) => {
      const isFirst = (await insert(trx, id, rule, { also })).length > 0;
      if (!isFirst) return;
      for (const [grouping, table] of tables) {
        const mine = { ...reader, grouping };
        await insert(trx, digestOf(mine), mine, table);
      }
    });
    return (await find(id, Also))?.also ?? also;
  }

  return {
    table(rule: Rule, make: () => Promise<ProtectedTable>): Promise<ProtectedTable> {
      const id = digestOf(rule);
      const holder = kept.get(id, () => ({}));
      return once(holder, () => stored<ProtectedTable>(id, rule, Table, make));
    },

    /** What is hidden for the sake of other tables of a reader; the tables that decide it are made with the first question. */
    also(reader: Reader, make: () => Promise<Together>): Promise<readonly string[]> {
      const holder = readers.get(digestOf(reader), () => ({}));
      return once(holder, () => storedTogether(reader, make));
    },

    /** Lines of networks, by their names. */
    lines: (rule: Rule, make: () => Promise<ToldLines>): Promise<ToldLines> =>
      stored(digestOf(rule), rule, Lines, make),

    /** How many people stand behind the enrolments that filters choose in a table. */
    async people(
      rule: Rule & { chosen: readonly unknown[] },
      make: () => Promise<number | null>,
    ): Promise<number | null> {
      const made = () => make().then((people) => ({ people }));
      return (await stored(digestOf(rule), rule, People, made)).people;
    },

    /** Some figures that are no table, by name. */
    figures: (
      rule: Rule,
      make: () => Promise<Record<string, number | null>>,
    ): Promise<Record<string, number | null>> => stored(digestOf(rule), rule, Figures, make),
  };
}
export type PublishedTables = ReturnType<typeof publishedTables>;
