import { existsSync, readFileSync } from 'node:fs';
import type { z } from 'zod';
import type { CourseSource } from './course-source.ts';
import { mediaFile, type MediaFile } from './media-file.ts';
import type { Place, Problems } from './problem.ts';
import { fit } from './schema-problems.ts';
import {
  CourseFile,
  EnglishGuideHead,
  EnglishHead,
  GlossaryEntry,
  GuideHead,
  LessonHead,
  QuestionEntry,
} from './schema.ts';
import { warnUntranslated } from './translations.ts';
import { parseYaml, type YamlSource } from './yaml-source.ts';

/** A lesson file: what stands between the dashes, and the text after them. */
export interface LessonFile<Head> {
  file: string;
  head: Head | null;
  headAt: YamlSource['at'];
  body: string;
  /** Lines of the file before the body. */
  linesBefore: number;
}

export interface Entry<T> {
  value: T;
  at: (path: readonly PropertyKey[]) => Place;
}

/** A text in Spanish, and in English once somebody wrote it. */
interface InLanguages<Head, English> {
  es: LessonFile<Head>;
  en: LessonFile<English> | null;
}
export type LessonFiles = InLanguages<LessonHead, EnglishHead>;
export type GuideFiles = InLanguages<GuideHead, EnglishGuideHead>;

/** The files of a course as they were written, each checked by itself. */
export interface CourseFiles {
  slug: string;
  course: Entry<CourseFile> | null;
  lessons: Map<string, LessonFiles>;
  /** In the order of their names. */
  guides: Map<string, GuideFiles>;
  questions: Entry<QuestionEntry>[];
  /** Ids of all questions and terms, also of those with mistakes: nobody is told twice about one mistake. */
  questionIds: Set<string>;
  glossary: Entry<GlossaryEntry>[];
  termIds: Set<string>;
  /** Which lists were read whole: what a broken one lacks is not held against the others. */
  whole: { questions: boolean; glossary: boolean };
  media: Map<string, MediaFile>;
}

const TEXT_NAME = /^([a-z0-9]+(?:-[a-z0-9]+)*)(\.en)?\.md$/;
const MEDIA_NAME = /^[a-z0-9]+(?:[-.][a-z0-9]+)*$/;

/** Reads the files of a course. Never throws for what authors wrote: every mistake becomes a problem. */
export function readCourseFiles(source: CourseSource, problems: Problems): CourseFiles {
  const names = (path: string): string[] => source.names(path);
  const text = (file: string): string | null =>
    asText(source.file(file)?.bytes ?? null, file, problems);
  const stray = (file: string): void => {
    problems.warn({ file, line: 1 }, 'content.problem.strayFile');
  };

  names('.')
    .filter((name) => !['course.yml', 'glossary.yml', 'exceptions.yml'].includes(name))
    .forEach(stray);
  const files: CourseFiles = {
    slug: source.slug,
    course: null,
    lessons: new Map(),
    guides: new Map(),
    questions: [],
    questionIds: new Set(),
    glossary: [],
    termIds: new Set(),
    whole: { questions: true, glossary: true },
    media: new Map(),
  };

  const course = yaml('course.yml', text('course.yml'), problems);
  if (course !== null) {
    const value = fit(CourseFile, course, problems);
    if (value !== null) {
      files.course = { value, at: (path) => course.at(path) };
      warnUntranslated(files.course, problems);
    }
  }
  let before = problems.errors();
  if (source.file('glossary.yml') !== null) {
    const terms = yaml('glossary.yml', text('glossary.yml'), problems);
    files.glossary = entries(GlossaryEntry, terms, files.termIds, problems);
  }
  files.whole.glossary = problems.errors() === before;
  before = problems.errors();
  for (const name of names('questions')) {
    const file = `questions/${name}`;
    if (!name.endsWith('.yml')) {
      stray(file);
      continue;
    }
    const items = yaml(file, text(file), problems);
    files.questions.push(...entries(QuestionEntry, items, files.questionIds, problems));
  }
  files.whole.questions = problems.errors() === before;
  for (const entry of [...files.glossary, ...files.questions]) warnUntranslated(entry, problems);
  const within = (folder: string): string[] => names(folder).map((name) => `${folder}/${name}`);
  const reading = { text, stray, problems };
  readTexts(within('lessons'), { es: LessonHead, en: EnglishHead }, files.lessons, reading);
  readTexts(within('guides'), { es: GuideHead, en: EnglishGuideHead }, files.guides, reading);
  for (const name of names('media')) {
    const file = `media/${name}`;
    const found = MEDIA_NAME.test(name) ? source.file(file) : null;
    const media = found === null ? null : mediaFile(name, file, found);
    if (media === null) problems.error({ file, line: 1 }, 'content.problem.mediaName', { name });
    else files.media.set(name, media);
  }
  return files;
}

