import type { Knex } from 'knex';
import { z } from 'zod';

const Rows = <T extends z.ZodType>(row: T) => z.object({ rows: z.array(row) });
const Named = Rows(z.object({ name: z.string() }));
const Keys = Rows(
  z.object({
    name: z.string(),
    child: z.string(),
    parent: z.string(),
    columns: z.array(z.string()),
    targets: z.array(z.string()),
  }),
);

const NOT_VALID = `
  select conname as name from pg_constraint
   where connamespace = current_schema()::regnamespace and not convalidated
  union all
  select indexrelid::regclass::text as name from pg_index
    join pg_class c on c.oid = indexrelid
   where c.relnamespace = current_schema()::regnamespace and not (indisvalid and indisready)`;

const KEYS = `
  select k.conname as name, c.relname as child, p.relname as parent,
         (select array_agg(a.attname::text order by n.at) from unnest(k.conkey) with ordinality n(number, at)
            join pg_attribute a on a.attrelid = k.conrelid and a.attnum = n.number) as columns,
         (select array_agg(a.attname::text order by n.at) from unnest(k.confkey) with ordinality n(number, at)
            join pg_attribute a on a.attrelid = k.confrelid and a.attnum = n.number) as targets
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class p on p.oid = k.confrelid
   where k.contype = 'f' and k.connamespace = current_schema()::regnamespace
   order by k.conname`;

/**
 * Constraints and indexes that are not valid, and rows that point nowhere: a constraint that was switched off for a while
 * is called valid again without a look at its rows.
 */
export async function* postgresFaults(db: Knex): AsyncIterable<string> {
  for (const { name } of Named.parse(await db.raw(NOT_VALID)).rows) yield name;
  for (const key of Keys.parse(await db.raw(KEYS)).rows) {
    const orphan = db.from({ c: key.child }).first(db.raw('1 as found'));
    for (const column of key.columns) void orphan.whereNotNull(`c.${column}`);
    void orphan.whereNotExists((parent) => {
      void parent.select(db.raw('1')).from({ p: key.parent });
      for (const [at, column] of key.columns.entries()) {
        void parent.whereRaw('?? = ??', [`p.${key.targets[at] ?? ''}`, `c.${column}`]);
      }
    });
    if ((await orphan) !== undefined) yield key.name;
  }
}
