import { escapeMarkdown } from './rich-text.ts';

/** What an HTML text consists of once its tags are understood. `edge` is where a block begins or ends. */
export type Piece =
  | { text: string }
  | { atom: string }
  | { open: string }
  | { close: string }
  | { newLine: true }
  | { edge: 1 | 2 };

/**
 * Puts the pieces together as a browser would show them: single spaces, none at the ends of lines, no empty emphasis, and
 * an empty line between paragraphs.
 */
export function joinPieces(
  pieces: readonly Piece[],
  isMarkdown: boolean,
): { text: string; markdown: boolean } {
  const markdown = isMarkdown || pieces.some((piece) => 'atom' in piece || 'open' in piece);
  const out: string[] = [];
  let space = false;
  let lines = 0;
  let edge = 0;
  let opened: string[] = [];
  const put = (text: string): void => {
    const breaks = out.length === 0 ? 0 : Math.max(lines, edge);
    if (breaks > 0) out.push('\n'.repeat(breaks));
    else if (space && out.length > 0) out.push(' ');
    out.push(...opened, text);
    opened = [];
    space = false;
    lines = edge = 0;
  };
  for (const piece of pieces) {
    if ('newLine' in piece) lines++;
    else if ('edge' in piece) edge = Math.max(edge, piece.edge);
    else if ('open' in piece) opened.push(piece.open);
    else if ('close' in piece) {
      // What was opened and held nothing is not written at all.
      if (opened.length > 0) opened.pop();
      else out.push(piece.close);
    } else if ('atom' in piece) {
      if (piece.atom !== '') put(piece.atom);
    } else {
      const text = piece.text.replace(/[ \t\r\n\f\u00a0]+/g, ' ');
      if (text.startsWith(' ')) space = true;
      const word = text.trim();
      if (word !== '') put(markdown && !isMarkdown ? escapeMarkdown(word) : word);
      if (word !== '' && text.endsWith(' ')) space = true;
    }
  }
  return { text: out.join(''), markdown };
}
