import type { Pdf, Structure } from '../certificates/pdf-file.ts';
import type { Typesetter } from '../certificates/typeset.ts';
import type { Piece } from './blocks.ts';
import { drawLine, linesOf, type Look } from './lines.ts';

/** A letter sheet, in points, and its margins. */
export const SHEET = { width: 612, height: 792, side: 60, top: 60, bottom: 64 };

/** Where text goes on: a column of the sheet, and how far down it is filled. */
export interface Column {
  x: number;
  width: number;
}

/** What sets a guide onto sheets: it begins a new one where the last is full. */
export interface Paper {
  pdf: Pdf;
  set: Typesetter;
  /** Top of what comes next. */
  y: number;
  /** Begins a new sheet unless so much room is left. */
  need: (height: number) => void;
  /** Lines of a paragraph, each drawn where it fits. */
  paragraph: (
    parent: Structure,
    tag: string,
    text: readonly Piece[],
    look: Look,
    column: Column,
  ) => void;
  /** Shapes that say nothing to those who listen. */
  artifact: (draw: () => void) => void;
}

export function paperOf(pdf: Pdf, set: Typesetter): Paper {
  const paper: Paper = {
    pdf,
    set,
    y: SHEET.top,
    need(height) {
      if (paper.y + height <= SHEET.height - SHEET.bottom) return;
      pdf.addPage();
      paper.y = SHEET.top;
    },
    paragraph(parent, tag, text, look, { x, width }) {
      const lines = linesOf(set, text, look, width);
      const element = pdf.struct(tag);
      parent.add(element);
      lines.lines.forEach((_, index) => {
        // Two lines at least stay together, and a heading with what it is over.
        const ahead = tag.startsWith('H') ? 3 : index === 0 ? Math.min(2, lines.lines.length) : 1;
        paper.need(lines.lineHeight * ahead);
        drawLine(set, element, lines, index, { x, y: paper.y });
        paper.y += lines.lineHeight;
      });
      element.end();
    },
    artifact(draw) {
      pdf.markContent('Artifact', { type: 'Layout' });
      draw();
      pdf.endMarkedContent();
    },
  };
  return paper;
}
