import type { Db } from '../../db/connection.ts';
import type { ItemDocument } from '../courses/item-document.ts';
import type { Bank } from './bank.ts';
import type { Alike, Staged } from './import.ts';
import { importRepository } from './import-repository.ts';
import { eachInTurns } from './packed.ts';
import type { Told } from './told.ts';
import { titleOf } from './texts.ts';
import { foundBy } from './found.ts';
import { ALIKE, likeness, wordSet } from './sameness.ts';

/** So many that share a mark are compared with; a bank of questions made by one pattern has more than anybody looks at. */
const COMPARED = 4;

interface Words {
  words: () => ReadonlySet<string>;
  alike: Omit<Alike, 'share'>;
}

/** Finds the one that says nearly the same among those that share a mark. */
function closest(words: ReadonlySet<string>, others: Iterable<Words>): Alike | null {
  let best: Alike | null = null;
  for (const other of others) {
    const share = likeness(words, other.words());
    if (share >= ALIKE && share > (best?.share ?? 0)) best = { ...other.alike, share };
  }
  return best;
}

/** Its words are looked for when it is compared, and once. */
function said(
  item: ItemDocument,
  { id, number, title }: { id: string | null; number: number; title: string },
): Words {
  let known: ReadonlySet<string> | null = null;
  return { words: () => (known ??= wordSet(item)), alike: { id, number, title } };
}

/** What was read, each question with what it repeats or resembles: of the bank, or before it in the same file. */
export async function marked(
  db: Db,
  bank: Bank,
  { items, problems, notes, found }: Told,
): Promise<Omit<Staged, 'sheets'>> {
  const imports = importRepository(db);
  const known = await imports.numbersOf(bank.id, [
    ...new Set(found.map(({ fingerprint }) => fingerprint)),
  ]);
  const sharing = await imports.sharing(
    bank.id,
    [...new Set(found.flatMap(({ marks }) => marks))],
    COMPARED,
  );
  const inBank = new Map(
    (await imports.documents([...new Set([...sharing.values()].flat())])).map((item) => [
      item.id,
      said(item.document, {
        id: item.id,
        number: item.number,
        title: titleOf(item.document),
      }),
    ]),
  );
  const seen = new Set<string>();
  const before = new Map<string, Words[]>();
  return {
    problems,
    notes,
    items: await eachInTurns(items, ({ item, category, place, notes: told }, at) => {
      const by = found[at] ?? foundBy(item);
      const mine = said(item, { id: null, number: at + 1, title: by.title });
      const repeats = known.get(by.fingerprint) ?? (seen.has(by.fingerprint) ? 0 : null);
      seen.add(by.fingerprint);
      const near = new Set<Words>();
      for (const mark of by.marks) {
        for (const id of sharing.get(mark) ?? []) {
          const other = inBank.get(id);
          if (other !== undefined) near.add(other);
        }
        before.get(mark)?.forEach((other) => near.add(other));
      }
      const alike = repeats === null && near.size > 0 ? closest(mine.words(), near) : null;
      for (const mark of by.marks) {
        const list = before.get(mark) ?? [];
        if (list.length < COMPARED) before.set(mark, [...list, mine]);
      }
      return { item, category, place, notes: told, found: by, repeats, alike };
    }),
  };
}
