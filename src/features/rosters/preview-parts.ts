import type { Translate } from '../../i18n/translate.ts';
import { looksLikeKey, MASKED } from './curp.ts';
import { cellName } from './forms.ts';
import type { DoubtRow, Plan } from './preview.ts';
import { problemSaid } from './problem-said.ts';
import type { Roster } from './roster.ts';
import type { RosterSheet } from './service.ts';
import { hasRoomFor, TOP_ROWS, type Mapping } from './table.ts';

export interface Option {
  value: string;
  label: string;
}

/** A column of the table, and the field that chooses what is read of it. */
export interface Column {
  field: string;
  label: string;
  value: string;
}

/** Where one is in a list that is shown in pages. */
export interface Paged {
  current: number;
  pages: number;
  hrefFor: (page: number) => string;
}

/** A row with mistakes: what they are, and the cells in which they can be mended. */
export interface WrongRow {
  place: string;
  name: string;
  said: string[];
  cells: { name: string; label: string; value: string }[];
}

/** So many rows are mended and decided about at once. */
const PER_PAGE = 25;

/** A cell as a page shows it: keys of people are never shown. */
const shown = (cell: string): string => (looksLikeKey(cell) ? MASKED : cell);

export const placeOf = (row: number, t: Translate): string => t('rosters.row', { number: row + 1 });

export const onPage = <T>(
  all: readonly T[],
  page: number,
): { rows: T[]; current: number; pages: number } => {
  const pages = Math.max(1, Math.ceil(all.length / PER_PAGE));
  const current = Math.min(page, pages);
  return { rows: all.slice((current - 1) * PER_PAGE, current * PER_PAGE), current, pages };
};

/** Whom a row may be, in words. */
export const otherOf = ({ of }: DoubtRow, t: Translate): string =>
  'row' in of
    ? t('rosters.alikeRow', { number: of.row + 1 })
    : t('rosters.alikePerson', { username: of.username });

/** Rows with mistakes, each with the cells in which they can be mended, also those of columns that the table lacks. */
export function wrongRows(
  wrong: Plan['wrong'],
  { roster, cells }: { roster: Roster; cells: ReadonlyMap<number, readonly string[]> },
  t: Translate,
): WrongRow[] {
  const { columns } = roster.mapping;
  return wrong.map(({ row, name, problems }) => ({
    place: placeOf(row, t),
    name,
    said: problems.map((one) => problemSaid(one, t)),
    cells: [...new Set(problems.map(({ field }) => field))].flatMap((field) => {
      const column = columns.indexOf(field);
      if (!hasRoomFor(field, roster.mapping)) return [];
      return [
        {
          name: cellName(row, column < 0 ? field : column),
          label: t(`rosters.field.${field}`),
          value: shown(cells.get(row)?.[column] ?? ''),
        },
      ];
    }),
  }));
}

/** The rows that may be the headings. */
export const headingOptions = (top: RosterSheet['top'], t: Translate): Option[] => [
  { value: '-1', label: t('rosters.noHeadings') },
  ...top.slice(0, TOP_ROWS).flatMap(({ at, cells }) => {
    const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
    if (filled.length === 0) return [];
    const begins = filled
      .slice(0, 4)
      .map((cell) => shown(cell).slice(0, 24))
      .join(' · ');
    return [
      { value: String(at), label: t('rosters.headingRow', { number: at + 1, cells: begins }) },
    ];
  }),
];

/** Each column of the table, with what is read of it. */
export const columnsOf = (
  { headings, columns }: Mapping,
  top: RosterSheet['top'],
  t: Translate,
): Column[] => {
  const cell = (row: number, column: number): string =>
    top.find(({ at }) => at === row)?.cells[column]?.trim() ?? '';
  return columns.map((value, column) => {
    const heading = cell(headings, column);
    const first = shown(cell(headings + 1, column)).slice(0, 30);
    return {
      field: `columna.${String(column)}`,
      label: t('rosters.column', {
        number: column + 1,
        heading: heading.slice(0, 40) || first || '—',
      }),
      value: value ?? '',
    };
  });
};
