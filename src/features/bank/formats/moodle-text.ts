import type { Localized } from '../../../lib/localized.ts';
import { remark, LIMITS, type Remark } from './format.ts';
import { htmlToText } from './html-text.ts';
import type { MediaBox } from './media.ts';
import type { RichText } from './rich-text.ts';
import { tidy } from './tidy.ts';

/**
 * Texts as Moodle keeps them: each with a format of its own, both languages in one text as its multi-language filter
 * shows them (`<span lang="es" class="multilang">`), images beside it under `@@PLUGINFILE@@/`. A plain text is written as
 * plain text and Markdown as Markdown, so that both come back as they were.
 */
export type MoodleFormat = 'moodle' | 'html' | 'plain' | 'markdown';

/** What reading the texts of one question needs and finds. */
export interface TextContext {
  media: MediaBox;
  /** Said once for each thing that was left out. */
  note: (one: Remark) => void;
}

const HAS_TAG = /<(?:[a-z!/])|&(?:[a-z][a-z0-9]{1,30}|#\d{1,7}|#x[0-9a-f]{1,6});/i;
/** Longer than any text of an item, whatever its tags add. */
const RAW = LIMITS.text * 8;

/** A text of Moodle as one of ours. */
export function readText(raw: string, format: MoodleFormat, context: TextContext): RichText {
  const both = format === 'plain' ? null : languagesOf(raw, context);
  if (both === null) {
    const { text, markdown } = inFormat(raw, format, context, false);
    return { es: text, en: text, markdown };
  }
  const es = inFormat(both.es, format, context, true);
  const en = inFormat(both.en, format, context, true);
  const markdown = es.markdown || en.markdown;
  return { es: es.text || en.text, en: en.text || es.text, markdown };
}

function inFormat(
  raw: string,
  format: MoodleFormat,
  context: TextContext,
  spans: boolean,
): { text: string; markdown: boolean } {
  if (format === 'plain') return { text: tidy(raw), markdown: false };
  const html = takeInlineImages(raw, context.media);
  if (html.length > RAW) return { text: html, markdown: false };
  if (format === 'markdown') {
    const text = unguarded(html).replace(
      /(\]\()@@PLUGINFILE@@\/([^)\s]+)\)/g,
      (all, before: string, name: string) => {
        const ours = context.media.named(name);
        return ours === null ? all : `${before}${ours})`;
      },
    );
    return { text: tidy(text), markdown: true };
  }
  if (!HAS_TAG.test(html))
    return {
      text: format === 'moodle' || spans ? tidy(html) : tidy(html.replace(/[ \t\n\f]+/g, ' ')),
      markdown: false,
    };
  const exact = format === 'html' ? exactHtml(html) : null;
  if (exact !== null) return { text: tidy(exact), markdown: false };
  const { text, markdown } = htmlToText(html, {
    media: context.media,
    keepLines: format === 'moodle',
    left: (what, detail) => {
      context.note(remark(`formats.note.left.${what}`, { detail }));
    },
  });
  return { text: tidy(text), markdown };
}

/** Images that stand inside the text as data become names, so that what is left is as short as it looks. */
function takeInlineImages(html: string, media: MediaBox): string {
  let at = html.indexOf('data:image/');
  if (at < 0) return html;
  const out: string[] = [];
  let from = 0;
  while (at >= 0) {
    let end = at;
    while (end < html.length && !ENDS_ADDRESS.has(html[end] ?? '')) end++;
    const name = media.inline(html.slice(at, end));
    out.push(html.slice(from, at), name === null ? 'data:' : `@@PLUGINFILE@@/${name}`);
    from = end;
    at = html.indexOf('data:image/', end);
  }
  out.push(html.slice(from));
  return out.join('');
}

const ENDS_ADDRESS = new Set(['"', "'", ')', '>', ' ', '\n']);

const SPAN =
  /<span (?:lang="([a-zA-Z_-]{2,10})" class="multilang"|class="multilang" lang="([a-zA-Z_-]{2,10})")>/g;
const MLANG = /\{mlang ([a-zA-Z_,-]{2,40})\}/g;

