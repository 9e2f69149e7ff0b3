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

type Made = Map<Language, Html>;

/** Each text of a version is made once: a version never changes, and its texts live as long as it is in memory. */
const made = new WeakMap<Localized, Made>();

function kept(text: Localized, language: Language, make: () => Html): Html {
  const known = made.get(text) ?? new Map<Language, Html>();
  made.set(text, known);
  const html = known.get(language) ?? make();
  known.set(language, html);
  return html;
}

export function textsOf(
  { media }: { media: MediaOf },
  { format }: Pick<ItemDocument, 'format'>,
  language: Language,
): ItemTexts {
  return {
    html: (text) =>
      kept(text, language, () => inlineHtml(inLanguage(text, language), format, media)),
    plain: (text) => inlinePlain(inLanguage(text, language), format),
  };
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
