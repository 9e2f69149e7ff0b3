import type { FieldErrors } from '../../http/parse.ts';
import type { PageBase } from '../../http/render.ts';
import { translator, type Translate } from '../../i18n/translate.ts';
import { newId } from '../../lib/random-code.ts';
import type { Language } from '../../lib/localized.ts';
import { toSearchText } from '../../lib/search-text.ts';
import type { Bank } from './bank.ts';
import { SOURCE_NAMES, type SourcePlace } from './formats/format.ts';
import { FIELDS_OFFERED } from './import-columns.ts';
import { headingOf, type Field } from './formats/sheet-fields.ts';
import { TOP_ROWS } from './formats/sheet.ts';
import type { Import } from './import.ts';
import { toDecide, type ToDecide } from './import-choices.ts';
import { cellName, cellsToMend } from './import-rows.ts';
import type { ImportSheet } from './import-service.ts';
import { said } from './remark-said.ts';
import { titleOf } from './texts.ts';
import type { Option } from './item-form-views.ts';
import { BANKS } from './views.ts';

interface BringPage extends PageBase {
  /** Names the sending, so that repeating it is harmless. */
  sendKey: string;
  bank: Bank;
  base: string;
  formats: Option[];
  values: Record<string, string>;
  errors: FieldErrors;
}

export interface Line {
  place: string;
  text: string;
  said: string;
}

/** What could not be read, with the cells in which it can be mended; none where there are no cells. */
interface ProblemLine extends Line {
  cells: { name: string; label: string; value: string; isLong: boolean }[];
}

interface PreviewPage extends PageBase, ToDecide {
  bank: Bank;
  base: string;
  path: string;
  one: Import;
  understood: number;
  /** Those that the bank has already, or the file twice. */
  repeated: number;
  fresh: number;
  problems: ProblemLine[];
  mayMend: boolean;
  /** What of the questions could not be represented. */
  notes: Line[];
  fileNotes: string[];
  items: { number: number; title: string; type: string; repeats: string | null }[];
  more: number;
  /** How the columns of each table are read, to be put right. */
  sheets: {
    name: string;
    /** Which row holds the headings. */
    headings: { field: string; value: number; options: Option[] };
    columns: { field: string; label: string; value: string }[];
  }[];
  fields: Option[];
}

interface AddedPage extends PageBase {
  bank: Bank;
  base: string;
  path: string;
  one: Import;
  mayUndo: boolean;
}

declare module '../../http/render.ts' {
  interface Pages {
    'bank/import': BringPage;
    'bank/import-preview': PreviewPage;
    'bank/import-added': AddedPage;
  }
}

/** More than this is read by nobody; the rest is counted. */
const SHOWN = 100;

export function importPage(
  bank: Bank,
  { values, errors }: { values: Record<string, string>; errors: FieldErrors },
  language: Language,
): BringPage {
  const t = translator(language);
  return {
    title: t('bank.import'),
    section: bank.name,
    bank,
    base: `${BANKS}/${bank.id}`,
    formats: [
      { value: '', label: t('bank.guessFormat') },
      ...SOURCE_NAMES.map((value) => ({ value, label: t(`bank.format.${value}`) })),
    ],
    values,
    errors,
    sendKey: values['clave'] ?? newId(),
  };
}

/** What stands at the head of a column, and its first cell. */
function columnLabel(
  rows: readonly (readonly string[])[],
  headings: number,
  column: number,
  t: Translate,
): string {
  const heading = rows[headings]?.[column]?.trim() ?? '';
  const first = rows[headings + 1]?.[column]?.trim().slice(0, 40) ?? '';
  return t('bank.column', { number: column + 1, heading: heading || first || '—' });
}

/** A column by what it is read as, and by its own heading where that says something else. */
function columnName(
  rows: readonly (readonly string[])[],
  { headings, columns }: { headings: number; columns: readonly (Field | null)[] },
  column: number,
  t: Translate,
): string {
  const field = columns[column];
  const read = field == null ? t('bank.columnNotRead') : headingOf(field);
  const heading = rows[headings]?.[column]?.trim() ?? '';
  return heading === '' || toSearchText(heading) === toSearchText(read)
    ? read
    : `${read} («${heading}»)`;
}

