import type { Document } from 'yaml';
import type { Actor } from '../../lib/actor.ts';
import { Refusal } from '../../lib/errors.ts';
import {
  addEntry,
  asText,
  courseIn,
  COURSE_FILE,
  edited,
  entryOf,
  moveEntry,
  moveLesson,
  placeEntry,
  placeLesson,
  removeEntry,
  removeLesson,
  type LooseCourse,
} from './course-file.ts';
import type { Desk } from './desk.ts';
import type { DraftService } from './draft-service.ts';
import { lessonIdOf, lessonIn, lessonPath, writtenLesson } from './lesson-file.ts';
import { freeId, slugOf } from './names.ts';
import { newLesson } from './new-course.ts';

export type Step = -1 | 1;

const unknown = (): Refusal => new Refusal('not-found', 'error.notFound');

/** Every id that a course uses, so that a new one is new. */
const idsIn = (desk: Desk, course: LooseCourse): Set<string> =>
  new Set([
    ...desk.paths().flatMap((path) => lessonIdOf(path) ?? []),
    ...[...course.objectives, ...course.modules, ...course.quizzes].map(({ id }) => id),
  ]);

/** A lesson as it is asked for; one that came after `revision` with the same words came with the same sending. */
export interface NewLesson {
  titulo: string;
  modulo: string;
  revision?: number | undefined;
}

