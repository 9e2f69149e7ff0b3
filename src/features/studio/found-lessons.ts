import { Refusal } from '../../lib/errors.ts';
import type { MediaFile } from '../content/media-file.ts';
import { addEntry, courseIn, COURSE_FILE, edited, placeLesson } from './course-file.ts';
import type { Desk } from './desk.ts';
import { textOf, type FoundLesson } from './formats/conversion.ts';
import { describe, wordsIn } from './formats/markdown-text.ts';
import { lessonIdOf, lessonPath, writtenLesson } from './lesson-file.ts';
import { freeId, slugOf } from './names.ts';
import type { StagedUpload } from './staged-uploads.ts';

/** What somebody decided about an upload. */
export interface Choices {
  /** Places of the lessons that are taken, counted from 0 over all files. */
  lessons: ReadonlySet<number>;
  /** Whether what a speaker wrote under her slides comes along. */
  notes: boolean;
  /** Descriptions of pictures by their name; a picture without one keeps what its file said. */
  alts: ReadonlyMap<string, string>;
  /** The first lesson of a new course, which waits for its text. */
  inPlaceOf?: string;
}

const WORDS_A_MINUTE = 120;
const SHORTEST = 8;
const LONGEST_LINE = 140;
const SUMMARY = 3;

/** The lessons of an upload, in the order of its files. */
export const foundLessons = ({ files }: Pick<StagedUpload, 'files'>): FoundLesson[] =>
  files.flatMap((file) => (file.ok ? file.lessons : []));

/** The headings of a lesson as a first summary, when there are enough of them; the author writes a better one. */
function summaryOf(markdown: string): string[] {
  const headings = [...markdown.matchAll(/^##+ (.+)$/gm)].map(([, title = '']) =>
    title.replace(/\\(.)/g, '$1').slice(0, LONGEST_LINE),
  );
  return headings.length < SUMMARY ? [] : headings.slice(0, SUMMARY);
}

function written(title: string, body: string, objective: string | undefined): string {
  const minutes = Math.max(SHORTEST, Math.ceil(wordsIn(body) / WORDS_A_MINUTE));
  const head = {
    title,
    minutes: Math.min(minutes, 240),
    objectives: objective === undefined ? [] : [objective],
    sensitive: false,
    summary: summaryOf(body),
    sources: [],
    legal: [],
  };
  return writtenLesson(null, head, body);
}

/** Names of media that the draft does not have yet, by the names they came with. */
function freeNames(desk: Desk, media: readonly MediaFile[]): Map<string, string> {
  const taken = new Set(desk.paths());
  return new Map(
    media.map(({ name, extension }) => {
      const stem = name.slice(0, -extension.length - 1);
      let free = name;
      for (let number = 2; taken.has(`media/${free}`); number += 1)
        free = `${stem}-${String(number)}.${extension}`;
      taken.add(`media/${free}`);
      return [name, free];
    }),
  );
}

/** The same text with the names that its media have in the draft. */
function renamed(body: string, names: ReadonlyMap<string, string>): string {
  let text = body;
  for (const [from, to] of names) {
    if (from === to) continue;
    const whole = new RegExp(`(?<![a-z0-9.-])${from.replace(/\./g, '\\.')}(?![a-z0-9.-])`, 'g');
    text = text.replace(whole, to);
  }
  return text;
}

/**
 * Writes the chosen lessons and all media of an upload into a draft: one lesson into its last module, several into a module of
 * their own.
 */
export function putLessons(
  desk: Desk,
  upload: StagedUpload,
  media: readonly MediaFile[],
  { lessons, notes, alts, inPlaceOf }: Choices,
): void {
  const course = courseIn(desk.text(COURSE_FILE));
  if (course === null) throw new Refusal('conflict', 'studio.unreadable');
  const names = freeNames(desk, media);
  for (const { name, sha256 } of media) desk.writeMedia(`media/${names.get(name) ?? name}`, sha256);
  const chosen = foundLessons(upload).filter((_, at) => lessons.has(at));
  if (chosen.length === 0) return;
  const ids = new Set([
    ...desk.paths().flatMap((path) => lessonIdOf(path) ?? []),
    ...[...course.objectives, ...course.modules, ...course.quizzes].map(({ id }) => id),
  ]);
  const placed = chosen.map((lesson, at) => {
    const isFirst = at === 0 && inPlaceOf !== undefined;
    const id = isFirst ? inPlaceOf : freeId(slugOf(lesson.title, 'leccion'), ids);
    ids.add(id);
    const described = describe(textOf(lesson, { notes }), (name) => alts.get(name) ?? null);
    const body = renamed(described, names);
    desk.write(lessonPath(id), written(lesson.title, body, course.objectives[0]?.id));
    return id;
  });
  const last = course.modules.at(-1)?.id;
  const needsModule = last === undefined || (chosen.length > 1 && inPlaceOf === undefined);
  const moduleId = needsModule ? freeId(`m${String(course.modules.length + 1)}`, ids) : last;
  const change = edited(desk.text(COURSE_FILE) ?? '', (file) => {
    if (needsModule)
      addEntry(file, 'modules', { id: moduleId, title: { es: upload.title }, lessons: [] });
    for (const id of placed) placeLesson(file, id, moduleId);
  });
  desk.write(COURSE_FILE, change);
}
