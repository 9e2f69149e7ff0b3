import { NOTE, paperOf, type PaperHead, type PaperTable } from '../reports/sheet.ts';

/** Everything that the printed brief says, in one language. */
export interface BriefDocument extends PaperHead {
  lead: string[];
  sections: { title: string; text: string[]; table: PaperTable | null }[];
  /** Definitions, cut-off, what is hidden, source and digest. */
  notes: string[];
}

/** The brief of an entity for print and for screen readers. */
export const briefPdf = (brief: BriefDocument): Promise<Buffer> =>
  paperOf(brief, (sheet) => {
    for (const line of brief.lead) sheet.text(line, NOTE);
    for (const section of brief.sections) {
      sheet.heading(section.title, 12);
      for (const line of section.text) sheet.text(line, NOTE);
      if (section.table !== null) sheet.table(section.table);
    }
    for (const line of brief.notes) sheet.text(line, { ...NOTE, size: 8 });
  });
