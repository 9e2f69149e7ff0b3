import { createHash } from 'node:crypto';
import { ItemDocument } from '../courses/item-document.ts';
import { QuestionEntry } from '../content/schema.ts';
import { withEnglish } from '../content/translations.ts';
import { listIn, type YamlList } from './yaml-list.ts';

/** The texts of a draft, open to be read or on the desk to be changed. */
export interface Texts {
  paths(): string[];
  text(path: string): string | null;
}

/** A question in the files of a draft. */
export interface DraftQuestion {
  id: string;
  path: string;
  /** Its place in its file. */
  at: number;
  /** Null where it has mistakes that only the text of the file can mend. */
  item: ItemDocument | null;
  /** Tells whether it is still what somebody opened. */
  mark: number;
}

export interface DraftQuestions {
  all: DraftQuestion[];
  /** Files that are no lists of questions. */
  unreadable: string[];
}

const MARKS = 90_000;

/** A number that another text seldom has. */
export const markOf = (text: string): number =>
  (createHash('sha256').update(text).digest().readUInt32BE(0) % MARKS) + 1;

export const isQuestionFile = (path: string): boolean => /^questions\/[^/]+\.yml$/.test(path);

const idIn = (value: unknown): string => {
  const { id } = (value ?? {}) as { id?: unknown };
  return typeof id === 'string' ? id : '';
};

/** What an entry of a file says; null when it is no question. */
function itemIn(value: unknown): ItemDocument | null {
  const entry = QuestionEntry.safeParse(value);
  return entry.success ? ItemDocument.parse(withEnglish(entry.data)) : null;
}

/** The questions of one file, in its order. */
export const questionsOf = (path: string, { entries }: YamlList): DraftQuestion[] =>
  entries.map(({ text, value }, at) => ({
    id: idIn(value),
    path,
    at,
    item: itemIn(value),
    mark: markOf(text),
  }));

/** All questions of a draft, file by file. */
export function questionsIn(texts: Texts): DraftQuestions {
  const all: DraftQuestion[] = [];
  const unreadable: string[] = [];
  for (const path of texts.paths().filter(isQuestionFile)) {
    const list = listIn(texts.text(path));
    if (list === null) unreadable.push(path);
    else all.push(...questionsOf(path, list));
  }
  return { all, unreadable };
}

/** What a schema of a course file asks for even where it is nothing. */
const SAID_AS_NULL = new Set(['to', 'from']);

/** A value as authors write it: without what is nothing, and without English that only repeats the Spanish. */
export function asWritten(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => asWritten(one, name));
  if (typeof value !== 'object' || value === null) return value;
  const { es, en, ...rest } = value as { es?: unknown; en?: unknown };
  if (typeof es === 'string' && Object.keys(rest).length === 0)
    return en === es || en === null || en === undefined ? { es } : { es, en };
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inside]) => inside !== null || SAID_AS_NULL.has(key))
      .map(([key, inside]) => [key, asWritten(inside, key)]),
  );
}