const LONG = 60;
const noTable = {
  sheet: { name: null, rows: [] },
  mapping: { headings: -1, layout: 'questions' as const, columns: [] },
};

/** The rows at the top of a table, by what stands in them. */
const rowOptions = (rows: readonly (readonly string[])[], t: Translate): Option[] => [
  { value: '-1', label: t('bank.noHeadings') },
  ...rows.slice(0, TOP_ROWS).flatMap((row, at) => {
    const cells = row.map((cell) => cell.trim()).filter((cell) => cell !== '');
    if (cells.length === 0) return [];
    const begins = cells
      .slice(0, 4)
      .map((cell) => cell.slice(0, 24))
      .join(' · ');
    return [{ value: String(at), label: t('bank.headingRow', { number: at + 1, cells: begins }) }];
  }),
];

export const placeOf = ({ unit, number, sheet }: SourcePlace, t: Translate): string =>
  sheet === null ? t(`bank.place.${unit}`, { number }) : t('bank.place.sheet', { sheet, number });

/** What was understood of a file, and what was not. */
export function previewPage(
  { bank, one, staged }: ImportSheet & { staged: NonNullable<ImportSheet['staged']> },
  language: Language,
): PreviewPage {
  const t = translator(language);
  const base = `${BANKS}/${bank.id}`;
  const repeated = staged.items.filter(({ repeats }) => repeats !== null).length;
  const cellsOf = cellsToMend(staged);
  const problems = staged.problems.map(({ place, text, reason }) => ({
    place: placeOf(place, t),
    text,
    said: said(reason, t),
    cells: cellsOf(place).map((cell) => {
      const { sheet, mapping } = staged.sheets[cell.table] ?? noTable;
      return {
        name: cellName(cell),
        label: columnName(sheet.rows, mapping, cell.column, t),
        value: cell.value,
        isLong: mapping.columns[cell.column] === 'stem' || cell.value.length > LONG,
      };
    }),
  }));
  return {
    title: t('bank.previewTitle'),
    styles: ['studio.css'],
    section: bank.name,
    bank,
    base,
    path: `${base}/importaciones/${one.id}`,
    one,
    understood: staged.items.length,
    repeated,
    fresh: staged.items.length - repeated,
    problems,
    mayMend: problems.some(({ cells }) => cells.length > 0),
    notes: staged.items.flatMap(({ item, place, notes }) =>
      notes
        .filter(({ key }) => key !== 'formats.note.noAlt')
        .map((note) => ({ place: placeOf(place, t), text: titleOf(item), said: said(note, t) })),
    ),
    fileNotes: staged.notes.map((note) => said(note, t)),
    items: staged.items.slice(0, SHOWN).map(({ item, repeats }, at) => ({
      number: at + 1,
      title: titleOf(item),
      type: t(`bank.type.${item.type}`),
      repeats:
        repeats === null
          ? null
          : repeats === 0
            ? t('bank.repeatsInFile')
            : t('bank.repeatsNumber', { number: repeats }),
    })),
    more: Math.max(0, staged.items.length - SHOWN),
    ...toDecide(staged, { base, path: `${base}/importaciones/${one.id}` }, t),
    sheets: staged.sheets.map(({ sheet, mapping }, at) => ({
      name: sheet.name ?? one.fileName,
      headings: {
        field: `encabezados.${String(at)}`,
        value: mapping.headings,
        options: rowOptions(sheet.rows, t),
      },
      columns: mapping.columns.map((value, column) => ({
        field: `columna.${String(at)}.${String(column)}`,
        label: columnLabel(sheet.rows, mapping.headings, column, t),
        value: value ?? '',
      })),
    })),
    fields: [
      { value: '', label: t('bank.columnNotRead') },
      ...FIELDS_OFFERED.map((value) => ({ value, label: headingOf(value) })),
    ],
  };
}

export function addedPage({ bank, one, mayUndo }: ImportSheet, language: Language): AddedPage {
  const t = translator(language);
  const base = `${BANKS}/${bank.id}`;
  return {
    title: t(one.status === 'undone' ? 'bank.importUndone' : 'bank.importAdded'),
    section: bank.name,
    bank,
    base,
    path: `${base}/importaciones/${one.id}`,
    one,
    mayUndo,
  };
}
