import type { ItemDocument, ItemOf } from '../../courses/item-document.ts';
import { multipleKey, singleKey } from './choice-key.ts';
import { collector, question, tooLarge, unreadable, type Draft } from './collect.ts';
import { textOf } from './decode.ts';
import {
  remark,
  type BankItem,
  type Format,
  type ItemNote,
  type ReadOptions,
  type ReadResult,
  type Remark,
} from './format.ts';
import { letter } from './names.ts';
import { plain } from './rich-text.ts';
import { tidy } from './tidy.ts';

/**
 * Aiken: a question, its options by letter, and the letter of the right one. It carries single choice in one language and
 * nothing else; all that it leaves out is told.
 */
export const aiken: Format = {
  name: 'aiken',
  extension: 'aiken.txt',
  mediaType: 'text/plain; charset=utf-8',
  read,
  write(items) {
    const notes: ItemNote[] = [];
    return { chunks: pieces(items, notes), notes };
  },
};

// Lines end with \n alone: other characters that end a line somewhere stand within one here.
const OPTION = /^\s*([A-Za-z])\s*[.)]\s+(.*)$/s;
const ANSWER = /^\s*(?:ANSWER|RESPUESTA(?: CORRECTA)?|CORRECTA)\s*:\s*(.+?)\s*$/is;

interface AikenQuestion {
  line: number;
  stem: string[];
  options: { letter: string; text: string }[];
  answer: string | null;
}

function* questionsIn(text: string): Generator<AikenQuestion> {
  let open: AikenQuestion | null = null;
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') {
      if (open !== null && open.options.length === 0) open.stem.push('');
      continue;
    }
    open ??= { line: at + 1, stem: [], options: [], answer: null };
    const answer = ANSWER.exec(line)?.[1];
    if (answer !== undefined) {
      yield { ...open, answer };
      open = null;
      continue;
    }
    const option = open.stem.length > 0 ? OPTION.exec(line) : null;
    const expected = String.fromCharCode(65 + open.options.length);
    const isNext = option?.[1]?.toUpperCase() === expected;
    const last = open.options.at(-1);
    if (option !== null && isNext) open.options.push({ letter: expected, text: option[2] ?? '' });
    else if (last === undefined) open.stem.push(line);
    else if (
      option?.[1]?.toUpperCase() === last.letter ||
      open.options.length < 2 ||
      !startsAnew(line)
    )
      last.text += `\n${line.trim()}`;
    else {
      yield open;
      open = { line: at + 1, stem: [line], options: [], answer: null };
    }
  }
  if (open !== null) yield open;
}

/** A line that begins a question whose forerunner had no answer: it is numbered. */
const startsAnew = (line: string): boolean => /^\s*\d{1,4}\s*[.)]\s/.test(line);

function draftOf({ stem, options, answer }: AikenQuestion): Draft {
  if (options.length === 0) return unreadable('formats.problem.noOptions');
  if (answer === null) return unreadable('formats.problem.noAnswer');
  const right = answer.split(/[\s,;y]+/).filter((part) => part !== '');
  const known = right.every((one) => options.some((option) => option.letter === one.toUpperCase()));
  if (!known || right.length === 0)
    return unreadable('formats.problem.answerUnknown', { answer: answer.slice(0, 40) });
  const chosen = new Set(right.map((one) => one.toUpperCase()));
  const percents = options.map((option) => (chosen.has(option.letter) ? 100 / chosen.size : 0));
  const type = chosen.size === 1 ? 'single' : 'multiple';
  const key = type === 'single' ? singleKey(percents) : multipleKey(percents);
  return {
    type,
    stem: plain(tidy(stem.join('\n'))),
    ...(type === 'multiple' ? { penalty: true } : {}),
    options: options.map(({ text }, at) => ({
      id: letter(at),
      ...key.options[at],
      text: plain(tidy(text)),
    })),
  };
}

async function read(input: Buffer | string, options: ReadOptions = {}): Promise<ReadResult> {
  const text = textOf(input);
  if (text === null) return tooLarge();
  const all = collector(options);
  for (const found of questionsIn(text)) {
    const one = question({ unit: 'line', number: found.line, sheet: null });
    const isRead = await all.read(
      one,
      () => found.stem.join(' '),
      () => draftOf(found),
    );
    if (!isRead) break;
  }
  return all.result();
}

/** A line that would be taken for an option or an answer begins with a space that nobody sees; readers drop it. */
const UNSEEN = '\u200b';
const line = (text: string): string => {
  const one = text.replace(/\s*\n\s*/g, ' ');
  return OPTION.test(one) || ANSWER.test(one) ? `${UNSEEN}${one}` : one;
};

/** What Aiken leaves out of a single choice. */
function lostOf(item: ItemOf<'single'>): Remark[] {
  const texts = [item.stem, ...item.options.map(({ text }) => text)];
  const lost: Remark[] = [];
  if (texts.some(({ es, en }) => es !== en)) lost.push(remark('formats.note.onlySpanish'));
  if (texts.some(({ es }) => es.includes('\n'))) lost.push(remark('formats.note.linesJoined'));
  if (item.format === 'markdown') lost.push(remark('formats.note.marksAsText'));
  if (item.feedback !== null || item.options.some(({ feedback }) => feedback !== null))
    lost.push(remark('formats.note.feedbackLeft'));
  if (item.options.some(({ credit }) => credit !== null))
    lost.push(remark('formats.note.sharesLeft'));
  if (saysMore(item)) lost.push(remark('formats.note.labelsLeft'));
  return lost;
}

const saysMore = (item: ItemDocument): boolean =>
  item.tags.length > 0 ||
  item.critical ||
  item.weight !== 1 ||
  [item.form, item.objective, item.bloom, item.pillar, item.topic, item.difficulty].some(
    (value) => value !== null,
  );

async function* pieces(
  items: Iterable<BankItem> | AsyncIterable<BankItem>,
  notes: ItemNote[],
): AsyncGenerator<string> {
  for await (const { item, category } of items) {
    const note = (one: Remark, left = false): void => {
      notes.push({ itemId: item.id, left, remark: one });
    };
    if (item.type !== 'single') {
      note(remark('formats.note.onlySingle'), true);
      continue;
    }
    lostOf(item).forEach((one) => {
      note(one);
    });
    if (category.length > 0) note(remark('formats.note.categoryLeft'));
    const right = item.options.findIndex(({ correct }) => correct);
    yield [
      line(item.stem.es),
      ...item.options.map(({ text }, at) => `${letter(at).toUpperCase()}. ${line(text.es)}`),
      `ANSWER: ${letter(right).toUpperCase()}`,
      '',
      '',
    ].join('\n');
  }
}
