import { createInstance, type TFunction } from 'i18next';
import type { Language } from '../lib/localized.ts';
import { en } from './en.ts';
import { es } from './es.ts';

type WithoutPlural<K extends string> = K extends `${infer Base}_${'one' | 'many' | 'other'}`
  ? Base
  : K;

/** A sentence of the interface. One that is missing from a catalogue does not compile. */
export type MessageKey = WithoutPlural<keyof typeof es>;

/** What goes into a sentence; `count` chooses the plural. */
export type MessageOptions = Record<string, string | number> & { count?: number };

/** Answers the sentence in one language. */
export type Translate = (key: MessageKey, options?: MessageOptions) => string;

const i18n = createInstance({
  fallbackLng: 'es-MX',
  supportedLngs: ['es-MX', 'en'],
  resources: { 'es-MX': { translation: es }, en: { translation: en } },
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  initAsync: false,
});
void i18n.init();

const translators = new Map<Language, Translate>();
const KEPT = 2_000;

/** Interpreting a sentence is dear, and pages say the same ones with the same numbers again and again. */
function remembering(interpret: Translate): Translate {
  const said = new Map<string, string>();
  return (key, options) => {
    const asked = `${key} ${JSON.stringify(options)}`;
    let sentence = said.get(asked);
    if (sentence === undefined) {
      sentence = interpret(key, options);
      if (said.size >= KEPT) said.clear();
      said.set(asked, sentence);
    }
    return sentence;
  };
}

/** The translator of a language. Sentences without holes are looked up, not interpreted. */
export function translator(language: Language): Translate {
  let translate = translators.get(language);
  if (translate === undefined) {
    const fixed: TFunction = i18n.getFixedT(language);
    const catalogue: Readonly<Record<string, string>> = language === 'en' ? en : es;
    const withHoles = remembering((key, options) => fixed(key, options ?? {}));
    translate = (key, options) =>
      options === undefined ? (catalogue[key] ?? fixed(key)) : withHoles(key, options);
    translators.set(language, translate);
  }
  return translate;
}

/** True when the catalogue holds the key: for keys that arrive from outside, such as a cookie. */
export const isMessageKey = (key: string): key is MessageKey => Object.hasOwn(es, key);
