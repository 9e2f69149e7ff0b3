import type { Dialect } from '../../src/db/dialect/dialect.ts';

const SQLITE = `
  select type || ' ' || name as name, sql as definition from sqlite_schema
   where name not glob 'sqlite_*' and name <> 'rate_limits' order by 1`;

const POSTGRES = `
  select 'column ' || table_name || '.' || column_name as name,
         concat_ws(' ', data_type, collation_name, is_nullable, column_default) as definition
    from information_schema.columns where table_schema = current_schema() and table_name <> 'rate_limits'
  union all
  select 'constraint ' || conrelid::regclass || ' ' || conname, pg_get_constraintdef(oid)
    from pg_constraint where connamespace = current_schema()::regnamespace
     and conrelid::regclass::text <> 'rate_limits'
  union all
  select 'index ' || indexname, indexdef from pg_indexes
   where schemaname = current_schema() and tablename <> 'rate_limits'
  union all
  select 'trigger ' || tgname, pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
   order by 1`;

/** Everything that the schema of a database says: tables, columns, keys, indexes and triggers. */
export const schemaOf = (dialect: Dialect): Promise<unknown[]> =>
  dialect.view(async ({ reads }) => [
    ...(await reads.all(dialect.engine === 'sqlite' ? SQLITE : POSTGRES, [])),
  ]);
