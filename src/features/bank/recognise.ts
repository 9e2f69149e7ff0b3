import { textOf } from './formats/decode.ts';
import type { FormatName } from './formats/format.ts';

/** Which format a file or a pasted text is in, by what it holds; null where nothing speaks for any. */
export function recognise(input: Buffer | string): FormatName | null {
  if (typeof input !== 'string' && input.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004')
    return 'xlsx';
  const text = textOf(input)?.slice(0, 200_000);
  if (text === undefined) return null;
  if (/^\s*(?:<\?xml|<quiz[\s>])/.test(text)) return 'moodle-xml';
  if (/^\s*(?:ANSWER|RESPUESTA(?: CORRECTA)?|CORRECTA)\s*:\s*[A-Za-z]\s*$/im.test(text))
    return 'aiken';
  if (/^\s*::|(?<!\\)\{[^{}]*[=~#}]|(?<!\\)\{\s*(?:T|F|TRUE|FALSE)\s*[#}]/m.test(text))
    return 'gift';
  if (/^[^\n]*[,;\t][^\n]*\n[^\n]*[,;\t]/.test(text)) return 'csv';
  return null;
}

/** Whether a file is a document of Word, which is a zip as a workbook is. */
export const isWord = (input: Buffer | string): input is Buffer =>
  typeof input !== 'string' &&
  input.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004' &&
  input.includes('word/document.xml');
