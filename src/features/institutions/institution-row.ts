import { z } from 'zod';
import { SIDES } from '../../lib/actor.ts';

/** What a row of `institutions` holds of one, whoever reads it. */
export const InstitutionColumns = z.object({
  id: z.string(),
  name: z.string(),
  short_name: z.string(),
  type: z.string(),
  level: z.string(),
  side: z.enum(SIDES),
  path: z.string(),
  state_code: z.string().nullable(),
  cvegeo: z.string().nullable(),
  valid_from: z.string().nullable(),
});

/** The same in the names of the code; other columns are left to whoever reads them. */
export const toInstitution = (row: z.output<typeof InstitutionColumns>) => ({
  id: row.id,
  name: row.name,
  shortName: row.short_name,
  type: row.type,
  level: row.level,
  side: row.side,
  path: row.path,
  stateCode: row.state_code,
  cvegeo: row.cvegeo,
  validFrom: row.valid_from,
});
