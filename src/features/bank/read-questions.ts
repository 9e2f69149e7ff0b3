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
import { foundBy } from './found.ts';
import type { Staged } from './import.ts';
import { recognise } from './recognise.ts';
import type { Told } from './told.ts';
import { inLines, type InLines } from './told-lines.ts';

/** What somebody brings, and the format that she says it is in. */
export interface Brought {
  input: Buffer | string;
  format: FormatName | null;
}

export interface ReadQuestions extends Told {
  /** Null where the text is in no format: it was read as people write. */
  format: FormatName | null;
  sheets: Staged['sheets'];
}

const told = (result: ReadResult): Told => ({
  ...result,
  found: result.items.map(({ item }) => foundBy(item)),
});

/** The tables of a spreadsheet, with how they seem to be meant. */
async function sheetsIn(name: FormatName, input: Buffer | string): Promise<Staged['sheets']> {
  if (name === 'xlsx' && typeof input !== 'string') {
    const sheets = await workbookSheets(input);
    return (typeof sheets === 'string' ? [] : sheets)
      .filter((sheet) => !isForPeople(sheet))
      .map((sheet) => ({ sheet, mapping: guessMapping(sheet) }));
  }
  const text = name === 'csv' ? textOf(input) : null;
  const sheet = text === null ? null : csvSheet(text);
  return sheet === null || 'reason' in sheet ? [] : [{ sheet, mapping: guessMapping(sheet) }];
}

/** What is read as people write: whatever was pasted in no format, and of a file a list that is known by its answers. */
const writtenIn = (input: Buffer | string, found: FormatName | null): string | null =>
  typeof input === 'string' ? input : found === 'aiken' && !isBinary(input) ? textOf(input) : null;

/** A list whose questions are numbered: Aiken knows neither numbers nor what else people mark in one. */
const isNumbered = (text: string): boolean => /^[^\S\n]*\d{1,4}[^\S\n]*[.)]\s/m.test(text);

/** Reads a file or a pasted text; null where nothing in it is recognised. */
export async function readQuestions({ input, format }: Brought): Promise<ReadQuestions | null> {
  const found = format ?? recognise(input);
  const written = writtenIn(input, found);
  const isList = format === null && found === 'aiken' && written !== null && isNumbered(written);
  const name = isList ? null : found;
  if (name !== null && name !== 'xlsx' && typeof input !== 'string' && isBinary(input))
    return { ...told(refused(remark('formats.problem.binary'))), format: name, sheets: [] };
  const sheets = name === null ? [] : await sheetsIn(name, input);
  const result =
    name !== null
      ? await (sheets.length > 0 ? readSheets(sheets) : FORMATS[name].read(input))
      : written === null
        ? null
        : await readPasted(written);
  if (result === null || (found === null && result.items.length === 0)) return null;
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

/** `readQuestions` for another process. */
export async function questionsInLines(given: Brought): Promise<InLines<ReadQuestions> | null> {
  const read = await readQuestions(given);
  return read === null ? null : inLines(read);
}

/** `readTables` for another process. */
export const tablesInLines = async (
  ...given: Parameters<typeof readTables>
): Promise<InLines<Told>> => inLines(await readTables(...given));

/** `readWordQuestions` for another process. */
export const wordInLines = async (
  ...given: Parameters<typeof readWordQuestions>
): Promise<InLines<Awaited<ReturnType<typeof readWordQuestions>>>> =>
  inLines(await readWordQuestions(...given));
