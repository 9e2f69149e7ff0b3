import pg from 'pg';

const CUT = `
  select pg_terminate_backend(pid) from pg_stat_activity
   where datname = current_database() and pid <> pg_backend_pid()`;

/** Ends every connection to a database, whatever it is doing. */
export async function cutConnections(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(CUT);
  await client.end();
}
