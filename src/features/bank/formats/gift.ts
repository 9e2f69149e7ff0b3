import { collector, question, tooLarge, unreadable } from './collect.ts';
import { textOf } from './decode.ts';
import {
  remark,
  type BankItem,
  type Format,
  type ItemNote,
  type ReadOptions,
  type ReadResult,
} from './format.ts';
import { draftOf } from './gift-answers.ts';
import { cutFormat } from './gift-parts.ts';
import { blocksIn, categoryLine, release, type GiftBlock } from './gift-blocks.ts';
import { giftOf } from './gift-write.ts';
import { isName, slugOf } from './names.ts';

/**
 * GIFT, the text format of Moodle. What it has no place for travels in its comments, as tags `aula:name=value` that Moodle
 * keeps as tags of the question. Steps to be ordered are written as a matching question with the numbers of the places;
 * a file or something said as an essay; a text with one gap as a missing word. A scenario and a text with several gaps
 * have no place in it, and neither have images: they are told.
 */
export const gift: Format = {
  name: 'gift',
  extension: 'gift.txt',
  mediaType: 'text/plain; charset=utf-8',
  read,
  write(items) {
    const notes: ItemNote[] = [];
    return { chunks: pieces(items, notes), notes };
  },
};

async function read(input: Buffer | string, options: ReadOptions = {}): Promise<ReadResult> {
  const text = textOf(input);
  if (text === null) return tooLarge();
  const all = collector(options);
  for (const block of blocksIn(text)) {
    const one = question(
      { unit: 'line', number: block.line, sheet: null },
      block.category,
      block.labels,
    );
    if (block.id !== null) {
      const name = isName(block.id) ? block.id : slugOf(block.id);
      if (name !== '') one.labels.fields.id = name;
      if (name !== block.id)
        one.note(remark('formats.note.idChanged', { from: block.id, to: name }));
    }
    const cut = cutBlock(block);
    one.name = release(cut.name).trim();
    const isRead = await all.read(
      one,
      () => release(cut.text),
      () => draftOf({ question: one, ...answersIn(cut.text) }),
    );
    if (!isRead) break;
  }
  return all.result();
}

function cutBlock({ text }: GiftBlock): { name: string; text: string } {
  const trimmed = text.trim();
  const end = trimmed.startsWith('::') ? trimmed.indexOf('::', 2) : -1;
  return end < 0
    ? { name: '', text: trimmed }
    : { name: trimmed.slice(2, end), text: trimmed.slice(end + 2).trim() };
}

function answersIn(text: string) {
  const cut = cutFormat(text, 'moodle');
  const open = cut.text.indexOf('{');
  const close = cut.text.indexOf('}');
  if (open < 0 && close < 0) return unreadable('formats.problem.description');
  if (open < 0 || close < open) return unreadable('formats.problem.braces');
  const after = cut.text.slice(close + 1);
  const inside = cut.text.slice(open + 1, close);
  if (/[{}]/.test(after) || inside.includes('{'))
    return unreadable('formats.problem.severalAnswers');
  const general = inside.lastIndexOf('####');
  return {
    format: cut.format,
    before: cut.text.slice(0, open),
    after,
    answers: general < 0 ? inside : inside.slice(0, general),
    feedback: general < 0 ? null : inside.slice(general + 4),
  };
}

async function* pieces(
  items: Iterable<BankItem> | AsyncIterable<BankItem>,
  notes: ItemNote[],
): AsyncGenerator<string> {
  let path = '';
  for await (const one of items) {
    const category = categoryLine(one.category);
    const written = giftOf(one, notes);
    if (written === null) continue;
    const moved = category === path || (path === '' && one.category.length === 0);
    if (!moved) path = category;
    yield moved ? written : `$CATEGORY: ${category}\n\n${written}`;
  }
}
