import { toSearchText } from '../../lib/search-text.ts';

/** What kinds of institution the forms offer. Others may come with data and are shown as they are written. */
export const INSTITUTION_TYPES = [
  'women',
  'security',
  'police',
  'prosecution',
  'prevention',
  'armed-forces',
  'military-region',
  'naval-region',
  'training-centre',
  'foreign-affairs',
  'government',
  'civil-society',
  'operation',
] as const;
export type InstitutionType = (typeof INSTITUTION_TYPES)[number];

export const LEVELS = ['federal', 'state', 'municipal'] as const;

/** Classes of networks that are kept under a code, in the words in which they are read and typed; others stay as they are typed. */
const NETWORK_KINDS: Readonly<Record<string, string>> = {
  mucpaz: 'Mucpaz',
  'comite-vecinal': 'Comité vecinal',
  'red-juvenil': 'Red juvenil',
};

export const kindSaid = (kind: string): string => NETWORK_KINDS[kind] ?? kind;

export const kindNamed = (typed: string): string =>
  Object.keys(NETWORK_KINDS).find((code) =>
    [code, NETWORK_KINDS[code] ?? ''].some((name) => toSearchText(name) === toSearchText(typed)),
  ) ?? typed;

export const NETWORK_STATUSES = ['formación', 'activa', 'en pausa', 'concluida'] as const;
export type NetworkStatus = (typeof NETWORK_STATUSES)[number];
