import { withTexts } from '../images.ts';
import { refused } from './collect.ts';
import { documentText } from './docx-text.ts';
import { remark, type ReadItem, type ReadResult } from './format.ts';
import { readPasted } from './pasted.ts';
import { escapeMarkdown } from './rich-text.ts';
import { guessMapping, type Sheet, type SheetMapping } from './sheet.ts';
import { readSheets } from './sheet-read.ts';

export interface MappedSheet {
  sheet: Sheet;
  mapping: SheetMapping;
}

/** Bold words, and images as they are named here. */
const MARKS = /(!\[[^\]]*\]\([a-z0-9._-]+\)|\*\*[^*\n]+\*\*)/;
const ALL_BOLD = /^\*\*([^*]+)\*\*$/;

/** A question whose texts hold marks is one in Markdown; what else looks like a mark there is none. */
export function withMarks(read: ReadItem): ReadItem {
  const { item } = read;
  if (item.format !== 'plain') return read;
  const bare = withTexts(item, (text) => text.replace(ALL_BOLD, '$1'));
  if (!MARKS.test(JSON.stringify(bare))) return { ...read, item: bare };
  const marked = withTexts(bare, (text) =>
    text
      .split(MARKS)
      .map((part, at) => (at % 2 === 1 ? part : escapeMarkdown(part)))
      .join(''),
  );
  return { ...read, item: { ...marked, format: 'markdown' } };
}

/** Tables in which each row asks something; others are a part of the text around them, and told. */
function asking({ rows }: Sheet): SheetMapping | null {
  const sheet = { name: null, rows };
  const mapping = guessMapping(sheet);
  const stem = mapping.columns.indexOf('stem');
  if (stem < 0 || (mapping.headings < 0 && mapping.columns.length < 4)) return null;
  const stems = rows.slice(mapping.headings + 1).map((row) => row[stem]?.trim() ?? '');
  return stems.some((text) => /\p{L}{3}/u.test(text)) ? mapping : null;
}

/** Reads the tables of a document as their columns say. */
export async function readTables(sheets: readonly MappedSheet[]): Promise<ReadResult> {
  const read = await readSheets(sheets);
  return { ...read, items: read.items.map(withMarks) };
}

/** Reads what stands between the tables of a document, and its tables. */
export async function readWord(
  html: string,
  nameOf: (source: string) => string | null,
): Promise<{ result: ReadResult; sheets: MappedSheet[] }> {
  const { text, tables } = documentText(html, nameOf);
  const sheets: MappedSheet[] = [];
  const left: string[] = [];
  for (const sheet of tables) {
    const mapping = asking(sheet);
    if (mapping === null) left.push(sheet.name ?? '');
    else sheets.push({ sheet, mapping });
  }
  const fromTables = sheets.length > 0 ? await readTables(sheets) : nothing();
  const written = text.trim() === '' ? nothing() : await readPasted(text, { isDocument: true });
  const items = [...written.items.map(withMarks), ...fromTables.items];
  const result: ReadResult = {
    items,
    problems: [...written.problems, ...fromTables.problems],
    notes: [
      ...written.notes,
      ...fromTables.notes,
      ...left.map((name) => remark('formats.note.tableLeft', { name })),
    ],
  };
  const isEmpty = items.length === 0 && result.problems.length === 0;
  return { result: isEmpty ? refused(remark('formats.problem.empty')) : result, sheets };
}

const nothing = (): ReadResult => ({ items: [], problems: [], notes: [] });
