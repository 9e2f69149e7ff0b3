import type { Actor } from '../../lib/actor.ts';
import { Refusal } from '../../lib/errors.ts';
import { fingerprint } from '../bank/formats/fingerprint.ts';
import { newItemId } from '../bank/item-repository.ts';
import type { MediaOf } from '../content/inline-text.ts';
import type { MediaFile } from '../content/media-file.ts';
import { addMedia } from '../content/repository.ts';
import { MOST_AUDIO, type ItemAudio } from '../courses/item-audio.ts';
import type { ItemDocument } from '../courses/item-document.ts';
import { addEntry, COURSE_FILE, edited, passMarkOf, type LooseCourse } from './course-file.ts';
import type { Desk } from './desk.ts';
import type { Draft } from './draft.ts';
import { asWritten, questionsIn, type DraftQuestion } from './draft-questions.ts';
import type { DraftService, OpenDraft } from './draft-service.ts';
import {
  begunQuiz,
  changeQuiz,
  drawAfter,
  isDrawn,
  newQuizId,
  questionFileOf,
  quizIn,
  setCounted,
} from './quiz-file.ts';
import { courseOf, rawQuiz, textsIn } from './quiz-service.ts';
import { changedEntry, entryFor, listIn, writtenList, type YamlList } from './yaml-list.ts';

/** A question of an assessment on the table of its form. */
export interface QuestionSheet {
  draft: Draft;
  quizId: string;
  quizTitle: string;
  objectives: { id: string; text: string }[];
  /** The files of the draft that a question may show or let be heard. */
  media: MediaOf;
  /** Null for a new one. */
  question: (DraftQuestion & { item: ItemDocument }) | null;
}

/** Where questions go: into an assessment, or into a new one of this title. */
export type Into = { quizId: string } | { title: string };

const unknown = (): Refusal => new Refusal('not-found', 'error.notFound');

function listAt(desk: Desk, path: string): YamlList {
  const list = listIn(desk.text(path));
  if (list === null) throw new Refusal('conflict', 'studio.badFile');
  return list;
}

