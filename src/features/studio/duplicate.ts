import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import { Refusal } from '../../lib/errors.ts';
import { courseBy } from '../courses/repository.ts';
import { lockPerson } from '../permissions/lock-person.ts';
import { mayCreate } from './access.ts';
import { courseIn, COURSE_FILE, edited } from './course-file.ts';
import type { DraftService } from './draft-service.ts';
import type { DraftFile } from './draft.ts';
import { freeName } from './names.ts';

/**
 * Begins a draft of a new course with the files of another, under the next free address and code. Who signed the review of
 * the other course did not sign this one.
 */
export async function duplicateInto(
  trx: Db,
  drafts: DraftService,
  actor: Actor,
  { slug, files }: { slug: string; files: Iterable<DraftFile> },
): Promise<string> {
  if (!mayCreate(actor)) throw new Refusal('not-found', 'error.notFound');
  await lockPerson(trx, actor.id);
  const all = [...files];
  const text = all.find(({ path }) => path === COURSE_FILE)?.text ?? '';
  const course = courseIn(text);
  if (course === null) throw new Refusal('conflict', 'studio.unreadable');
  const code = await freeName(
    `${course.code}-2`,
    async (one) => (await courseBy(trx, 'code', one)) !== null,
  );
  const given = {
    slug: await drafts.freeSlug(trx, slug),
    title: course.title.es,
    courseId: null,
  };
  const copied = edited(text, (file) => {
    file.set('code', code);
    file.set('review', file.createNode({ signedBy: null, signedOn: null }));
  });
  return drafts.begin(trx, actor, given, (desk) => {
    for (const file of all) desk.put(file.path === COURSE_FILE ? { ...file, text: copied } : file);
  });
}
