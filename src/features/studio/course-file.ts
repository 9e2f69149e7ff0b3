import { isMap, isSeq, parseDocument, type Document, type YAMLMap, type YAMLSeq } from 'yaml';
import { z } from 'zod';
import { editedYaml } from './yaml-edit.ts';

/** Changes to `course.yml` that leave the rest of it, comments included, as its author wrote it. */

export const COURSE_FILE = 'course.yml';

/** A text in a file that may still have mistakes. */
export const AnyText = z
  .union([
    z.string().transform((es) => ({ es, en: '' })),
    z
      .looseObject({ es: z.string().catch(''), en: z.string().nullish().catch(null) })
      .transform(({ es, en }) => ({ es, en: en ?? '' })),
  ])
  .catch({ es: '', en: '' });

/** A source as files list it. */
export const SourceLine = z.looseObject({
  text: z.string().catch(''),
  date: z.string().nullish().catch(null),
  status: z.string().optional().catch(undefined),
});

const Ids = z.array(z.string()).catch([]);

/** As much of `course.yml` as can be understood; what has mistakes is empty. */
const Loose = z.looseObject({
  code: z.string().catch(''),
  title: AnyText,
  summary: AnyText,
  careNote: AnyText,
  audiences: Ids,
  topics: Ids,
  pillars: Ids,
  frameworks: Ids,
  hours: z
    .looseObject({ online: z.number().catch(0), field: z.number().catch(0) })
    .catch({ online: 0, field: 0 }),
  passMark: z.number().nullish().catch(null),
  objectives: z
    .array(z.looseObject({ id: z.string(), bloom: z.string().catch(''), text: AnyText }))
    .catch([]),
  modules: z.array(z.looseObject({ id: z.string(), title: AnyText, lessons: Ids })).catch([]),
  quizzes: z
    .array(z.looseObject({ id: z.string(), kind: z.string().catch(''), title: AnyText }))
    .catch([]),
  certificate: z
    .looseObject({ quizzes: Ids, validMonths: z.number().nullable().catch(null) })
    .catch({ quizzes: [], validMonths: null }),
  sources: z.array(SourceLine).catch([]),
  review: z.looseObject({ signedBy: z.string().nullable().catch(null) }).catch({ signedBy: null }),
});
export type LooseCourse = z.output<typeof Loose>;

/** What `course.yml` says; null when it is not YAML at all. */
export function courseIn(text: string | null): LooseCourse | null {
  if (text === null) return null;
  const document = parseDocument(text, { schema: 'core' });
  if (document.errors.length > 0) return null;
  try {
    const value = Loose.safeParse(document.toJS({ maxAliasCount: 20 }));
    return value.success ? value.data : null;
  } catch {
    return null;
  }
}

const PASS_MARK = 70;

/** The pass mark that a new quiz of a course begins with. */
export const passMarkOf = (course: LooseCourse | null): number => course?.passMark ?? PASS_MARK;

/** The same text after some changes. Only for text that `courseIn` understands. */
export const edited = editedYaml;

/** A list of `course.yml`, made when it is missing. */
function list(course: Document, name: string): YAMLSeq {
  const found = course.get(name);
  if (isSeq(found)) return found;
  const made = course.createNode([]) as YAMLSeq;
  course.set(name, made);
  return made;
}

const idOf = (node: unknown): unknown => (isMap(node) ? node.get('id') : undefined);

/** Where the entry with this id stands in a list; -1 when it does not. */
const indexIn = (entries: YAMLSeq, id: string): number =>
  entries.items.findIndex((node) => idOf(node) === id);

/** The entry of a list that has this id. */
export const entryOf = (course: Document, name: string, id: string): YAMLMap | null =>
  (list(course, name).items.find((node) => idOf(node) === id) as YAMLMap | undefined) ?? null;

export function addEntry(course: Document, name: string, entry: Record<string, unknown>): void {
  const entries = list(course, name);
  entries.flow = false;
  entries.items.push(course.createNode(entry));
}

export function removeEntry(course: Document, name: string, id: string): void {
  const entries = list(course, name);
  entries.items = entries.items.filter((node) => idOf(node) !== id);
}

/** Moves an entry of a list towards its beginning (-1) or its end (1). */
export function moveEntry(course: Document, name: string, id: string, by: -1 | 1): void {
  const entries = list(course, name);
  const from = indexIn(entries, id);
  swap(entries.items, from, from + by);
}

/** Puts an entry of a list at a place that counts from 0. */
export function placeEntry(course: Document, name: string, id: string, at: number): void {
  const { items } = list(course, name);
  const from = items.findIndex((node) => idOf(node) === id);
  if (from >= 0) items.splice(Math.min(at, items.length - 1), 0, ...items.splice(from, 1));
}

function swap(items: unknown[], from: number, to: number): void {
  if (from < 0 || to < 0 || to >= items.length) return;
  [items[from], items[to]] = [items[to], items[from]];
}

const lessonsOf = (course: Document, module: YAMLMap): YAMLSeq => {
  const found = module.get('lessons');
  if (isSeq(found)) return found;
  const made = course.createNode([], { flow: true }) as YAMLSeq;
  module.set('lessons', made);
  return made;
};

const namesIn = (lessons: YAMLSeq): string[] => lessons.toJSON() as string[];

/** Puts a lesson into a module at a place that counts from 0, taking it from where it stood. */
export function placeLesson(
  course: Document,
  lessonId: string,
  moduleId: string,
  at = Number.MAX_SAFE_INTEGER,
): void {
  const module = entryOf(course, 'modules', moduleId);
  if (module === null) return;
  removeLesson(course, lessonId);
  const lessons = lessonsOf(course, module);
  lessons.items.splice(Math.min(at, lessons.items.length), 0, course.createNode(lessonId));
}

export function removeLesson(course: Document, lessonId: string): void {
  for (const module of list(course, 'modules').items) {
    if (!isMap(module)) continue;
    const lessons = lessonsOf(course, module);
    lessons.items = lessons.items.filter((_, index) => namesIn(lessons)[index] !== lessonId);
  }
}

/** Moves a lesson one place; at the edge of its module it goes on to the next one. */
export function moveLesson(course: Document, lessonId: string, by: -1 | 1): void {
  const modules = list(course, 'modules').items.filter((node): node is YAMLMap => isMap(node));
  const at = modules.findIndex((module) => namesIn(lessonsOf(course, module)).includes(lessonId));
  const module = modules[at];
  if (module === undefined) return;
  const names = namesIn(lessonsOf(course, module));
  const from = names.indexOf(lessonId);
  const to = from + by;
  if (to >= 0 && to < names.length) {
    placeLesson(course, lessonId, String(module.get('id')), to);
    return;
  }
  const next = modules[at + by];
  if (next !== undefined)
    placeLesson(course, lessonId, String(next.get('id')), by === 1 ? 0 : undefined);
}

/** A text in a file: Spanish, and English where somebody wrote it. */
export const asText = (es: string, en: string): { es: string; en?: string } =>
  en === '' ? { es } : { es, en };
