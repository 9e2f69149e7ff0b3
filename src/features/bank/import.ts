import type { ItemDocument } from '../courses/item-document.ts';
import type { Found } from './found.ts';
import type { Remark, RowProblem, SourceName, SourcePlace } from './formats/format.ts';
import type { NewItem } from './item-repository.ts';
import type { Sheet, SheetMapping } from './formats/sheet.ts';

/** Another question that says nearly the same. */
export interface Alike {
  /** Of the bank; null for one that was read before it in the same file. */
  id: string | null;
  /** Its number in the bank, or its place among what was read. */
  number: number;
  title: string;
  /** The share of common words, from 0 to 1. */
  share: number;
}

/** What was read of a file, while its owner looks at it. */
export interface Staged {
  items: {
    item: ItemDocument;
    category: string[];
    place: SourcePlace;
    notes: Remark[];
    /** Absent in what was read by a release that did not keep it. */
    found?: Found;
    /** The number in the bank of the question that it repeats; 0 where it repeats one of the same file. */
    repeats: number | null;
    /** Absent or null where none is, and for one that repeats another anyhow. */
    alike?: Alike | null;
  }[];
  /** The tables that it was read from, and how; none where it was no table. */
  sheets: { sheet: Sheet; mapping: SheetMapping }[];
  problems: RowProblem[];
  notes: Remark[];
}

/** What was chosen of an import: the questions under the ids, and from the number on, that they get in the bank. */
export interface Coming {
  first: number;
  items: NewItem[];
}

export interface Import {
  id: string;
  bankId: string;
  madeBy: string | null;
  madeAt: Date;
  /** adding: what was chosen is coming into the bank. */
  status: 'read' | 'adding' | 'added' | 'undone' | 'forgotten';
  format: SourceName;
  fileName: string;
  added: number | null;
}
