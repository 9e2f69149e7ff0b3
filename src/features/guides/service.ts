import type { Actor } from '../../lib/actor.ts';
import { Refusal } from '../../lib/errors.ts';
import type { CourseDocument, GuideDocument } from '../courses/document.ts';
import type { CourseVersions } from '../courses/repository.ts';
import type { EnrolmentService } from '../enrolment/service.ts';

/** A guide as somebody reads it. */
export interface GuideForPerson {
  course: CourseDocument;
  guide: GuideDocument;
  /** The edition of the newest version of the course, where hers is another one. */
  newer: GuideDocument | null;
}

interface Needs {
  enrolment: Pick<EnrolmentService, 'courseFor'>;
  versions: Pick<CourseVersions, 'currentOf'>;
}

/** Guides of courses, to be read and printed by everybody who is signed in. */
export const guideService = ({ enrolment, versions }: Needs) => ({
  /** The edition of a person's own version of the course, or the newest one where she asks for it or is not enrolled. */
  async read(
    actor: Actor,
    { slug, id, newest }: { slug: string; id: string; newest: boolean },
  ): Promise<GuideForPerson> {
    const { version, enrolment: own } = await enrolment.courseFor(actor, slug);
    const isOld = own !== null && own.currentVersionId !== version.id;
    const current = isOld ? await versions.currentOf(slug) : null;
    const find = (document: CourseDocument | undefined): GuideDocument | undefined =>
      document?.guides?.find((one) => one.id === id);
    const [mine, latest] = [find(version.document), find(current?.document)];
    const guide = newest ? (latest ?? mine) : (mine ?? latest);
    if (guide === undefined) throw new Refusal('not-found', 'error.notFound');
    const isNewer = latest !== undefined && latest.version !== guide.version;
    return { course: version.document, guide, newer: isNewer ? latest : null };
  },
});
export type GuideService = ReturnType<typeof guideService>;
