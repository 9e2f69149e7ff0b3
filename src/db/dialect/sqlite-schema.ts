import type { Knex } from 'knex';
import { kindIn, TOOL_TABLES, type Table } from './schema.ts';

const kindOf = kindIn({
  text: 'text',
  varchar: 'text',
  integer: 'integer',
  bigint: 'integer',
  float: 'decimal',
  boolean: 'boolean',
  datetime: 'instant',
  blob: 'bytes',
});

interface Info {
  name: string;
  type: string;
  /** Place within the primary key, from one; 0 outside it. */
  pk: number;
}

/** The tables of the product by name. What an index for searching keeps is made from them again. */
export async function sqliteTables(db: Knex): Promise<Table[]> {
  const found = await db.raw<{ name: string }[]>(
    `select name from pragma_table_list
      where schema = 'main' and type = 'table' and name not glob 'sqlite_*' order by name`,
  );
  const names = found.map(({ name }) => name).filter((name) => !TOOL_TABLES.includes(name));
  const tables: Table[] = [];
  for (const name of names) {
    const info = await db.raw<Info[]>('select name, type, pk from pragma_table_info(?)', [name]);
    tables.push({
      name,
      columns: info.map((column) => ({ name: column.name, kind: kindOf(column.type) })),
      key: info
        .filter(({ pk }) => pk > 0)
        .sort((one, other) => one.pk - other.pk)
        .map((column) => column.name),
    });
  }
  return tables;
}
