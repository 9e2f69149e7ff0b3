import type { FieldErrors } from '../../http/parse.ts';
import type { PageBase } from '../../http/render.ts';
import type { MessageKey, Translate } from '../../i18n/translate.ts';
import type { InstitutionImport, ReadTable } from './import-service.ts';
import { typeNames } from './views.ts';

interface ImportPage extends PageBase {
  table: string;
  errors: FieldErrors;
  /** What is wrong with the table, by its rows. */
  lines: { username: string; key: MessageKey }[];
  /** What it would bring; null while nothing was read. */
  rows:
    { name: string; shortName: string; type: string; parent: string; from: string | null }[] | null;
  /** Rows that say what is there already. */
  unchanged: number;
  imports: InstitutionImport[];
}

declare module '../../http/render.ts' {
  interface Pages {
    'institutions/import': ImportPage;
  }
}

const MOST_LINES = 50;

export function importPage(
  imports: InstitutionImport[],
  { tabla = '', errors = {}, read }: { tabla?: string; errors?: FieldErrors; read?: ReadTable },
  t: Translate,
): ImportPage {
  const typeOf = typeNames(t);
  return {
    title: t('institutions.table.title'),
    table: tabla,
    errors,
    lines:
      read?.ok === false
        ? read.mistakes.slice(0, MOST_LINES).map(({ row, key }) => ({
            username: t('institutions.table.row', { row }),
            key,
          }))
        : [],
    rows:
      read?.ok === true
        ? read.rows.map(({ name, shortName, type, parent, validFrom }) => ({
            ...{ name, shortName, parent: parent.name, from: validFrom },
            type: typeOf(type),
          }))
        : null,
    unchanged: read?.ok === true ? read.unchanged : 0,
    imports,
  };
}
