/** A wording that harms or leaves somebody out, and what is said in its place. */
export interface Term {
  pattern: RegExp;
  instead: string;
}

const word = (source: string): RegExp =>
  new RegExp(`(?<![\\p{L}])(?:${source})(?![\\p{L}])`, 'giu');

/** After the INAI's guide of 2021 and the rules of care of `content/README.md`. */
export const TERMS: readonly Term[] = [
  { pattern: word('cr[ií]men(?:es)? pasional(?:es)?'), instead: 'feminicidio' },
  {
    pattern: word('violencia intrafamiliar'),
    instead: 'violencia familiar · violencia contra las mujeres',
  },
  {
    pattern: word('mujer(?:es)? golpeadas?|mujer(?:es)? maltratadas?'),
    instead: 'mujer que vive violencia',
  },
  {
    pattern: word('discapacitad[oa]s?|minusv[aá]lid[oa]s?|inv[aá]lid[oa]s?'),
    instead: 'persona con discapacidad',
  },
  { pattern: word('sordomud[oa]s?'), instead: 'persona sorda' },
  {
    pattern: word('indios?|indias|inditas?|inditos?'),
    instead: 'persona indígena, o el nombre de su pueblo',
  },
  {
    pattern: word('prostitutas?'),
    instead: 'mujer en situación de prostitución · trabajadora sexual, si ella lo dice',
  },
  {
    pattern: word('ilegales|migrantes? ilegal(?:es)?'),
    instead: 'persona migrante en situación irregular',
  },
  { pattern: word('sexo d[ée]bil|bello sexo'), instead: 'mujeres' },
  {
    pattern: word('el hombre (?:primitivo|moderno)|la historia del hombre|los derechos del hombre'),
    instead: 'la humanidad · los derechos humanos',
  },
  { pattern: word('madre soltera|madres solteras'), instead: 'jefa de familia' },
  { pattern: word('ancian[oa]s?|viejit[oa]s?'), instead: 'persona mayor' },
  {
    pattern: word('provoc[óo] (?:la agresi[óo]n|el golpe)|se lo busc[óo]'),
    instead: 'describe lo que hizo quien agredió',
  },
  { pattern: word('bienvenidos'), instead: 'te damos la bienvenida' },
];

/** Endings that a screen reader cannot say and that some readers do not understand: -@, -x, -e. */
export const ENDINGS: readonly RegExp[] = [
  /[\p{L}]+@s?(?![\p{L}.])/giu,
  word('[\\p{L}]+xs|tod[x]|compañerx|amigx'),
  word(
    'todes|elles|niñes|amigues|compañeres|chiques|alumnes|maestres|ciudadanes|nosotres|muchaches',
  ),
];

/** Words that end in -xs and are words. */
export const ENDING_WORDS: ReadonlySet<string> = new Set(['mexs', 'faxs']);

/** Security Council resolutions on women, peace and security, and two beside them: pages on the web print several years wrong. */
export const RESOLUTION_YEARS: Readonly<Record<string, string>> = {
  1325: '2000',
  1820: '2008',
  1888: '2009',
  1889: '2009',
  1960: '2010',
  2106: '2013',
  2122: '2013',
  2242: '2015',
  2272: '2016',
  2467: '2019',
  2493: '2019',
  2538: '2020',
};

const isResolution = (symbol: string): boolean => Object.hasOwn(RESOLUTION_YEARS, symbol);

/**
 * Resolutions that a text gives another year: `1820 (2009)`, `1820 de 2009`, `1820/2009`. In a list, `1889, 2122`, the next one is
 * no year, and the plan of Mexico, PNA-1325, has a year of its own.
 */
export const wrongYears = (text: string): string[] =>
  [
    ...text.matchAll(
      /(?<!PNA-|NAP-)\b(\d{4})(\s*\(|\s+de\s+|\s+of\s+|,\s*|\/)((?:19|20|21)\d{2})\b/g,
    ),
  ]
    .filter(
      ([, symbol = '', between = '', year = '']) =>
        isResolution(symbol) &&
        RESOLUTION_YEARS[symbol] !== year &&
        !(between.startsWith(',') && isResolution(year)),
    )
    .map(([match]) => match);

const EMPHASIS = /\*+([^*\n]+)\*+/g;

/** What looks like a telephone: eight digits or more with spaces or dashes, or a short code after a star. */
export const telephonesIn = (text: string): string[] =>
  [
    ...text
      .replace(EMPHASIS, '$1')
      .matchAll(/(?<![\d/.,-])(?:\*\d{3,4}|\d{2,3}(?:[ -]\d{2,4}){2,4}|\d{10})(?![\d/-])/g),
  ]
    .map(([match]) => match)
    .filter((match) => match.startsWith('*') || match.replace(/\D/g, '').length >= 8);
