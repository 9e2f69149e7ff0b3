import type { CourseVersion } from '../courses/repository.ts';
import type { Element, Tag } from './framework.ts';

/** A course that feeds an element, whole or by some of its lessons. */
export interface FeedingCourse {
  courseId: string;
  slug: string;
  code: string;
  title: { es: string; en: string };
  /** The whole course: its own tag says so, or somebody gave it one by hand. */
  isWhole: boolean;
  byHand: boolean;
  lessons: { id: string; title: { es: string; en: string }; byHand: boolean }[];
}

export interface FedElement extends Element {
  courses: FeedingCourse[];
}

/** By element, which courses feed it: by the tags that they carry themselves, and by those that stand beside them. */
export function feedingOf(
  elements: readonly Element[],
  tags: readonly Tag[],
  courses: readonly Pick<CourseVersion, 'courseId' | 'document'>[],
): FedElement[] {
  return elements.map((element) => ({
    ...element,
    courses: courses.flatMap(({ courseId, document }): FeedingCourse[] => {
      const own = [...document.pillars, ...document.frameworks].includes(element.tag);
      const given = tags.filter(
        ({ elementId, courseSlug }) => elementId === element.id && courseSlug === document.slug,
      );
      const whole = given.find(({ lessonId }) => lessonId === null);
      const lessons = document.lessons.flatMap(({ id, title, frameworks = [] }) => {
        const tag = given.find(({ lessonId }) => lessonId === id);
        if (frameworks.includes(element.tag)) return [{ id, title, byHand: false }];
        return tag === undefined ? [] : [{ id, title, byHand: tag.origin === 'hand' }];
      });
      if (!own && whole === undefined && lessons.length === 0) return [];
      return [
        {
          courseId,
          slug: document.slug,
          code: document.code,
          title: document.title,
          isWhole: own || whole !== undefined,
          byHand: whole?.origin === 'hand',
          lessons,
        },
      ];
    }),
  }));
}
