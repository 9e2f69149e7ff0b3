import type { Cell } from './rows.ts';

/** How the texts of a column are written; a number is a number in each of them. */
export interface Column {
  title: string;
  /** In characters. */
  width?: number;
  /** Its texts stand where figures do, or are days (`2026-11-26`), which a spreadsheet reckons with. */
  holds?: 'figures' | 'days';
}

/** More rows, or a longer text, and Excel finds the file damaged (ECMA-376; Excel specifications and limits). */
export const MOST_ROWS = 1_048_576;
const LONGEST_TEXT = 32_767;
const LONGEST_NAME = 28;

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Places in the list of formats of `STYLES`. */
const LOOK = { head: 1, text: 2, formula: 3, figures: 4, days: 5 } as const;

/**
 * A text stays one when somebody edits its cell (format 49, `@`); what could begin a formula is besides marked as typed behind
 * an apostrophe. Days are written as in the other files.
 */
const STYLES = `${DECLARATION}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment horizontal="right" vertical="top"/></xf><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? '');

/** What XML cannot hold, and what would be read as such an escape (ECMA-376, ST_Xstring). */
// eslint-disable-next-line no-control-regex
const UNWRITABLE = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)/g;
const inXml = (text: string): string =>
  escaped(
    text.replace(
      UNWRITABLE,
      (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    ),
  );

const COULD_BEGIN_A_FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/u;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Days since 30 December 1899, as Excel counts from March 1900; null for what is no such day. */
function serialOf(text: string): number | null {
  if (!DAY.test(text) || text < '1900-03-01') return null;
  const at = Date.parse(`${text}T00:00:00Z`);
  const exists = !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
  return exists ? at / 86_400_000 + 25_569 : null;
}

const textCell = (place: string, text: string, look: number): string =>
  `<c r="${place}" s="${String(look)}" t="inlineStr"><is><t xml:space="preserve">${inXml(text.slice(0, LONGEST_TEXT))}</t></is></c>`;

function cellXml(place: string, value: Cell, holds: Column['holds']): string {
  if (typeof value === 'number') return `<c r="${place}"><v>${String(value)}</v></c>`;
  if (value === '') return '';
  const serial = holds === 'days' ? serialOf(value) : null;
  if (serial !== null)
    return `<c r="${place}" s="${String(LOOK.days)}"><v>${String(serial)}</v></c>`;
  if (COULD_BEGIN_A_FORMULA.test(value)) return textCell(place, value, LOOK.formula);
  return textCell(place, value, holds === 'figures' ? LOOK.figures : LOOK.text);
}

/** `A`, `Z`, `AA`: how a spreadsheet calls a column. */
export function letterOf(at: number): string {
  const last = String.fromCharCode(65 + (at % 26));
  return at < 26 ? last : letterOf(Math.floor(at / 26) - 1) + last;
}

/** The lines of one sheet as XML. Rows are numbered from 1. */
export function sheetXml(columns: readonly Column[]) {
  const letters = columns.map((_, at) => letterOf(at));
  const row = (number: number, cells: string): string =>
    `<row r="${String(number)}">${cells}</row>`;
  const widths = columns.map(({ width = 20 }, at) => {
    const place = String(at + 1);
    return `<col min="${place}" max="${place}" width="${String(width)}" customWidth="1"/>`;
  });
  const titles = columns.map(({ title }, at) =>
    textCell(`${letters[at] ?? ''}1`, title, LOOK.head),
  );
  return {
    /** Everything before the rows: the heading in row 1, which stays. */
    begin: `${DECLARATION}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>${row(1, titles.join(''))}`,
    row: (number: number, cells: readonly Cell[]): string =>
      row(
        number,
        cells
          .map((cell, at) =>
            cellXml(`${letters[at] ?? ''}${String(number)}`, cell, columns[at]?.holds),
          )
          .join(''),
      ),
    end: '</sheetData></worksheet>',
  };
}

/** A name that Excel takes: no signs of its own, and not too long; a sheet that goes on carries a number. */
export function sheetName(name: string, number: number): string {
  const plain = name
    .replace(/[[\]:*?/\\']/g, ' ')
    .slice(0, LONGEST_NAME)
    .trim();
  return number === 1 ? plain : `${plain} ${String(number)}`;
}

export const sheetPath = (at: number): string => `xl/worksheets/sheet${String(at + 1)}.xml`;

/** The parts of a workbook beside its sheets, by their path. */
export function workbookParts(names: readonly string[]): Record<string, string> {
  const each = (write: (number: string, name: string) => string): string =>
    names.map((name, at) => write(String(at + 1), escaped(name))).join('');
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
  return {
    'xl/workbook.xml': `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><bookViews><workbookView/></bookViews><sheets>${each((number, name) => `<sheet name="${name}" sheetId="${number}" r:id="rId${number}"/>`)}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">${each((number) => relation(`rId${number}`, 'worksheet', `worksheets/sheet${number}.xml`))}${relation('styles', 'styles', 'styles.xml')}</Relationships>`,
    'xl/styles.xml': STYLES,
    '_rels/.rels': `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    '[Content_Types].xml': `${DECLARATION}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>${each((number) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${TYPE}.worksheet+xml"/>`)}<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`,
  };
}
