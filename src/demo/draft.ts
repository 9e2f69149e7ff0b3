import type { Db } from '../db/connection.ts';
import { draftRepository } from '../features/studio/draft-repository.ts';
import { CAST } from './cast.ts';
import { DRAFT_FILES, DRAFT_SLUG, DRAFT_TITLE } from './draft-texts.ts';

/** The course that Ximena is writing, as the studio would keep it. */
export async function addDraft(db: Db, now: Date): Promise<void> {
  const drafts = draftRepository(db);
  const { id: ownerId, institutionId } = CAST.ximena;
  const given = { courseId: null, slug: DRAFT_SLUG, title: DRAFT_TITLE, institutionId, ownerId };
  const id = await drafts.add(given, now);
  const files = Object.entries(DRAFT_FILES).map(([path, text]) => [path, { text }] as const);
  await drafts.write(id, 1, new Map(files), now);
  await drafts.change(id, { revision: 1 }, now);
}
