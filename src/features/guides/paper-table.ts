import type { Structure } from '../certificates/pdf-file.ts';
import { INK } from '../certificates/sheet.ts';
import type { PaperBlock, Piece } from './blocks.ts';
import { drawLine, linesOf, type Lines, type Look } from './lines.ts';
import { SHEET, type Column, type Paper } from './paper.ts';

type Table = Extract<PaperBlock, { kind: 'table' }>;

const CELL: Look = { size: 9.5, colour: INK, leading: 1.3 };
const HEAD: Look = { ...CELL, bold: true };
const PADDING = 5;
/** Of a row with an empty cell: somebody writes there by hand. */
const TO_FILL = 30;
/** A heading so short, such as «Sí», is ticked and not written under. */
const TICK = 4;
const ROOM_TO_WRITE = 11;
/** The least for what says what to write beside it, so that short names stay on two lines. */
const ROOM_BESIDE = 9;
const LINE = '#8a7b83';
const SHADE = '#f3ecf0';

const lengthOf = (cell: readonly Piece[]): number =>
  cell.reduce((sum, { text }) => sum + text.length, 0);

/** Columns share the width by how much they say; the root keeps short ones readable beside long ones. */
function widthsOf({ head, rows }: Table, width: number): number[] {
  const columns = head.map((cell, at) => {
    const inside = rows.map((row) => lengthOf(row[at] ?? []));
    const isToFill = lengthOf(cell) > TICK && inside.every((length) => length === 0);
    return { isToFill, longest: Math.max(8, lengthOf(cell), ...inside) };
  });
  const isForm = columns.some(({ isToFill }) => isToFill);
  const weights = columns.map(({ isToFill, longest }) => {
    if (isToFill) return ROOM_TO_WRITE;
    const weight = Math.sqrt(longest);
    // A number needs no more beside what is written, however wide the rest is.
    return isForm && longest > ROOM_TO_WRITE ? Math.max(ROOM_BESIDE, weight) : weight;
  });
  const sum = weights.reduce((all, weight) => all + weight, 0);
  return weights.map((weight) => (weight / sum) * width);
}

/** Sets a table; its head is repeated on each sheet, where those who listen are not told of it again. */
export function tableOn(paper: Paper, parent: Structure, table: Table, column: Column): void {
  const { pdf, set } = paper;
  const widths = widthsOf(table, column.width);
  const measured = (cells: readonly Piece[][], look: Look): Lines[] =>
    widths.map((width, at) => linesOf(set, cells[at] ?? [], look, width - 2 * PADDING));
  const heightOf = (cells: readonly Lines[], isHead: boolean): number =>
    Math.max(
      ...cells.map(({ height }) => height + 2 * PADDING),
      !isHead && cells.some(({ lines }) => lines.length === 0) ? TO_FILL : 0,
    );
  const frame = (height: number, isHead: boolean): void => {
    paper.artifact(() => {
      let x = column.x;
      for (const width of widths) {
        if (isHead) pdf.rect(x, paper.y, width, height).fill(SHADE);
        pdf.lineWidth(0.75).strokeColor(LINE).rect(x, paper.y, width, height).stroke();
        x += width;
      }
    });
  };
  const draw = (
    cells: readonly Lines[],
    height: number,
    elementFor: (at: number) => Structure,
  ): void => {
    let x = column.x;
    cells.forEach((cell, at) => {
      const element = elementFor(at);
      cell.lines.forEach((_, line) => {
        drawLine(set, element, cell, line, {
          x: x + PADDING,
          y: paper.y + PADDING + line * cell.lineHeight,
        });
      });
      element.end();
      x += widths[at] ?? 0;
    });
    paper.y += height;
  };

  const element = pdf.struct('Table');
  parent.add(element);
  const head = measured(table.head, HEAD);
  const headHeight = heightOf(head, true);
  const rowOf = (cells: readonly Lines[], height: number, isHead: boolean): void => {
    const row = pdf.struct('TR');
    element.add(row);
    frame(height, isHead);
    draw(cells, height, (at) => {
      const options = isHead ? { scope: 'Column' } : at === 0 ? { scope: 'Row' } : {};
      const cell = pdf.struct(isHead || at === 0 ? 'TH' : 'TD', options as never);
      row.add(cell);
      return cell;
    });
    row.end();
  };

  const rows = table.rows.map((cells) => {
    const lines = measured(cells, CELL);
    return { lines, height: heightOf(lines, false) };
  });
  paper.need(headHeight + (rows[0]?.height ?? 0));
  rowOf(head, headHeight, true);
  for (const { lines, height } of rows) {
    if (paper.y + height > SHEET.height - SHEET.bottom) {
      pdf.addPage();
      paper.y = SHEET.top;
      repeatHead(paper, head, headHeight, { widths, column, frame });
    }
    rowOf(lines, height, false);
  }
  element.end();
}

interface Drawn {
  widths: readonly number[];
  column: Column;
  frame: (height: number, isHead: boolean) => void;
}

function repeatHead(
  paper: Paper,
  head: readonly Lines[],
  height: number,
  { widths, column, frame }: Drawn,
): void {
  frame(height, true);
  paper.artifact(() => {
    let x = column.x;
    head.forEach((cell, at) => {
      cell.lines.forEach((line, index) => {
        for (const { text, style, x: from } of line)
          paper.set.paint(text, style, {
            x: x + PADDING + from,
            baseline: paper.y + PADDING + (index + 0.74) * cell.lineHeight,
          });
      });
      x += widths[at] ?? 0;
    });
  });
  paper.y += height;
}