/** Modules and lessons of a draft: adding, ordering, renaming and removing them. */
export const outlineService = ({ drafts }: { drafts: DraftService }) => {
  /** Changes `course.yml`, which must be readable. */
  const change = <T>(
    actor: Actor,
    draftId: string,
    work: (at: {
      desk: Desk;
      course: LooseCourse;
      edit: (how: (file: Document) => void) => void;
    }) => T,
  ): Promise<T> =>
    drafts.change(actor, draftId, (desk) => {
      const course = courseIn(desk.text(COURSE_FILE));
      if (course === null) throw new Refusal('conflict', 'studio.unreadable');
      return work({
        desk,
        course,
        edit: (how) => {
          desk.write(COURSE_FILE, edited(desk.text(COURSE_FILE) ?? '', how));
        },
      });
    });

  const moduleIn = (course: LooseCourse, id: string) => {
    const module = course.modules.find((one) => one.id === id);
    if (module === undefined) throw unknown();
    return module;
  };

  return {
    async addModule(actor: Actor, draftId: string, title: string): Promise<void> {
      await change(actor, draftId, ({ desk, course, edit }) => {
        const id = freeId(`m${String(course.modules.length + 1)}`, idsIn(desk, course));
        edit((file) => {
          addEntry(file, 'modules', { id, title: { es: title }, lessons: [] });
        });
      });
    },

    async renameModule(
      actor: Actor,
      draftId: string,
      id: string,
      title: { es: string; en: string },
    ): Promise<void> {
      await change(actor, draftId, ({ course, edit }) => {
        moduleIn(course, id);
        edit((file) => {
          entryOf(file, 'modules', id)?.set('title', file.createNode(asText(title.es, title.en)));
        });
      });
    },

    /** Puts a module at a place that counts from 0. */
    async placeModule(actor: Actor, draftId: string, id: string, at: number): Promise<void> {
      await change(actor, draftId, ({ course, edit }) => {
        moduleIn(course, id);
        edit((file) => {
          placeEntry(file, 'modules', id, at);
        });
      });
    },

    /** A second module after the first one, with copies of its lessons. */
    async duplicateModule(actor: Actor, draftId: string, id: string): Promise<void> {
      await change(actor, draftId, ({ desk, course, edit }) => {
        const module = moduleIn(course, id);
        const at = course.modules.indexOf(module);
        const taken = idsIn(desk, course);
        const newId = freeId(`m${String(course.modules.length + 1)}`, taken);
        const lessons = module.lessons.flatMap((lesson) => copyLesson(desk, lesson, taken) ?? []);
        edit((file) => {
          const title = asText(module.title.es, module.title.en);
          addEntry(file, 'modules', { id: newId, title, lessons: [] });
          for (const lesson of lessons) placeLesson(file, lesson, newId);
          placeEntry(file, 'modules', newId, at + 1);
        });
      });
    },

    async moveModule(actor: Actor, draftId: string, id: string, by: Step): Promise<void> {
      await change(actor, draftId, ({ course, edit }) => {
        moduleIn(course, id);
        edit((file) => {
          moveEntry(file, 'modules', id, by);
        });
      });
    },

    /** Only an empty module goes: its lessons would be lost with it. */
    async removeModule(actor: Actor, draftId: string, id: string): Promise<void> {
      await change(actor, draftId, ({ course, edit }) => {
        if (moduleIn(course, id).lessons.length > 0)
          throw new Refusal('conflict', 'studio.moduleNotEmpty');
        edit((file) => {
          removeEntry(file, 'modules', id);
        });
      });
    },

    /** Adds an empty lesson at the end of a module. Answers its id. */
    async addLesson(
      actor: Actor,
      draftId: string,
      { titulo: title, modulo: moduleId, revision = Infinity }: NewLesson,
    ): Promise<string> {
      return change(actor, draftId, ({ desk, course, edit }) => {
        const { lessons } = moduleIn(course, moduleId);
        const text = newLesson(
          title,
          course.objectives.slice(0, 1).map((one) => one.id),
        );
        const sent = lessons.find(
          (one) =>
            desk.revisionOf(lessonPath(one)) > revision && desk.text(lessonPath(one)) === text,
        );
        if (sent !== undefined) return sent;
        const id = freeId(slugOf(title, 'leccion'), idsIn(desk, course));
        desk.write(lessonPath(id), text);
        edit((file) => {
          placeLesson(file, id, moduleId);
        });
        return id;
      });
    },

    async moveLesson(actor: Actor, draftId: string, id: string, by: Step): Promise<void> {
      await change(actor, draftId, ({ desk, edit }) => {
        if (desk.text(lessonPath(id)) === null) throw unknown();
        edit((file) => {
          moveLesson(file, id, by);
        });
      });
    },

    /** Puts a lesson into a module, at a place that counts from 0. */
    async placeLesson(
      actor: Actor,
      draftId: string,
      id: string,
      to: { moduleId: string; at: number },
    ): Promise<void> {
      await change(actor, draftId, ({ desk, course, edit }) => {
        if (desk.text(lessonPath(id)) === null) throw unknown();
        moduleIn(course, to.moduleId);
        edit((file) => {
          placeLesson(file, id, to.moduleId, to.at);
        });
      });
    },

    async removeLesson(actor: Actor, draftId: string, id: string): Promise<void> {
      await change(actor, draftId, ({ desk, edit }) => {
        if (desk.text(lessonPath(id)) === null) throw unknown();
        desk.remove(lessonPath(id));
        desk.remove(lessonPath(id, 'en'));
        edit((file) => {
          removeLesson(file, id);
        });
      });
    },

    /** A second lesson with the same text after the first one. Knowledge checks stay with the first: each stands in one place. */
    async duplicateLesson(actor: Actor, draftId: string, id: string): Promise<void> {
      await change(actor, draftId, ({ desk, course, edit }) => {
        const module = course.modules.find(({ lessons }) => lessons.includes(id));
        if (module === undefined) throw unknown();
        const copy = copyLesson(desk, id, idsIn(desk, course));
        if (copy === null) throw unknown();
        edit((file) => {
          placeLesson(file, copy, module.id, module.lessons.indexOf(id) + 1);
        });
      });
    },
  };
};
export type OutlineService = ReturnType<typeof outlineService>;

/** Writes a lesson a second time under an id that is free, which is taken then; null when there is no such lesson. */
function copyLesson(desk: Desk, id: string, taken: Set<string>): string | null {
  if (desk.text(lessonPath(id)) === null) return null;
  const copy = freeId(`${id}-2`, taken);
  taken.add(copy);
  for (const tongue of ['es', 'en'] as const) {
    const before = desk.text(lessonPath(id, tongue));
    if (before !== null) desk.write(lessonPath(copy, tongue), withoutChecks(before));
  }
  return copy;
}

const CHECK = /^::: *comprueba[^\n]*\n:::[^\n]*\n?/gm;

function withoutChecks(text: string): string {
  const lesson = lessonIn(text);
  return lesson === null ? text : writtenLesson(text, {}, lesson.body.replace(CHECK, ''));
}
