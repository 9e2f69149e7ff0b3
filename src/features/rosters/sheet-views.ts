import type { PageBase } from '../../http/render.ts';
import { translator, type Translate } from '../../i18n/translate.ts';
import type { Language } from '../../lib/localized.ts';
import { looksLikeKey, MASKED } from './curp.ts';
import { FIELDS } from './fields.ts';
import { cellName } from './forms.ts';
import type { DoubtRow, Plan } from './preview.ts';
import type { Roster } from './roster.ts';
import type { RosterSheet } from './service.ts';
import { TOP_ROWS } from './table.ts';
import { problemSaid } from './problem-said.ts';
import { ROSTERS } from './views.ts';

interface Option {
  value: string;
  label: string;
}

/** A row with mistakes: what they are, and the cells in which they can be mended. */
interface WrongRow {
  place: string;
  name: string;
  said: string[];
  cells: { name: string; label: string; value: string }[];
}

interface PreviewPage extends PageBase {
  path: string;
  roster: Roster;
  counts: Plan['counts'];
  /** People who would be made or changed. */
  willWrite: number;
  isMapped: boolean;
  wrong: WrongRow[];
  mayMend: boolean;
  wrongPage: { current: number; pages: number; hrefFor: (page: number) => string };
  doubts: { field: string; place: string; name: string; other: string }[];
  doubtsPage: { current: number; pages: number; hrefFor: (page: number) => string };
  /** Networks that may be registered at once; none where she may not. */
  networks: string[];
  fresh: { place: string; name: string }[];
  changed: { place: string; name: string; what: string }[];
  headings: { value: number; options: Option[] };
  columns: { field: string; label: string; value: string }[];
  fields: Option[];
}

interface DonePage extends PageBase {
  path: string;
  roster: Roster;
  /** How far it came, from 0 to 100. */
  percent: number;
  mayUndo: boolean;
}

declare module '../../http/render.ts' {
  interface Pages {
    'rosters/preview': PreviewPage;
    'rosters/done': DonePage;
  }
}

/** So many rows are mended and decided about at once. */
const PER_PAGE = 25;

/** A cell as a page shows it: keys of people are never shown. */
const shown = (cell: string): string => (looksLikeKey(cell) ? MASKED : cell);

const placeOf = (row: number, t: Translate): string => t('rosters.row', { number: row + 1 });

export const onPage = <T>(
  all: readonly T[],
  page: number,
): { rows: T[]; current: number; pages: number } => {
  const pages = Math.max(1, Math.ceil(all.length / PER_PAGE));
  const current = Math.min(page, pages);
  return { rows: all.slice((current - 1) * PER_PAGE, current * PER_PAGE), current, pages };
};

const otherOf = ({ of }: DoubtRow, t: Translate): string =>
  'row' in of
    ? t('rosters.alikeRow', { number: of.row + 1 })
    : t('rosters.alikePerson', { username: of.username });

function wrongRows(
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
      return column < 0
        ? []
        : [
            {
              name: cellName(row, column),
              label: t(`rosters.field.${field}`),
              value: shown(cells.get(row)?.[column] ?? ''),
            },
          ];
    }),
  }));
}

const headingOptions = (top: RosterSheet['top'], t: Translate): Option[] => [
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

/** What would become of a table, with everything that can be put right before. */
export function previewPage(
  { roster, top, plan }: RosterSheet & { plan: Plan },
  {
    wrongPage,
    doubtsPage,
    cells,
    runsInstitutions,
  }: {
    wrongPage: number;
    doubtsPage: number;
    cells: ReadonlyMap<number, readonly string[]>;
    runsInstitutions: boolean;
  },
  language: Language,
): PreviewPage {
  const t = translator(language);
  const path = `${ROSTERS}/${roster.id}`;
  const { mapping } = roster;
  const wrong = onPage(plan.wrong, wrongPage);
  const doubts = onPage(plan.doubts, doubtsPage);
  const rows = wrongRows(wrong.rows, { roster, cells }, t);
  return {
    title: t('rosters.previewTitle'),
    styles: ['studio.css'],
    path,
    roster,
    counts: plan.counts,
    willWrite: plan.counts.fresh + plan.counts.more + plan.counts.changed,
    isMapped: mapping.columns.some((field) => field !== null),
    wrong: rows,
    mayMend: rows.some((row) => row.cells.length > 0),
    wrongPage: {
      ...wrong,
      hrefFor: (page) => `${path}?pagina=${String(page)}#filas`,
    },
    doubts: doubts.rows.map((one) => ({
      field: `fila.${String(one.row)}`,
      place: placeOf(one.row, t),
      name: one.name,
      other: otherOf(one, t),
    })),
    doubtsPage: {
      ...doubts,
      hrefFor: (page) => `${path}?dudas=${String(page)}#dudas`,
    },
    networks: runsInstitutions
      ? plan.networks.map(({ name, cvegeo }) => `${name} (${cvegeo})`)
      : [],
    fresh: plan.fresh.map(({ row, name }) => ({ place: placeOf(row, t), name })),
    changed: plan.changed.map(({ row, name, what }) => ({
      place: placeOf(row, t),
      name,
      what: what
        .map((field) => t(`rosters.field.${FIELDS.find((one) => one === field) ?? 'name'}`))
        .join(', '),
    })),
    headings: { value: mapping.headings, options: headingOptions(top, t) },
    columns: mapping.columns.map((value, column) => {
      const heading = top.find(({ at }) => at === mapping.headings)?.cells[column]?.trim() ?? '';
      const first = shown(
        top.find(({ at }) => at === mapping.headings + 1)?.cells[column]?.trim() ?? '',
      ).slice(0, 30);
      return {
        field: `columna.${String(column)}`,
        label: t('rosters.column', {
          number: column + 1,
          heading: heading.slice(0, 40) || first || '—',
        }),
        value: value ?? '',
      };
    }),
    fields: [
      { value: '', label: t('rosters.notRead') },
      ...FIELDS.map((value) => ({ value, label: t(`rosters.field.${value}`) })),
    ],
  };
}

/** How far a table came in or out, and what became of it. */
export function donePage({ roster, mayUndo }: RosterSheet, language: Language): DonePage {
  const t = translator(language);
  return {
    title: t(`rosters.state.${roster.status}`),
    path: `${ROSTERS}/${roster.id}`,
    roster,
    percent: roster.rows === 0 ? 100 : Math.min(100, Math.floor((roster.done / roster.rows) * 100)),
    mayUndo,
  };
}
