import { textOf } from './formats/decode.ts';
import type { FormatName } from './formats/format.ts';

/** So much of the beginning is looked at. */
const SEEN = 200_000;

/** Which format a file or a pasted text is in, by what it holds; null where nothing speaks for any. */
export function recognise(input: Buffer | string): FormatName | null {
  if (typeof input !== 'string' && input.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004')
    return 'xlsx';
  const text = textOf(input)?.slice(0, SEEN);
  if (text === undefined) return null;
  if (/^\s*(?:<\?xml|<quiz[\s>])/.test(text)) return 'moodle-xml';
  // Blanks are looked for within a line: across lines, a page of empty ones would take minutes.
  if (
    /^[^\S\n]*(?:ANSWER|RESPUESTA(?: CORRECTA)?|CORRECTA)[^\S\n]*:[^\S\n]*[A-Za-z][^\S\n]*$/im.test(
      text,
    )
  )
    return 'aiken';
  if (/^[^\S\n]*::|(?<!\\)\{[^{}]*[=~#}]|(?<!\\)\{\s*(?:T|F|TRUE|FALSE)\s*[#}]/m.test(text))
    return 'gift';
  const [first = '', second] = text.split('\n', 2);
  const isCut = (line: string): boolean => /[,;\t]/.test(line);
  // The first line of a table may be longer than what is looked at.
  const goesOn = second === undefined ? text.length === SEEN : isCut(second);
  return isCut(first) && goesOn ? 'csv' : null;
}

/** Whether a file is a document of Word, which is a zip as a workbook is. */
export const isWord = (input: Buffer | string): input is Buffer =>
  typeof input !== 'string' &&
  input.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004' &&
  input.includes('word/document.xml');
