import { createHash } from 'node:crypto';
import { z } from 'zod';
import { json, toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Clock } from '../../lib/clock.ts';
import { Kept } from '../../lib/kept.ts';
import { closingsBefore } from './period.ts';
import type { Clause } from '../permissions/policy.ts';
import type { Funds } from './funds.ts';
import type { ToldLines } from './network-lines.ts';
import { differByFew, type ForOthers, type ProtectedTable } from './protect.ts';

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
export interface Together extends ForOthers {
  tables: ReadonlyMap<string, ProtectedTable>;
  /** She is told what was told when this day closed, and there are no tables. */
  stays?: string;
}

/** What holds for all tables of a reader in a closed month. */
export type ForAll = Pick<Together, 'also' | 'kept' | 'stays'>;

/** Counted up when nothing of an older rule is to be told any more: what was told by it is then not known to the new one either. */
const RULE = 3;

const digestOf = (given: object): string =>
  createHash('sha256')
    .update(JSON.stringify([RULE, given]))
    .digest('base64url');

const Cell = z.array(z.number().nullable());
const Table = z.object({
  isTooLarge: z.boolean(),
  ways: z.array(z.array(z.array(z.string()))),
  cells: z.record(z.string(), Cell),
  known: z.record(z.string(), z.number()),
  // Tables of older releases tell of enrolments alone.
  last: z
    .record(z.string(), z.union([Cell, z.number().transform((enrolled) => [enrolled])]))
    .default({}),
  earlier: z.record(z.string(), z.object({ closedOn: z.string(), cell: Cell })).optional(),
});
const Also = z.object({
  also: z.array(z.string()),
  kept: z.array(z.string()).default([]),
  stays: z.string().optional(),
});
const Lines = z.record(z.string(), z.number().nullable());
const Figures = z.record(z.string(), z.number().nullable());
const FundsOf = z.record(z.string(), z.string());

const Id = z.object({ id: z.string() });
const Row = z.object({ id: z.string(), grouping: z.string(), closed_on: z.string() });

const forAll = (found: ForOthers & { stays?: string | undefined }): ForAll => ({
  also: found.also,
  kept: found.kept,
  ...(found.stays === undefined ? {} : { stays: found.stays }),
});

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
/** Tables that are protected together: all of a reader, and those by age or rank, which she is told beside them. */
export type Group = 'all' | 'bands';
/** Under which grouping the funds of networks are kept. */
const FUNDS = 'funds';
/** So many months are looked back for what a reader was told last. */
const LOOKED_BACK = 36;

/**
 * Tables as they were first told for a scope, a rule and a closed month. They hold only what may be seen, and stay: a
 * record that comes in late changes no figure that somebody has read.
 */
