import { NO_HTML, type Html } from '../../lib/html.ts';
import { inLanguage, type Language, type Localized } from '../../lib/localized.ts';
import { inlineHtml } from '../content/inline-text.ts';
import type { ItemDocument } from '../courses/item-document.ts';
import { mediaFor } from './images.ts';

/** The texts of a question as pages show them, with its images; nothing for a text that it lacks. */
export type HtmlOf = (item: ItemDocument) => (text: Localized | null) => Html;

export const htmlIn =
  (language: Language): HtmlOf =>
  (item) => {
    const media = mediaFor(item);
    return (text) =>
      text === null ? NO_HTML : inlineHtml(inLanguage(text, language), item.format, media);
  };
