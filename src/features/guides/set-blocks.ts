import type { Structure } from '../certificates/pdf-file.ts';
import { INK, PLUM, SOFT } from '../certificates/sheet.ts';
import type { PaperBlock } from './blocks.ts';
import type { Look } from './lines.ts';
import { tableOn } from './paper-table.ts';
import { SHEET, type Column, type Paper } from './paper.ts';

const BODY: Look = { size: 11, colour: INK };
const HEADINGS: Record<number, Look> = {
  1: { size: 22, colour: PLUM, bold: true, leading: 1.2 },
  2: { size: 15, colour: PLUM, bold: true, leading: 1.25 },
  3: { size: 12.5, colour: INK, bold: true, leading: 1.3 },
  4: { size: 11, colour: INK, bold: true },
};
const CALLOUTS: Record<string, string> = { cuidado: '#b45309', ejemplo: '#0f5c57' };

/** Room for the head of a table and its first row: a heading does not stay behind alone. */
const BEGUN_TABLE = 75;

/** What blocks are called on paper. */
export interface Labels {
  callout: (name: string) => string;
}

/** Sets blocks one below the other. */
export function setBlocks(
  paper: Paper,
  parent: Structure,
  blocks: readonly PaperBlock[],
  column: Column,
  labels: Labels,
): void {
  for (const [at, block] of blocks.entries()) {
    switch (block.kind) {
      case 'heading': {
        const look = HEADINGS[block.level] ?? BODY;
        paper.y += look.size * 0.7;
        if (blocks[at + 1]?.kind === 'table') paper.need(2 * look.size + BEGUN_TABLE);
        paper.paragraph(parent, `H${String(block.level)}`, block.text, look, column);
        paper.y += 3;
        break;
      }
      case 'paragraph':
        paper.paragraph(parent, 'P', block.text, BODY, column);
        paper.y += 6;
        break;
      case 'list':
        setList(paper, parent, block, column, labels);
        break;
      case 'table':
        tableOn(paper, parent, block, column);
        paper.y += 10;
        break;
      case 'callout':
        setCallout(paper, parent, block, column, labels);
        break;
    }
  }
}

const INDENT = 18;

function setList(
  paper: Paper,
  parent: Structure,
  { first, items }: Extract<PaperBlock, { kind: 'list' }>,
  { x, width }: Column,
  labels: Labels,
): void {
  const list = paper.pdf.struct('L');
  parent.add(list);
  items.forEach((blocks, at) => {
    const item = paper.pdf.struct('LI');
    list.add(item);
    paper.need(BODY.size * 2.7);
    const top = paper.y;
    const text = first === null ? '•' : `${String(first + at)}.`;
    paper.paragraph(item, 'Lbl', [{ text, bold: first !== null }], BODY, { x, width: INDENT + 6 });
    paper.y = top;
    const body = paper.pdf.struct('LBody');
    item.add(body);
    setBlocks(paper, body, blocks, { x: x + INDENT, width: width - INDENT }, labels);
    body.end();
    item.end();
    paper.y -= 2;
  });
  list.end();
  paper.y += 6;
}

function setCallout(
  paper: Paper,
  parent: Structure,
  { name, title, blocks }: Extract<PaperBlock, { kind: 'callout' }>,
  { x, width }: Column,
  labels: Labels,
): void {
  const section = paper.pdf.struct('Sect');
  parent.add(section);
  paper.need(60);
  const top = paper.y;
  const page = paper.pdf.bufferedPageRange().count;
  const inside = { x: x + 14, width: width - 14 };
  const colour = CALLOUTS[name] ?? PLUM;
  const label = labels.callout(name);
  const small = { size: 9.5, colour: SOFT, bold: true };
  paper.paragraph(section, 'P', [{ text: label, bold: true }], small, inside);
  if (title !== '')
    paper.paragraph(section, 'P', [{ text: title, bold: true }], { ...BODY, bold: true }, inside);
  paper.y += 2;
  setBlocks(paper, section, blocks, inside, labels);
  const isSame = paper.pdf.bufferedPageRange().count === page;
  const from = isSame ? top : SHEET.top;
  paper.artifact(() => {
    paper.pdf.rect(x, from, 3, Math.max(8, paper.y - from - 4)).fill(colour);
  });
  section.end();
  paper.y += 8;
}
