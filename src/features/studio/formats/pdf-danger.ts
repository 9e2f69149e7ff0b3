import { inflateSync } from 'node:zlib';
import { problem, type FormatProblem } from './problem.ts';

/** Names by which a PDF does something instead of being read, and why it is refused then. */
const DANGERS: [RegExp, Parameters<typeof problem>[0]][] = [
  [/\/(?:JavaScript|JS)(?![A-Za-z])/, 'file.pdf.script'],
  [/\/(?:Launch|ImportData|SubmitForm|GoToE)(?![A-Za-z])/, 'file.pdf.launch'],
  [/\/(?:EmbeddedFiles?|Filespec|FileAttachment)(?![A-Za-z])/, 'file.pdf.embedded'],
  [/\/(?:RichMedia|Movie|Sound|3D|XFA)(?![A-Za-z])/, 'file.pdf.media'],
  [/\/Encrypt(?![A-Za-z])/, 'file.pdf.encrypted'],
];
const OBJECTS = /\/Type\s*\/(?:ObjStm|XRef)/;
const MOST_INSIDE = 40_000_000;

/** Where the directory of a zip begins that ends with the file, whatever stands before it. */
const ZIP_END = Buffer.from('PK\x05\x06', 'latin1');
const LONGEST_ZIP_END = 65_557;
/** Some programs write a line or zeros behind the end; a file of another kind is longer. */
const STRAY = 64;

/** Whether the same bytes are a file of another kind as well, or another one hangs behind the end. */
function isTwofold(bytes: Buffer, text: string): boolean {
  const behind = text.slice(text.lastIndexOf('%%EOF') + 5).replace(/[\s\0]+/g, '');
  return bytes.indexOf(ZIP_END, bytes.length - LONGEST_ZIP_END) >= 0 || behind.length > STRAY;
}

/** `/J#61vaScript` is the same name. */
const plain = (text: string): string =>
  text.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));

/**
 * Why a PDF is refused, told from its objects: those in the open and those packed into streams of objects. What is drawn on
 * pages is not looked through: it runs nothing. Objects that are packed in a way that is not understood are a reason as well.
 */
export function pdfDangers(bytes: Buffer): FormatProblem[] {
  const text = bytes.toString('latin1');
  const found = new Set<Parameters<typeof problem>[0]>();
  if (isTwofold(bytes, text)) found.add('file.pdf.embedded');
  const look = (objects: string): void => {
    for (const [pattern, key] of DANGERS) if (pattern.test(objects)) found.add(key);
  };
  let inside = 0;
  let from = 0;
  let outside = '';
  for (const match of text.matchAll(/stream\r?\n/g)) {
    if (match.index < from || text.startsWith('end', match.index - 3)) continue;
    const begin = match.index + match[0].length;
    const end = text.indexOf('endstream', begin);
    if (end < 0) break;
    const before = text.slice(from, match.index);
    outside += before;
    const dictionary = plain(before.slice(before.lastIndexOf(' obj')));
    from = end;
    if (!OBJECTS.test(dictionary) || /\/Type\s*\/XRef/.test(dictionary)) continue;
    try {
      const objects = inflateSync(bytes.subarray(begin, end), {
        maxOutputLength: MOST_INSIDE - inside,
      });
      inside += objects.length;
      look(plain(objects.toString('latin1')));
    } catch {
      found.add('file.pdf.unknown');
    }
  }
  look(plain(outside + text.slice(from)));
  return [...found].map((key) => problem(key));
}