/** Questions of the assessments of a draft: writing them, and their order. */
export const questionService = ({ drafts }: { drafts: DraftService }) => {
  /** The blueprint follows what was added or taken away. */
  const follow = (desk: Desk, quizId: string, before: readonly DraftQuestion[]): void => {
    const quiz = quizIn(courseOf(desk), quizId);
    if (quiz === null) return;
    const draw = drawAfter(quiz, before, questionsIn(desk).all);
    const text = edited(desk.text(COURSE_FILE) ?? '', (file) => {
      changeQuiz(file, quiz, { ...quiz, draw });
    });
    desk.write(COURSE_FILE, text);
  };

  const put = (desk: Desk, course: LooseCourse, quizId: string, items: ItemDocument[]): void => {
    const path = questionFileOf(quizId);
    const list = listAt(desk, path);
    const draw = quizIn(course, quizId)?.draw ?? [];
    const objectives = new Set(course.objectives.map(({ id }) => id));
    const [first = null] = objectives;
    for (const item of items) {
      const isKnown = item.objective !== null && objectives.has(item.objective);
      const placed = { ...item, objective: isKnown ? item.objective : first };
      const question = { id: item.id, path, at: 0, item: placed, mark: 0 };
      const tags = isDrawn(question, draw) ? item.tags : [...new Set([...item.tags, quizId])];
      const entry = asWritten({ ...placed, id: newItemId(), tags: tags.slice(-20) });
      list.entries.push(entryFor(entry, list.indent));
    }
    desk.write(path, writtenList(list));
  };

  const begin = (desk: Desk, course: LooseCourse, title: string, count: number): string => {
    const id = newQuizId(course, title, questionsIn(desk).all);
    const quiz = begunQuiz({ id, title, passMark: passMarkOf(course), draw: { tag: id, count } });
    const text = edited(desk.text(COURSE_FILE) ?? '', (file) => {
      addEntry(file, 'quizzes', quiz);
      setCounted(file, id, true);
    });
    desk.write(COURSE_FILE, text);
    return id;
  };

  /** A question that stands for an assessment: in its own file, or drawn by it. */
  const found = (
    course: LooseCourse,
    all: readonly DraftQuestion[],
    quizId: string,
    itemId: string,
  ): DraftQuestion => {
    rawQuiz(course, quizId);
    const draw = quizIn(course, quizId)?.draw ?? [];
    const one = all.find(
      ({ id, ...question }) =>
        id === itemId &&
        (question.path === questionFileOf(quizId) || isDrawn({ id, ...question }, draw)),
    );
    if (one === undefined) throw unknown();
    return one;
  };

  /** Changes the file in which a question stands. */
  const changeFile = (
    actor: Actor,
    draftId: string,
    { quizId, itemId }: { quizId: string; itemId: string },
    work: (list: YamlList, question: DraftQuestion) => boolean,
  ): Promise<boolean> =>
    drafts.change(actor, draftId, (desk) => {
      const before = questionsIn(desk).all;
      const question = found(courseOf(desk), before, quizId, itemId);
      const list = listAt(desk, question.path);
      if (!work(list, question)) return false;
      desk.write(question.path, writtenList(list));
      if (question.path === questionFileOf(quizId)) follow(desk, quizId, before);
      return true;
    });

  return {
    /** A question of an assessment, or the place for a new one. */
    async sheet(
      actor: Actor,
      draftId: string,
      quizId: string,
      itemId: string | null,
    ): Promise<QuestionSheet> {
      const opened = await drafts.open(actor, draftId);
      const texts = textsIn(opened);
      const course = courseOf(texts);
      const raw = rawQuiz(course, quizId);
      const one = itemId === null ? null : found(course, questionsIn(texts).all, quizId, itemId);
      if (one !== null && one.item === null) throw new Refusal('conflict', 'evaluation.unreadable');
      const item = one?.item ?? null;
      return {
        draft: opened.draft,
        quizId,
        quizTitle: raw.title.es || quizId,
        objectives: course.objectives.map(({ id, text }) => ({ id, text: text.es })),
        media: mediaIn(opened),
        // That it belongs to its assessment is no label that somebody writes.
        question:
          one === null || item === null
            ? null
            : { ...one, item: { ...item, tags: item.tags.filter((tag) => tag !== quizId) } },
      };
    },

    /**
     * Adds questions, to a new assessment where none is named; of several those that the course does not have yet. Answers which
     * assessment, and how many were added.
     */
    async add(
      actor: Actor,
      draftId: string,
      into: Into,
      items: readonly ItemDocument[],
    ): Promise<{ quizId: string; added: number }> {
      return drafts.change(actor, draftId, (desk) => {
        const before = questionsIn(desk).all;
        const fresh = items.length === 1 ? [...items] : freshOf(items, before);
        const course = courseOf(desk);
        if ('quizId' in into) rawQuiz(course, into.quizId);
        const quizId =
          'quizId' in into
            ? into.quizId
            : begin(desk, course, into.title, Math.max(1, fresh.length));
        if (fresh.length > 0) put(desk, courseOf(desk), quizId, fresh);
        if ('quizId' in into) follow(desk, quizId, before);
        return { quizId, added: fresh.length };
      });
    },

    /** Keeps what changed of a question; false when somebody else changed it since `mark`. */
    async change(
      actor: Actor,
      draftId: string,
      at: { quizId: string; itemId: string; mark: number },
      item: ItemDocument,
    ): Promise<boolean> {
      return changeFile(actor, draftId, at, (list, { at: place, item: before, mark }) => {
        const entry = list.entries[place];
        if (entry === undefined || before === null || mark !== at.mark) return false;
        const isOwn = before.tags.includes(at.quizId);
        const tags = [...new Set([...item.tags, ...(isOwn ? [at.quizId] : [])])].slice(-20);
        const after = { ...item, id: before.id, tags };
        list.entries[place] =
          after.type === before.type
            ? changedEntry(entry, list.indent, changedFields(before, after))
            : entryFor(asWritten(after), list.indent);
        return true;
      });
    },

    /** Keeps other recordings with a question. What no text of the draft names any more leaves its files. */
    async changeAudio(
      actor: Actor,
      draftId: string,
      { quizId, itemId }: { quizId: string; itemId: string },
      change: (audio: readonly ItemAudio[]) => ItemAudio[],
      media: readonly MediaFile[],
    ): Promise<void> {
      await drafts.change(actor, draftId, async (desk, trx) => {
        const question = found(courseOf(desk), questionsIn(desk).all, quizId, itemId);
        const list = listAt(desk, question.path);
        const entry = list.entries[question.at];
        if (entry === undefined || question.item === null)
          throw new Refusal('conflict', 'evaluation.unreadable');
        const before = question.item.audio ?? [];
        const after = change(before);
        if (after.length > MOST_AUDIO) throw new Refusal('conflict', 'itemAudio.full');
        await addMedia(trx, media);
        for (const { file, sha256 } of media) desk.writeMedia(file, sha256);
        const said = after.length === 0 ? undefined : asWritten(after);
        list.entries[question.at] = changedEntry(entry, list.indent, new Map([['audio', said]]));
        desk.write(question.path, writtenList(list));
        const texts = desk.paths().map((path) => desk.text(path) ?? '');
        for (const { file } of before)
          if (!texts.some((text) => text.includes(file))) desk.remove(`media/${file}`);
      });
    },

    /** Lets a question change places with its neighbour in its file. */
    async move(
      actor: Actor,
      draftId: string,
      at: { quizId: string; itemId: string },
      by: -1 | 1,
    ): Promise<void> {
      await changeFile(actor, draftId, at, ({ entries }, { at: from }) => {
        const [one, other] = [entries[from], entries[from + by]];
        if (one === undefined || other === undefined) return false;
        [entries[from], entries[from + by]] = [other, one];
        return true;
      });
    },

    async remove(
      actor: Actor,
      draftId: string,
      at: { quizId: string; itemId: string },
    ): Promise<void> {
      await changeFile(actor, draftId, at, ({ entries }, question) => {
        entries.splice(question.at, 1);
        return true;
      });
    },
  };
};
export type QuestionService = ReturnType<typeof questionService>;

/** The media of a draft by their names, as those of a version are. */
const mediaIn = ({ files }: OpenDraft): MediaOf =>
  Object.fromEntries(
    [...files.values()].flatMap(({ path, media }) =>
      media === null ? [] : [[path.slice('media/'.length), media]],
    ),
  );

/** The questions that ask what none of the others asks. */
export function freshOf(
  items: readonly ItemDocument[],
  known: readonly DraftQuestion[],
): ItemDocument[] {
  const said = new Set(known.flatMap(({ item }) => (item === null ? [] : fingerprint(item))));
  return items.filter((item) => {
    const says = fingerprint(item);
    const isFresh = !said.has(says);
    said.add(says);
    return isFresh;
  });
}

/** The fields of a question that say something else, as authors write them; what says nothing any more is taken away. */
function changedFields(before: ItemDocument, after: ItemDocument): Map<string, unknown> {
  const was = before as Record<string, unknown>;
  const fields = Object.entries(after).filter(
    ([name, value]) => name !== 'id' && JSON.stringify(was[name]) !== JSON.stringify(value),
  );
  return new Map(
    fields.map(([name, value]) => [name, value === null ? undefined : asWritten(value)] as const),
  );
}
