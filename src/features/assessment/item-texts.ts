import { inLanguage, type Language, type Localized } from '../../lib/localized.ts';
import { asHtml, type Html } from '../../lib/html.ts';
import { inlineHtml, inlinePlain, type MediaOf } from '../content/inline-text.ts';
import type { ItemDocument } from '../courses/item-document.ts';

/** The texts of an item in one language, as its author's marks say. */
export interface ItemTexts {
  html: (text: Localized) => Html;
  /** Without marks, for where no HTML may stand. */
  plain: (text: Localized) => string;
}

/** Nobody has written it in English: what it asks reads the same in both languages, and is more than a name or a figure. */
export const isSpanishOnly = ({ stem }: Pick<ItemDocument, 'stem'>): boolean =>
  stem.en === stem.es && /\p{L}+\P{L}+\p{L}+/u.test(stem.es);

/** Answers for a text what `make` made of it the first time. */
function once<T>(make: (text: Localized) => T): (text: Localized) => T {
  const made = new Map<Localized, T>();
  return (text) => {
    let known = made.get(text);
    if (known === undefined) made.set(text, (known = make(text)));
    return known;
  };
}

const textsIn = (
  media: MediaOf,
  format: ItemDocument['format'],
  language: Language,
): ItemTexts => ({
  html: once((text) => inlineHtml(inLanguage(text, language), format, media)),
  plain: once((text) => inlinePlain(inLanguage(text, language), format)),
});

type Kept = Partial<Record<Language, { media: MediaOf; texts: ItemTexts }>>;

const kept = new WeakMap<ItemDocument, Kept>();

/**
 * The texts of an item. Each is made once: a version never changes, and what is made of its items is kept as long as it is in
 * memory. With other files beside it the same item is another one.
 */
export function textsOf(
  { media }: { media: MediaOf },
  item: ItemDocument,
  language: Language,
): ItemTexts {
  let known = kept.get(item);
  if (known === undefined) kept.set(item, (known = {}));
  const found = known[language];
  if (found?.media === media) return found.texts;
  const texts = textsIn(media, item.format, language);
  known[language] = { media, texts };
  return texts;
}

/** A piece of a text with gaps: HTML, or the id of a gap. */
export type GapPiece = { html: Html } | { gap: string };

const MARK = /\{\{([a-z0-9-]+)\}\}/g;
const TAG = /(<[^>]*>)/;

/** Cuts a text at its gaps. What looks like one inside a tag, as in what an image says, is none. */
export function gapPieces(text: Localized, { html }: ItemTexts): GapPiece[] {
  const pieces: GapPiece[] = [];
  for (const part of html(text).split(TAG)) {
    const cut = TAG.test(part) ? [part.replace(MARK, '')] : part.split(MARK);
    cut.forEach((piece, at) => {
      if (at % 2 === 1) pieces.push({ gap: piece });
      else if (piece !== '') pieces.push({ html: asHtml(piece) });
    });
  }
  return pieces;
}
