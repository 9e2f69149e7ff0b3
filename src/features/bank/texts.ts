import { translator } from '../../i18n/translate.ts';
import type { ItemDocument } from '../courses/item-document.ts';

/** Every text of an item, in both languages, in the order in which it is written. */
export function textsOf(item: ItemDocument): string[] {
  const texts: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      value.forEach(visit);
      return;
    }
    const { es, en } = value as { es?: unknown; en?: unknown };
    if (typeof es === 'string' && typeof en === 'string') {
      texts.push(es);
      if (en !== es) texts.push(en);
      return;
    }
    Object.values(value).forEach(visit);
  };
  visit(item.stem);
  visit({ ...item, stem: null });
  return texts;
}

const TITLE = 160;
const IMAGE = /!\[((?:\\.|[^\]\\])*)\]\([^)]*\)/g;

/** A text with what its images say in their place. */
export const withoutImages = (text: string): string => text.replace(IMAGE, '$1');

/** A text on one line, without the marks of Markdown. */
export const plain = (text: string): string =>
  withoutImages(text)
    .replace(/\{\{[a-z0-9-]+\}\}/g, '___')
    .replace(/[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}/g, (marks) => (marks === '___' ? marks : ''))
    .replace(/\s+/g, ' ')
    .trim();

/** How a question begins: what lists call it. */
export function titleOf(item: ItemDocument): string {
  const text = plain(item.stem.es) || '—';
  return text.length <= TITLE ? text : `${text.slice(0, TITLE - 1).trimEnd()}…`;
}

/** A name for a bank from that of a file: `preguntas_2026.xlsx` is «preguntas 2026». */
export function bankNamed(fileName: string): string {
  const name = fileName
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .replace(/[_\s]+/g, ' ')
    .trim()
    .slice(0, 120);
  return name.length < 3 ? translator('es-MX')('bank.fromFile') : name;
}
