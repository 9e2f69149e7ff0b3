import { MEDIA_TYPES, type MediaFile } from './media-file.ts';
import type { Problems } from './problem.ts';

/** Names of what an SVG may not hold: it would run, load or track. */
const FORBIDDEN_IN_SVG: [RegExp, string][] = [
  [/<\s*script\b/i, '<script>'],
  [/<\s*foreignObject\b/i, '<foreignObject>'],
  [/<\s*(?:image|iframe|embed|object|audio|video)\b/i, '<image>'],
  [/<!\s*(?:DOCTYPE|ENTITY)/i, '<!DOCTYPE>'],
  [/<\?(?!xml\s)/i, '<?…?>'],
  [/\son[a-z]+\s*=/i, 'on…='],
  [/\b(?:xlink:)?href\s*=\s*(?!["']#)/i, 'href'],
  [/url\(\s*(?!["']?#)/i, 'url(…)'],
  [/@import/i, '@import'],
  [/(?:javascript|data)\s*:/i, 'javascript:'],
];

/** Weight, true kind, safe SVG, use. */
export function checkMedia(
  media: ReadonlyMap<string, MediaFile>,
  used: ReadonlySet<string>,
  problems: Problems,
): void {
  for (const file of media.values()) {
    const place = { file: file.file, line: 1 };
    const known = MEDIA_TYPES[file.extension];
    const { limit, heavy = limit, begins } = known ?? { limit: 0, begins: /^\b\B/ };
    if (!begins.test(file.bytes.toString('latin1', 0, 2000))) {
      problems.error(place, 'content.problem.mediaBytes', { extension: file.extension });
    }
    if (file.length > limit) {
      problems.error(place, 'content.problem.mediaTooLarge', {
        size: Math.ceil(file.length / 1000),
        limit: limit / 1000,
      });
    } else if (file.length > heavy) {
      problems.warn(place, 'content.problem.mediaHeavy', {
        size: Math.ceil(file.length / 1_000_000),
      });
    }
    if (file.kind === 'image' && file.size === null)
      problems.error(place, 'content.problem.noSize');
    if (file.extension === 'svg') checkSvg(file, problems);
    if (!used.has(file.name)) problems.warn(place, 'content.problem.unusedMedia');
  }
}

function checkSvg({ file, bytes }: MediaFile, problems: Problems): void {
  const text = bytes
    .toString('utf8')
    .replace(/<!--[\s\S]*?-->/g, (comment) => comment.replace(/[^\n]/g, ' '));
  for (const [pattern, what] of FORBIDDEN_IN_SVG) {
    const found = pattern.exec(text);
    if (found === null) continue;
    const line = text.slice(0, found.index).split('\n').length;
    problems.error({ file, line }, 'content.problem.svg', { what });
  }
}
