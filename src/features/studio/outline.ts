import { courseIn, COURSE_FILE } from './course-file.ts';
import type { OpenDraft } from './draft-service.ts';
import { lessonIdOf, lessonIn, lessonPath } from './lesson-file.ts';

export interface OutlineLesson {
  id: string;
  title: string;
  hasEnglish: boolean;
}

/** The modules of a draft with their lessons, in order. */
export interface Outline {
  modules: { id: string; title: string; titleEn: string; lessons: OutlineLesson[] }[];
  /** Lessons that stand in no module. */
  orphans: OutlineLesson[];
  quizzes: { id: string; title: string }[];
}

/** Null when `course.yml` cannot be read. */
export function outlineOf({ files }: Pick<OpenDraft, 'files'>): Outline | null {
  const course = courseIn(files.get(COURSE_FILE)?.text ?? null);
  if (course === null) return null;
  const lesson = (id: string): OutlineLesson => ({
    id,
    title: lessonIn(files.get(lessonPath(id))?.text ?? null)?.head.title ?? id,
    hasEnglish: files.has(lessonPath(id, 'en')),
  });
  const placed = new Set(course.modules.flatMap(({ lessons }) => lessons));
  const written = [...files.keys()].flatMap((path) => lessonIdOf(path) ?? []);
  return {
    modules: course.modules.map(({ id, title, lessons }) => ({
      id,
      title: title.es === '' ? id : title.es,
      titleEn: title.en,
      lessons: lessons.map(lesson),
    })),
    orphans: written.filter((id) => !placed.has(id)).map(lesson),
    quizzes: course.quizzes.map(({ id, title }) => ({ id, title: title.es || id })),
  };
}
