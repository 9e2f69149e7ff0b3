import { formatFor } from '../../i18n/format.ts';
import { translator, type Translate } from '../../i18n/translate.ts';
import type { Language } from '../../lib/localized.ts';
import { knownLanguage, OTHER_LANGUAGE, type ItemAudio } from '../courses/item-audio.ts';
import type { ItemDocument } from '../courses/item-document.ts';
import type { MediaOf } from './inline-text.ts';
import { extensionOf, mediaAddress, MEDIA_TYPES } from './media-file.ts';

/** A recording as a page offers it: nothing of it loads before somebody plays it. */
export interface ShownAudio {
  src: string;
  label: string;
  transcript: string;
  /** The tag of what is read; null where it has none. */
  lang: string | null;
}

/** How the language of a recording is called. */
export function languageOf(audio: ItemAudio, t: Translate): string {
  const known = knownLanguage(audio);
  return audio.called ?? (known === undefined ? audio.language : t(`language.${known}`));
}

/** Whether a file of this name is sound that courses carry. */
export const isSound = (name: string): boolean => MEDIA_TYPES[extensionOf(name)]?.kind === 'audio';

const asked = (audio: ItemAudio, t: Translate, size: string | null): string =>
  size === null
    ? t('itemAudio.label', { language: languageOf(audio, t) })
    : t('itemAudio.labelSize', { language: languageOf(audio, t), size });

/** The recordings of a question in the order of its author. One whose file is not there is not offered. */
export function shownAudio(
  { audio = [] }: Pick<ItemDocument, 'audio'>,
  media: MediaOf,
  language: Language,
): ShownAudio[] {
  if (audio.length === 0) return [];
  const t = translator(language);
  return audio.flatMap((one): ShownAudio[] => {
    const file = Object.hasOwn(media, one.file) ? media[one.file] : undefined;
    if (file === undefined || !isSound(one.file)) return [];
    return [
      {
        src: mediaAddress({ sha256: file.sha256, extension: extensionOf(one.file) }),
        label: asked(one, t, file.bytes === 0 ? null : formatFor(language).bytes(file.bytes)),
        transcript: one.transcript,
        lang: one.language === OTHER_LANGUAGE ? null : one.language,
      },
    ];
  });
}
