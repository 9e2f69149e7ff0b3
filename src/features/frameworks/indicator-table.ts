import type { MessageKey } from '../../i18n/translate.ts';
import { headedTable } from '../../lib/headed-table.ts';
import type { Indicator } from './framework.ts';

/** So many indicators a table has at most. */
export const MOST_INDICATORS = 300;
export const LONGEST = 1000;

/** How columns are called, without accents and in any case. */
const HEADS: [RegExp, keyof Indicator][] = [
  [/^(codigo|clave|code)$/, 'code'],
  [/^(indicador|texto|nombre|text|indicator)$/, 'text'],
  [/^(formula|calculo|metodo de calculo)$/, 'formula'],
  [/^(responsable|institucion|owner|institucion responsable)$/, 'owner'],
  [/^(periodicidad|frecuencia|frequency)$/, 'frequency'],
  [/^(linea base|linea de base|baseline)$/, 'baseline'],
  [/^(meta|target)$/, 'target'],
  [/^(pilar|elemento|estrategia|pillar|element)$/, 'element'],
];
export const COLUMNS: (keyof Indicator)[] = HEADS.map(([, name]) => name);

/** A row of a table, by its number in it, with what is wrong with it. */
export interface RowMistake {
  row: number;
  key: MessageKey;
}

/**
 * The indicators of a table as it was pasted or saved: the first row names the columns, in any order, and a code and a text
 * are needed. Elements are named by their code or their name.
 */
export function readIndicators(
  text: string,
  elementOf: (said: string) => string | null,
): { ok: true; rows: Indicator[] } | { ok: false; mistakes: RowMistake[] } {
  const table = headedTable(text, HEADS, ['code', 'text']);
  if (!table.ok)
    return { ok: false, mistakes: [{ row: table.row, key: `frameworks.table.${table.why}` }] };
  const mistakes: RowMistake[] = [];
  const rows: Indicator[] = [];
  const codes = new Set<string>();
  for (const { row, cell } of table.rows) {
    const [code, said] = [cell('code'), cell('element')];
    const element = said === '' ? '' : elementOf(said);
    const wrong = (key: MessageKey): void => {
      mistakes.push({ row, key });
    };
    if (code === '') wrong('frameworks.table.noCode');
    else if (code.length > 40) wrong('frameworks.table.longCode');
    else if (codes.has(code)) wrong('frameworks.table.twice');
    if (cell('text') === '') wrong('frameworks.table.noText');
    if (COLUMNS.some((name) => cell(name).length > LONGEST)) wrong('frameworks.table.longCell');
    if (element === null) wrong('frameworks.table.noElement');
    codes.add(code);
    rows.push({
      code,
      text: cell('text'),
      formula: cell('formula'),
      owner: cell('owner'),
      frequency: cell('frequency'),
      baseline: cell('baseline'),
      target: cell('target'),
      element: element ?? '',
    });
  }
  if (rows.length === 0) mistakes.push({ row: 2, key: 'frameworks.table.empty' });
  if (rows.length > MOST_INDICATORS) mistakes.push({ row: 1, key: 'frameworks.table.tooMany' });
  return mistakes.length > 0 ? { ok: false, mistakes } : { ok: true, rows };
}