interface TextReading {
  text: (file: string) => string | null;
  stray: (file: string) => void;
  problems: Problems;
}

interface Heads<Head, English> {
  es: z.ZodType<Head>;
  en: z.ZodType<English>;
}

/** Reads texts whose data stand between dashes, such as lessons, each beside its English version. */
function readTexts<Head, English>(
  paths: readonly string[],
  heads: Heads<Head, English>,
  into: Map<string, InLanguages<Head, English>>,
  { text, stray, problems }: TextReading,
): void {
  const english = new Map<string, LessonFile<English>>();
  for (const file of paths) {
    const match = TEXT_NAME.exec(file.slice(file.indexOf('/') + 1));
    if (match?.[1] === undefined) {
      stray(file);
      continue;
    }
    const written = text(file);
    if (written === null) continue;
    if (match[2] === undefined)
      into.set(match[1], { es: splitText(heads.es, written, file, problems), en: null });
    else english.set(match[1], splitText(heads.en, written, file, problems));
  }
  for (const [id, version] of english) {
    const pair = into.get(id);
    if (pair === undefined)
      problems.error({ file: version.file, line: 1 }, 'content.problem.noSpanish');
    else pair.en = version;
  }
}

/** The text of a file on the disk. */
export const readText = (path: string, file: string, problems: Problems): string | null =>
  asText(existsSync(path) ? readFileSync(path) : null, file, problems);

/** UTF-8, NFC, `\n`. */
function asText(bytes: Buffer | null, file: string, problems: Problems): string | null {
  if (bytes === null) {
    problems.error({ file, line: 1 }, 'content.problem.noFile');
    return null;
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.normalize('NFC').replace(/\r\n?/g, '\n');
  } catch {
    problems.error({ file, line: 1 }, 'content.problem.notUtf8');
    return null;
  }
}

const yaml = (file: string, text: string | null, problems: Problems): YamlSource | null =>
  text === null ? null : parseYaml(text, file, problems);

/** The entries of a list that fit; each of the others is a problem of its own. */
export function entries<S extends z.ZodType>(
  schema: S,
  source: YamlSource | null,
  ids: Set<string>,
  problems: Problems,
  path: readonly PropertyKey[] = [],
  value: unknown = source?.value,
): Entry<z.output<S>>[] {
  if (source === null) return [];
  if (!Array.isArray(value)) {
    problems.error(source.at(path), 'content.problem.notAList');
    return [];
  }
  return value.flatMap((raw: unknown, index) => {
    const here = [...path, index];
    const id = (raw as { id?: unknown } | null)?.id;
    if (typeof id === 'string') {
      if (ids.has(id))
        problems.error(source.at([...here, 'id']), 'content.problem.duplicateId', { id });
      ids.add(id);
    }
    const fitting = fit(schema, source, problems, here, raw);
    return fitting === null
      ? []
      : [
          {
            value: fitting,
            at: (inside: readonly PropertyKey[]) => source.at([...here, ...inside]),
          },
        ];
  });
}

/** Cuts a file at the dashes that close its front matter. */
function splitText<Head>(
  schema: z.ZodType<Head>,
  text: string,
  file: string,
  problems: Problems,
): LessonFile<Head> {
  const end = text.startsWith('---\n') ? text.indexOf('\n---\n', 3) : -1;
  if (end < 0) {
    problems.error({ file, line: 1 }, 'content.problem.noFrontMatter');
    return { file, head: null, headAt: () => ({ file, line: 1 }), body: text, linesBefore: 0 };
  }
  const front = text.slice(4, end + 1);
  const source = parseYaml(front, file, problems, 1);
  return {
    file,
    head: source === null ? null : fit(schema, source, problems),
    headAt: source === null ? () => ({ file, line: 1 }) : (path) => source.at(path),
    body: text.slice(end + 5),
    linesBefore: text.slice(0, end + 5).split('\n').length - 1,
  };
}
