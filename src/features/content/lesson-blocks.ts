import { asHtml, type Html } from '../../lib/html.ts';
import type { MarkdownIt, RendererRule, Token } from 'markdown-it';
import markdownIt from 'markdown-it';
import container from 'markdown-it-container';
import { translator } from '../../i18n/translate.ts';
import type { Language } from '../../lib/localized.ts';
import { mediaAddress, type MediaFile } from './media-file.ts';

/** The block names that authors may write after `:::`. */
export const BLOCKS = [
  'nota',
  'cuidado',
  'ejemplo',
  'actividad',
  'revela',
  'comprueba',
  'alternativa',
  'descarga',
  'descripcion',
  'audio',
  'video',
] as const;
export type BlockName = (typeof BLOCKS)[number];

export const BLOCK_OPEN = 'container_bloque_open';
export const BLOCK_CLOSE = 'container_bloque_close';

/** What the renderer needs to know besides the text. */
export interface LessonEnv {
  language: Language;
  media: ReadonlyMap<string, MediaFile>;
  /** Long descriptions of figures, by file name. */
  descriptions: Map<string, string>;
}

/** `nota Para recordar` -> the block's name and what follows it. */
export function blockOf(token: Token): { name: BlockName | null; rest: string; words: string[] } {
  const [, word = '', rest = ''] = /^(\S*)\s*(.*)$/.exec(token.info.trim()) ?? [];
  return {
    name: BLOCKS.find((name) => name === word) ?? null,
    rest: rest.trim(),
    words: rest.trim().split(/\s+/).filter(Boolean),
  };
}

/** Stands in the place of the captions of a film that has none; the author's reason follows it. */
export const NO_CAPTIONS = 'sin-subtitulos';
const REASON = new RegExp(`^video\\s+\\S+\\s+${NO_CAPTIONS}(?:\\s+(.*))?$`);

/** Why a film has no captions, and whether its words are there as a text. */
function filmOf({ info, meta }: Token): { reason: string | null; hasTranscript: boolean } {
  const { isEmpty = false } = (meta ?? {}) as { isEmpty?: boolean };
  return { reason: REASON.exec(info.trim())?.[1] ?? null, hasTranscript: !isEmpty };
}

const KINDS = {
  nota: 'content.nota',
  cuidado: 'content.cuidado',
  ejemplo: 'content.ejemplo',
  actividad: 'content.actividad',
} as const;

const md: MarkdownIt = markdownIt({ html: false, typographer: false });
export const escapeHtml = (text: string): Html => asHtml(md.utils.escapeHtml(text));

/** Kilobytes or megabytes, as people read them. */
function weight(bytes: number, language: Language): string {
  const big = bytes >= 1_000_000;
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: big ? 1 : 0 });
  return big
    ? `${number.format(bytes / 1_000_000)} MB`
    : `${number.format(Math.max(1, Math.round(bytes / 1000)))} kB`;
}

const openBlock: RendererRule = (tokens, index, _options, env) => {
  const { language, media } = env as unknown as LessonEnv;
  const t = translator(language);
  const token = tokens[index];
  if (token === undefined) return '';
  const { name, rest, words } = blockOf(token);
  const first = media.get(words[0] ?? '');
  const address = first === undefined ? '' : mediaAddress(first);
  const size = first === undefined ? '' : weight(first.length, language);
  const transcript = `<details class="disclosure"><summary>${escapeHtml(t('content.transcript'))}</summary>\n`;
  switch (name) {
    case null:
    case 'comprueba':
    case 'alternativa':
    case 'descripcion':
      return '';
    case 'revela':
      return `<details class="block block--revela"><summary>${escapeHtml(rest === '' ? t('content.reveal') : rest)}</summary>\n`;
    case 'descarga':
      return '<div class="block block--descarga"><div>\n';
    case 'audio':
      return `<figure class="media"><audio controls preload="none" src="${address}"></audio><figcaption>${escapeHtml(t('content.audio', { size }))} ${transcript}`;
    case 'video': {
      const track = media.get(words[1] ?? '');
      const english =
        (track?.name ?? '').endsWith('.en.vtt') ||
        (language === 'en' && !(track?.name ?? '').endsWith('.es.vtt'));
      const captions =
        track === undefined
          ? ''
          : `<track kind="captions" src="${mediaAddress(track)}" srclang="${english ? 'en' : 'es'}" label="${english ? 'English' : 'Español'}" default>`;
      const { reason, hasTranscript } = filmOf(token);
      const why = reason === null ? '' : ` ${escapeHtml(t('content.noCaptions', { reason }))}`;
      return `<figure class="media"><video controls preload="none" playsinline src="${address}">${captions}</video><figcaption>${escapeHtml(t('content.video', { size }))}${why} ${hasTranscript ? transcript : ''}`;
    }
    default: {
      const title = rest === '' ? '' : `<p class="block__title">${escapeHtml(rest)}</p>`;
      return `<div class="block block--${name}"><p class="block__kind">${escapeHtml(t(KINDS[name]))}</p>${title}\n`;
    }
  }
};

