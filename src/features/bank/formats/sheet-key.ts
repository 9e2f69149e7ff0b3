import { toSearchText } from '../../../lib/search-text.ts';

/** How people say which option is right. */

const YES = /^(?:s[ií]|x|1|true|verdadero|yes|correcta?|✓|✔|☑|✅|\*|v)$/i;
const NO = /^(?:no|0|false|falso|incorrecta?|✗|✘|☐|❌|f|-)$/i;

export const isYes = (text: string): boolean => YES.test(text.trim());
export const isYesNo = (text: string): boolean => isYes(text) || NO.test(text.trim());

const MARKS =
  /^(?:\*(?!\*)|✓|✔|☑|✅|\[x\])\s*|\s*(?:(?<!\*)\*|✓|✔|☑|✅|\((?:correcta?|respuesta correcta)\))$/giu;

/** The text of an option without the mark that says that it is right. */
export function unmarked(text: string): { text: string; isRight: boolean } {
  const bold = /^\*\*(.+)\*\*$/s.exec(text.trim())?.[1];
  if (bold !== undefined && !bold.includes('**')) return { text: bold.trim(), isRight: true };
  const bare = text.replace(MARKS, '').trim();
  return bare === '' || bare === text.trim()
    ? { text, isRight: false }
    : { text: bare, isRight: true };
}

const place = (sign: string, count: number): number | null => {
  const at = /^\d+$/.test(sign) ? Number(sign) - 1 : sign.toLowerCase().charCodeAt(0) - 97;
  return at >= 0 && at < count ? at : null;
};

/**
 * The places of the options that a text names: by letter, number or their own words, one or several. Null where it names
 * something else.
 */
export function resolveRight(said: string, options: readonly string[]): number[] | null {
  const written = said.trim();
  if (written === '') return null;
  const words = options.map((option) => toSearchText(unmarked(option).text));
  const whole = words.indexOf(toSearchText(written));
  if (whole >= 0 && !/^[a-z]$/i.test(written)) return [whole];
  const bare = written.replace(/^(?:opci[oó]n|inciso|respuesta|letra)(?:es|s)?\s*:?\s*/i, '');
  const alone = /^\(?([a-z]|\d{1,2})\s*(?:[.):-]+(?:\s+.*)?)?$/is.exec(bare)?.[1];
  if (alone !== undefined) {
    const at = place(alone, options.length);
    return at === null ? null : [at];
  }
  const signs = bare.split(/\s*(?:[,;/|&+]|\sy\s|\se\s)\s*/i).filter((sign) => sign !== '');
  const places = signs.map((sign) => {
    const only = /^\(?([a-z]|\d{1,2})[.)]?$/i.exec(sign)?.[1];
    if (only !== undefined) return place(only, options.length);
    const at = words.indexOf(toSearchText(sign));
    return at < 0 ? null : at;
  });
  const known = places.filter((at) => at !== null);
  return known.length === places.length && known.length > 0 ? [...new Set(known)] : null;
}

/** True or false as people write them; null for anything else. */
export function truthOf(said: string): boolean | null {
  const written = toSearchText(said);
  if (/^(?:v|verdadero|verdadera|cierto|true|t|si)$/.test(written)) return true;
  return /^(?:f|falso|falsa|false|no)$/.test(written) ? false : null;
}
