import { z } from 'zod';
import type { Db } from '../../db/connection.ts';

type Value = string | number | boolean | null;

const Named = z.object({ name: z.string() }).optional();

/** Columns that hold the key of something with a name of its own: where it is, by which key, under which name. */
const LOOKED_UP: Record<string, { table: string; key: string; name: string }> = {
  institution_id: { table: 'institutions', key: 'id', name: 'name' },
  network_id: { table: 'networks', key: 'id', name: 'name' },
  cohort_id: { table: 'cohorts', key: 'id', name: 'name' },
  cvegeo: { table: 'municipalities', key: 'cvegeo', name: 'name' },
  state_code: { table: 'states', key: 'code', name: 'name' },
  course_id: { table: 'courses', key: 'id', name: 'code' },
};

/** Puts names in the place of keys that say nothing to a person. Each is looked up once. */
export function namesOf(db: Db): (column: string, value: Value) => Promise<Value> {
  const known = new Map<string, Value>();
  return async (column, value) => {
    const where = LOOKED_UP[column];
    if (where === undefined || value === null) return value;
    const asked = `${column} ${String(value)}`;
    if (!known.has(asked)) {
      const row = Named.parse(
        await db(where.table).select({ name: where.name }).where(where.key, String(value)).first(),
      );
      known.set(asked, row?.name ?? value);
    }
    return known.get(asked) ?? value;
  };
}
