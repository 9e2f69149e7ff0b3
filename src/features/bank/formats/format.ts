import type { MessageKey } from '../../../i18n/translate.ts';
import type { ItemDocument } from '../../courses/item-document.ts';

/**
 * What every question format speaks: a reader makes items out of a file, a writer makes a file out of items. Nothing that
 * a file holds and nothing that an item holds is lost in silence: it becomes an item, a note, or a problem.
 */

/** The formats by the names that the command line and the pages use. */
export const FORMAT_NAMES = ['gift', 'moodle-xml', 'aiken', 'csv', 'xlsx'] as const;
export type FormatName = (typeof FORMAT_NAMES)[number];

/** What is read besides: a document of Word, as people write questions. */
export const SOURCE_NAMES = [...FORMAT_NAMES, 'docx'] as const;
export type SourceName = (typeof SOURCE_NAMES)[number];

/** The formats in which the template for questions can be had. */
export const TEMPLATE_FORMATS = ['xlsx', 'csv'] as const;
export type TemplateFormat = (typeof TEMPLATE_FORMATS)[number];

/** The sentences of this feature's formats, and those of the files that questions stand in. */
export type FormatKey = Extract<
  MessageKey,
  `formats.${string}` | `content.problem.${string}` | `file.${string}`
>;

/** A sentence to be said in the reader's language. */
export interface Remark {
  key: FormatKey;
  params: Record<string, string | number>;
}

export const remark = (key: FormatKey, params: Remark['params'] = {}): Remark => ({ key, params });

/** Where something stands in what was read; lines and rows count from 1 as editors and spreadsheets count them. */
export interface SourcePlace {
  unit: 'line' | 'row';
  number: number;
  /** The sheet of a workbook; null elsewhere. */
  sheet: string | null;
}

/** An image that stood inside a file. Items name it as `![alt](name)`. Its bytes are as hostile as whoever sent them. */
export interface Medium {
  name: string;
  bytes: Buffer;
}

export interface ReadItem {
  item: ItemDocument;
  /** From the outermost folder inwards; empty where the file names none. */
  category: string[];
  place: SourcePlace;
  media: Medium[];
  /** What of it could not be represented. */
  notes: Remark[];
}

/** A question that did not become an item, or a part of the file that could not be read. */
export interface RowProblem {
  place: SourcePlace;
  /** How the question begins; '' where there is none. */
  text: string;
  reason: Remark;
}

export interface ReadResult {
  items: ReadItem[];
  problems: RowProblem[];
  /** What is true of the file as a whole: said once. */
  notes: Remark[];
}

export interface ReadOptions {
  /** Items beyond this number are a problem. */
  maxItems?: number;
}

/**
 * Reads bytes, or a text that is decoded already. Hostile input costs bounded time and ends as a problem, never as an
 * exception. Other work of the process goes on between one question and the next.
 */
export type Reader = (input: Buffer | string, options?: ReadOptions) => Promise<ReadResult>;

/** An item as it leaves a bank. */
export interface BankItem {
  item: ItemDocument;
  category: readonly string[];
  /** The images that its texts name, where the format can carry them. */
  media?: readonly Medium[];
}

/** What a format cannot carry of an item, or what another system will not understand of it. */
export interface ItemNote {
  itemId: string;
  /** True when the item is not in the file at all. */
  left: boolean;
  remark: Remark;
}

export interface Written {
  /** The file in pieces, to be sent as they come. */
  chunks: AsyncIterable<Buffer | string>;
  /** Whole once every chunk was taken. */
  notes: ItemNote[];
}

export type Writer = (items: Iterable<BankItem> | AsyncIterable<BankItem>) => Written;

/** One format: how it is read, written and served. */
export interface Format {
  name: FormatName;
  extension: string;
  mediaType: string;
  /** Whether images leave with the questions that show them. */
  carriesImages?: true;
  read: Reader;
  write: Writer;
}

/** The largest file, the most items of one file, and the longest text of an item. */
export const LIMITS = { bytes: 20_000_000, items: 20_000, text: 20_000 } as const;
