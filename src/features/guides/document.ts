import { openPdf } from '../certificates/pdf-file.ts';
import { INK, PLUM, SOFT } from '../certificates/sheet.ts';
import { paperBlocks } from './blocks.ts';
import { paperOf, SHEET } from './paper.ts';
import { setBlocks } from './set-blocks.ts';

/** All the words of a guide on paper. */
export interface GuideWording {
  title: string;
  /** What the window of the reader shows; nothing in discreet mode. */
  windowTitle: string;
  /** Course, edition and day, below the title and at the foot. */
  about: string;
  summary: string;
  text: string;
  lang: 'es-MX' | 'en';
  /** Names of the boxes, by the name of their block. */
  callouts: Record<string, string>;
  /** `{n}` and `{of}` stand for the numbers. */
  page: string;
}

/** A guide as a PDF for print and for screen readers (PDF/UA-1), on letter sheets; every sheet says which edition it is. */
export async function guidePdf(
  wording: GuideWording,
  { madeAt }: { madeAt: Date },
): Promise<Buffer> {
  const { pdf, set, finished } = await openPdf({
    title: wording.windowTitle,
    lang: wording.lang,
    size: [SHEET.width, SHEET.height],
    madeAt,
    bufferPages: true,
  });
  pdf.addPage();
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  const paper = paperOf(pdf, set);
  const column = { x: SHEET.side, width: SHEET.width - 2 * SHEET.side };
  const plain = (text: string) => [{ text, bold: false }];
  const title = { size: 22, colour: PLUM, bold: true, leading: 1.2 };
  paper.paragraph(root, 'H1', plain(wording.title), title, column);
  paper.y += 4;
  paper.paragraph(root, 'P', plain(wording.about), { size: 9.5, colour: SOFT }, column);
  paper.y += 6;
  paper.paragraph(root, 'P', plain(wording.summary), { size: 12, colour: INK }, column);
  paper.artifact(() => {
    pdf.rect(column.x, paper.y + 4, 64, 3).fill(PLUM);
  });
  paper.y += 16;
  setBlocks(paper, root, paperBlocks(wording.text), column, {
    callout: (name) => wording.callouts[name] ?? '',
  });
  root.end();

  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    pdf.switchToPage(page);
    const number = wording.page
      .replace('{n}', String(page - start + 1))
      .replace('{of}', String(count));
    paper.artifact(() => {
      const style = { size: 8.5, weight: 400, colour: SOFT } as const;
      const baseline = SHEET.height - 34;
      set.paint(wording.about, style, { x: column.x, baseline });
      const x = column.x + column.width - set.measure(number, style);
      set.paint(number, style, { x, baseline });
    });
  }
  pdf.end();
  return finished;
}
