/**
 * A text of a file before its item is known: an item has one format for all of its texts, a file may have one for each.
 */
export interface RichText {
  es: string;
  en: string;
  /** Whether it is inline Markdown; otherwise it means what it says, character by character. */
  markdown: boolean;
}

export const plain = (es: string, en = es): RichText => ({ es, en, markdown: false });

const MARKUP = /[\\`*_[\]<>!&~]/g;

/** Writes a plain text so that Markdown shows it as it is. */
export const escapeMarkdown = (text: string): string =>
  text.replace(MARKUP, (sign) => (sign === '&' || sign === '<' ? entity(sign) : `\\${sign}`));

const entity = (sign: string): string => (sign === '&' ? '&amp;' : '&lt;');

const isRich = (value: unknown): value is RichText =>
  typeof value === 'object' && value !== null && 'markdown' in value && 'es' in value;

/** What a draft holds once its rich texts are settled. */
export type Settled<T> = T extends RichText
  ? { es: string; en: string }
  : T extends readonly (infer One)[]
    ? Settled<One>[]
    : T extends object
      ? { [Key in keyof T]: Settled<T[Key]> }
      : T;

function anyMarkdown(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (isRich(value)) return value.markdown;
  return Object.values(value).some(anyMarkdown);
}

function settled(value: unknown, markdown: boolean): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isRich(value)) {
    const as = (text: string): string =>
      markdown && !value.markdown ? escapeMarkdown(text) : text;
    return { es: as(value.es), en: as(value.en) };
  }
  if (Array.isArray(value)) return value.map((one) => settled(one, markdown));
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, settled(one, markdown)]),
  );
}

/** One format for all texts of a draft: Markdown as soon as one of them needs it. */
export function settle<T extends object>(draft: T): Settled<T> & { format: 'plain' | 'markdown' } {
  const markdown = anyMarkdown(draft);
  const item = settled(draft, markdown) as Settled<T>;
  return Object.assign(item, { format: markdown ? ('markdown' as const) : ('plain' as const) });
}
