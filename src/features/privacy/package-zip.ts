import { PassThrough, type Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { formatFor } from '../../i18n/format.ts';
import { isMessageKey, type Translate } from '../../i18n/translate.ts';
import type { Language } from '../../lib/localized.ts';
import { csvText } from '../../lib/csv.ts';
import { escapeText } from '../../lib/html.ts';
import type { Section } from './package-contents.ts';
import { PERSONAL_DATA } from './personal-data.ts';

export interface PackedFile {
  name: string;
  open: () => Readable;
}

export interface Package {
  language: Language;
  title: string;
  lead: string;
  madeAt: Date;
  sections: readonly Section[];
  files: readonly PackedFile[];
}

/** What a table or a column is called; one that nobody named goes by its code. */
const label = (t: Translate, key: string, code: string): string =>
  isMessageKey(key) ? t(key) : code;
const titleOf = (t: Translate, table: string): string => label(t, `ownData.${table}`, table);
const headOf = (t: Translate, column: string): string =>
  label(t, `ownColumn.${column}`, column.replaceAll('_', ' '));

/** Columns whose codes have sentences in the catalogues. */
const SAID: Record<string, string> = {
  action: 'audit',
  rank_band: 'ranks.band',
  role: 'role',
  sex: 'join.sex',
  side: 'side',
  state: 'ownStatus',
  status: 'ownStatus',
};

/** Kept in hundredths of a point. */
const SCORES = new Set(['score', 'old_score', 'new_score']);

type Value = string | number | boolean | null;

function shown(column: string, value: Value, t: Translate): string {
  if (typeof value === 'boolean') return t(value ? 'auditDetail.yes' : 'auditDetail.no');
  if (value === null) return '';
  if (typeof value === 'number' && SCORES.has(column)) return String(value / 100);
  const said = SAID[column];
  return said === undefined ? String(value) : label(t, `${said}.${String(value)}`, String(value));
}

/** Columns that the server fills with an instant or a day; what people write stays as they wrote it. */
const DATED = /(?:^|_)(?:at|on|from|until)$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

interface Said {
  t: Translate;
  language: Language;
}

/** The page is for reading: it says days and times in words. Tables keep them as programs read them. */
function read(column: string, value: Value, { t, language }: Said): string {
  const isDate =
    typeof value === 'string' && DATED.test(column) && !Number.isNaN(Date.parse(value));
  if (isDate && INSTANT.test(value)) return formatFor(language).dateTime(new Date(value));
  if (isDate && DAY.test(value)) return formatFor(language).date(value);
  return shown(column, value, t);
}

/** Everything as a zip: a page for reading, one JSON for programs, one CSV a table, and the files she handed in. */
export function packageZip(
  { language, title, lead, madeAt, sections, files }: Package,
  t: Translate,
): Readable {
  const zip = new ZipFile();
  const packed = new PassThrough();
  zip.outputStream.pipe(packed);
  const how = { mtime: madeAt, mode: 0o100_600, compress: true };
  const json = {
    madeAt: madeAt.toISOString(),
    sections: sections.map(({ table, columns, rows }) => ({
      table,
      title: titleOf(t, table),
      columns: columns.map((column) => {
        const [kind, purpose, kept] = PERSONAL_DATA[table]?.personal[column] ?? [];
        const unit = SCORES.has(column) ? { unit: 1 / 100 } : {};
        return { column, title: headOf(t, column), kind, purpose, kept, ...unit };
      }),
      rows,
    })),
    files: files.map(({ name }) => name),
  };
  zip.addBuffer(
    Buffer.from(pageOf({ title, lead, sections, files }, { t, language })),
    'index.html',
    how,
  );
  zip.addBuffer(Buffer.from(JSON.stringify(json, null, 1)), 'datos.json', how);
  for (const { table, columns, rows } of sections) {
    const cells = rows.map((row) => row.map((value, at) => shown(columns[at] ?? '', value, t)));
    const sheet = csvText(
      columns.map((column) => headOf(t, column)),
      cells,
    );
    zip.addBuffer(Buffer.from(sheet), `tablas/${table}.csv`, how);
  }
  for (const { name, open } of files) {
    zip.addReadStreamLazy(name, { ...how, compress: false }, (ready) => {
      const stream = open();
      stream.on('error', (error) => packed.destroy(error));
      ready(null, stream);
    });
  }
  zip.end();
  return packed;
}

const STYLE =
  'body{font:18px/1.6 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#241a20;background:#fbf8f3}' +
  'table{border-collapse:collapse;margin:1rem 0;display:block;overflow-x:auto}th,td{border:1px solid #8a7b83;padding:.3rem .6rem;text-align:left;vertical-align:top}' +
  'h1,h2{color:#6a1b4d}';

function pageOf(
  { title, lead, sections, files }: Omit<Package, 'madeAt' | 'language'>,
  said: Said,
): string {
  const { t } = said;
  const tables = sections.map(({ table, columns, rows }) => {
    const head = columns.map((column) => `<th scope="col">${escapeText(headOf(t, column))}</th>`);
    const body = rows.map(
      (row) =>
        `<tr>${row.map((value, at) => `<td>${escapeText(read(columns[at] ?? '', value, said))}</td>`).join('')}</tr>`,
    );
    return `<h2>${escapeText(titleOf(t, table))}</h2><table><thead><tr>${head.join('')}</tr></thead><tbody>${body.join('')}</tbody></table>`;
  });
  const handedIn =
    files.length === 0
      ? ''
      : `<h2>${escapeText(t('rights.packageFiles'))}</h2><ul>${files.map(({ name }) => `<li><a href="${escapeText(name)}">${escapeText(name)}</a></li>`).join('')}</ul>`;
  return (
    `<!doctype html><html lang="${said.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
    `<title>${escapeText(title)}</title><style>${STYLE}</style></head><body><h1>${escapeText(title)}</h1>` +
    `<p>${escapeText(lead)}</p>${tables.join('')}${handedIn}</body></html>`
  );
}
