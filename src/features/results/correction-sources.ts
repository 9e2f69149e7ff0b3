import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import { mayUseBank } from '../bank/access.ts';
import { itemRepository } from '../bank/item-repository.ts';
import { bankRepository } from '../bank/repository.ts';
import { mayPublish, mayWrite } from '../studio/access.ts';
import { draftRepository } from '../studio/draft-repository.ts';
import { versionQueries } from '../studio/version-queries.ts';

/** Where an item is mended for the versions to come, as far as the reader may; null where it is not there or not hers. */
export interface ItemSources {
  /** The open draft of the course, and the file in it that holds the item. */
  draft: { id: string; path: string | null } | null;
  /** The course, where she may begin a draft and none is open. */
  courseId: string | null;
  bank: { bankId: string; itemId: string } | null;
}

/** The file of questions in which an item stands under its id. */
const holds = (text: string, itemId: string): boolean =>
  new RegExp(`^[\\s-]*id:\\s*["']?${itemId}["']?\\s*$`, 'm').test(text);

/** A correction changes scores; these are the places where the item itself is mended. */
export const correctionSources = (db: Db) => ({
  async of(actor: Actor, courseId: string, itemId: string): Promise<ItemSources> {
    const drafts = draftRepository(db);
    const draft = await drafts.ofCourse(courseId);
    const isHers = draft !== null && mayWrite(actor, draft);
    const files = isHers ? await drafts.files(draft.id) : new Map<string, never>();
    const path = [...files].find(
      ([name, { text }]) => name.startsWith('questions/') && holds(text ?? '', itemId),
    )?.[0];
    const course = draft === null ? await versionQueries(db).course(courseId) : null;
    const begins =
      course !== null && mayPublish(actor, { courseId, institutionPath: course.institutionPath });
    const item = await itemRepository(db).byId(itemId);
    const bank = item === null ? null : await bankRepository(db).byId(item.bankId);
    return {
      draft: isHers ? { id: draft.id, path: path ?? null } : null,
      courseId: begins ? courseId : null,
      bank: bank !== null && mayUseBank(actor, bank) ? { bankId: bank.id, itemId } : null,
    };
  },
});
