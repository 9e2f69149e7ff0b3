import type { MessageKey } from '../../i18n/translate.ts';
import { headedTable } from '../../lib/headed-table.ts';
import { toSearchText } from '../../lib/search-text.ts';

/** So many roundtables a table has at most. */
export const MOST_ROWS = 1000;
const LONGEST = 200;

/** A regional roundtable as a table names it. */
export interface Listed {
  row: number;
  /** Empty: it gets one. */
  code: string;
  name: string;
  stateCode: string;
  cvegeo: string | null;
}

export interface RowMistake {
  row: number;
  key: MessageKey;
}

type Field = 'code' | 'name' | 'state' | 'cvegeo';
const HEADS: [RegExp, Field][] = [
  [/^(codigo|clave|code)$/, 'code'],
  [/^(mesa|nombre|name|region|roundtable)$/, 'name'],
  [/^(entidad|estado|state|clave de la entidad)$/, 'state'],
  [/^(municipio|cvegeo|clave del municipio|municipality)$/, 'cvegeo'],
];
const CODE = /^[A-Za-z0-9][A-Za-z0-9-]{1,39}$/;

/** Entities by what a table may call them: their code, with its zero or without, or their name. */
const stateNamed = (states: readonly { code: string; name: string }[], said: string): string => {
  const text = toSearchText(said);
  const found = states.find(
    ({ code, name }) => code === said.padStart(2, '0') || toSearchText(name) === text,
  );
  return found?.code ?? '';
};

/** The roundtables of a table: the first row names the columns, in any order; a name and an entity are needed. */
export function readCatalogue(
  text: string,
  states: readonly { code: string; name: string }[],
): { ok: true; rows: Listed[] } | { ok: false; mistakes: RowMistake[] } {
  const table = headedTable(text, HEADS, ['name', 'state']);
  if (!table.ok)
    return { ok: false, mistakes: [{ row: table.row, key: `roundtables.table.${table.why}` }] };
  const mistakes: RowMistake[] = [];
  const rows: Listed[] = [];
  const seen = new Set<string>();
  for (const { row, cell } of table.rows) {
    const [code, name, cvegeo] = [cell('code'), cell('name'), cell('cvegeo')];
    const stateCode = stateNamed(states, cell('state'));
    const key = code === '' ? `${stateCode} ${toSearchText(name)}` : code;
    const wrong = (said: MessageKey): void => {
      mistakes.push({ row, key: said });
    };
    if (name === '') wrong('roundtables.table.noName');
    if (name.length > LONGEST) wrong('roundtables.table.longName');
    if (stateCode === '') wrong('roundtables.table.noState');
    if (code !== '' && (!CODE.test(code) || /^MESA-\d\d$/.test(code)))
      wrong('roundtables.table.badCode');
    if (cvegeo !== '' && !/^\d{5}$/.test(cvegeo)) wrong('roundtables.table.badMunicipality');
    if (seen.has(key)) wrong('roundtables.table.twice');
    seen.add(key);
    rows.push({ row, code, name, stateCode, cvegeo: cvegeo === '' ? null : cvegeo });
  }
  if (rows.length === 0) mistakes.push({ row: 2, key: 'roundtables.table.empty' });
  if (rows.length > MOST_ROWS) mistakes.push({ row: 1, key: 'roundtables.table.tooMany' });
  return mistakes.length > 0 ? { ok: false, mistakes } : { ok: true, rows };
}
