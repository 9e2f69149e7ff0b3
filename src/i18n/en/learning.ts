import type { EnglishOf } from '../english-of.ts';
import type { learning as spanish } from '../es/learning.ts';

export const learning: EnglishOf<typeof spanish> = {};
