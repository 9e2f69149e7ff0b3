import { escapeStart, escapeText, linkAddress, oneLine, table, wrap } from './markdown-text.ts';
import { all, at, type Element } from './xml-tree.ts';

/** Where a link of a slide leads, by its id; null when it leads nowhere. */
export type LinkOf = (id: string) => string | null;

const isOn = (value: string | undefined): boolean => value === '1' || value === 'true';

interface Run {
  marks: string;
  link: string | null;
  text: string;
}

/** The runs of a paragraph; neighbours that look alike are one. */
function runsOf(paragraph: Element, linkOf: LinkOf): Run[] {
  const runs: Run[] = [];
  for (const child of paragraph.children) {
    if (!['r', 'fld', 'br'].includes(child.name)) continue;
    const properties = at(child, 'rPr');
    const { b, i } = properties?.attributes ?? {};
    const id = at(properties, 'hlinkClick')?.attributes['r:id'];
    const run: Run = {
      marks: (isOn(b) ? '**' : '') + (isOn(i) ? '*' : ''),
      link: id === undefined ? null : linkOf(id),
      text: child.name === 'br' ? ' ' : (at(child, 't')?.text ?? ''),
    };
    const last = runs.at(-1);
    if (last?.marks === run.marks && last.link === run.link) last.text += run.text;
    else runs.push(run);
  }
  return runs;
}

/** One paragraph as Markdown of one line. */
function lineOf(paragraph: Element, linkOf: LinkOf): string {
  const parts = runsOf(paragraph, linkOf).map(({ marks, link, text }) => {
    const plain = escapeText(text);
    const marked = wrap(marks, plain).replace(/\*{3}$/, '***');
    const address = link === null ? null : linkAddress(link);
    return address === null || plain.trim() === '' ? marked : `[${marked.trim()}](${address})`;
  });
  return oneLine(parts.join(''));
}

/** Text without any marks: titles. */
export const plainText = (body: Element | null): string =>
  oneLine(
    all(body, 'p')
      .map((paragraph) =>
        runsOf(paragraph, () => null)
          .map(({ text }) => text)
          .join(''),
      )
      .join(' '),
  );

interface Line {
  level: number;
  isNumbered: boolean;
  text: string;
}

/** A text of a slide: points as a list, whose levels stay; a single line, or lines without points, as paragraphs. */
export function bodyText(body: Element | null, linkOf: LinkOf, isList: boolean): string {
  const lines = all(body, 'p').flatMap((paragraph): (Line & { isPoint: boolean })[] => {
    const text = lineOf(paragraph, linkOf);
    if (text === '') return [];
    const properties = at(paragraph, 'pPr');
    const has = (name: string): boolean => at(properties, name) !== null;
    const level = Math.min(8, Number(properties?.attributes['lvl'] ?? 0) || 0);
    const isNumbered = has('buAutoNum');
    const isPoint = !has('buNone') && (isList || has('buChar') || isNumbered || level > 0);
    return [{ level, isNumbered, text, isPoint }];
  });
  if (lines.length === 1 || lines.every(({ isPoint }) => !isPoint))
    return lines.map(({ text }) => escapeStart(text)).join('\n\n');
  return pointsOf(lines);
}

/** A point never stands deeper than one step below the one before it. */
function pointsOf(lines: readonly Line[]): string {
  const indents: number[] = [];
  const written: string[] = [];
  const counts: number[] = [];
  for (const { level, isNumbered, text } of lines) {
    const depth = Math.min(level, indents.length);
    counts.length = Math.min(counts.length, depth + 1);
    counts[depth] = (counts[depth] ?? 0) + 1;
    const mark = isNumbered ? `${String(counts[depth])}. ` : '- ';
    const indent = depth === 0 ? 0 : (indents[depth - 1] ?? 0);
    indents.length = depth;
    indents[depth] = indent + mark.length;
    written.push(' '.repeat(indent) + mark + escapeStart(text));
  }
  return written.join('\n');
}

/** A table of a slide. */
export function slideTable(frame: Element, linkOf: LinkOf): string {
  const rows = all(frame, 'tr').map((row) =>
    row.children
      .filter(({ name }) => name === 'tc')
      .map((cell) =>
        all(cell, 'p')
          .map((paragraph) => lineOf(paragraph, linkOf))
          .filter((text) => text !== '')
          .join(' · '),
      ),
  );
  const filled = rows.filter((row) => row.some((cell) => cell !== ''));
  return filled.length === 0 ? '' : table(filled);
}
