import { Slug } from '../../lib/text.ts';
import { CourseDocument, type LessonDocument } from '../courses/document.ts';
import { checkCourse } from './checks.ts';
import { folderSource, type CourseSource } from './course-source.ts';
import { guideDocument, guideTexts, type GuideTexts } from './guides.ts';
import { checkLessons, type LessonTexts } from './lesson-checks.ts';
import { renderLesson, type LessonText } from './lesson-text.ts';
import { checkTags, type Tags } from './framework-tags.ts';
import { checkMedia } from './media-checks.ts';
import type { MediaFile } from './media-file.ts';
import { hasErrors, problemList, type Problem, type Problems } from './problem.ts';
import { checkQuestionAudio } from './question-audio.ts';
import { checkQuestionImages } from './question-images.ts';
import { readCourseFiles, type CourseFiles, type LessonFiles } from './reader.ts';
import type { SourceEntry } from './schema.ts';
import { untranslated, withEnglish } from './translations.ts';

/** The files of a course, read and checked. The document is null while there are errors. */
export interface CourseReading {
  slug: string;
  source: CourseSource;
  document: CourseDocument | null;
  media: MediaFile[];
  problems: Problem[];
}

/** Reads, checks and renders the folder of a course. */
export const readCourse = (folder: string, tags: Tags = null): CourseReading =>
  readSource(folderSource(folder), tags);

/** Reads, checks and renders a course, wherever its files lie. */
export function readSource(source: CourseSource, tags: Tags = null): CourseReading {
  const problems = problemList();
  const { slug } = source;
  if (!Slug.safeParse(slug).success)
    problems.error({ file: 'course.yml', line: 1 }, 'content.problem.notAnId', { field: slug });
  const files = readCourseFiles(source, problems);
  const texts = new Map(
    [...files.lessons].map(([id, lesson]) => [id, textsOf(lesson, files, problems)]),
  );
  checkLessons(files, texts, problems);
  if (tags !== null) checkTags(files, tags, problems);
  checkCourse(files, new Map([...texts].map(([id, { es }]) => [id, es])), problems);
  const used = new Set([
    ...[...texts.values()].flatMap(({ es, en }) => [...es.media, ...(en?.media ?? [])]),
    ...checkQuestionImages(files, problems),
    ...checkQuestionAudio(files, problems),
  ]);
  checkMedia(files.media, used, problems);
  const guides = guideTexts(files, problems);

  const all = problems.sorted();
  const document = hasErrors(all) ? null : toDocument(files, texts, guides);
  return {
    slug,
    source,
    document,
    media: document === null ? [] : [...files.media.values()],
    problems: all,
  };
}

/** How a lesson would look, while the course around it may still have mistakes. */
export interface LessonPreview {
  /** Null when `course.yml` or the lesson's own front matter cannot be read. */
  document: CourseDocument | null;
  /** What is wrong in this lesson's own files. */
  problems: Problem[];
}

/** Renders one lesson of a course; of the others only their names are there. */
export function previewLesson(source: CourseSource, lessonId: string): LessonPreview {
  const [around, own] = [problemList(), problemList()];
  const files = readCourseFiles(source, around);
  const wanted = files.lessons.get(lessonId);
  const texts = new Map([...files.lessons.keys()].map((id) => [id, UNREAD]));
  if (wanted !== undefined) {
    texts.set(lessonId, textsOf(wanted, files, own));
    checkLessons({ ...files, lessons: new Map([[lessonId, wanted]]) }, texts, own);
  }
  const isOwn = ({ file }: Problem): boolean =>
    [`lessons/${lessonId}.md`, `lessons/${lessonId}.en.md`].includes(file);
  const isReadable = files.course !== null && wanted?.es.head != null;
  return {
    document: isReadable ? toDocument(files, texts) : null,
    problems: [...around.sorted().filter(isOwn), ...own.sorted()],
  };
}

/** A course while its lessons may still have mistakes: of them only their names are there. Null when `course.yml` has some. */
export function previewCourse(source: CourseSource): CourseDocument | null {
  const files = readCourseFiles(source, problemList());
  const texts = new Map([...files.lessons.keys()].map((id) => [id, UNREAD]));
  return files.course === null ? null : toDocument(files, texts);
}

