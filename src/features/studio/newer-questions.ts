import { isSeq } from 'yaml';
import { z } from 'zod';
import type { Actor } from '../../lib/actor.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Bank, BankItem } from '../bank/bank.ts';
import type { BankPicks } from '../bank/picks.ts';
import { QuestionEntry } from '../content/schema.ts';
import { withEnglish } from '../content/translations.ts';
import { ItemDocument } from '../courses/item-document.ts';
import { asWritten } from './draft-questions.ts';
import { courseIn, COURSE_FILE } from './course-file.ts';
import type { Desk } from './desk.ts';
import type { Draft } from './draft.ts';
import type { DraftService } from './draft-service.ts';
import { editedYaml, readYaml } from './yaml-edit.ts';

/** A question of a draft whose bank has a newer version of it. */
export interface NewerQuestion {
  bank: Bank;
  item: BankItem;
  /** Where it stands in the draft. */
  path: string;
  at: number;
  /** As it stands there; null where it has mistakes that only the text of the file can mend. */
  before: ItemDocument | null;
  /** As it would stand there. */
  after: ItemDocument;
}

/** A version of a question that somebody has seen. */
export interface SeenVersion {
  id: string;
  version: number;
}

interface Needs {
  clock: Clock;
  drafts: DraftService;
  picks: BankPicks;
}

type Texts = Pick<Desk, 'paths' | 'text'>;
interface Place {
  path: string;
  at: number;
  value: unknown;
}

const Entries = z.array(z.unknown()).catch([]);
const Entry = z.looseObject({
  id: z.string().catch(''),
  objective: z.string().nullish().catch(null),
  tags: z.array(z.string()).catch([]),
});
const MOST_TAGS = 20;

/** Where each question of a draft stands. */
const placesIn = ({ paths, text }: Texts): Map<string, Place> =>
  new Map(
    paths()
      .filter((path) => path.startsWith('questions/'))
      .flatMap((path) =>
        Entries.parse(readYaml(text(path))).flatMap((value, at) => {
          const entry = Entry.safeParse(value);
          return entry.success ? [[entry.data.id, { path, at, value }] as const] : [];
        }),
      ),
  );

/** What the bank says now, with what the draft says of its place: its objective and its own tags. */
function broughtIn(item: ItemDocument, value: unknown, objectives: ReadonlySet<string>) {
  const entry = Entry.parse(value);
  const isKnown = item.objective !== null && objectives.has(item.objective);
  const objective = isKnown ? item.objective : (entry.objective ?? null);
  const tags = [...new Set([...item.tags, ...entry.tags])].slice(-MOST_TAGS);
  return { ...item, objective, tags };
}

const readEntry = (value: unknown): ItemDocument | null => {
  const entry = QuestionEntry.safeParse(value);
  return entry.success ? ItemDocument.parse(withEnglish(entry.data)) : null;
};

/** Questions of drafts that their banks have in a newer version. */
export function newerQuestions({ clock, drafts, picks }: Needs) {
  const among = async (actor: Actor, draftId: string, texts: Texts): Promise<NewerQuestion[]> => {
    const newer = await picks.newer(actor, draftId);
    if (newer.length === 0) return [];
    const places = placesIn(texts);
    const course = courseIn(texts.text(COURSE_FILE));
    const objectives = new Set((course?.objectives ?? []).map(({ id }) => id));
    return newer.flatMap(({ bank, item }): NewerQuestion[] => {
      const place = places.get(item.id);
      if (place === undefined) return [];
      const { path, at, value } = place;
      const after = broughtIn(item.document, value, objectives);
      return [{ bank, item, path, at, before: readEntry(value), after }];
    });
  };

  /** What is newer in the banks within her reach, with what would change in the draft. */
  const sheet = async (
    actor: Actor,
    draftId: string,
  ): Promise<{ draft: Draft; questions: NewerQuestion[] }> => {
    const { draft, files } = await drafts.open(actor, draftId);
    const texts: Texts = {
      paths: () => [...files.keys()],
      text: (path) => files.get(path)?.text ?? null,
    };
    return { draft, questions: await among(actor, draftId, texts) };
  };

  return {
    sheet,

    /** Brings the newer versions that somebody has seen into the draft. Answers how many; one that is newer still waits. */
    async take(actor: Actor, draftId: string, seen: readonly SeenVersion[]): Promise<number> {
      const { questions } = await sheet(actor, draftId);
      const images = await picks.images(questions.map(({ item }) => item));
      return drafts.change(actor, draftId, async (desk, trx) => {
        const now = placesIn(desk);
        const wanted = questions.filter(
          ({ item }) =>
            now.has(item.id) &&
            seen.some(({ id, version }) => id === item.id && version === item.version),
        );
        for (const { item, after } of wanted) {
          const place = now.get(item.id);
          if (place === undefined) continue;
          const text = editedYaml(desk.text(place.path) ?? '', (document) => {
            const { contents } = document;
            if (isSeq(contents)) contents.items[place.at] = document.createNode(asWritten(after));
          });
          desk.write(place.path, text);
        }
        if (wanted.length > 0)
          for (const [image, sha256] of images) desk.writeMedia(`media/${image}`, sha256);
        const items = wanted.map(({ item }) => item);
        await picks.noteUses(trx, draftId, items, clock());
        return wanted.length;
      });
    },
  };
}
export type NewerQuestions = ReturnType<typeof newerQuestions>;
