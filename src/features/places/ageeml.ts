import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { line } from '../../lib/text.ts';
import { fromWindows1252 } from '../../lib/windows-1252.ts';

/** A municipality as INEGI lists it. */
export interface ListedMunicipality {
  cvegeo: string;
  name: string;
}

/** Why a file is not INEGI's list. */
export type AgeemlProblem =
  'noColumns' | 'wrongKey' | 'wrongName' | 'twoNames' | 'empty' | 'unreadable' | 'workbook';
export type ReadAgeeml =
  | { ok: true; municipalities: ListedMunicipality[] }
  | { ok: false; problem: AgeemlProblem; line: number };

const Lines = z.array(z.array(z.string()));
/** Longer than any name there is. */
const Name = line(120);
/** INEGI writes notes above the heading of some files. */
const HEADING_WITHIN = 20;

function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // The files of INEGI's page come as Excel for Windows writes them.
    return fromWindows1252(bytes);
  }
}

const nameOf = (cell: string): string => cell.trim().toUpperCase().replace(/\s+/g, '_');

/**
 * Reads INEGI's catalogue of geostatistical areas (AGEEML) as it comes from its page: CSV or text with tabs, of
 * municipalities or of localities. Keys are text, and a lost leading zero is put back.
 */
export function readAgeeml(bytes: Buffer): ReadAgeeml {
  if (bytes.subarray(0, 2).toString('latin1') === 'PK')
    return { ok: false, problem: 'workbook', line: 1 };
  const text = textOf(bytes).replace(/^\ufeff/, '');
  const [first = ''] = text.split('\n');
  const delimiter = first.includes('\t') ? '\t' : first.includes(';') ? ';' : ',';
  let lines: string[][];
  try {
    lines = Lines.parse(
      parse(text, { delimiter, relax_column_count: true, skip_empty_lines: true }),
    );
  } catch {
    return { ok: false, problem: 'unreadable', line: 1 };
  }
  const heading = lines
    .slice(0, HEADING_WITHIN)
    .findIndex((row) => row.map(nameOf).includes('CVE_MUN'));
  const columns = (lines[heading] ?? []).map(nameOf);
  const [state, municipality, name] = ['CVE_ENT', 'CVE_MUN', 'NOM_MUN'].map((one) =>
    columns.indexOf(one),
  );
  if (state === undefined || municipality === undefined || name === undefined)
    return { ok: false, problem: 'noColumns', line: 1 };
  if (state < 0 || municipality < 0 || name < 0)
    return { ok: false, problem: 'noColumns', line: heading + 1 };

  const found = new Map<string, string>();
  for (const [at, row] of lines.slice(heading + 1).entries()) {
    const cells = [row[state], row[municipality], row[name]].map((cell) => cell?.trim() ?? '');
    const [entity = '', key = '', called = ''] = cells;
    // A foot note, or the line of a whole entity.
    if (!/^\d{1,2}$/.test(entity) || key === '' || /^0+$/.test(key)) continue;
    const cvegeo = `${entity.padStart(2, '0')}${key.padStart(3, '0')}`;
    const number = heading + at + 2;
    if (!/^(0[1-9]|[12]\d|3[0-2])\d{3}$/.test(cvegeo) || called === '')
      return { ok: false, problem: 'wrongKey', line: number };
    if (!Name.safeParse(called).success) return { ok: false, problem: 'wrongName', line: number };
    const known = found.get(cvegeo);
    if (known !== undefined && known !== called)
      return { ok: false, problem: 'twoNames', line: number };
    found.set(cvegeo, called);
  }
  if (found.size === 0) return { ok: false, problem: 'empty', line: 1 };
  return {
    ok: true,
    municipalities: [...found].map(([cvegeo, called]) => ({ cvegeo, name: called })),
  };
}