const NOTHING: LessonText = { parts: [], alternative: null, checks: [], terms: [], media: [] };
const UNREAD: LessonTexts = { es: NOTHING, en: NOTHING };

function textsOf({ es, en }: LessonFiles, files: CourseFiles, problems: Problems): LessonTexts {
  const termIds = files.whole.glossary ? files.termIds : null;
  const around = { media: files.media, termIds, problems };
  return {
    es: renderLesson(es, { ...around, language: 'es-MX' }),
    en: en === null ? null : renderLesson(en, { ...around, language: 'en' }),
  };
}

const toSource = ({ text, date, status }: SourceEntry) => ({
  text,
  date,
  pending: status === 'pending',
});

/** Builds the document. What is missing from files with errors, which only a preview has, is left out. */
function toDocument(
  files: CourseFiles,
  texts: ReadonlyMap<string, LessonTexts>,
  guides: ReadonlyMap<string, GuideTexts> = new Map(),
): CourseDocument {
  const { slug, course, lessons, media } = files;
  if (course === null) throw new Error(`${slug} has no course.yml`);
  const { sources, modules, ...said } = course.value;
  const items = files.questions.map(({ value }) => value);
  const isTranslated = untranslated([course.value, items]).length === 0;
  const built = modules.flatMap((module) =>
    module.lessons.flatMap((id) => {
      const [lesson, text] = [lessons.get(id), texts.get(id)];
      return lesson === undefined || text === undefined
        ? []
        : lessonDocument({ id, moduleId: module.id }, lesson, text, media);
    }),
  );
  const printed = [...files.guides].flatMap(([id, guide]) =>
    guideDocument(id, guide, guides.get(id)),
  );
  const known = new Set(built.map(({ id }) => id));
  const document = {
    slug,
    ...(isTranslated ? {} : { spanishOnly: true }),
    ...said,
    modules: modules.map((module) => ({
      ...module,
      lessons: module.lessons.filter((id) => known.has(id)),
    })),
    lessons: built,
    items,
    ...(printed.length > 0 ? { guides: printed } : {}),
    glossary: files.glossary.map(({ value }) => value),
    sources: sources.map(toSource),
    media: Object.fromEntries(
      [...media.values()].map(({ name, sha256, type, length }) => [
        name,
        { sha256, type, bytes: length },
      ]),
    ),
  };
  return CourseDocument.parse(withEnglish(document));
}

/** A lesson of the document; where nobody wrote the English one, Spanish stands in its place. */
function lessonDocument(
  place: { id: string; moduleId: string },
  { es, en }: LessonFiles,
  text: LessonTexts,
  media: CourseFiles['media'],
): LessonDocument[] {
  if (es.head === null) return [];
  const english = en?.head && text.en ? { head: en.head, text: text.en } : null;
  const { warning } = es.head;
  const [spanishText, englishText] = [text.es, english?.text ?? text.es];
  const used = [...new Set([...spanishText.media, ...englishText.media])];
  return [
    {
      ...place,
      ...(english === null ? { spanishOnly: true } : {}),
      title: { es: es.head.title, en: english?.head.title ?? es.head.title },
      minutes: es.head.minutes,
      objectives: es.head.objectives,
      ...(es.head.frameworks === undefined ? {} : { frameworks: es.head.frameworks }),
      sensitive: es.head.sensitive,
      warning: warning === undefined ? null : { es: warning, en: english?.head.warning ?? warning },
      summary: { es: es.head.summary, en: english?.head.summary ?? es.head.summary },
      sources: es.head.sources.map(toSource),
      legal: es.head.legal.map(({ status, signedBy, signedOn, ...legal }) => ({
        ...legal,
        signed: status === 'signed',
        ...(status === 'signed' && signedBy !== undefined && signedOn !== undefined
          ? { signedBy, signedOn }
          : {}),
      })),
      body: { es: spanishText.parts, en: englishText.parts },
      alternative:
        spanishText.alternative === null || englishText.alternative === null
          ? null
          : { es: spanishText.alternative, en: englishText.alternative },
      terms: [...new Set([...spanishText.terms, ...englishText.terms])],
      mediaBytes: used.reduce((sum, name) => {
        const file = media.get(name);
        return sum + (file === undefined || file.kind === 'download' ? 0 : file.length);
      }, 0),
    },
  ];
}
