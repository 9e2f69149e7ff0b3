import { openPdf } from '../certificates/pdf-file.ts';
import { HEIGHT, INK, NOTE, Sheet, WIDTH, type PaperTable } from '../reports/sheet.ts';

/** Everything that the printed brief says, in one language. */
export interface BriefDocument {
  title: string;
  lang: 'es-MX' | 'en';
  lead: string[];
  sections: { title: string; text: string[]; table: PaperTable | null }[];
  /** Definitions, cut-off, what is hidden, source and digest. */
  notes: string[];
  made: Date;
}

/** The brief of an entity for print and for screen readers. */
export async function briefPdf(brief: BriefDocument): Promise<Buffer> {
  const { pdf, set, finished } = await openPdf({
    title: brief.title,
    lang: brief.lang,
    size: [WIDTH, HEIGHT],
    madeAt: brief.made,
  });
  pdf.addPage();
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  const sheet = new Sheet(pdf, set, root);
  sheet.text(brief.title, { size: 18, weight: 700, colour: INK }, 'H1');
  for (const line of brief.lead) sheet.text(line, NOTE);
  for (const section of brief.sections) {
    sheet.text(section.title, { size: 12, weight: 700, colour: INK }, 'H2');
    for (const line of section.text) sheet.text(line, NOTE);
    if (section.table !== null) sheet.table(section.table);
  }
  for (const line of brief.notes) sheet.text(line, { ...NOTE, size: 8 });
  root.end();
  pdf.end();
  return finished;
}
