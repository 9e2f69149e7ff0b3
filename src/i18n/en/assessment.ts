import type { EnglishOf } from '../english-of.ts';
import type { assessment as spanish } from '../es/assessment.ts';

export const assessment: EnglishOf<typeof spanish> = {};
