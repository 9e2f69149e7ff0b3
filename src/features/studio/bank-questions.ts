import { parse, stringify } from 'yaml';
import { z } from 'zod';
import type { Actor } from '../../lib/actor.ts';
import type { Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import type { Bank, BankItem } from '../bank/bank.ts';
import type { BankPicks, Pick } from '../bank/picks.ts';
import { addEntry, courseIn, COURSE_FILE, edited, passMarkOf } from './course-file.ts';
import type { Desk } from './desk.ts';
import type { Draft } from './draft.ts';
import { asWritten } from './draft-questions.ts';
import type { DraftService } from './draft-service.ts';
import { slugOf } from './names.ts';
import { begunQuiz, newQuizId, setCounted } from './quiz-file.ts';

interface Needs {
  clock: Clock;
  drafts: DraftService;
  picks: BankPicks;
}

/** An assessment that draws from the questions that were taken. */
export interface NewQuiz {
  title: string;
  count: number;
  /** Without one, that of the course. */
  passMark: number | null;
}

export interface Taking {
  bank: Bank;
  items: BankItem[];
  drafts: Draft[];
  /** What new quizzes of the only draft ask for; null where there are several. */
  passMark: number | null;
}

const Entries = z.array(z.looseObject({ id: z.string() })).catch([]);
type Entry = Record<string, unknown>;

/** Questions of a bank in a draft: copied under their stable ids into a file that is called after the bank. */
export function bankQuestions({ clock, drafts, picks }: Needs) {
  const put = (desk: Desk, path: string, entries: readonly Entry[]): void => {
    const text = desk.text(path);
    const known = text === null ? [] : Entries.parse(parse(text, { schema: 'core' }));
    const fresh = new Map(entries.map((entry) => [entry['id'], entry]));
    const kept = known.map((entry) => fresh.get(entry.id) ?? entry);
    const ids = new Set(known.map(({ id }) => id));
    const more = entries.filter(({ id }) => !ids.has(String(id)));
    desk.write(path, stringify([...kept, ...more], { lineWidth: 0 }));
  };

  return {
    /** What would be taken, and where to. */
    async look(actor: Actor, bankId: string, pick: Pick): Promise<Taking> {
      const { bank, items } = await picks.items(actor, bankId, pick);
      const mine = await drafts.list(actor);
      const [only, ...others] = mine;
      const files =
        only === undefined || others.length > 0 ? null : (await drafts.open(actor, only.id)).files;
      const passMark =
        files === null ? null : passMarkOf(courseIn(files.get(COURSE_FILE)?.text ?? null));
      return { bank, items, drafts: mine, passMark };
    },

    /**
     * Copies questions into a draft, with the images that they show; those that are there already become their newest version. A question without an
     * objective of the course gets the first one. With `quiz`, an assessment draws from them and counts for the certificate.
     */
    async take(
      actor: Actor,
      {
        bankId,
        pick,
        draftId,
        quiz,
      }: { bankId: string; pick: Pick; draftId: string; quiz: NewQuiz | null },
    ): Promise<number> {
      const { bank, items } = await picks.items(actor, bankId, pick);
      if (items.length === 0) throw new Refusal('not-found', 'error.notFound');
      const images = await picks.images(items);
      return drafts.change(actor, draftId, async (desk, trx) => {
        const text = desk.text(COURSE_FILE);
        const course = courseIn(text);
        if (text === null || course === null) throw new Refusal('conflict', 'studio.badFile');
        const objectives = new Set(course.objectives.map(({ id }) => id));
        const [first] = objectives;
        const name = slugOf(bank.name, 'banco');
        const entries = items.map(({ document: item }) => {
          const isKnown = item.objective !== null && objectives.has(item.objective);
          const tags = [...new Set([...item.tags, name])].slice(-20);
          const objective = isKnown ? item.objective : (first ?? null);
          return asWritten({ ...item, objective, tags }) as Entry;
        });
        put(desk, `questions/${name}.yml`, entries);
        for (const [image, sha256] of images) desk.writeMedia(`media/${image}`, sha256);
        await picks.noteUses(trx, draftId, items, clock());
        if (quiz !== null) desk.write(COURSE_FILE, withQuiz(text, name, quiz, items.length));
        return items.length;
      });
    },
  };
}
export type BankQuestions = ReturnType<typeof bankQuestions>;

function withQuiz(text: string, tag: string, { title, count, passMark }: NewQuiz, most: number) {
  const course = courseIn(text);
  if (course === null) throw new Refusal('conflict', 'studio.badFile');
  const id = newQuizId(course, title, []);
  return edited(text, (file) => {
    addEntry(
      file,
      'quizzes',
      begunQuiz({
        id,
        title,
        passMark: passMark ?? passMarkOf(course),
        draw: { tag, count: Math.min(count, most) },
      }),
    );
    setCounted(file, id, true);
  });
}
