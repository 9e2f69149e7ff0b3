import type { Structure } from '../certificates/pdf-file.ts';
import type { Style, Typesetter } from '../certificates/typeset.ts';
import type { Piece } from './blocks.ts';

/** How a paragraph looks; `bold` of its pieces is added to it. */
export interface Look {
  size: number;
  colour: string;
  bold?: boolean;
  /** Height of a line by the size of its letters. */
  leading?: number;
}

interface Placed {
  text: string;
  style: Style;
  x: number;
}

/** A paragraph broken into lines. */
export interface Lines {
  height: number;
  lines: Placed[][];
  lineHeight: number;
}

const LEADING = 1.35;

/** Breaks pieces of text into lines of a width, word by word; no line is ever wider. */
export function linesOf(
  set: Typesetter,
  pieces: readonly Piece[],
  { size, colour, bold = false, leading = LEADING }: Look,
  width: number,
): Lines {
  const styleOf = (piece: Piece): Style => ({
    size,
    colour,
    weight: bold || piece.bold ? 700 : 400,
  });
  const lines: Placed[][] = [];
  let room = -1;
  let x = 0;
  let isApart = true;
  for (const piece of pieces) {
    const style = styleOf(piece);
    const space = set.measure(' ', style);
    for (const part of piece.text.split(/(\s+)/)) {
      if (part === '') continue;
      if (/^\s+$/.test(part)) {
        isApart = true;
        continue;
      }
      for (const word of set.pieces(part, style, width)) {
        const wide = set.measure(word, style);
        const gap = isApart && lines.length > 0 && x > 0 ? space : 0;
        const line = lines.at(-1);
        // The space stays with what it follows, so that words are apart for those who listen, and marks are not.
        const before = line?.at(-1);
        if (before !== undefined && isApart && !before.text.endsWith(' ')) before.text += ' ';
        if (line === undefined || gap + wide > room) {
          lines.push([{ text: word, style, x: 0 }]);
          x = wide;
          room = width - wide;
        } else {
          const last = line.at(-1);
          if (last?.style.weight === style.weight) last.text += word;
          else line.push({ text: word, style, x: x + gap });
          x += gap + wide;
          room -= gap + wide;
        }
        isApart = false;
      }
    }
  }
  const lineHeight = size * leading;
  return { lines, lineHeight, height: lines.length * lineHeight };
}

/** Draws one of the lines, its top at `y`, as part of a structure element. */
export function drawLine(
  set: Typesetter,
  element: Structure,
  { lines, lineHeight }: Lines,
  index: number,
  { x, y }: { x: number; y: number },
): void {
  const line = lines[index] ?? [];
  line.forEach(({ text, style, x: from }) => {
    set.drawText(element, text, style, {
      x: x + from,
      baseline: y + lineHeight * 0.74,
    });
  });
}
