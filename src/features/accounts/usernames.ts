/** Words of a name that say nothing on their own. */
const PARTICLES = new Set([
  'de',
  'del',
  'la',
  'las',
  'los',
  'y',
  'e',
  'da',
  'do',
  'dos',
  'van',
  'von',
  'san',
  'santa',
]);
const MAX = 30;

/** Ranks and titles that people write before their name. */
const TITLES = new Set([
  'sra',
  'sr',
  'srta',
  'dra',
  'dr',
  'lic',
  'mtra',
  'mtro',
  'ing',
  'cap',
  'tte',
  'teniente',
  'profa',
  'prof',
]);

/**
 * A user name made from a name as it is written in Mexico: first name, dot, first surname, in plain letters.
 * `María de los Ángeles Núñez Ríos` is `maria.nunez`. A name without Latin letters gives `persona`.
 */
export function usernameFrom(name: string): string {
  const words = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const telling = words.filter((word) => !PARTICLES.has(word) && !TITLES.has(word));
  const [first, ...rest] = telling.length > 0 ? telling : words;
  // Two given names and two surnames; with three words the second is the surname.
  const surname = rest.length >= 3 ? rest[1] : rest[0];
  const made = [first, surname]
    .filter((word) => word !== undefined)
    .join('.')
    .slice(0, MAX);
  return made.length < 3 ? 'persona' : made.replace(/\.$/, '');
}
