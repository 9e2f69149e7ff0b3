import { fingerprint } from './formats/fingerprint.ts';
import { csvSheet } from './formats/csv.ts';
import { refused } from './formats/collect.ts';
import { isBinary } from '../../lib/decoded.ts';
import { textOf } from './formats/decode.ts';
import { readTables as readWordTables, readWord } from './formats/docx.ts';
import { remark, type FormatName, type ReadResult } from './formats/format.ts';
import { readPasted } from './formats/pasted.ts';
import { guessMapping, isForPeople } from './formats/sheet.ts';
import { readSheets } from './formats/sheet-read.ts';
import { workbookSheets } from './formats/xlsx.ts';
import { FORMATS } from './formats-known.ts';
import type { Staged } from './import.ts';
import { recognise } from './recognise.ts';
import { marksOf, wordSet } from './sameness.ts';

/** What somebody brings, and the format that she says it is in. */
export interface Brought {
  input: Buffer | string;
  format: FormatName | null;
}

/** What was read, with what each question says in short. */
export interface Told extends ReadResult {
  fingerprints: string[];
  /** What questions that say nearly the same share. */
  marks: string[][];
}

export interface ReadQuestions extends Told {
  /** Null where the text is in no format: it was read as people write. */
  format: FormatName | null;
  sheets: Staged['sheets'];
}

const told = (result: ReadResult): Told => ({
  ...result,
  fingerprints: result.items.map(({ item }) => fingerprint(item)),
  marks: result.items.map(({ item }) => marksOf(wordSet(item))),
});

/** The tables of a spreadsheet, with how they seem to be meant. */
async function sheetsIn(name: FormatName, input: Buffer | string): Promise<Staged['sheets']> {
  if (name === 'xlsx' && typeof input !== 'string') {
    const sheets = (await workbookSheets(input)) ?? [];
    return sheets
      .filter((sheet) => !isForPeople(sheet))
      .map((sheet) => ({ sheet, mapping: guessMapping(sheet) }));
  }
  const text = name === 'csv' ? textOf(input) : null;
  const sheet = text === null ? null : csvSheet(text);
  return sheet === null || 'reason' in sheet ? [] : [{ sheet, mapping: guessMapping(sheet) }];
}

/** Reads a file or a pasted text; null where nothing in it is recognised. */
export async function readQuestions({ input, format }: Brought): Promise<ReadQuestions | null> {
  const name = format ?? recognise(input);
  if (name !== null && name !== 'xlsx' && typeof input !== 'string' && isBinary(input))
    return { ...told(refused(remark('formats.problem.binary'))), format: name, sheets: [] };
  const sheets = name === null ? [] : await sheetsIn(name, input);
  const isWritten = name === null && typeof input === 'string';
  const result = isWritten
    ? await readPasted(input)
    : sheets.length > 0
      ? await readSheets(sheets)
      : name === null
        ? null
        : await FORMATS[name].read(input);
  if (result === null || (isWritten && result.items.length === 0)) return null;
  return { ...told(result), format: name, sheets };
}

/** Reads tables again, each as its mapping says now; those of a document hold marks. */
export const readTables = async (sheets: Staged['sheets'], isWord: boolean): Promise<Told> =>
  told(await (isWord ? readWordTables : readSheets)(sheets));

/** Reads a document of Word that was made HTML; `names` says what its images are called now. */
export async function readWordQuestions(
  html: string,
  names: ReadonlyMap<string, string>,
): Promise<Told & { sheets: Staged['sheets'] }> {
  const { result, sheets } = await readWord(html, (source) => names.get(source) ?? null);
  return { ...told(result), sheets };
}
