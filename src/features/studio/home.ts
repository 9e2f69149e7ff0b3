import type { MessageKey } from '../../i18n/translate.ts';
import type { Actor } from '../../lib/actor.ts';
import { mayPublish } from './access.ts';
import type { Draft } from './draft.ts';
import type { DraftService } from './draft-service.ts';
import type { versionQueries, WrittenCourse } from './version-queries.ts';

/** A room of the instructor's home that belongs to another feature: the bank, the queue, the inbox. */
export interface TeachingRoom {
  href: string;
  label: MessageKey;
  text: MessageKey;
  /** How many things wait there; null where nothing is counted. */
  waiting: number | null;
  /** There are more than were counted. */
  isMore?: boolean;
}

/** What a feature shows somebody who teaches; nothing when she has no business there. */
export type TeachingPart = (actor: Actor) => Promise<TeachingRoom[]>;

export interface TeachingHome {
  drafts: Draft[];
  /** Published courses that she may write, each with its open draft. */
  courses: (WrittenCourse & { draftId: string | null })[];
  rooms: TeachingRoom[];
}

interface Needs {
  drafts: DraftService;
  queries: ReturnType<typeof versionQueries>;
  parts: readonly TeachingPart[];
}

export const teachingHome = ({ drafts, queries, parts }: Needs) => ({
  async of(actor: Actor): Promise<TeachingHome> {
    const mine = await drafts.list(actor);
    const draftOf = new Map(mine.map(({ id, courseId }) => [courseId, id]));
    const courses = (await queries.courses()).filter(({ id, institutionPath }) =>
      mayPublish(actor, { courseId: id, institutionPath }),
    );
    const rooms = await Promise.all(parts.map((part) => part(actor)));
    return {
      drafts: mine,
      courses: courses.map((course) => ({ ...course, draftId: draftOf.get(course.id) ?? null })),
      rooms: rooms.flat(),
    };
  },
});
export type TeachingHomeService = ReturnType<typeof teachingHome>;
