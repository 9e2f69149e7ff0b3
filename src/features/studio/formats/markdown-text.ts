/** What the checks of lessons take for HTML, also where it is only written about. */
const TAG = /<(\/?[a-z][a-z0-9-]*(?:\s[^<>]*)?\/?|!--.*?--|!doctype[^>]*)>/gi;

/** Text from outside as Markdown that says the same and nothing more. */
export const escapeText = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, (sign) => (/\s/.test(sign) ? ' ' : ''))
    .replace(TAG, '‹$1›')
    .replace(/[\\`*_[\]<~]/g, '\\$&')
    .replace(/&(?=#?\w+;)/g, '\\&');

/** Signs that mean something only where a line begins. */
export const escapeStart = (line: string): string =>
  line.replace(/^(\s*)([#>+=-]|:{3})/, '$1\\$2').replace(/^(\s*\d{1,9})([.)])(?=\s|$)/, '$1\\$2');

const SAFE_LINK = /^(?:https?:\/\/[^\s/]|mailto:[^\s]+@)/i;

/** An address as it may stand in a lesson; null for one that leads nowhere from here. */
export function linkAddress(href: string): string | null {
  const trimmed = href.trim();
  if (!SAFE_LINK.test(trimmed) || trimmed.length > 2000) return null;
  return trimmed.replace(
    /[\s()<>"\\`]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

/** Emphasis around words, with the spaces outside, where Markdown wants them. */
export function wrap(mark: string, inner: string): string {
  const [, before = '', core = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(inner) ?? [];
  return core === '' ? inner : `${before}${mark}${core}${mark}${after}`;
}

/** A picture in a paragraph of its own. */
export const picture = (name: string, alt: string, caption = ''): string =>
  `![${escapeText(oneLine(alt))}](media/${name}${caption === '' ? '' : ` "${oneLine(caption).replace(/[\\"]/g, '\\$&')}"`})`;

export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** A table whose first row names its columns. Cells are Markdown of one line. */
export function table(rows: readonly (readonly string[])[]): string {
  const width = Math.max(...rows.map((row) => row.length));
  const line = (cells: readonly string[]): string =>
    `| ${Array.from({ length: width }, (_, at) => (cells[at] ?? '').replace(/\|/g, '\\|')).join(' | ')} |`;
  const [head = [], ...others] = rows;
  return [line(head), `|${' --- |'.repeat(width)}`, ...others.map(line)].join('\n');
}
const PICTURE = /!\[((?:[^\]\\]|\\.)*)\]\(media\/([a-z0-9.-]+)/g;

/** The same text with other descriptions of its pictures; null leaves one as it is. */
export const describe = (markdown: string, altOf: (name: string) => string | null): string =>
  markdown.replace(PICTURE, (whole: string, _alt: string, name: string) => {
    const alt = altOf(name);
    return alt === null ? whole : `![${escapeText(oneLine(alt))}](media/${name}`;
  });

/** Words of a text, without its marks. */
export const wordsIn = (markdown: string): number =>
  markdown
    .replace(/\]\([^)]*\)|[#*_>|[\]!\\-]/g, ' ')
    .split(/\s+/)
    .filter(Boolean).length;
