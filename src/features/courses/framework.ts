/** What courses, lessons and items are described by. */

export const AUDIENCES = ['community', 'police', 'military', 'staff'] as const;
export const TOPICS = [
  'conflict',
  'restorative-justice',
  'prevention',
  'violence-against-women',
  'public-space',
  'early-warning',
  'peace-operations',
  'policing',
  'community-security',
] as const;
export const PILLARS = [
  'prevention',
  'participation',
  'protection',
  'relief-and-recovery',
] as const;
export const BLOOM = ['remember', 'understand', 'apply', 'analyse', 'evaluate', 'create'] as const;