export function publishedTables({ db, clock }: { db: Db; clock: Clock }) {
  const kept = new Kept<Holder<ProtectedTable>>(MOST_KEPT, () => 1);
  const readers = new Kept<Holder<ForAll>>(MOST_READERS, () => 1);

  async function find<T>(id: string, schema: z.ZodType<T>): Promise<T | undefined> {
    const Body = z.object({ body: json(schema) }).optional();
    return Body.parse(await db('published_tables').select('body').where({ id }).first())?.body;
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

  /** Of each figure that was told when earlier months had closed what was told last. */
  async function lastTold(rule: Rule): Promise<Record<string, number>> {
    const ids = closingsBefore(rule.closedOn, LOOKED_BACK).map((closedOn) =>
      digestOf({ ...rule, closedOn }),
    );
    const rows = z
      .array(z.object({ body: json(Figures) }))
      .parse(await db('published_tables').whereIn('id', ids).orderBy('closed_on').select('body'));
    const last: Record<string, number> = {};
    for (const { body } of rows)
      for (const [name, figure] of Object.entries(body)) if (figure !== null) last[name] = figure;
    return last;
  }

  /** Figures by name; those that count people are kept back while they differ by fewer than k from what was told last. */
  const figures = (
    rule: Rule,
    make: () => Promise<Record<string, number | null>>,
    countsPeople: (name: string) => boolean,
  ): Promise<Record<string, number | null>> =>
    stored(digestOf(rule), rule, Figures, async () => {
      const [made, last] = [await make(), await lastTold(rule)];
      const told = ([name, figure]: [string, number | null]): [string, number | null] => {
        const before = last[name];
        const isKept =
          figure !== null &&
          before !== undefined &&
          countsPeople(name) &&
          differByFew(before, figure, rule.k);
        return [name, isKept ? null : figure];
      };
      return Object.fromEntries(Object.entries(made).map(told));
    });

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
    group: Group,
    make: () => Promise<Together>,
  ): Promise<ForAll> {
    const rule = { ...reader, grouping: group };
    const id = digestOf(rule);
    const found = await find(id, Also);
    if (found !== undefined) return forAll(found);
    const { tables, ...made } = await make();
    await db.transaction(async (trx) => {
      const isFirst = (await insert(trx, id, rule, made)).length > 0;
      if (!isFirst) return;
      for (const [grouping, table] of tables) {
        const mine = { ...reader, grouping };
        await insert(trx, digestOf(mine), mine, table);
      }
    });
    return forAll((await find(id, Also)) ?? made);
  }

  return {
    table(rule: Rule, make: () => Promise<ProtectedTable>): Promise<ProtectedTable> {
      const id = digestOf(rule);
      const holder = kept.get(id, () => ({}));
      return once(holder, () => stored<ProtectedTable>(id, rule, Table, make));
    },

    /** What holds for a group of tables of a reader; those that decide it are made with the first question. */
    forAll(reader: Reader, group: Group, make: () => Promise<Together>): Promise<ForAll> {
      const holder = readers.get(digestOf({ ...reader, grouping: group }), () => ({}));
      return once(holder, () => storedTogether(reader, group, make));
    },

    /** The last tables of these groupings that a reader was told when earlier months had closed, the oldest first. */
    async before(
      reader: Reader,
      groupings: readonly string[],
    ): Promise<{ grouping: string; closedOn: string; table: ProtectedTable }[]> {
      const ids = closingsBefore(reader.closedOn, LOOKED_BACK).flatMap((closedOn) =>
        groupings.map((grouping) => digestOf({ ...reader, closedOn, grouping })),
      );
      const rows = z
        .array(Row)
        .parse(
          await db('published_tables')
            .whereIn('id', ids)
            .orderBy('closed_on', 'desc')
            .select('id', 'grouping', 'closed_on'),
        );
      const newest = new Map(rows.toReversed().map((row) => [row.grouping, row]));
      const found = [...newest.values()].sort((one, other) =>
        one.closed_on < other.closed_on ? -1 : 1,
      );
      return Promise.all(
        found.map(async ({ id, grouping, closed_on: closedOn }) => {
          const table = await find(id, Table);
          if (table === undefined) throw new Error('a published table is gone');
          return { grouping, closedOn, table };
        }),
      );
    },

    /** Under which funds networks are told, after what was told of them when the last of the earlier months had closed. */
    async funds(reader: Reader, make: (before: Funds) => Promise<Funds>): Promise<Funds> {
      const rule = { ...reader, grouping: FUNDS };
      return stored<Funds>(digestOf(rule), rule, FundsOf, async () => {
        const ids = closingsBefore(reader.closedOn, LOOKED_BACK).map((closedOn) =>
          digestOf({ ...rule, closedOn }),
        );
        const [newest] = z
          .array(Id)
          .parse(
            await db('published_tables')
              .whereIn('id', ids)
              .orderBy('closed_on', 'desc')
              .limit(1)
              .select('id'),
          );
        const before = newest === undefined ? undefined : await find(newest.id, FundsOf);
        return make(before ?? {});
      });
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
      return (await figures(rule, made, () => true))['people'] ?? null;
    },

    figures,
  };
}
export type PublishedTables = ReturnType<typeof publishedTables>;
