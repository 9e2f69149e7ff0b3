import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import { Refusal } from '../../lib/errors.ts';
import { newId } from '../../lib/random-code.ts';
import type { Audit } from '../audit/audit.ts';
import type { CourseVersions } from '../courses/repository.ts';
import { wrong, type Wrong } from './filling-service.ts';
import type { TagForm } from './forms.ts';
import { frameworkRepository } from './repository.ts';
import { findVersion } from './service.ts';

interface Needs {
  db: Db;
  audit: Audit;
  versions: Pick<CourseVersions, 'allCurrent'>;
}

const missing = (): Refusal => new Refusal('not-found', 'error.notFound');

/** Tags that people give courses and lessons by hand, beside those that courses carry. */
export function frameworkTagging({ db, audit, versions: courses }: Needs) {
  const repository = frameworkRepository(db);

  async function tagAt(form: TagForm, slug: string) {
    const { framework, version } = await findVersion(db, slug, form.version);
    const element = (await repository.elements(version.id)).find(
      ({ code }) => code === form.elemento,
    );
    const [courseSlug = '', lesson] = form.curso.split('/');
    const course = (await courses.allCurrent()).find(
      ({ document }) => document.slug === courseSlug,
    );
    const isThere =
      course !== undefined &&
      (lesson === undefined || course.document.lessons.some(({ id }) => id === lesson));
    return { framework, version, element, courseSlug, lessonId: lesson ?? null, isThere };
  }

  return {
    /** Says that a course or a lesson feeds an element. Null when it does now. */
    async tag(actor: Actor, slug: string, form: TagForm): Promise<Wrong | null> {
      const at = await tagAt(form, slug);
      const { framework, version, element, courseSlug, lessonId } = at;
      if (element === undefined) return wrong({ elemento: ['form.choose'] });
      if (!at.isThere) return wrong({ curso: ['form.choose'] });
      await db.transaction(async (trx) => {
        const tag = { id: newId(), elementId: element.id, courseSlug, lessonId };
        if (!(await frameworkRepository(trx).addTag({ ...tag, origin: 'hand' }))) return;
        await audit(trx, {
          actorId: actor.id,
          action: 'frameworks.tagged',
          objectType: 'framework',
          objectId: framework.id,
          details: { code: element.tag, version: version.label, course: form.curso },
        });
      });
      return null;
    },

    /** Takes a tag away that somebody gave by hand. */
    async untag(actor: Actor, slug: string, form: TagForm): Promise<void> {
      const { framework, version, element, courseSlug, lessonId } = await tagAt(form, slug);
      if (element === undefined) throw missing();
      await db.transaction(async (trx) => {
        const tag = { elementId: element.id, courseSlug, lessonId };
        if (!(await frameworkRepository(trx).removeTag(tag))) throw missing();
        await audit(trx, {
          actorId: actor.id,
          action: 'frameworks.untagged',
          objectType: 'framework',
          objectId: framework.id,
          details: { code: element.tag, version: version.label, course: form.curso },
        });
      });
    },
  };
}
export type FrameworkTagging = ReturnType<typeof frameworkTagging>;
