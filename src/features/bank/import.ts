import type { ItemDocument } from '../courses/item-document.ts';
import type { FormatName, Remark, RowProblem, SourcePlace } from './formats/format.ts';
import type { Sheet, SheetMapping } from './formats/sheet.ts';

/** What was read of a file, while its owner looks at it. */
export interface Staged {
  items: {
    item: ItemDocument;
    category: string[];
    place: SourcePlace;
    notes: Remark[];
    /** The number in the bank of the question that it repeats; 0 where it repeats one of the same file. */
    repeats: number | null;
  }[];
  /** The tables that it was read from, and how; none where it was no table. */
  sheets: { sheet: Sheet; mapping: SheetMapping }[];
  problems: RowProblem[];
  notes: Remark[];
}

export interface Import {
  id: string;
  bankId: string;
  madeBy: string | null;
  madeAt: Date;
  status: 'read' | 'added' | 'undone' | 'forgotten';
  format: FormatName;
  fileName: string;
  added: number | null;
}
