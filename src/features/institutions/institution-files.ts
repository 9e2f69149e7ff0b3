import type { Translate } from '../../i18n/translate.ts';
import type { Row } from '../../lib/rows.ts';
import type { Column, Definition } from '../../lib/xlsx.ts';
import type { Above } from './institution-table.ts';
import { typeNames } from './views.ts';

const COLUMNS = ['id', 'name', 'shortName', 'type', 'parent', 'from'] as const;

/** An institution with what the one above it is called. */
export interface Placed extends Above {
  parent: string;
}

/** The columns of the table of institutions, called as an import reads them. */
export const institutionColumns = (t: Translate): Column[] =>
  COLUMNS.map((column) => ({
    title: t(`institutions.table.column.${column}`),
    width: column === 'name' ? 48 : 24,
    ...(column === 'from' ? { holds: 'days' as const } : {}),
  }));

export const institutionCells = (one: Placed, t: Translate): Row => [
  one.id,
  one.name,
  one.shortName,
  typeNames(t)(one.type),
  one.parent,
  one.validFrom ?? '',
];

/** What the columns hold, and how the table comes in again. */
export const institutionDefinitions = (t: Translate): Definition[] => [
  ...(['id', 'type', 'parent', 'from'] as const).map(
    (column) =>
      [t(`institutions.table.column.${column}`), t(`institutions.table.what.${column}`)] as const,
  ),
  ['', t('institutions.table.what.rows')],
  ['', t('report.source')],
];
