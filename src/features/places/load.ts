import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import { projectRoot } from '../../lib/project-root.ts';
import { toSearchText } from '../../lib/search-text.ts';

const StateRow = z.strictObject({
  code: z.string().length(2),
  name: z.string(),
  abbreviation: z.string(),
  iso: z.string(),
  curp_code: z.string().length(2),
  map_id: z.string(),
  women_2020: z.coerce.number().int(),
});
const MunicipalityRow = z.strictObject({ cvegeo: z.string().regex(/^\d{5}$/), name: z.string() });

const folder = join(projectRoot, 'content', 'places');
const rows = (text: string): unknown => parse(text, { columns: true, bom: true });
const BATCH = 200;

/**
 * Loads the 32 entities and their municipalities from `content/places/` when the files changed. Keys are INEGI's, as text.
 * Answers whether anything was loaded.
 */
export async function loadPlaces(db: Db): Promise<boolean> {
  const statesText = readFileSync(join(folder, 'states.csv'), 'utf8');
  const municipalitiesText = readFileSync(join(folder, 'municipalities.csv'), 'utf8');
  const digest = createHash('sha256').update(statesText).update(municipalitiesText).digest('hex');
  const known: unknown = await db('reference_files').where({ name: 'places', digest }).first();
  if (known !== undefined) return false;

  const states = z.array(StateRow).parse(rows(statesText));
  const municipalities = z
    .array(MunicipalityRow)
    .parse(rows(municipalitiesText))
    .map(({ cvegeo, name }) => ({
      cvegeo,
      state_code: cvegeo.slice(0, 2),
      name,
      search_text: toSearchText(name),
    }));
  await db.transaction(async (trx) => {
    await trx('states').insert(states).onConflict('code').merge();
    // Once INEGI's own list was brought in, its names count.
    const hasOwnList: unknown = await trx('reference_files').where('name', 'ageeml').first();
    for (let from = 0; from < municipalities.length; from += BATCH) {
      const some = trx('municipalities')
        .insert(municipalities.slice(from, from + BATCH))
        .onConflict('cvegeo');
      await (hasOwnList === undefined ? some.merge() : some.ignore());
    }
    await trx('reference_files').insert({ name: 'places', digest }).onConflict('name').merge();
  });
  return true;
}
