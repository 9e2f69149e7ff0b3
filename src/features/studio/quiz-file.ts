import { isMap, isSeq, type Document, type YAMLMap } from 'yaml';
import { Refusal } from '../../lib/errors.ts';
import { QuizEntry } from '../content/schema.ts';
import { fits, type DrawGroup } from '../courses/quiz-document.ts';
import { entryOf, removeEntry, type LooseCourse } from './course-file.ts';
import { asWritten, type DraftQuestion } from './draft-questions.ts';
import { freeId, slugOf } from './names.ts';

/** Assessments in `course.yml`. */

/** How many questions a group of a blueprint may draw from. */
export const hasOf = (questions: readonly DraftQuestion[], group: DrawGroup): number =>
  questions.filter(({ item }) => item !== null && fits(item, group)).length;

export const isDrawn = (question: DraftQuestion, draw: readonly DrawGroup[]): boolean =>
  draw.some((group) => question.item !== null && fits(question.item, group));

/** Where the questions that are written for an assessment stand. */
export const questionFileOf = (quizId: string): string => `questions/${quizId}.yml`;

/** An assessment as its schema reads it; null where it has mistakes. */
export function quizIn(course: LooseCourse, id: string): QuizEntry | null {
  const found = course.quizzes.find((quiz) => quiz.id === id);
  if (found === undefined) return null;
  const { es, en } = found.title;
  const read = QuizEntry.safeParse({ ...found, title: { es, en: en === '' ? null : en } });
  return read.success ? read.data : null;
}

/** Every name that a course's parts have already. */
const namesIn = ({ quizzes, modules, objectives }: LooseCourse): Set<string> =>
  new Set([
    ...[...quizzes, ...modules, ...objectives].map(({ id }) => id),
    ...modules.flatMap(({ lessons }) => lessons),
  ]);

/** A name for a new assessment, told apart from everything else of the course. */
export const newQuizId = (
  course: LooseCourse,
  title: string,
  questions: readonly DraftQuestion[],
): string =>
  freeId(
    slugOf(title, 'evaluacion'),
    new Set([...namesIn(course), ...questions.map(({ id }) => id)]),
  );

export interface BegunQuiz {
  id: string;
  title: string;
  passMark: number;
  draw: { tag: string; count: number };
}

/** What an assessment begins with: open after the lessons, three attempts, counted for the certificate. */
export const begunQuiz = ({ id, title, passMark, draw }: BegunQuiz): Record<string, unknown> => ({
  id,
  kind: 'posttest',
  title: { es: title },
  intro: { es: title },
  draw: [draw],
  attempts: 3,
  passMark,
  timeLimitMinutes: null,
  after: 'lessons',
});

const COUNTED = ['certificate', 'quizzes'];

/** Says whether an assessment has to be passed for the certificate. */
export function setCounted(file: Document, id: string, isCounted: boolean): void {
  if (!isMap(file.get('certificate')))
    file.set('certificate', file.createNode({ quizzes: [], validMonths: null }));
  const found = file.getIn(COUNTED);
  const known: string[] = isSeq(found) ? (found.toJSON() as string[]) : [];
  if (known.includes(id) === isCounted) return;
  const now = isCounted ? [...known, id] : known.filter((one) => one !== id);
  file.setIn(COUNTED, file.createNode(now));
}

/** Takes an assessment out of the course and of what the certificate asks for. */
export function dropQuiz(file: Document, id: string): void {
  removeEntry(file, 'quizzes', id);
  setCounted(file, id, false);
}

const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** Writes the fields of an assessment that changed, and leaves the others as their author wrote them. */
export function changeQuiz(file: Document, before: QuizEntry | null, after: QuizEntry): void {
  const node = entryOf(file, 'quizzes', after.id);
  if (node === null) throw new Refusal('conflict', 'studio.unreadable');
  for (const [name, value] of Object.entries(after)) {
    const was = before === null ? undefined : before[name as keyof QuizEntry];
    if (before !== null && isSame(was, value)) continue;
    if (name === 'draw') setRows(file, node, name, before?.draw ?? [], after.draw);
    else if (name === 'sections') setRows(file, node, name, before?.sections ?? [], after.sections);
    else if (value === null && !SAID.has(name)) node.delete(name);
    else node.set(name, file.createNode(asWritten(value)));
  }
}

/** What an assessment says even where it is nothing. */
const SAID = new Set(['attempts', 'passMark', 'timeLimitMinutes', 'after']);

/** Writes a list whose rows stay as they are written while they say the same. */
function setRows(
  file: Document,
  node: YAMLMap,
  name: string,
  before: readonly unknown[],
  after: readonly unknown[],
): void {
  if (after.length === 0) {
    node.delete(name);
    return;
  }
  const list = node.get(name);
  const known = isSeq(list) ? [...list.items] : [];
  const left = before.map((value, at) => ({ value, node: known[at] }));
  const rows = after.map((value) => {
    const at = left.findIndex((one) => one.node !== undefined && isSame(one.value, value));
    const [found] = at < 0 ? [] : left.splice(at, 1);
    return found?.node ?? file.createNode(asWritten(value), { flow: name === 'draw' });
  });
  const made = file.createNode([]);
  made.flow = false;
  made.items = rows as typeof made.items;
  node.set(name, made);
}

/** A group that asks for nothing but what is written for an assessment itself. */
const ownGroup = (id: string, count: number): DrawGroup => ({
  section: null,
  form: null,
  objective: null,
  critical: null,
  topic: null,
  difficulty: null,
  type: null,
  tag: id,
  count,
});

const isOwn = (group: DrawGroup, id: string): boolean =>
  isSame({ ...ownGroup(id, 0), ...group, section: null, count: 0 }, ownGroup(id, 0));

/** How many a group asks for after there are others: all where it asked for all, and otherwise never more than there are. */
function countAfter(count: number, was: number, is: number): number {
  if (count === Math.max(1, was)) return Math.max(1, is);
  return count > was ? count : Math.max(1, Math.min(count, is));
}

/**
 * The blueprint after the questions of an assessment changed. Without a group for its own questions, one is added where some
 * of them are drawn by no other.
 */
export function drawAfter(
  quiz: QuizEntry,
  before: readonly DraftQuestion[],
  after: readonly DraftQuestion[],
): DrawGroup[] {
  const draw = quiz.draw.map((group) =>
    isOwn(group, quiz.id)
      ? { ...group, count: countAfter(group.count, hasOf(before, group), hasOf(after, group)) }
      : group,
  );
  const own = hasOf(after, ownGroup(quiz.id, 1));
  const isAsked = draw.some((group) => isOwn(group, quiz.id));
  return isAsked || own === 0 ? draw : [...draw, ownGroup(quiz.id, own)];
}
