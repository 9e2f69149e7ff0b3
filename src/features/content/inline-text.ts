import markdownIt, { type MarkdownIt, type RendererRule, type Token } from 'markdown-it';
import { asHtml, type Html } from '../../lib/html.ts';
import type { CourseDocument } from '../courses/document.ts';
import { mediaAddress, MEDIA_TYPES } from './media-file.ts';
import { sanitise } from './sanitise.ts';

/** The media of a version, by file name. */
export type MediaOf = CourseDocument['media'];

/** How the texts of an item are written. */
export type TextFormat = 'plain' | 'markdown';

/** Emphasis, code, links, line breaks and images of the course; nothing that makes blocks. */
const md: MarkdownIt = markdownIt('zero', { breaks: true });
md.enable(['emphasis', 'backticks', 'link', 'image', 'newline', 'escape', 'entity']);

const addressOf = (src: string, media: MediaOf): string | null => {
  const name = src.replace(/^media\//, '');
  const file = Object.hasOwn(media, name) ? media[name] : undefined;
  const extension = Object.keys(MEDIA_TYPES).find((one) => MEDIA_TYPES[one]?.type === file?.type);
  if (file === undefined || extension === undefined || !file.type.startsWith('image/')) return null;
  return mediaAddress({ sha256: file.sha256, extension });
};

/** What an image says, without the signs that keep its signs from being marks. */
const saidBy = ({ children, content }: Token): string =>
  children === null ? content : md.renderer.renderInlineAsText(children, md.options, {});

/** An image that the course does not have leaves what it says. */
const picture: RendererRule = (tokens, index, _options, env) => {
  const token = tokens[index];
  if (token === undefined) return '';
  const alt = md.utils.escapeHtml(saidBy(token));
  const address = addressOf(String(token.attrGet('src') ?? ''), (env as { media: MediaOf }).media);
  return address === null ? alt : `<img src="${address}" alt="${alt}" loading="lazy">`;
};
md.renderer.rules['image'] = picture;

/** A short text as HTML: escaped, or inline Markdown that passed the wall of lessons. */
export function inlineHtml(text: string, format: TextFormat, media: MediaOf): Html {
  if (format === 'plain') return asHtml(md.utils.escapeHtml(text));
  return sanitise(md.renderInline(text, { media }));
}

/** An image of a text: the name of its file, and what it says of itself. */
export interface TextImage {
  name: string;
  alt: string;
}

/** The images that a short text in Markdown shows, in its order. */
export function imagesIn(text: string): TextImage[] {
  if (!text.includes('](')) return [];
  const [block] = md.parseInline(text, {});
  return (block?.children ?? [])
    .filter(({ type }) => type === 'image')
    .map((token) => ({
      name: String(token.attrGet('src') ?? '').replace(/^media\//, ''),
      alt: saidBy(token).trim(),
    }));
}

/** A short text without its marks, for places that hold no HTML. */
export function inlinePlain(text: string, format: TextFormat): string {
  if (format === 'plain') return text;
  const [block] = md.parseInline(text, {});
  return (block?.children ?? [])
    .map((token) => (token.type.endsWith('break') ? ' ' : saidBy(token)))
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
}
