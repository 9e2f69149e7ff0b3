import type { Knex } from 'knex';
import { kindIn, TOOL_TABLES, type Table } from './schema.ts';

const kindOf = kindIn({
  text: 'text',
  'character varying': 'text',
  integer: 'integer',
  bigint: 'integer',
  numeric: 'decimal',
  boolean: 'boolean',
  'timestamp with time zone': 'instant',
  bytea: 'bytes',
});

const COLUMNS = `
  select c.relname as "table", a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
         array_position(i.indkey::int2[], a.attnum) as place
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_index i on i.indrelid = c.oid and i.indisprimary
   where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace
   order by c.relname, a.attnum`;

interface Column {
  table: string;
  name: string;
  type: string;
  /** Place within the primary key, or null outside it. */
  place: number | null;
}

/** The tables of the product by name. */
export async function postgresTables(db: Knex): Promise<Table[]> {
  const { rows } = await db.raw<{ rows: Column[] }>(COLUMNS);
  const names = [...new Set(rows.map(({ table }) => table))].filter(
    (name) => !TOOL_TABLES.includes(name),
  );
  return names.map((name) => {
    const columns = rows.filter(({ table }) => table === name);
    return {
      name,
      columns: columns.map((column) => ({ name: column.name, kind: kindOf(column.type) })),
      key: columns
        .filter(({ place }) => place !== null)
        .sort((one, other) => (one.place ?? 0) - (other.place ?? 0))
        .map((column) => column.name),
    };
  });
}
