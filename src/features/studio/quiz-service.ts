import type { Document } from 'yaml';
import type { Actor } from '../../lib/actor.ts';
import { Refusal } from '../../lib/errors.ts';
import type { QuizEntry } from '../content/schema.ts';
import type { Draft as Fields } from '../bank/item-draft.ts';
import type { Mistake } from '../bank/item-mistakes.ts';
import {
  addEntry,
  courseIn,
  COURSE_FILE,
  edited,
  passMarkOf,
  type LooseCourse,
} from './course-file.ts';
import type { Draft } from './draft.ts';
import {
  asWritten,
  markOf,
  questionsIn,
  type DraftQuestion,
  type Texts,
} from './draft-questions.ts';
import type { DraftService, OpenDraft } from './draft-service.ts';
import { newQuizDraft, quizDraft, quizFrom, type Around } from './quiz-fields.ts';
import {
  changeQuiz,
  dropQuiz,
  isDrawn,
  newQuizId,
  questionFileOf,
  quizIn,
  setCounted,
} from './quiz-file.ts';
import { textAt } from '../bank/item-draft.ts';

/** An assessment of a draft with its questions. */
export interface QuizSheet {
  draft: Draft;
  id: string;
  title: string;
  /** Null where it has mistakes that its form can mend. */
  quiz: QuizEntry | null;
  isCounted: boolean;
  /** Those that are written for it, and those that it draws from other files. */
  questions: DraftQuestion[];
  /** Files that are no lists of questions. */
  unreadable: string[];
}

/** What the form of an assessment shows. */
export interface QuizForm {
  draft: Draft;
  course: LooseCourse;
  questions: DraftQuestion[];
  title: string | null;
  fields: Fields;
  /** Tells whether the assessment is still what was opened; 0 for a new one. */
  mark: number;
}

export type QuizSaved = { ok: true; id: string } | { ok: false; mistakes: Mistake[]; mark: number };

const unknown = (): Refusal => new Refusal('not-found', 'error.notFound');

/** The texts of an open draft. */
export const textsIn = ({ files }: OpenDraft): Texts => ({
  paths: () => [...files.keys()],
  text: (path) => files.get(path)?.text ?? null,
});

/** A draft's `course.yml`, which must be readable. */
export function courseOf(texts: Texts): LooseCourse {
  const course = courseIn(texts.text(COURSE_FILE));
  if (course === null) throw new Refusal('conflict', 'studio.unreadable');
  return course;
}

/** An assessment as its file says it. */
export function rawQuiz(course: LooseCourse, id: string): LooseCourse['quizzes'][number] {
  const raw = course.quizzes.find((quiz) => quiz.id === id);
  if (raw === undefined) throw unknown();
  return raw;
}

const markIn = (course: LooseCourse, id: string): number =>
  markOf(JSON.stringify([rawQuiz(course, id), course.certificate.quizzes.includes(id)]));

const around = (course: LooseCourse, own: number): Around => ({
  modules: new Set(course.modules.map(({ id }) => id)),
  objectives: new Set(course.objectives.map(({ id }) => id)),
  own,
});

/** Assessments of drafts: what they ask for, when, and how they are scored. */
export const quizService = ({ drafts }: { drafts: DraftService }) => {
  const opened = async (actor: Actor, draftId: string) => {
    const open = await drafts.open(actor, draftId);
    const texts = textsIn(open);
    return { draft: open.draft, course: courseOf(texts), ...questionsIn(texts) };
  };

  return {
    async sheet(actor: Actor, draftId: string, id: string): Promise<QuizSheet> {
      const { draft, course, all, unreadable } = await opened(actor, draftId);
      const raw = rawQuiz(course, id);
      const quiz = quizIn(course, id);
      return {
        draft,
        id,
        title: raw.title.es || id,
        quiz,
        isCounted: course.certificate.quizzes.includes(id),
        questions: all.filter(
          (one) => one.path === questionFileOf(id) || isDrawn(one, quiz?.draw ?? []),
        ),
        unreadable,
      };
    },

    /** The fields of an assessment, or of one that is not there yet. */
    async form(actor: Actor, draftId: string, id: string | null): Promise<QuizForm> {
      const { draft, course, all } = await opened(actor, draftId);
      const shown = { draft, course, questions: all };
      if (id === null)
        return { ...shown, title: null, fields: newQuizDraft(passMarkOf(course)), mark: 0 };
      const raw = rawQuiz(course, id);
      const fields = quizDraft(raw, course.certificate.quizzes.includes(id));
      return { ...shown, title: raw.title.es || id, fields, mark: markIn(course, id) };
    },

    /** Keeps an assessment, a new one where `id` is null, unless somebody changed it since `mark`. */
    async save(
      actor: Actor,
      draftId: string,
      id: string | null,
      { fields, mark }: { fields: Fields; mark: number },
    ): Promise<QuizSaved> {
      return drafts.change(actor, draftId, (desk): QuizSaved => {
        const course = courseOf(desk);
        const { all } = questionsIn(desk);
        const now = id === null ? 0 : markIn(course, id);
        const known = id ?? newQuizId(course, textAt(fields, 'title.es'), all);
        const own = all.filter(({ path }) => path === questionFileOf(known)).length;
        const read = quizFrom(fields, known, around(course, own));
        if (!read.ok) return { ok: false, mistakes: read.mistakes, mark };
        if (now !== mark) {
          const mistakes = [{ field: '', key: 'evaluation.changedMeanwhile' as const, params: {} }];
          return { ok: false, mistakes, mark: now };
        }
        const { quiz, isCounted } = read;
        const before = quizIn(course, known);
        const change = (file: Document): void => {
          if (id === null) addEntry(file, 'quizzes', asNew(quiz));
          else changeQuiz(file, before, quiz);
          setCounted(file, known, isCounted);
        };
        desk.write(COURSE_FILE, edited(desk.text(COURSE_FILE) ?? '', change));
        return { ok: true, id: known };
      });
    },

    /** Takes an assessment out of the course, with the questions that are written for it where that is wanted. */
    async remove(actor: Actor, draftId: string, id: string, withQuestions: boolean): Promise<void> {
      await drafts.change(actor, draftId, (desk) => {
        rawQuiz(courseOf(desk), id);
        const text = edited(desk.text(COURSE_FILE) ?? '', (file) => {
          dropQuiz(file, id);
        });
        desk.write(COURSE_FILE, text);
        if (withQuestions) desk.remove(questionFileOf(id));
      });
    },
  };
};
export type QuizService = ReturnType<typeof quizService>;

/** A new assessment in its file: what every one says, and of the rest what is not as usual. */
function asNew(quiz: QuizEntry): Record<string, unknown> {
  const { sections, opensAt, closesAt, timeZone, counts, reasons, ...said } = quiz;
  const hasTimes = opensAt !== null || closesAt !== null;
  const { attempts, passMark, timeLimitMinutes, after, ...texts } = said;
  return {
    ...(asWritten(texts) as Record<string, unknown>),
    attempts,
    passMark,
    timeLimitMinutes,
    after,
    ...(sections.length === 0 ? {} : { sections: asWritten(sections) }),
    ...(opensAt === null ? {} : { opensAt }),
    ...(closesAt === null ? {} : { closesAt }),
    ...(hasTimes ? { timeZone } : {}),
    ...(counts === 'best' ? {} : { counts }),
    ...(reasons === 'after-attempt' ? {} : { reasons }),
  };
}
