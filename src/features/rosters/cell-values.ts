import type { Sex } from '../accounts/sex.ts';
import { toSearchText } from '../../lib/search-text.ts';

const SEX_WORDS: readonly (readonly [RegExp, Sex])[] = [
  [/^(?:m|f|mujer|mujeres|femenino|fem|female|woman)$/, 'mujer'],
  [/^(?:h|hombre|hombres|masculino|masc|male|man)$/, 'hombre'],
  [/^(?:x|i|intersexual|intersex)$/, 'intersexual'],
  [
    /^(?:no dice|nd|n d|no especificado|prefiere no decir|no binari[oa]|otr[oa]|prefers not to say)$/,
    'no_dice',
  ],
];

/** What a word says of the sex; null where it cannot be told. */
function sexOf(cell: string): Sex | null {
  const folded = cell === 'no_dice' ? 'no dice' : toSearchText(cell);
  return SEX_WORDS.find(([pattern]) => pattern.test(folded))?.[1] ?? null;
}

/** How a table says the sex. Pairs of letters in use are M and H, F and M: a table in which an F stands means *masculino* by its M. */
export function sexesIn(cells: Iterable<string>): (cell: string) => Sex | null {
  let hasF = false;
  for (const cell of cells) hasF ||= /^f$/i.test(cell.trim());
  return (cell) => (hasF && /^m$/i.test(cell) ? 'hombre' : sexOf(cell));
}

const DAY = 86_400_000;
/** Excel counts days from the last of 1899. */
const EXCEL_ZERO = Date.UTC(1899, 11, 30);
const FIRST_SERIAL = 18_264;
const LAST_SERIAL = 73_415;

const real = (year: number, month: number, day: number): string | null => {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal && year >= 1950 && year < 2101 ? date.toISOString().slice(0, 10) : null;
};

const MONTHS = 'ene feb mar abr may jun jul ago sep oct nov dic'.split(' ');

/** A calendar day as people and spreadsheets write it: 3/11/2026, 2026-11-03, 3-nov-26, or the serial number of Excel; null otherwise. */
export function dayIn(cell: string): string | null {
  if (/^\d{5}(?:\.\d+)?$/.test(cell)) {
    const serial = Math.floor(Number(cell));
    if (serial < FIRST_SERIAL || serial > LAST_SERIAL) return null;
    return new Date(EXCEL_ZERO + serial * DAY).toISOString().slice(0, 10);
  }
  const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ].*)?$/.exec(cell);
  if (iso !== null) return real(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const [, day, month = '', year] =
    /^(\d{1,2})[-/. ](\d{1,2}|[a-zA-Z]{3})[a-zA-Z]*\.?[-/. ](\d{4}|\d{2})(?: .*)?$/.exec(cell) ??
    [];
  if (day === undefined || year === undefined) return null;
  const named = MONTHS.indexOf(month.toLowerCase()) + 1;
  const number = named > 0 ? named : Number(month);
  const full = year.length === 2 ? 2000 + Number(year) : Number(year);
  return Number.isInteger(number) ? real(full, number, Number(day)) : null;
}

const PARTICLES = /(?<= )(?:De|Del|La|Las|Los|Y|E)(?= )/gu;

/** Words in capitals with one capital each; others as they are. */
function calmed(part: string): string {
  if (part !== part.toLocaleUpperCase('es') || !/\p{L}{2}/u.test(part)) return part;
  return part
    .toLocaleLowerCase('es')
    .replace(/(^|[\s'-])(\p{L})/gu, (_all, before: string, letter: string) => {
      return before + letter.toLocaleUpperCase('es');
    });
}

/** A name from its cells. What rosters write in capitals becomes a name as people write it. */
export function nameIn(parts: readonly string[]): string {
  const written = parts.filter((part) => part !== '').join(' ');
  const name = parts
    .filter((part) => part !== '')
    .map(calmed)
    .join(' ');
  return name === written ? name : name.replace(PARTICLES, (word) => word.toLowerCase());
}
