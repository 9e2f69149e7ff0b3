import { translator } from '../../i18n/translate.ts';
import type { Language } from '../../lib/localized.ts';
import type { MediaOf } from '../content/inline-text.ts';
import { languageOf, shownAudio, type ShownAudio } from '../content/item-audio.ts';
import { LANGUAGES, MOST_AUDIO, OTHER_LANGUAGE } from '../courses/item-audio.ts';
import type { ItemDocument } from '../courses/item-document.ts';
import { MOST_MEGABYTES, type AudioReturned } from './audio-form-routes.ts';
import type { Option } from './item-form-views.ts';
import { titleOf } from './texts.ts';

/** What `views/bank/items/audio-form` shows, in a bank and in a course. */
export interface AudioFields {
  stem: string;
  /** Where a recording is sent, and where one that is there is changed. */
  action: string;
  changeAction: string;
  audio: {
    file: string;
    language: string;
    transcript: string;
    /** Of its field for another transcript. */
    field: string;
    shown: ShownAudio | null;
  }[];
  isFull: boolean;
  languages: Option[];
  megabytes: number;
  values: Record<string, string>;
  errors: Record<string, string[]>;
  labels: Record<string, string>;
}

/** The recordings of a question, and the form for another one. */
export function audioFields(
  { item, media, action }: { item: ItemDocument; media: MediaOf; action: string },
  returned: Partial<AudioReturned>,
  language: Language,
): AudioFields {
  const t = translator(language);
  const { audio = [] } = item;
  const errors = Object.fromEntries(
    Object.entries(returned.errors ?? {}).map(([field, keys]) => [
      field,
      keys.map((key) => t(key)),
    ]),
  );
  const { refused = null, of = null } = returned;
  const typed = returned.values ?? {};
  const about = audio.findIndex(({ file }) => file === of);
  const fieldOf = (at: number): string => `transcripcion-${String(at + 1)}`;
  if (about >= 0 && errors['transcripcion'] !== undefined) {
    errors[fieldOf(about)] = errors['transcripcion'];
    delete errors['transcripcion'];
  }
  if (refused !== null) errors['archivo'] = [t(refused.key, refused.params)];
  return {
    stem: titleOf(item),
    action,
    changeAction: `${action}/cambio`,
    audio: audio.map((one, at) => ({
      file: one.file,
      language: languageOf(one, t),
      transcript: at === about ? (typed['transcripcion'] ?? '') : one.transcript,
      field: fieldOf(at),
      shown: shownAudio({ audio: [one] }, media, language)[0] ?? null,
    })),
    isFull: audio.length >= MOST_AUDIO,
    languages: [
      { value: '', label: t('bank.notSaid') },
      ...LANGUAGES.map((value) => ({ value, label: t(`language.${value}`) })),
      { value: OTHER_LANGUAGE, label: t('itemAudio.other') },
    ],
    megabytes: MOST_MEGABYTES,
    values: of === null ? typed : {},
    errors,
    labels: {
      archivo: t('itemAudio.file'),
      lengua: t('itemAudio.language'),
      nombre: t('itemAudio.called'),
      transcripcion: t('content.transcript'),
      ...Object.fromEntries(audio.map((_, at) => [fieldOf(at), t('content.transcript')])),
    },
  };
}
