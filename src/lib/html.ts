import { z } from 'zod';

/**
 * A text that was made safe to stand in a page as it is: by the renderer of lessons, the sanitiser, the charts or an escape.
 * The check of the templates lets nothing else stand unescaped.
 */
export type Html = string & { readonly madeSafe: true };

/** Says that a text was made safe. Only what makes it so may say it. */
export const asHtml = (text: string): Html => text as Html;

/** Nothing at all. */
export const NO_HTML = asHtml('');

/** HTML as a document keeps it: it was made safe before it was written there. */
export const KeptHtml = z.string().transform(asHtml);

const SIGNS: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as it stands in HTML, between tags or in a quoted attribute. */
export const escapeText = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign);
