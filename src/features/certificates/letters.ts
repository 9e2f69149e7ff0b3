import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export const WEIGHTS = [400, 700] as const;
export type Weight = (typeof WEIGHTS)[number];

/** The alphabets of the font, tried in this order: Spanish is in the first, nearly everything else in the second. */
const ALPHABETS = ['latin', 'latin-ext', 'vietnamese', 'greek', 'cyrillic'] as const;
export type Alphabet = (typeof ALPHABETS)[number];

/** A stretch of text that one file of the font can draw. */
export interface Run {
  alphabet: Alphabet;
  text: string;
  /** What the run stands for, where it differs from what is drawn: a sign that the font lacks. */
  actual: string | null;
  /** Drawn by hand: a line below the last letter, or a box for a sign that is missing altogether. */
  by: 'font' | 'line-below' | 'box';
}

const folder = join(
  dirname(createRequire(import.meta.url).resolve('@fontsource/noto-sans/package.json')),
  'files',
);
const bytes = new Map<string, Buffer>();

/** The file of an alphabet in a weight, read once. */
export function fontFile(alphabet: Alphabet, weight: Weight): Buffer {
  const name = `noto-sans-${alphabet}-${String(weight)}-normal.woff`;
  let file = bytes.get(name);
  if (file === undefined) {
    file = readFileSync(join(folder, name));
    bytes.set(name, file);
  }
  return file;
}

/** Which signs each alphabet can draw, as its file says. */
export type Coverage = (alphabet: Alphabet) => ReadonlySet<number>;

const LINE_BELOW = /[\u0331\u0332\u0320]/gu;
const graphemes = new Intl.Segmenter('es', { granularity: 'grapheme' });

const isDrawable = (letter: string, signs: ReadonlySet<number>): boolean =>
  Array.from(letter).every((sign) => signs.has(sign.codePointAt(0) ?? 0));

/**
 * Cuts a text into runs. A letter and its accents stay together. Where no file has the whole letter, the line below of
 * several indigenous languages is drawn by hand, and anything else becomes a box: visible, and never a failure. What was
 * meant stays in the document as text.
 */
export function runsOf(text: string, coverage: Coverage): Run[] {
  const runs: Run[] = [];
  for (const { segment } of graphemes.segment(text.normalize('NFC'))) {
    const run = runFor(segment, coverage);
    const last = runs.at(-1);
    if (last?.by === 'font' && run.by === 'font' && last.alphabet === run.alphabet) {
      last.text += run.text;
    } else {
      runs.push(run);
    }
  }
  return runs;
}

function runFor(letter: string, coverage: Coverage): Run {
  const whole = ALPHABETS.find((name) => isDrawable(letter, coverage(name)));
  if (whole !== undefined) return { alphabet: whole, text: letter, actual: null, by: 'font' };
  const above = letter.normalize('NFD').replace(LINE_BELOW, '').normalize('NFC');
  const without = ALPHABETS.find((name) => isDrawable(above, coverage(name)));
  return without !== undefined && above !== ''
    ? { alphabet: without, text: above, actual: letter, by: 'line-below' }
    : { alphabet: 'latin', text: '', actual: letter, by: 'box' };
}
