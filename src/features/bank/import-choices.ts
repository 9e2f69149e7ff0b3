import type { Translate } from '../../i18n/translate.ts';
import { IMAGE_NAME, imagesOf } from './images.ts';
import type { Staged } from './import.ts';
import { titleOf } from './texts.ts';

/** What somebody decides about an import before it is added. */
export interface ToDecide {
  /** Those that say nearly the same as another: to be left out one by one. */
  alike: {
    at: number;
    number: number;
    title: string;
    other: string;
    href: string | null;
    otherTitle: string;
  }[];
  moreAlike: number;
  /** Their images, the same one once; `alt` is what a question says of it already. */
  images: { name: string; src: string; alt: string; of: string }[];
}

/** More than this is read by nobody; the rest is counted. */
const SHOWN = 100;
/** So long may be what somebody says of an image. */
export const LONGEST_ALT = 300;

/** The questions that resemble others, and the images, of what was read. */
export const toDecide = (
  staged: Staged,
  { base, path }: { base: string; path: string },
  t: Translate,
): ToDecide => ({
  ...alikeIn(staged, base, t),
  images: imagesIn(staged, `${path}/imagenes`),
});

function alikeIn(
  { items }: Staged,
  base: string,
  t: Translate,
): Pick<ToDecide, 'alike' | 'moreAlike'> {
  const alike = items.flatMap(({ item, alike: other }, at) => {
    if (other === undefined || other === null) return [];
    const { id, number, title, share } = other;
    const percent = Math.round(share * 100);
    return [
      {
        at,
        number: at + 1,
        title: titleOf(item),
        other: t(id === null ? 'bank.alikeInFile' : 'bank.alikeTo', { number, percent }),
        href: id === null ? null : `${base}/reactivos/${id}`,
        otherTitle: title,
      },
    ];
  });
  return { alike: alike.slice(0, SHOWN), moreAlike: Math.max(0, alike.length - SHOWN) };
}

function imagesIn({ items }: Staged, folder: string): ToDecide['images'] {
  const images = new Map<string, ToDecide['images'][number]>();
  for (const { item } of items)
    for (const { name, alt } of imagesOf(item)) {
      const known = images.get(name);
      const src = `${folder}/${name}`;
      if (IMAGE_NAME.test(name) && (known === undefined || alt === ''))
        images.set(name, { name, src, alt, of: titleOf(item) });
    }
  return [...images.values()];
}
