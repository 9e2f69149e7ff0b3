import type { MessageKey } from '../../i18n/translate.ts';
import type { Actor } from '../../lib/actor.ts';
import { Exceeded } from '../../lib/apart-bounded.ts';
import { remark, type ReadItem, type ReadResult } from '../bank/formats/format.ts';
import { renamed } from '../bank/images.ts';
import { readQuestionsApart } from '../bank/read-apart.ts';
import type { Draft } from './draft.ts';
import { questionsIn } from './draft-questions.ts';
import type { DraftService } from './draft-service.ts';
import { freshOf } from './question-service.ts';
import { courseOf, textsIn } from './quiz-service.ts';

/** Where pasted questions may go. */
export interface PasteSheet {
  draft: Draft;
  quizzes: { id: string; title: string }[];
}

/** What was understood of a pasted text, and what not. */
export interface PastedQuestions extends Pick<ReadResult, 'problems' | 'notes'> {
  items: (ReadItem & { isKnown: boolean })[];
}

/** Questions that are pasted into a draft: looked at first, and added as they were understood. */
export const pasteService = ({ drafts }: { drafts: DraftService }) => ({
  async sheet(actor: Actor, draftId: string): Promise<PasteSheet> {
    const opened = await drafts.open(actor, draftId);
    const { quizzes } = courseOf(textsIn(opened));
    return {
      draft: opened.draft,
      quizzes: quizzes.map(({ id, title }) => ({ id, title: title.es || id })),
    };
  },

  /** Reads a pasted text, or says why there is nothing to add. */
  async read(actor: Actor, draftId: string, input: string): Promise<PastedQuestions | MessageKey> {
    const opened = await drafts.open(actor, draftId);
    const read = await readQuestionsApart({ input, format: null }).catch((error: unknown) => {
      if (error instanceof Exceeded) return 'bank.tooMuch' as const;
      throw error;
    });
    if (read === null) return 'evaluation.nothingRead';
    if (typeof read === 'string') return read;
    const items = read.items.map(withoutImages);
    const known = questionsIn(textsIn(opened)).all;
    const all = items.map(({ item }) => item);
    const fresh = new Set(freshOf(all, known));
    return {
      items: items.map((one) => ({ ...one, isKnown: !fresh.has(one.item) })),
      problems: read.problems,
      notes: read.notes,
    };
  },
});
export type PasteService = ReturnType<typeof pasteService>;

/** A question of a text brings no images into a course: each becomes what it says, and is told. A bank keeps them. */
function withoutImages(read: ReadItem): ReadItem {
  if (read.media.length === 0) return read;
  const names = new Map(read.media.map(({ name }) => [name, null] as const));
  const left = read.media.map(({ name }) => remark('formats.note.imageLeft', { name }));
  return { ...read, item: renamed(read.item, names), notes: [...read.notes, ...left] };
}
