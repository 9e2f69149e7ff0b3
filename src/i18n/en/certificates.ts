import type { EnglishOf } from '../english-of.ts';
import type { certificates as spanish } from '../es/certificates.ts';

export const certificates: EnglishOf<typeof spanish> = {};
