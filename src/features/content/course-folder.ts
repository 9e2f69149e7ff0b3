import { basename } from 'node:path';
import { Slug } from '../../lib/text.ts';
import { CourseDocument } from '../courses/document.ts';
import { checkCourse } from './checks.ts';
import { checkLessons, type LessonTexts } from './lesson-checks.ts';
import { renderLesson } from './lesson-text.ts';
import { checkMedia } from './media-checks.ts';
import type { MediaFile } from './media-file.ts';
import { hasErrors, problemList, type Problem } from './problem.ts';
import { readCourseFiles, type CourseFiles } from './reader.ts';
import type { SourceEntry } from './schema.ts';

/** A course folder, read and checked. The document is null while there are errors. */
export interface CourseReading {
  slug: string;
  document: CourseDocument | null;
  media: MediaFile[];
  problems: Problem[];
}

/** Reads, checks and renders the folder of a course. */
export function readCourse(folder: string): CourseReading {
  const problems = problemList();
  const slug = basename(folder);
  if (!Slug.safeParse(slug).success)
    problems.error({ file: 'course.yml', line: 1 }, 'content.problem.notAnId', { field: slug });
  const files = readCourseFiles(folder, problems);
  const texts = new Map<string, LessonTexts>();
  for (const [id, { es, en }] of files.lessons) {
    const around = {
      media: files.media,
      termIds: files.whole.glossary ? files.termIds : null,
      problems,
    };
    texts.set(id, {
      es: renderLesson(es, { ...around, language: 'es-MX' }),
      en: en === null ? null : renderLesson(en, { ...around, language: 'en' }),
    });
  }
  checkLessons(files, texts, problems);
  checkCourse(files, new Map([...texts].map(([id, { es }]) => [id, es])), problems);
  const used = new Set(
    [...texts.values()].flatMap(({ es, en }) => [...es.media, ...(en?.media ?? [])]),
  );
  checkMedia(files.media, used, problems);

  const all = problems.sorted();
  const document = hasErrors(all) ? null : toDocument(files, texts);
  return {
    slug,
    document,
    media: document === null ? [] : [...files.media.values()],
    problems: all,
  };
}

const toSource = ({ text, date, status }: SourceEntry) => ({
  text,
  date,
  pending: status === 'pending',
});

/** Builds the document from files without errors. */
function toDocument(files: CourseFiles, texts: ReadonlyMap<string, LessonTexts>): CourseDocument {
  const { slug, course, lessons, media } = files;
  if (course === null) throw new Error(`${slug} has no course.yml`);
  const { sources, ...said } = course.value;
  return CourseDocument.parse({
    slug,
    ...said,
    lessons: said.modules.flatMap((module) =>
      module.lessons.map((id) => {
        const { es, en } = lessons.get(id) ?? {};
        const text = texts.get(id);
        if (!es?.head || !en?.head || !text?.en) throw new Error(`${slug} has no lesson ${id}`);
        const { warning } = es.head;
        const used = [...new Set([...text.es.media, ...text.en.media])].map((name) =>
          media.get(name),
        );
        return {
          id,
          moduleId: module.id,
          title: { es: es.head.title, en: en.head.title },
          minutes: es.head.minutes,
          objectives: es.head.objectives,
          sensitive: es.head.sensitive,
          warning: warning === undefined ? null : { es: warning, en: en.head.warning ?? warning },
          summary: { es: es.head.summary, en: en.head.summary },
          sources: es.head.sources.map(toSource),
          legal: es.head.legal.map(({ point, textDate, consultedOn, status }) => ({
            point,
            textDate,
            consultedOn,
            signed: status === 'signed',
          })),
          body: { es: text.es.parts, en: text.en.parts },
          alternative:
            text.es.alternative === null || text.en.alternative === null
              ? null
              : { es: text.es.alternative, en: text.en.alternative },
          terms: [...new Set([...text.es.terms, ...text.en.terms])],
          mediaBytes: used.reduce(
            (sum, file) =>
              sum + (file === undefined || file.kind === 'download' ? 0 : file.bytes.length),
            0,
          ),
        };
      }),
    ),
    items: files.questions.map(({ value }) => ({
      ...value,
      form: value.form ?? null,
      feedback: value.feedback ?? null,
    })),
    glossary: files.glossary.map(({ value }) => value),
    sources: sources.map(toSource),
    media: Object.fromEntries(
      [...media.values()].map(({ name, sha256, type, bytes }) => [
        name,
        { sha256, type, bytes: bytes.length },
      ]),
    ),
  });
}