/** The text in each language, where it stands in several; null where it does not. */
function languagesOf(raw: string, context: TextContext): { es: string; en: string } | null {
  return (
    cutLanguages(raw, SPAN, '</span>', context) ?? cutLanguages(raw, MLANG, '{mlang}', context)
  );
}

function cutLanguages(
  raw: string,
  opening: RegExp,
  closing: string,
  { note }: TextContext,
): { es: string; en: string } | null {
  const texts = { es: '', en: '' };
  const seen = new Set<string>();
  let from = 0;
  for (const match of raw.matchAll(opening)) {
    if (match.index < from) continue;
    const begin = match.index + match[0].length;
    const end = raw.indexOf(closing, begin);
    if (end < 0) break;
    const between = raw.slice(from, match.index);
    const language = (match[1] ?? match[2] ?? '').toLowerCase();
    const content = raw.slice(begin, end);
    texts.es += between;
    texts.en += between;
    if (language.startsWith('es') || language === 'other') texts.es += content;
    if (language.startsWith('en') || language === 'other') texts.en += content;
    if (!/^(?:es|en|other)/.test(language))
      note(remark('formats.note.otherLanguage', { language }));
    seen.add(language.slice(0, 2));
    from = end + closing.length;
  }
  if (!seen.has('es') && !seen.has('en')) return null;
  texts.es += raw.slice(from);
  texts.en += raw.slice(from);
  return texts;
}

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' };

/** Reads what `exactly` wrote; null where it is another's HTML. */
function exactHtml(html: string): string | null {
  if (/\n|<(?!br>)|&(?!(?:lt|gt|amp|quot);)/.test(html)) return null;
  return html
    .replaceAll('<br>', '\n')
    .replace(/&(lt|gt|amp|quot);/g, (all, name: string) => ENTITIES[name] ?? all);
}

/** HTML of a plain text, spaces as they are. */
export const escapeHtml = (text: string): string =>
  text
    .replace(/[&<>"]/g, (sign) => `&${{ '&': 'amp', '<': 'lt', '>': 'gt' }[sign] ?? 'quot'};`)
    .replaceAll('\n', '<br>');

/** Markdown shows a `<` that Moodle would take for a tag; ours never knows tags. */
const guarded = (text: string): string =>
  text
    .replace(/-&#(0*)62;/g, '-&#0$162;')
    .replace(/&#(0*)60;(?=[A-Za-z/!?])/g, '&#0$160;')
    .replace(/&lt;(?=[A-Za-z/!?])/g, '&#60;')
    .replace(/<(?=[A-Za-z/!?])/g, '&lt;');
const unguarded = (text: string): string =>
  text
    .replace(/&lt;(?=[A-Za-z/!?])/g, '<')
    .replace(/&#60;(?=[A-Za-z/!?])/g, '&lt;')
    .replace(/&#0(0*)60;(?=[A-Za-z/!?])/g, '&#$160;')
    .replace(/-&#62;/g, '->')
    .replace(/-&#0(0*)62;/g, '-&#$162;');

const multilang = (es: string, en: string): string =>
  `<span lang="es" class="multilang">${es}</span><span lang="en" class="multilang">${en}</span>`;

/** A text of ours as Moodle keeps it. `images` are the names that came with the item. */
export function writeText(
  { es, en }: Localized,
  format: 'plain' | 'markdown',
  images: ReadonlySet<string> = new Set(),
): { format: MoodleFormat; text: string } {
  if (format === 'plain') {
    return es === en
      ? { format: 'plain', text: es }
      : { format: 'html', text: multilang(escapeHtml(es), escapeHtml(en)) };
  }
  const one = (text: string): string =>
    guarded(text).replace(
      /(!\[(?:\\.|[^\]\\])*\]\()([a-z0-9._-]+)\)/g,
      (all, before: string, name: string) =>
        images.has(name) ? `${before}@@PLUGINFILE@@/${name})` : all,
    );
  return { format: 'markdown', text: es === en ? one(es) : multilang(one(es), one(en)) };
}
