import sanitizeHtml from 'sanitize-html';
import { asHtml, type Html } from '../../lib/html.ts';

/**
 * A second wall behind the renderer: only what lessons are made of passes, whatever a future block or plugin lets
 * through. Addresses are ours, web pages or mail; images, sound and video are ours alone.
 */
export const sanitise = (html: string): Html =>
  asHtml(
    sanitizeHtml(html, {
      allowedTags: [
        'p',
        'h2',
        'h3',
        'h4',
        'ul',
        'ol',
        'li',
        'blockquote',
        'strong',
        'em',
        's',
        'code',
        'pre',
        'br',
        'hr',
        'a',
        'table',
        'thead',
        'tbody',
        'tr',
        'th',
        'td',
        'div',
        'section',
        'figure',
        'figcaption',
        'details',
        'summary',
        'img',
        'audio',
        'video',
        'track',
      ],
      allowedAttributes: {
        a: ['href', 'class', 'rel', 'download'],
        div: ['class'],
        section: ['class', 'tabindex', 'aria-label'],
        p: ['class'],
        table: ['class'],
        figure: ['class'],
        details: ['class'],
        ol: ['start'],
        th: ['scope', 'class'],
        td: ['class', 'data-label'],
        img: ['src', 'alt', 'width', 'height', 'loading', 'decoding'],
        audio: ['src', 'controls', 'preload'],
        video: ['src', 'controls', 'preload', 'playsinline'],
        track: ['src', 'kind', 'srclang', 'label', 'default'],
      },
      allowedSchemes: ['https', 'http', 'mailto'],
      allowProtocolRelative: false,
      exclusiveFilter: ({ tag, attribs }) =>
        ['img', 'audio', 'video', 'track'].includes(tag) &&
        attribs['src']?.startsWith('/medios/') !== true,
    }).trim(),
  );
