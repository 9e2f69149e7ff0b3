/** What kinds of institution the forms offer. Others may come with data and are shown as they are written. */
export const INSTITUTION_TYPES = [
  'women',
  'security',
  'police',
  'prosecution',
  'prevention',
  'armed-forces',
  'training-centre',
  'foreign-affairs',
  'government',
  'civil-society',
  'operation',
] as const;
export type InstitutionType = (typeof INSTITUTION_TYPES)[number];

export const LEVELS = ['federal', 'state', 'municipal'] as const;

export const NETWORK_STATUSES = ['formación', 'activa', 'en pausa', 'concluida'] as const;
export type NetworkStatus = (typeof NETWORK_STATUSES)[number];
