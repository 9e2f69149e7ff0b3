import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import { projectRoot } from '../../lib/project-root.ts';
import { KINDS } from './roundtable.ts';

const Catalogue = z.strictObject({
  source: z.string(),
  cutOff: z.string().max(10),
  state: z.number().int(),
  regional: z.number().int(),
});
const State = z.object({ code: z.string() });

const FILE = join(projectRoot, 'content', 'roundtables.yml');

/**
 * Loads how many roundtables there are and the one of each entity, once places are there and when the file changed. What
 * people brought in since stays. Answers whether anything was loaded.
 */
export async function loadRoundtables(db: Db, now: Date): Promise<boolean> {
  const text = readFileSync(FILE, 'utf8');
  const digest = createHash('sha256').update(text).digest('hex');
  const known: unknown = await db('reference_files').where({ name: 'roundtables', digest }).first();
  if (known !== undefined) return false;
  const catalogue = Catalogue.parse(parse(text));
  const { source, cutOff } = catalogue;
  await db.transaction(async (trx) => {
    for (const kind of KINDS)
      await trx('roundtable_totals')
        .insert({ kind, said: catalogue[kind], source, cut_off: cutOff })
        .onConflict('kind')
        .merge();
    const states = z.array(State).parse(await trx('states').select('code'));
    for (const { code } of states)
      await trx('roundtables')
        .insert({
          id: `mesa-${code}`,
          code: `MESA-${code}`,
          kind: 'state',
          state_code: code,
          name: '',
          source,
          cut_off: cutOff,
          recorded_at: toColumn(now),
        })
        .onConflict('id')
        .ignore();
    await trx('reference_files').insert({ name: 'roundtables', digest }).onConflict('name').merge();
  });
  return true;
}