const closeBlock: RendererRule = (tokens, index, _options, env) => {
  const { language, media } = env as unknown as LessonEnv;
  const token = tokens[index];
  if (token === undefined) return '';
  const { name, words } = blockOf(token);
  switch (name) {
    case null:
    case 'comprueba':
    case 'alternativa':
    case 'descripcion':
      return '';
    case 'revela':
      return '</details>\n';
    case 'audio':
      return '</details></figcaption></figure>\n';
    case 'video':
      return `${filmOf(token).hasTranscript ? '</details>' : ''}</figcaption></figure>\n`;
    case 'descarga': {
      const file = media.get(words[0] ?? '');
      if (file === undefined) return '</div></div>\n';
      const label = translator(language)('content.download', {
        type: file.extension.toUpperCase(),
        size: weight(file.length, language),
      });
      return `</div><a class="button" href="${mediaAddress(file)}" download="${escapeHtml(file.name)}">${escapeHtml(label)}</a></div>\n`;
    }
    default:
      return '</div>\n';
  }
};

/** The description of a picture that says nothing: whoever listens is not told of it. */
const DECORATIVE = /^\s*decorativ[oa]\s*$/i;

const picture: RendererRule = (tokens, index, _options, env) => {
  const { language, media, descriptions } = env as unknown as LessonEnv;
  const token = tokens[index];
  const name = String(token?.attrGet('src') ?? '').replace(/^media\//, '');
  const file = media.get(name);
  if (token === undefined || file === undefined) return '';
  const size =
    file.size === null
      ? ''
      : ` width="${String(file.size.width)}" height="${String(file.size.height)}"`;
  const description = descriptions.get(name);
  const more =
    description === undefined
      ? ''
      : ` <details class="disclosure"><summary>${escapeHtml(translator(language)('content.description'))}</summary>\n${description}</details>`;
  const caption = escapeHtml(String(token.attrGet('title') ?? ''));
  const under = caption === '' && more === '' ? '' : `<figcaption>${caption}${more}</figcaption>`;
  const alt = DECORATIVE.test(token.content) ? '' : escapeHtml(token.content);
  return `<figure class="picture"><img src="${mediaAddress(file)}" alt="${alt}"${size} loading="lazy" decoding="async">${under}</figure>\n`;
};

md.use(container, 'bloque', { validate: (params) => /\S/.test(params) });
md.renderer.rules[BLOCK_OPEN] = openBlock;
md.renderer.rules[BLOCK_CLOSE] = closeBlock;
md.renderer.rules['image'] = picture;
md.renderer.rules['table_open'] = (tokens, index) => {
  const { label = '', asRows = false } = (tokens[index]?.meta ?? {}) as {
    label?: string;
    asRows?: boolean;
  };
  const name = asRows ? 'table table--rows' : 'table';
  return `<section class="table-scroll" tabindex="0" aria-label="${escapeHtml(label)}"><table class="${name}">\n`;
};
md.renderer.rules['table_close'] = () => '</table></section>\n';
// Addresses are judged by `lesson-text`, which tells the author; left alone, a refused link would silently stay as text.
md.validateLink = () => true;

export const parseMarkdown = (text: string): Token[] => md.parse(text, {});
export const renderTokens = (tokens: Token[], env: LessonEnv): string =>
  md.renderer.render(tokens, md.options, env as never);
