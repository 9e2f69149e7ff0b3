import { setImmediate as nextTurn } from 'node:timers/promises';
import { checkItem } from '../../content/item-checks.ts';
import { problemList, hasErrors } from '../../content/problem.ts';
import { ItemDocument } from '../../courses/item-document.ts';
import {
  LIMITS,
  remark,
  type ReadItem,
  type ReadOptions,
  type ReadResult,
  type Remark,
  type RowProblem,
  type SourcePlace,
} from './format.ts';
import { readLabels, type ReadLabels } from './labels.ts';
import { mediaBox, type MediaBox } from './media.ts';
import { isName, markOf, namesInUse, slugOf } from './names.ts';
import { withPartIds } from './part-ids.ts';
import { settle } from './rich-text.ts';
import { beginning } from './tidy.ts';

/** One question while it is read. */
export interface Question {
  place: SourcePlace;
  category: readonly string[];
  media: MediaBox;
  labels: ReadLabels;
  note: (one: Remark) => void;
  notes: Remark[];
  /** Its name in another system: the item is named after it where that system gave no better one. */
  name: string;
}

export function question(
  place: SourcePlace,
  category: readonly string[] = [],
  labels: readonly string[] = [],
): Question {
  const notes: Remark[] = [];
  const said = new Set<string>();
  const read = readLabels(labels);
  const note = (one: Remark): void => {
    const text = JSON.stringify(one);
    if (said.has(text)) return;
    said.add(text);
    notes.push(one);
  };
  for (const tag of read.shortened) note(remark('formats.note.tag', { tag: beginning(tag) }));
  return { place, category, media: mediaBox(), labels: read, note, notes, name: '' };
}

/** A question that is no item: thrown while it is read, told by whoever reads the file. */
export class Unreadable extends Error {
  readonly reason: Remark;
  constructor(reason: Remark) {
    super(reason.key);
    this.reason = reason;
  }
}

/** Stops the reading of one question. */
export const unreadable = (key: Remark['key'], params: Remark['params'] = {}): never => {
  throw new Unreadable(remark(key, params));
};

/** An item as a reader finds it: rich texts, no defaults. Its shape is checked when it is added. */
export type Draft = Record<string, unknown> & {
  type: string;
  stem: unknown;
  /** Where the file says it for all of its texts; otherwise they say it. */
  format?: string;
};

/** How many questions are read before other work of the process has its turn. */
const TURN = 100;

/** Gathers what a reader finds. */
export function collector({ maxItems = LIMITS.items }: ReadOptions = {}) {
  const items: ReadItem[] = [];
  const problems: RowProblem[] = [];
  const notes: Remark[] = [];
  const nameFor = namesInUse();
  let asked = 0;

  const problem = (place: SourcePlace, text: string, reason: Remark): void => {
    problems.push({ place, text: beginning(text), reason });
  };

  function add(one: Question, draft: Draft): void {
    const { fields, more } = one.labels;
    const { format } = draft;
    const whole = {
      ...settle(draft),
      ...(format === undefined ? {} : { format }),
      ...fields,
      id: 'x',
    };
    const stem = stemOf(whole);
    const parsed = ItemDocument.safeParse(whole);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      problem(one.place, stem, shapeRemark(issue));
      return;
    }
    const item = withPartIds(parsed.data, more.get('partes'));
    item.id = wantedName(fields.id, one.name, stem);
    const reason =
      longest(item) > LIMITS.text
        ? remark('formats.problem.longText', { most: LIMITS.text })
        : wrongIn(item);
    if (reason !== null) {
      problem(one.place, stem, reason);
      return;
    }
    item.id = nameFor(item.id);
    items.push({
      item,
      category: [...one.category],
      place: one.place,
      media: one.media.taken(),
      notes: one.notes,
    });
  }

  return {
    problem,
    noteOfFile: (one: Remark): void => {
      if (!notes.some(({ key }) => key === one.key)) notes.push(one);
    },
    /**
     * Reads one question, and says what kept it from being an item. Answers false once the file has more than is read.
     */
    async read(one: Question, text: () => string, draftOf: () => Draft): Promise<boolean> {
      if (++asked % TURN === 0) await nextTurn();
      if (asked > maxItems) {
        problem(one.place, text(), remark('formats.problem.tooMany', { most: maxItems }));
        return false;
      }
      try {
        add(one, draftOf());
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
        problem(one.place, text(), error.reason);
      }
      return true;
    },
    result(): ReadResult {
      if (items.length === 0 && problems.length === 0)
        problem({ unit: 'line', number: 1, sheet: null }, '', remark('formats.problem.empty'));
      return { items, problems, notes };
    },
  };
}

/** A file that could not be read at all. */
export function refused(
  reason: Remark,
  place: SourcePlace = { unit: 'line', number: 1, sheet: null },
): ReadResult {
  return { items: [], problems: [{ place, text: '', reason }], notes: [] };
}

export const tooLarge = (): ReadResult =>
  refused(remark('formats.problem.tooLarge', { megabytes: LIMITS.bytes / 1_000_000 }));

function stemOf(whole: Record<string, unknown>): string {
  const stem = whole['stem'];
  return typeof stem === 'object' && stem !== null && 'es' in stem && typeof stem.es === 'string'
    ? stem.es
    : '';
}

const wantedName = (id: string | undefined, name: string, stem: string): string => {
  if (id !== undefined) return id;
  if (isName(name)) return name;
  const fromName = slugOf(name);
  return fromName !== '' && name.length <= 60
    ? fromName
    : [slugOf(stem, 40), markOf(stem)].filter((part) => part !== '').join('-');
};

function longest(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((most: number, one) => Math.max(most, longest(one)), 0);
}

/** What an item says of itself that cannot be: the first thing. */
function wrongIn(item: ItemDocument): Remark | null {
  const problems = problemList();
  checkItem({ value: item, at: () => ({ file: '', line: 0 }) }, problems);
  if (!hasErrors(problems.sorted())) return null;
  const found = problems.sorted().find(({ severity }) => severity === 'error');
  return found === undefined ? null : remark(found.key as Remark['key'], found.params);
}

interface Issue {
  code: string;
  path: PropertyKey[];
  maximum?: unknown;
  minimum?: unknown;
}

const PARTS = new Set([
  'options',
  'pairs',
  'distractors',
  'steps',
  'answers',
  'gaps',
  'nodes',
  'tags',
  'units',
  'choices',
]);

function shapeRemark(issue: Issue | undefined): Remark {
  const field = issue?.path.map(String).join('.') ?? '';
  const last = String(issue?.path.at(-1) ?? '');
  if (issue?.code === 'too_big' && PARTS.has(last))
    return remark('formats.problem.tooManyParts', { most: Number(issue.maximum) });
  if (issue?.code === 'too_small' && PARTS.has(last))
    return remark('formats.problem.tooFewParts', { least: Number(issue.minimum) });
  if (issue?.code === 'too_small' && (last === 'es' || last === 'en'))
    return remark('formats.problem.emptyText', { field });
  return remark('formats.problem.shape', { field });
}
