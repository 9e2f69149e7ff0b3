import { collector, refused, tooLarge } from './collect.ts';
import { textOf } from './decode.ts';
import {
  type BankItem,
  type Format,
  type ItemNote,
  type ReadOptions,
  type ReadResult,
  type SourcePlace,
} from './format.ts';
import { categoryIn, categoryLine } from './gift-blocks.ts';
import { moodleQuestion } from './moodle-question.ts';
import { moodleDraft } from './moodle-types.ts';
import { moodleOf } from './moodle-write.ts';
import {
  attribute,
  child,
  children,
  content,
  lineCounter,
  offsetOf,
  parseXml,
  xmlText,
} from './xml.ts';

/**
 * Moodle XML, as Moodle 3 to 5 write and read it. Texts in both languages are written for its multi-language filter. What
 * it has no place for travels in tags `aula:name=value`. Files are asked for with an essay that takes attachments, and so
 * is something said; a scenario has no place in it and is told. Steps to be ordered need Moodle 4.4 or the plug-in before.
 */
export const moodleXml: Format = {
  name: 'moodle-xml',
  extension: 'xml',
  mediaType: 'application/xml; charset=utf-8',
  carriesImages: true,
  read,
  write(items) {
    const notes: ItemNote[] = [];
    return { chunks: pieces(items, notes), notes };
  },
};

async function read(input: Buffer | string, options: ReadOptions = {}): Promise<ReadResult> {
  const text = textOf(input);
  if (text === null) return tooLarge();
  const parsed = parseXml(text);
  const place = (line: number): SourcePlace => ({ unit: 'line', number: line, sheet: null });
  if ('reason' in parsed) return refused(parsed.reason, place(parsed.line));
  const all = collector(options);
  const lineAt = lineCounter(text);
  let category: string[] = [];
  for (const node of children(child(parsed.root, 'quiz') ?? {}, 'question')) {
    const line = lineAt(offsetOf(node));
    if (attribute(node, 'type') === 'category') {
      category = categoryIn(content(node['category']));
      continue;
    }
    const of = moodleQuestion(node, place(line), category);
    const name = content(node['name']) || content(node['questiontext']);
    if (
      !(await all.read(
        of.question,
        () => name,
        () => moodleDraft(of),
      ))
    )
      break;
  }
  return all.result();
}

async function* pieces(
  items: Iterable<BankItem> | AsyncIterable<BankItem>,
  notes: ItemNote[],
): AsyncGenerator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n';
  let path = '';
  for await (const one of items) {
    const written = moodleOf(one, notes);
    if (written === null) continue;
    const category = categoryLine(one.category);
    const stays = category === path || (path === '' && one.category.length === 0);
    if (!stays) path = category;
    yield stays
      ? written
      : `<question type="category">\n<category><text>${xmlText(category)}</text></category>\n</question>\n${written}`;
  }
  yield '</quiz>\n';
}
