import type { PageBase } from '../../http/render.ts';
import { translator } from '../../i18n/translate.ts';
import type { Language } from '../../lib/localized.ts';
import { FIELDS } from './fields.ts';
import { SHARED_INSTITUTION } from './forms.ts';
import { missesInstitution } from './plan-new.ts';
import type { Plan } from './preview.ts';
import {
  columnsOf,
  headingOptions,
  onPage,
  otherOf,
  placeOf,
  wrongRows,
  type Column,
  type Option,
  type Paged,
  type WrongRow,
} from './preview-parts.ts';
import type { Roster } from './roster.ts';
import type { RosterSheet } from './service.ts';
import { hasRoomFor } from './table.ts';
import { ROSTERS } from './views.ts';

interface PreviewPage extends PageBase {
  path: string;
  roster: Roster;
  counts: Plan['counts'];
  /** People who would be made or changed. */
  willWrite: number;
  isMapped: boolean;
  wrong: WrongRow[];
  mayMend: boolean;
  /** The field of one institution for every row that misses it; null where it would be for one row alone. */
  shared: string | null;
  wrongPage: Paged;
  doubts: { field: string; place: string; name: string; other: string }[];
  doubtsPage: Paged;
  waits: { place: string; name: string; cohort: string }[];
  waitsPage: Paged;
  /** Networks that may be registered at once; none where she may not. */
  networks: string[];
  fresh: { place: string; name: string }[];
  changed: { place: string; name: string; what: string }[];
  headings: { value: number; options: Option[] };
  columns: Column[];
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

/** What would become of a table, with everything that can be put right before. */
export function previewPage(
  { roster, top, plan }: RosterSheet & { plan: Plan },
  {
    wrongPage,
    doubtsPage,
    waitsPage,
    cells,
    runsInstitutions,
  }: {
    wrongPage: number;
    doubtsPage: number;
    waitsPage: number;
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
  const waits = onPage(plan.waits, waitsPage);
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
    shared:
      hasRoomFor('institution', mapping) &&
      plan.wrong.filter(({ problems }) => problems.some(missesInstitution)).length > 1
        ? SHARED_INSTITUTION
        : null,
    wrongPage: { ...wrong, hrefFor: (page) => `${path}?pagina=${String(page)}#filas` },
    doubts: doubts.rows.map((one) => ({
      field: `fila.${String(one.row)}`,
      place: placeOf(one.row, t),
      name: one.name,
      other: otherOf(one, t),
    })),
    doubtsPage: { ...doubts, hrefFor: (page) => `${path}?dudas=${String(page)}#dudas` },
    waits: waits.rows.map(({ row, ...one }) => ({ place: placeOf(row, t), ...one })),
    waitsPage: { ...waits, hrefFor: (page) => `${path}?espera=${String(page)}#espera` },
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
    columns: columnsOf(mapping, top, t),
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
    title: `${t('rosters.title')}: ${t(`rosters.state.${roster.status}`)}`,
    path: `${ROSTERS}/${roster.id}`,
    roster,
    percent: roster.rows === 0 ? 100 : Math.min(100, Math.floor((roster.done / roster.rows) * 100)),
    mayUndo,
  };
}
