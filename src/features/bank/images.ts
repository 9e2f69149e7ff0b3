import { imagesIn, type MediaOf, type TextImage } from '../content/inline-text.ts';
import { MEDIA_TYPES } from '../content/media-file.ts';
import type { ItemDocument } from '../courses/item-document.ts';
import { escapeMarkdown } from './formats/rich-text.ts';
import { textsOf } from './texts.ts';

/**
 * Images of questions. Each is called after its bytes, so that its name finds it in every bank, course and file of this
 * server, and nobody's image takes the place of another's.
 */

/** The digits are those of an address of media. */
export const IMAGE_NAME = /^imagen-([0-9a-f]{32})\.webp$/;

/** What a text calls an image that was drawn anew. */
export const imageName = (sha256: string): string => `imagen-${sha256.slice(0, 32)}.webp`;

/** The name at which the server keeps an image, without its folder; null for a name that we did not give. */
export function mediaNameOf(name: string): string | null {
  const begin = IMAGE_NAME.exec(name)?.[1];
  return begin === undefined ? null : `${begin}.webp`;
}

/** The images that a question shows, each once; one that lacks its description in any place lacks it. */
export function imagesOf(item: ItemDocument): TextImage[] {
  if (item.format !== 'markdown') return [];
  const images = new Map<string, TextImage>();
  for (const { name, alt } of textsOf(item).flatMap(imagesIn)) {
    const known = images.get(name);
    images.set(name, { name, alt: known === undefined || alt === '' ? alt : known.alt });
  }
  return [...images.values()];
}

/** Whether a question shows something that nobody described yet: no course is published with it. */
export const isUnfinished = (item: ItemDocument): boolean =>
  imagesOf(item).some(({ alt }) => alt === '');

/** A recording of a question, called after its bytes as an image is. */
const AUDIO_NAME = /^audio-([0-9a-f]{32})\.(mp3|m4a|ogg)$/;

/** What a question calls a recording that was received here. */
export const audioName = (sha256: string, extension: string): string =>
  `audio-${sha256.slice(0, 32)}.${extension}`;

/** What the server keeps a file of a question under: the beginning of its digest, and its type; null for a name that is not ours. */
export function keptUnder(name: string): { begin: string; type: string } | null {
  const image = IMAGE_NAME.exec(name)?.[1];
  if (image !== undefined) return { begin: image, type: 'image/webp' };
  const [, begin, extension = ''] = AUDIO_NAME.exec(name) ?? [];
  const type = MEDIA_TYPES[extension]?.type;
  return begin === undefined || type === undefined ? null : { begin, type };
}

/** The names of the files that a question shows or lets be heard. */
export const filesOf = (item: ItemDocument): string[] => [
  ...imagesOf(item).map(({ name }) => name),
  ...(item.audio ?? []).map(({ file }) => file),
];

/** The files of a question as pages find them. */
export const mediaFor = (item: ItemDocument): MediaOf =>
  Object.fromEntries(
    filesOf(item).flatMap((name) => {
      const kept = keptUnder(name);
      return kept === null ? [] : [[name, { sha256: kept.begin, type: kept.type, bytes: 0 }]];
    }),
  );

/** The same question with each of its texts changed. */
export function withTexts(item: ItemDocument, change: (text: string) => string): ItemDocument {
  const walk = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(walk);
    const { es, en } = value as { es?: unknown; en?: unknown };
    if (typeof es === 'string' && typeof en === 'string') return { es: change(es), en: change(en) };
    return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, walk(inside)]));
  };
  return walk(item) as ItemDocument;
}

const IMAGE = /!\[((?:\\.|[^\]\\])*)\]\(([^()\s]+)\)/g;

/** The same question with other names for its images; one that has no other is only what it says. */
export const renamed = (
  item: ItemDocument,
  names: ReadonlyMap<string, string | null>,
): ItemDocument =>
  withTexts(item, (text) =>
    text.replace(IMAGE, (all, alt: string, name: string) => {
      const other = names.get(name);
      if (other === undefined) return all;
      return other === null ? alt.trim() || '[imagen]' : `![${alt}](${other})`;
    }),
  );

/** The same question with descriptions for the images that lack one. */
export function described(item: ItemDocument, alts: ReadonlyMap<string, string>): ItemDocument {
  if (item.format !== 'markdown' || alts.size === 0) return item;
  return withTexts(item, (text) =>
    text.replace(IMAGE, (all, alt: string, name: string) => {
      const said = alts.get(name);
      return said === undefined || alt.trim() !== '' ? all : `![${escapeMarkdown(said)}](${name})`;
    }),
  );
}
