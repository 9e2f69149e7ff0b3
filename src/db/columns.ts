import type { Knex } from 'knex';
import { z } from 'zod';

/** An instant. Written as ISO-8601 UTC text on both engines; PostgreSQL hands back a Date. */
export const Instant = z.union([z.iso.datetime(), z.date()]).transform((value) => new Date(value));

/** SQLite has no boolean and answers 0 or 1. */
export const Flag = z.union([z.literal([0, 1]), z.boolean()]).transform(Boolean);

/** A JSON document kept as text on both engines. */
export const json = <T extends z.ZodType>(schema: T) =>
  z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: 'Not JSON' });
        return z.NEVER;
      }
    })
    .pipe(schema);

/** The only way a Date enters a query: knex would otherwise bind it to SQLite as epoch milliseconds. */
export const toColumn = (instant: Date): string => instant.toISOString();

/** Column of an instant in a migration. */
export const instantColumn = (table: Knex.CreateTableBuilder, name: string): Knex.ColumnBuilder =>
  table.timestamp(name, { useTz: true });
