import { stringify } from 'yaml';
import { toColumn } from '../db/columns.ts';
import type { Db } from '../db/connection.ts';
import { itemRepository } from '../features/bank/item-repository.ts';
import { asWritten } from '../features/studio/draft-questions.ts';
import { draftRepository } from '../features/studio/draft-repository.ts';
import { CAST } from './cast.ts';
import { DRAFT_FILES, DRAFT_SLUG, DRAFT_TITLE } from './draft-texts.ts';

/** A question of Ximena's bank that stands in her course. */
const TAKEN = 'r-comunidad-1';
const MENDED = '¿A qué autoridad le toca reparar el alumbrado de una calle?';

/** The course that Ximena is writing, as the studio would keep it; one of its questions was mended in her bank since. */
export async function addDraft(db: Db, now: Date): Promise<void> {
  const drafts = draftRepository(db);
  const { id: ownerId, institutionId } = CAST.ximena;
  const given = { courseId: null, slug: DRAFT_SLUG, title: DRAFT_TITLE, institutionId, ownerId };
  const id = await drafts.add(given, now);
  const files = new Map(Object.entries(DRAFT_FILES).map(([path, text]) => [path, { text }]));
  const item = await itemRepository(db).byId(TAKEN);
  if (item === null) throw new Error(`The demonstration needs the question ${TAKEN}.`);
  const { document, version } = item;
  const taken = asWritten({ ...document, objective: 'lo2', tags: [...document.tags, 'repaso'] });
  files.set('questions/de-mi-banco.yml', { text: stringify([taken], { lineWidth: 0 }) });
  await drafts.write(id, 1, files, now);
  await drafts.change(id, { revision: 1 }, now);
  await db('bank_uses').insert({
    draft_id: id,
    item_id: TAKEN,
    version,
    taken_at: toColumn(now),
  });
  const mended = { ...document, stem: { es: MENDED, en: MENDED } };
  await itemRepository(db).change(item, mended, { by: ownerId, now });
}
