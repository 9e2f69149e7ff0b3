const PARTICLES = new Set([
  'de',
  'del',
  'la',
  'las',
  'los',
  'el',
  'y',
  'e',
  'da',
  'do',
  'van',
  'von',
]);

/** The initials that the public check shows, without the small words between names. */
export const initialsOf = (name: string): string =>
  name
    .normalize('NFC')
    .split(/\s+/)
    .filter((word) => !PARTICLES.has(word.toLocaleLowerCase('es')))
    .map((word) => /\p{L}/u.exec(word)?.[0].toLocaleUpperCase('es'))
    .filter((letter) => letter !== undefined)
    .map((letter) => `${letter}.`)
    .join(' ');

/** Words without accents, case, saltillos or hyphens: `Yuriꞌ` and `yuri'` are one. */
const wordsOf = (text: string): string[] =>
  text
    .normalize('NFD')
    .toLocaleLowerCase('es')
    .split(/[\s\-‐‑–]+/)
    .map((word) => word.replace(/[^\p{L}\p{N}]|[\p{M}\p{Lm}\uA78B\uA78C]/gu, ''))
    .filter((word) => word !== '');

/**
 * Whether a typed surname is the holder's. A name is kept as one text, since nobody can tell from outside where given names
 * end: any run of words after the first one counts ("Hernández", "Hernández López", "de la Cruz"), with or without the
 * spaces between them. Small words alone never count. A name of one word is compared whole.
 */
export function surnameCoincides(holderName: string, typed: string): boolean {
  const name = wordsOf(holderName);
  const asked = wordsOf(typed);
  if (!asked.some((word) => !PARTICLES.has(word))) return false;
  const wanted = asked.join('');
  const surnames = name.length === 1 ? name : name.slice(1);
  return surnames.some((_, from) =>
    surnames.some((_word, to) => to >= from && surnames.slice(from, to + 1).join('') === wanted),
  );
}
